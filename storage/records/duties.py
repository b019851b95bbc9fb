"""What is still to be done about sealed records: kept sealed, done once, counted in the audit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from kiosk.domain.audit import AuditKind
from kiosk.domain.duty import DutyDone, PhotoDuty
from kiosk.domain.ids import ReceiptNumber, RecordId
from kiosk.domain.record import Record
from kiosk.ports import Clock
from storage.audit.journal import AuditEvent, Journal, count
from storage.batches.batchcontent import BatchItem
from storage.crypto.keys import wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import SCHEMA_VERSION, DutyRow, RecordRow, ShiftRow
from storage.errors import CountsDisagreeError, NoSuchDutyError, TamperedError
from storage.people.door import Door, Unlocked
from storage.records.dutycodec import decode_duty, encode_duty
from storage.records.sealing import Sealing

_OPEN, _DONE = 1, 2
"""Row versions: bound into the blob, so that an older state does not pass for the newer one."""


class Duties:
    """The duties of each open day."""

    def __init__(
        self,
        *,
        store: Store,
        door: Door,
        days: Days,
        sealing: Sealing,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._store = store
        self._door = door
        self._days = days
        self._sealing = sealing
        self._journal = journal
        self._clock = clock

    def of_day(self, business_date: date) -> tuple[PhotoDuty, ...]:
        """Return the day's duties in the order of receipts; none when it was never opened."""
        with self._store.unit() as session:
            if self._days.find(session, business_date) is None:
                return ()
            return self.of_shift(session, self._days.open_one(session, business_date))

    def of_shift(self, session: Session, shift: ShiftRow) -> tuple[PhotoDuty, ...]:
        """Return the duties in the order of receipts, when rows and audit agree on them."""
        found = tuple(self._read(row, record) for row, record in _rows(session, shift))
        noted = count(session, AuditKind.EXEMPT_PHOTO, shift.id)
        done = count(session, AuditKind.COMPLETE_DUTY, shift.id)
        finished = sum(duty.done is not None for duty in found)
        if (len(found), finished) != (noted, done):
            raise CountsDisagreeError(f"duties {len(found)}/{finished}, audit {noted}/{done}")
        return found

    def complete(self, business_date: date, record_id: RecordId) -> tuple[PhotoDuty, ...]:
        """Seal who did it and when, unless it is done already; return the day's duties."""
        unlocked = self._door.unlocked
        with self._store.unit() as session:
            shift = self._days.open_one(session, business_date)
            rows = {row.id: (row, record) for row, record in _rows(session, shift)}
            if str(record_id) not in rows:
                raise NoSuchDutyError("no duty of this record")
            row, record = rows[str(record_id)]
            duty = self._read(row, record)
            if duty.done is None:
                done = DutyDone(by=unlocked.member.id, at=self._clock.now())
                row.row_version = _DONE
                self._write(session, row, record, replace(duty, done=done))
                self._note(session, unlocked, AuditKind.COMPLETE_DUTY, row)
            return self.of_shift(session, shift)

    def note(self, session: Session, row: RecordRow, number: ReceiptNumber, record: Record) -> None:
        """Seal the duty that comes with a 写真の特例, in the transaction of its record."""
        if record.review is None or record.review.exemption is None:
            return
        duty = PhotoDuty(
            record_id=record.id,
            number=number,
            form_id=record.applicant.form_id,
            exemption=record.review.exemption,
        )
        new = DutyRow(id=row.id, shift=row.shift, schema_version=SCHEMA_VERSION, row_version=_OPEN)
        self._write(session, new, row, duty)
        self._note(session, self._door.unlocked, AuditKind.EXEMPT_PHOTO, new)

    def follow(self, session: Session, row: RecordRow, record: Record) -> None:
        """Have the duty of a corrected record, if it has one, tell the record's number of now.

        Done stays done: that the reason was told is not undone by a number typed wrongly.
        """
        own = session.get(DutyRow, row.id)
        if own is None:
            return
        duty = self._read(own, row)
        if duty.form_id != record.applicant.form_id:
            self._write(session, own, row, replace(duty, form_id=record.applicant.form_id))

    def _read(self, row: DutyRow, record: RecordRow) -> PhotoDuty:
        with self._sealing.key(record) as dek:
            plain = self._sealing.open(dek, row)
        duty = decode_duty(plain)
        wipe(plain)
        same = str(duty.record_id) == row.id and duty.number.number == record.number
        if not same or (row.row_version == _DONE) != (duty.done is not None):
            raise TamperedError("duty of another record")
        return duty

    def _write(self, session: Session, row: DutyRow, record: RecordRow, duty: PhotoDuty) -> None:
        plain = encode_duty(duty)
        with self._sealing.key(record) as dek:
            self._sealing.seal(dek, row, plain)
        session.add(row)
        self._sealing.prove(session, row, record, plain)
        wipe(plain)

    def _note(self, session: Session, unlocked: Unlocked, kind: AuditKind, row: DutyRow) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=row.shift, subject=row.id)
        self._journal.append(session, unlocked.keys.audit, entry)


def _rows(session: Session, shift: ShiftRow) -> Sequence[tuple[DutyRow, RecordRow]]:
    """Return the day's duties beside what leads to their keys, without the sealed records."""
    asked = (
        select(DutyRow, RecordRow)
        .join(RecordRow, RecordRow.id == DutyRow.id)
        .where(DutyRow.shift == shift.id, RecordRow.shift == shift.id)
        .order_by(RecordRow.number)
        .options(
            load_only(
                RecordRow.shift,
                RecordRow.number,
                RecordRow.schema_version,
                RecordRow.row_version,
                RecordRow.dek,
            )
        )
    )
    return [(row, record) for row, record in session.execute(asked)]


def joined(
    items: Iterable[tuple[ReceiptNumber, Record]], duties: Sequence[PhotoDuty]
) -> Iterator[BatchItem]:
    """Give each record with its duty; raise `TamperedError` unless they belong together."""
    by_record = {duty.record_id: duty for duty in duties}
    for number, record in items:
        duty = by_record.pop(record.id, None)
        exemption = record.review.exemption if record.review else None
        told = duty and (duty.number, duty.form_id, duty.exemption)
        if told != (exemption and (number, record.applicant.form_id, exemption)):
            raise TamperedError("duty of another record")
        yield BatchItem(number=number, record=record, duty=duty)
    if by_record:
        raise TamperedError("duty without a record")
