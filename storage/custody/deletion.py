"""Deleting a day that was received and has cooled: rows, files, backup, proof that all is gone.

From ``deleting`` on the same call goes on where a power cut stopped it: each step does what is left
of it, and ``deleted`` is written only after the search found nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kiosk import __version__
from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage, ReceiptProof, SecondPerson
from kiosk.domain.deletion import DeletionCertificate
from kiosk.vaultports import Progress, Report
from storage.audit.journal import AuditEvent, count, head
from storage.crypto.digests import AuditHead
from storage.crypto.keys import wipe
from storage.custody.backup import Backups
from storage.custody.certificate import keep_certificate, parse_certificate, spell_certificate
from storage.custody.errors import (
    BackupLeftError,
    DeletionIncompleteError,
    NotConfirmedError,
    StillCoolingError,
)
from storage.custody.publishing import Outbox
from storage.database.models import (
    CardSlipRow,
    DraftRow,
    DutyRow,
    RecordRow,
    ShiftRow,
    StaffRow,
)
from storage.files import disk_errors, shred
from storage.parts import Parts
from storage.people.door import Unlocked
from storage.people.signingkey import open_signing_key
from storage.profile import Profile

_STEPS = 5
_MARK_BYTES = 32  # of each sealed row: "KBE1", the nonce, and 16 bytes that nobody else has
_PIECE_BYTES = 1 << 20
_READY = frozenset({DayStage.CONFIRMED.value, DayStage.DELETING.value})
_DAY_TABLES = (DutyRow, DraftRow, CardSlipRow, RecordRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """What of the day lies beside the database; the backup is None when it is out of reach."""

    archive: Path
    backup: Path | None

    def all(self) -> tuple[Path, ...]:
        """Return those that are to be deleted."""
        return (self.archive,) if self.backup is None else (self.archive, self.backup)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """What was deleted, when and by whom."""

    at: datetime
    rows: int
    operators: tuple[str, ...]
    files: _Files
    remaining_media: tuple[str, ...]
    audit: AuditHead


class Deleter:
    """The deleting part of `kiosk.vaultports.HandOver`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._outbox = Outbox(parts.layout, parts.profile)
        self._backups = Backups(parts)

    def delete_day(
        self,
        business_date: date,
        second: SecondPerson,
        remaining_media: tuple[str, ...],
        report: Report,
    ) -> DeletionCertificate:
        """Return the certificate of a day of which nothing is left here.

        ``remaining_media`` name what others still hold; a backup out of reach must be among them.
        """
        unlocked = self._parts.door.lead()
        self._parts.door.trusted()
        shift = self._ready(business_date)
        files = self._files(shift, remaining_media)
        witness = self._parts.second.check(second, shift=shift.id)
        report(Progress(0, _STEPS))
        self._begin(unlocked, shift.id, witness.id)
        marks = self._delete_rows(shift.id)
        report(Progress(1, _STEPS))
        with disk_errors():
            for path in files.all():
                shred(path)
        report(Progress(2, _STEPS))
        self._parts.store.compact()
        report(Progress(3, _STEPS))
        self._search(shift.id, files, marks)
        report(Progress(4, _STEPS))
        certificate = self._certify(unlocked, shift.id, files, remaining_media)
        report(Progress(_STEPS, _STEPS))
        return certificate

    def certificates(self) -> tuple[DeletionCertificate, ...]:
        """Return every certificate, the newest first; rows that were altered are refused."""
        macs = self._parts.door.unlocked.macs
        asked = select(ShiftRow).where(ShiftRow.certificate.is_not(None))
        with self._parts.store.unit() as session:
            rows = session.scalars(asked.order_by(ShiftRow.deleted_at.desc())).all()
            texts = [macs.checked(row).certificate or "" for row in rows]
        return tuple(parse_certificate(text.encode()) for text in texts)

    def _ready(self, business_date: date) -> ShiftRow:
        with self._parts.store.unit() as session:
            shift = self._parts.days.existing(session, business_date)
        if shift.state not in _READY or shift.confirmed_at is None:
            raise NotConfirmedError(shift.state, day=business_date.isoformat())
        until = shift.confirmed_at + self._parts.profile.rules.cooling
        if shift.state == DayStage.CONFIRMED and self._parts.clock.now() < until:
            raise StillCoolingError("cooling", until=until)
        return shift

    def _files(self, shift: ShiftRow, remaining_media: tuple[str, ...]) -> _Files:
        archive = self._outbox.files(shift).age
        name = shift.backup_file
        if name is None or name in remaining_media:
            return _Files(archive=archive, backup=None)
        path = self._backups.folder / name
        gone_before = shift.state == DayStage.DELETING and self._backups.folder.is_dir()
        if not path.is_file() and not gone_before:
            raise BackupLeftError("out of reach", file=name)
        return _Files(archive=archive, backup=path)

    def _begin(self, unlocked: Unlocked, shift_id: str, witness: str) -> None:
        with self._parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            shift.state = DayStage.DELETING.value
            shift.deleting_at = shift.deleting_at or self._parts.clock.now()
            shift.deleted_by = unlocked.member.id
            shift.deletion_witness = witness
            unlocked.macs.stamp(shift)
            self._note(session, unlocked, AuditKind.BEGIN_DELETION, shift, shift.batch_name or "")

    def _delete_rows(self, shift_id: str) -> frozenset[bytes]:
        """Delete the day's rows and return what each sealed record and slip began with."""
        with self._parts.store.unit() as session:
            marks = frozenset(
                mark
                for table in (RecordRow, CardSlipRow)
                for mark in session.scalars(
                    select(func.substr(table.sealed, 1, _MARK_BYTES)).where(table.shift == shift_id)
                )
            )
            for table in _DAY_TABLES:
                session.execute(delete(table).where(table.shift == shift_id))
        return marks

    def _search(self, shift_id: str, files: _Files, marks: frozenset[bytes]) -> None:
        """Raise `DeletionIncompleteError` when anything of the day is found."""
        with self._parts.store.unit() as session:
            for table in _DAY_TABLES:
                asked = select(func.count()).select_from(table).where(table.shift == shift_id)
                if session.scalar(asked):
                    raise DeletionIncompleteError("rows", left=table.__tablename__)
        for path in files.all():
            if path.exists():
                raise DeletionIncompleteError("file", left=path.name)
        database = self._parts.layout.database
        for path in sorted(database.parent.glob(f"{database.name}*")):
            with disk_errors():
                if _holds(path, marks):
                    raise DeletionIncompleteError("remnant", left=path.name)

    def _certify(
        self, unlocked: Unlocked, shift_id: str, files: _Files, remaining_media: tuple[str, ...]
    ) -> DeletionCertificate:
        """Sign the certificate, keep it, and have the day be ``deleted`` from now on."""
        parts = self._parts
        with parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            operators = tuple(
                unlocked.macs.checked(session.get_one(StaffRow, who)).display_name
                for who in (shift.deleted_by, shift.deletion_witness)
            )
            rows = shift.records + sum(
                count(session, kind, shift_id)
                for kind in (AuditKind.EXEMPT_PHOTO, AuditKind.GIVE_CARD)
            )
            end = head(session)
        gone = _Gone(
            at=parts.clock.now(),
            rows=rows,
            operators=operators,
            files=files,
            remaining_media=remaining_media,
            audit=end,
        )
        spelled = spell_certificate(_certificate(shift, gone, parts.profile))
        signing_key = open_signing_key(parts.store, parts.profile, unlocked)
        try:
            public = parts.profile.signing_public
            keep_certificate(parts.layout.certificates, spelled, signing_key, public)
        finally:
            wipe(signing_key)
        certificate = parse_certificate(spelled)
        with parts.store.unit() as session:
            shift = unlocked.macs.checked(session.get_one(ShiftRow, shift_id))
            shift.state = DayStage.DELETED.value
            shift.deleted_at = gone.at
            shift.certificate = spelled.decode()
            unlocked.macs.stamp(shift)
            self._note(session, unlocked, AuditKind.DELETE_DAY, shift, certificate.number)
        return certificate

    def _note(
        self,
        session: Session,
        unlocked: Unlocked,
        kind: AuditKind,
        shift: ShiftRow,
        subject: str,
    ) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=shift.id, subject=subject)
        self._parts.journal.append(session, unlocked.keys.audit, entry)


