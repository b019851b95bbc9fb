"""Closing a day: batch, read-back, envelope, names, database, and the end of the day's key.

Until the database says ``sealed`` nothing has happened: what lies in the outbox is a left-over and
the next attempt replaces it. From then on only the shredding is left, and every attempt does it.
"""

import base64
import contextlib
import hashlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk import __version__
from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import Consent, DayStage
from kiosk.domain.duty import PhotoDuty
from kiosk.domain.station import BatchFiles
from kiosk.ports import Clock
from kiosk.vaultports import Progress, Report
from storage.age import fingerprint, new_identity
from storage.batch import BatchPaths, check_content, read_archive, write_archive, write_envelope
from storage.batchcontent import BatchFacts, content
from storage.batchtable import JST
from storage.days import Days
from storage.digests import AuditHead, Digest
from storage.door import Door, Unlocked
from storage.duties import Duties, joined
from storage.engine import Store
from storage.envelope import unseal
from storage.errors import DayNotOpenError
from storage.files import disk_errors, replace, sync_folder
from storage.journal import AuditEvent, Journal, head
from storage.keys import wipe
from storage.layout import Layout
from storage.models import ShiftRow
from storage.profile import Profile
from storage.secondperson import SecondCheck
from storage.signing import to_pem
from storage.vault import Vault
from storage.waybill import RecipientMark, Waybill
from storage.zipstream import zip_chunks

_CODE_BYTES = 10  # 80 bits: nobody guesses that a batch arrived
_CODE_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is settled before the first byte is written."""

    facts: BatchFacts
    seq: int
    previous_sha256: str | None
    audit: AuditHead
    records: int
    duties: tuple[PhotoDuty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a station that closing works with."""

    layout: Layout
    store: Store
    profile: Profile
    door: Door
    days: Days
    vault: Vault
    duties: Duties
    second: SecondCheck
    journal: Journal
    clock: Clock


