"""Sealed records: in after they were proved to open again, out only while their day is open."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.record import Receipt, Record
from kiosk.ports import Clock, DayState
from storage.age import encrypt_small
from storage.codec import decode, encode
from storage.days import Days
from storage.door import Door, Unlocked
from storage.engine import Store
from storage.envelope import Place, seal, unseal
from storage.errors import CountsDisagreeError, ReadBackError, RecordExistsError, TamperedError
from storage.journal import AuditEvent, AuditKind, Journal, count
from storage.keys import new_key, wipe
from storage.models import SCHEMA_VERSION, RecordRow, ShiftRow
from storage.profile import Profile

DEK_MAGIC = b"KBK1"


class Vault:
    """Implements `kiosk.ports.RecordVault`."""

    def __init__(
        self,
        *,
        store: Store,
        profile: Profile,
        door: Door,
        days: Days,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._days = days
        self._journal = journal
        self._clock = clock

    def open_day(self, business_date: date) -> DayState:
        """Make the day ready for records, or say that it is closed already."""
        return self._days.open(business_date)

    def unclosed_days(self) -> tuple[date, ...]:
        """Return the days that hold records and are not closed, oldest first."""
        return self._days.unclosed()

    def count(self, business_date: date) -> int:
        """Return how many records the day holds; none when it was never opened."""
        with self._store.unit() as session:
            shift = self._days.find(session, business_date)
        return shift.records if shift else 0

    def put(self, record: Record) -> Receipt:
        """Store the record sealed, in one transaction that ends only if it reads back the same."""
        unlocked = self._door.unlocked
        plain = encode(record)
        try:
            with self._store.unit() as session:
                shift = self._days.open_one(session, record.business_date)
                row = self._add(session, unlocked, shift, str(record.id), plain)
                session.flush()
                session.expire(row)  # what follows is read from the database
                self._compare(row, plain)
        finally:
            wipe(plain)
        with self._store.unit() as session:
            kept = session.scalar(select(RecordRow.row_mac).where(RecordRow.id == row.id))
            if kept != row.row_mac:
                raise ReadBackError("row gone after commit")
        number = ReceiptNumber(self._profile.station, row.number)
        return Receipt(record_id=record.id, number=number, stored_at=row.stored_at)

    def read_day(self, shift: ShiftRow) -> Iterator[tuple[ReceiptNumber, Record]]:
        """Give the day's records in the order of their numbers, one at a time in memory."""
        for number in range(1, shift.records + 1):
            asked = select(RecordRow).where(RecordRow.shift == shift.id, RecordRow.number == number)
            with self._store.unit() as session:
                row = session.scalars(asked).one_or_none()
            if row is None:
                raise CountsDisagreeError(f"no record {number}")
            plain = self._open(row)
            record = decode(plain)
            wipe(plain)
            if str(record.id) != row.id:
                raise TamperedError("record under another identity")
            yield ReceiptNumber(self._profile.station, number), record

    def reconcile(self, session: Session, shift: ShiftRow) -> None:
        """Raise `CountsDisagreeError` unless rows, running number and audit agree."""
        rows = session.scalar(
            select(func.count()).select_from(RecordRow).where(RecordRow.shift == shift.id)
        )
        noted = count(session, AuditKind.PUT, shift.id)
        if not rows == shift.records == noted:
            raise CountsDisagreeError(f"rows {rows}, number {shift.records}, audit {noted}")

    def _add(
        self, session: Session, unlocked: Unlocked, shift: ShiftRow, identity: str, plain: bytearray
    ) -> RecordRow:
        if session.scalar(select(RecordRow.id).where(RecordRow.id == identity)):
            raise RecordExistsError("stored before")
        shift.records += 1
        unlocked.macs.stamp(shift)
        row = self._sealed(shift, identity, plain)
        unlocked.macs.stamp(row)
        session.add(row)
        entry = AuditEvent(
            kind=AuditKind.PUT, actor=unlocked.member.id, shift=shift.id, subject=identity
        )
        self._journal.append(session, unlocked.keys.audit, entry)
        return row

    def _sealed(self, shift: ShiftRow, identity: str, plain: bytearray) -> RecordRow:
        row = RecordRow(
            id=identity,
            shift=shift.id,
            number=shift.records,
            stored_at=self._clock.now(),
            schema_version=SCHEMA_VERSION,
            row_version=1,
        )
        dek = new_key()
        row.sealed = seal(dek, self._place(row, "sealed"), plain)
        row.dek = seal(self._days.key(shift.id), self._place(row, "dek"), dek)
        recipients = [one.age_recipient for one in self._profile.recipients]
        row.dek_age = encrypt_small(DEK_MAGIC + dek, recipients)
        wipe(dek)
        return row

    def _compare(self, row: RecordRow, plain: bytearray) -> None:
        try:
            stored = self._open(row)
            decode(stored)
        except TamperedError as error:
            raise ReadBackError(str(error)) from error
        same = stored == plain
        wipe(stored)
        if not same:
            raise ReadBackError("other bytes")

    def _open(self, row: RecordRow) -> bytearray:
        self._door.unlocked.macs.checked(row)
        dek = unseal(self._days.key(row.shift), self._place(row, "dek"), row.dek)
        try:
            return unseal(dek, self._place(row, "sealed"), row.sealed)
        finally:
            wipe(dek)

    def _place(self, row: RecordRow, column: str) -> Place:
        return Place(
            database=self._profile.database,
            station=self._profile.station,
            shift=row.shift,
            table=row.__tablename__,
            row=row.id,
            column=column,
            schema_version=row.schema_version,
            row_version=row.row_version,
        )