def _certificate(shift: ShiftRow, gone: _Gone, profile: Profile) -> DeletionCertificate:
    day = date.fromisoformat(shift.business_date)
    if not (shift.sealed_at and shift.confirmed_at and shift.batch_seq and shift.proof):
        raise NotConfirmedError("never sealed", day=shift.business_date)
    backup = gone.files.backup
    return DeletionCertificate(
        number=f"DEL-{profile.station}-{day:%Y%m%d}-{shift.batch_seq:04d}",
        station=profile.station,
        training=profile.training,
        business_date=day,
        shift=shift.id,
        batch=shift.batch_name or "",
        seq=shift.batch_seq,
        records=shift.records,
        envelope_sha256=shift.envelope_sha256 or "",
        closed_at=shift.sealed_at,
        confirmed_at=shift.confirmed_at,
        proof=ReceiptProof(shift.proof),
        deleted_at=gone.at,
        operators=gone.operators,
        deleted_rows=gone.rows,
        deleted_files=(gone.files.archive.name,),
        deleted_backups=() if backup is None else (backup.name,),
        remaining_media=gone.remaining_media,
        audit_n=gone.audit.n,
        audit_head=gone.audit.head.hex(),
        program=__version__,
    )


def _holds(path: Path, marks: frozenset[bytes]) -> bool:
    """Tell whether the file holds one of the marks, wherever it begins."""
    if not marks:
        return False
    tail = b""
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE_BYTES):
            window = tail + piece
            at = window.find(b"KBE1")
            while at >= 0:
                if window[at : at + _MARK_BYTES] in marks:
                    return True
                at = window.find(b"KBE1", at + 1)
            tail = window[1 - _MARK_BYTES :]
    return False