class Closer:
    """Implements `kiosk.ports.DayCloser`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        """Return the verified batch; a day that is sealed already gives the same batch again."""
        unlocked = self._parts.door.lead()
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state == DayStage.OPEN:
            self._seal(unlocked, shift, report)
        self._parts.days.shred(shift.id)
        return self._files(business_date)

    def _seal(self, unlocked: Unlocked, shift: ShiftRow, report: Report) -> None:
        with self._parts.store.unit() as session:
            self._parts.vault.reconcile(session, shift)
            duties = self._parts.duties.of_shift(session, shift)
            plan = self._plan(session, shift, duties)
        with self._workshop(plan.facts.name) as unfinished:
            waybill = self._build(unlocked, shift, plan, unfinished, report)
            self._publish(unfinished)
        self._mark_sealed(unlocked, shift.id, plan, waybill)
        report(Progress(2 * plan.records + 1, 2 * plan.records + 1))

    def _plan(self, session: Session, shift: ShiftRow, duties: tuple[PhotoDuty, ...]) -> _Plan:
        macs = self._parts.door.unlocked.macs
        asked = select(ShiftRow).where(ShiftRow.batch_seq.is_not(None))
        last = session.scalars(asked.order_by(ShiftRow.batch_seq.desc()).limit(1)).first()
        seq = 1 + (macs.checked(last).batch_seq or 0 if last else 0)
        station, day = self._parts.profile.station, date.fromisoformat(shift.business_date)
        code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode("ascii")
        facts = BatchFacts(
            name=f"KB-{station}-{day:%Y%m%d}-{seq:04d}",
            station=station,
            shift=shift.id,
            business_date=day,
            training=self._parts.profile.training,
            receipt_code="-".join(
                code[at : at + _CODE_GROUP] for at in range(0, len(code), _CODE_GROUP)
            ),
            closed_at=self._parts.clock.now(),
            duties_open=tuple(str(duty.number) for duty in duties if duty.done is None),
        )
        return _Plan(
            facts=facts,
            seq=seq,
            previous_sha256=last.envelope_sha256 if last else None,
            audit=head(session),
            records=shift.records,
            duties=duties,
        )

    @contextlib.contextmanager
    def _workshop(self, name: str) -> Iterator[BatchPaths]:
        """Give an empty place to write in; nothing is left there afterwards, however it ends."""
        layout = self._parts.layout
        with disk_errors():
            shutil.rmtree(layout.unfinished, ignore_errors=True)
            layout.unfinished.mkdir(mode=0o700, parents=True)
            for left_over in BatchPaths(layout.outbox, name).all():
                left_over.unlink(missing_ok=True)
        try:
            yield BatchPaths(layout.unfinished, name)
        finally:
            shutil.rmtree(layout.unfinished, ignore_errors=True)

    def _build(
        self,
        unlocked: Unlocked,
        shift: ShiftRow,
        plan: _Plan,
        paths: BatchPaths,
        report: Report,
    ) -> Waybill:
        total = 2 * plan.records + 1
        recipient, identities, _ = new_identity()
        recipients = [one.age_recipient for one in self._parts.profile.recipients]
        entries = content(
            plan.facts,
            joined(self._parts.vault.read_day(shift), plan.duties),
            lambda done: report(Progress(done, total)),
        )
        written = write_archive(
            paths.age,
            zip_chunks(entries, plan.facts.closed_at.astimezone(JST)),
            [*recipients, recipient],
        )
        found = read_archive(
            paths.age,
            written,
            identities,
            lambda seen: report(Progress(plan.records + seen, total)),
        )
        waybill = self._waybill(unlocked, plan, written, found.plain, fingerprint(recipient))
        check_content(found, waybill)
        signing_key = self._signing_key(unlocked)
        write_envelope(paths, waybill, signing_key)
        wipe(signing_key)
        return waybill

    def _waybill(
        self, unlocked: Unlocked, plan: _Plan, written: Digest, plain: Digest, one_time: str
    ) -> Waybill:
        facts, profile = plan.facts, self._parts.profile
        return Waybill(
            station=facts.station,
            station_public_key=profile.signing_public,
            shift=facts.shift,
            business_date=facts.business_date,
            seq=plan.seq,
            previous_sha256=plan.previous_sha256,
            records=plan.records,
            plain=plain,
            ciphertext=written,
            file=BatchPaths(self._parts.layout.outbox, facts.name).age.name,
            audit=plan.audit,
            recipients=tuple(
                RecipientMark(name=one.name, fingerprint=fingerprint(one.age_recipient))
                for one in profile.recipients
            ),
            one_time=one_time,
            operators=(unlocked.member.id,),
            closed_at=facts.closed_at,
            program=__version__,
            training=facts.training,
        )

    def _signing_key(self, unlocked: Unlocked) -> bytearray:
        profile = self._parts.profile
        place = profile.place(table="settings", row="signing_private", column="value")
        return unseal(unlocked.keys.signing, place, profile.signing_private)

    def _publish(self, unfinished: BatchPaths) -> None:
        """Give the files their names, the archive first, the signature last."""
        layout, profile = self._parts.layout, self._parts.profile
        with disk_errors():
            replace(self._public_key_path(), to_pem(profile.signing_public))
            finished = BatchPaths(layout.outbox, unfinished.name)
            for part, path in zip(unfinished.all(), finished.all(), strict=True):
                part.replace(path)
            sync_folder(layout.outbox)

    def _mark_sealed(
        self, unlocked: Unlocked, shift_id: str, plan: _Plan, waybill: Waybill
    ) -> None:
        with self._parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            shift.state = DayStage.SEALED.value
            shift.sealed_at = plan.facts.closed_at
            shift.batch_seq = plan.seq
            shift.batch_name = plan.facts.name
            shift.batch_sha256 = waybill.ciphertext.sha256
            shift.envelope_sha256 = hashlib.sha256(waybill.spell()).hexdigest()
            shift.receipt_code_sha256 = hashlib.sha256(
                plan.facts.receipt_code.encode("ascii")
            ).hexdigest()
            unlocked.macs.stamp(shift)
            entry = AuditEvent(
                kind=AuditKind.CLOSE_DAY,
                actor=unlocked.member.id,
                shift=shift_id,
                subject=plan.facts.name,
            )
            self._parts.journal.append(session, unlocked.keys.audit, entry)

    def _files(self, business_date: date) -> BatchFiles:
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.batch_name is None or shift.batch_sha256 is None:
            raise DayNotOpenError("sealed without a batch", day=business_date.isoformat())
        paths = BatchPaths(self._parts.layout.outbox, shift.batch_name)
        return BatchFiles(
            age=paths.age,
            envelope=paths.envelope,
            signature=paths.signature,
            station_public_key=self._public_key_path(),
            records=shift.records,
            sha256=shift.batch_sha256,
        )

    def _public_key_path(self) -> Path:
        return self._parts.layout.outbox / f"{self._parts.profile.station}.pub.pem"
