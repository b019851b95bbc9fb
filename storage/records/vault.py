"""Sealed records: in after they were proved to open again, out only while their day is open."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.ids import ReceiptNumber, StaffId
from kiosk.domain.record import Receipt, Record
from kiosk.ports import Clock
from kiosk.vaultports import DayState
from storage.audit.journal import AuditEvent, Journal, count
from storage.crypto.keys import wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import SCHEMA_VERSION, RecordRow, ShiftRow
from storage.errors import CountsDisagreeError, ReadBackError, RecordExistsError, TamperedError
from storage.people.door import Door
from storage.profile import Profile
from storage.records.codec import decode, encode, readable
from storage.records.drafts import Drafts
from storage.records.duties import Duties
from storage.records.numbertags import NumberTags
from storage.records.sealing import Sealing
from storage.records.versions import refuse_other_versions

_AT_ONCE = 4
"""Rows of a day that are in memory together: a query for each took a third of the closing."""

_ROW_MAC = "SELECT row_mac FROM records WHERE id = ?"


class Unsealed(NamedTuple):
    """A record's bytes under its number; whoever takes them wipes them."""

    number: ReceiptNumber
    id: str
    plain: bytearray


def spelled_out(rows: Iterable[Unsealed]) -> Iterator[tuple[ReceiptNumber, Record]]:
    """Give each record under its number; on any thread, the database is not needed."""
    for row in rows:
        try:
            record = decode(row.plain)
        finally:
            wipe(row.plain)
        if str(record.id) != row.id:
            raise TamperedError("record under another identity")
        yield row.number, record


class Vault:
    """Implements `kiosk.ports.RecordVault`."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        days: Days,
        sealing: Sealing,
        duties: Duties,
        drafts: Drafts,
        tags: NumberTags,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._days = days
        self._sealing = sealing
        self._duties = duties
        self._drafts = drafts
        self._tags = tags
        self._journal = journal
        self._clock = clock

    def open_day(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        """Make the day ready for records, or say that it is closed already."""
        return self._days.open(business_date, people)

    def unclosed_days(self) -> tuple[date, ...]:
        """Return the days that hold records and are not closed, oldest first."""
        return self._days.unclosed()

    def count(self, business_date: date) -> int:
        """Return how many records the day holds; none when it was never opened."""
        with self._store.unit() as session:
            shift = self._days.find(session, business_date)
        return shift.records if shift else 0

    def put(self, record: Record) -> Receipt:
        """Store the record sealed, in one transaction that ends only if it reads back the same.

        What was kept of the sitting by a lock goes in the same transaction: a power cut leaves
        the draft or the record, never both.
        """
        plain = encode(record)
        try:
            with self._store.unit() as session:
                shift = self._days.open_one(session, record.business_date)
                row = self._add(session, shift, record, plain)
                number = ReceiptNumber(self._profile.station, row.number)
                self._duties.note(session, row, number, record)
                self._drafts.end(session, shift)
        finally:
            wipe(plain)
        with self._store.unit() as session:
            kept = session.connection().exec_driver_sql(_ROW_MAC, (row.id,)).scalar()
            if kept != row.row_mac:
                raise ReadBackError("row gone after commit")
        return Receipt(record_id=record.id, number=number, stored_at=row.stored_at)

    def read_day(self, shift: ShiftRow) -> Iterator[Unsealed]:
        """Give the day's records in the order of their numbers, few at a time in memory."""
        for first in range(1, shift.records + 1, _AT_ONCE):
            for number, row in self._rows(shift, first):
                with self._sealing.key(row) as dek:
                    plain = self._sealing.open(dek, row)
                yield Unsealed(ReceiptNumber(self._profile.station, number), row.id, plain)

    def _rows(self, shift: ShiftRow, first: int) -> Iterator[tuple[int, RecordRow]]:
        numbers = range(first, min(first + _AT_ONCE, shift.records + 1))
        asked = select(RecordRow).where(
            RecordRow.shift == shift.id, RecordRow.number.between(numbers[0], numbers[-1])
        )
        with self._store.unit() as session:
            rows = {row.number: row for row in session.scalars(asked)}
        for number in numbers:
            if number not in rows:
                raise CountsDisagreeError(f"no record {number}")
            yield number, rows.pop(number)

    def reconcile(self, session: Session, shift: ShiftRow) -> None:
        """Raise unless rows, running number and audit agree, and the versions of corrected rows."""
        rows = session.scalar(
            select(func.count()).select_from(RecordRow).where(RecordRow.shift == shift.id)
        )
        noted = count(session, AuditKind.PUT, shift.id)
        if not rows == shift.records == noted:
            raise CountsDisagreeError(f"rows {rows}, number {shift.records}, audit {noted}")
        refuse_other_versions(session, shift.id)

    def _add(
        self, session: Session, shift: ShiftRow, record: Record, plain: bytearray
    ) -> RecordRow:
        identity = str(record.id)
        if session.scalar(select(RecordRow.id).where(RecordRow.id == identity)):
            raise RecordExistsError("stored before")
        shift.records += 1
        self._door.unlocked.macs.stamp(shift)
        row = RecordRow(
            id=identity,
            shift=shift.id,
            number=shift.records,
            stored_at=self._clock.now(),
            schema_version=SCHEMA_VERSION,
            row_version=1,
            number_tag=self._tags.of(record.applicant, shift.id),
        )
        with self._sealing.new_key(row) as dek:
            self._sealing.seal(dek, row, plain)
        session.add(row)
        self._sealing.prove(session, row, row, plain)
        readable(plain)
        self._note(session, row, AuditKind.PUT)
        if record.review is not None and record.review.override is not None:
            self._note(session, row, AuditKind.OVERRIDE_PHOTO)
        return row

    def _note(self, session: Session, row: RecordRow, kind: AuditKind) -> None:
        unlocked = self._door.unlocked
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=row.shift, subject=row.id)
        self._journal.append(session, unlocked.keys.audit, entry)
