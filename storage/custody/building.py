"""Building a day's batch out of sight: archive, read-back, envelope."""

import base64
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk import __version__
from kiosk.contract.dayshares import Share
from kiosk.domain.custody import AloneReason
from kiosk.domain.dates import JST
from kiosk.domain.duty import PhotoDuty
from kiosk.vaultports import Progress, Report
from storage.batches.batch import (
    BatchPaths,
    check_content,
    read_archive,
    write_archive,
    write_envelope,
)
from storage.batches.batchcontent import BatchFacts, BatchItem, content
from storage.batches.waybill import RecipientMark, Waybill
from storage.batches.zipstream import zip_chunks
from storage.crypto.age import fingerprint, new_identity
from storage.crypto.conveyor import Beside, Handover
from storage.crypto.digests import AuditHead, Digest
from storage.crypto.keys import wipe
from storage.custody.recordcounts import RecordCounter, RecordCounts
from storage.database.engine import Store
from storage.database.models import ShiftRow
from storage.people.door import Unlocked
from storage.people.signingkey import open_signing_key
from storage.profile import Profile
from storage.records.duties import joined
from storage.records.vault import Unsealed, Vault, spelled_out

_CODE_BYTES = 10  # 80 bits: nobody guesses that a batch arrived
_CODE_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is settled before the first byte is written; ``day_bytes`` are those of the records."""

    shift: ShiftRow
    facts: BatchFacts
    seq: int
    previous_sha256: str | None
    audit: AuditHead
    operators: tuple[str, ...]
    alone: AloneReason | None
    duties: tuple[PhotoDuty, ...]
    day_bytes: int
    shares: tuple[Share, ...] = ()
    """Of the day's events, where there are several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A batch that was read back and is what it should be."""

    waybill: Waybill
    without_photo: int
    counts: RecordCounts
    """Of the records, for reports: after the closing nobody can count them again."""


class Builder:
    """Makes the three files of a batch."""

    def __init__(self, store: Store, profile: Profile, vault: Vault) -> None:
        self._store = store
        self._profile = profile
        self._vault = vault

    def build(self, unlocked: Unlocked, plan: Plan, paths: BatchPaths, work: "Work") -> Built:
        """Leave the files in ``paths``, each read back from the disk."""
        recipient, _, secret = new_identity()
        rows = Handover[Unsealed](1, drop=lambda row: wipe(row.plain))
        counted = _Counted(
            joined(spelled_out(rows), plan.duties),
            RecordCounter(plan.facts.business_date, plan.shares),
        )
        entries = content(plan.facts, counted, lambda _records: None)
        chunks = zip_chunks(entries, plan.facts.closed_at.astimezone(JST))
        recipients = [*(one.age_recipient for one in self._profile.recipients), recipient]
        # The database is read here, by the thread that owns it; all else is done beside it.
        with Beside(
            "batch-spell", rows, lambda: write_archive(paths.age, chunks, recipients)
        ) as writing:
            for row in self._vault.read_day(plan.shift):
                length = len(row.plain)
                if not rows.put(row):
                    break
                work.read(length)
        written = writing.result()
        found = read_archive(
            paths.age, written, secret, lambda seen: work.read_back(seen, written.length)
        )
        waybill = self._waybill(plan, written, found.plain, fingerprint(recipient))
        check_content(found, waybill)
        signing_key = open_signing_key(self._store, self._profile, unlocked)
        try:
            write_envelope(paths, waybill, signing_key)
        finally:
            wipe(signing_key)
        return Built(waybill=waybill, without_photo=counted.without_photo, counts=counted.counts)

    def _waybill(self, plan: Plan, written: Digest, plain: Digest, one_time: str) -> Waybill:
        facts, profile = plan.facts, self._profile
        return Waybill(
            station=facts.station,
            station_public_key=profile.signing_public,
            shift=facts.shift,
            business_date=facts.business_date,
            seq=plan.seq,
            previous_sha256=plan.previous_sha256,
            records=plan.shift.records,
            plain=plain,
            ciphertext=written,
            file=f"{facts.name}.zip.age",
            audit=plan.audit,
            recipients=tuple(
                RecipientMark(name=one.name, fingerprint=fingerprint(one.age_recipient))
                for one in profile.recipients
            ),
            one_time=one_time,
            operators=plan.operators,
            closed_at=facts.closed_at,
            program=__version__,
            training=facts.training,
            policy_version=profile.policy_version,
            alone=plan.alone,
        )


class Work:
    """How far a closing is, by bytes: once through the records, once through the batch, names.

    It only grows, and reaches its total when `finish` is called.
    """

    def __init__(self, day_bytes: int, report: Report) -> None:
        self._day_bytes = max(1, day_bytes)
        self._total = 2 * self._day_bytes + max(1, self._day_bytes // 50)
        self._report = report
        self._built = 0

    def read(self, length: int) -> None:
        """Tell that so many more bytes of the records are on their way into the batch."""
        self._built = min(self._day_bytes, self._built + length)
        self._report(Progress(self._built, self._total))

    def read_back(self, seen: int, length: int) -> None:
        """Tell that so many bytes of the batch's were read."""
        share = self._day_bytes * min(seen, length) // max(1, length)
        self._report(Progress(self._day_bytes + share, self._total))

    def finish(self) -> None:
        """Tell that everything is done."""
        self._report(Progress(self._total, self._total))


class _Counted:
    """Counts the records while they pass: nobody can open them later."""

    def __init__(self, items: Iterable[BatchItem], counter: RecordCounter) -> None:
        self._items = items
        self._counter = counter
        self.without_photo = 0

    @property
    def counts(self) -> RecordCounts:
        """Return the numbers of all that have passed."""
        return self._counter.counts

    def __iter__(self) -> Iterator[BatchItem]:
        for item in self._items:
            self.without_photo += item.record.photo is None
            self._counter.add(item.record)
            yield item


def new_receipt_code() -> str:
    """Return 80 random bits in base32, in groups of four."""
    code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode("ascii")
    return "-".join(code[at : at + _CODE_GROUP] for at in range(0, len(code), _CODE_GROUP))
