"""Business days: opened with a key of their own, closed by losing it."""

import json
import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import DayStage
from kiosk.domain.ids import StaffId
from kiosk.domain.intake import LeaveReason
from kiosk.errors import KioskError
from kiosk.ports import Clock
from kiosk.vaultports import DayState
from storage.audit.journal import AuditEvent, Journal
from storage.custody.errors import DayClosingError
from storage.database.engine import Store
from storage.database.models import CardSlipRow, ShiftRow
from storage.errors import DayClosedError, DayNotOpenError
from storage.people.door import Door, Unlocked
from storage.people.slots import Slots

COUNTING = "counting_2"
"""What the trail says of the opening of a day on which two more things are noted from the first on.

That a photo is taken again, and whether who left had a ticket. Of other days that is not known.
"""
IN_LINE = "ticket"
"""What follows the reason in the trail when who left had a ticket."""


class Days:
    """The station's business days."""

    def __init__(
        self, store: Store, door: Door, journal: Journal, slots: Slots, clock: Clock
    ) -> None:
        self._store = store
        self._door = door
        self._journal = journal
        self._slots = slots
        self._clock = clock

    def open(self, business_date: date, people: tuple[StaffId, ...] = ()) -> DayState:
        """Give the day a key and a row, once; afterwards say how far it is."""
        unlocked = self._door.unlocked
        with self._store.unit() as session:
            shift = self.find(session, business_date)
        if shift is None:
            self._make(unlocked, business_date, people)
            return DayState.OPEN
        return DayState.OPEN if shift.state == DayStage.OPEN else DayState.CLOSED

    def unclosed(self) -> tuple[date, ...]:
        """Return the days that hold records or cards and are not closed, oldest first."""
        macs = self._door.unlocked.macs
        asked = (
            select(ShiftRow)
            .where(ShiftRow.state.in_((DayStage.OPEN.value, DayStage.CLOSING.value)))
            .order_by(ShiftRow.business_date)
        )
        with self._store.unit() as session:
            shifts = [macs.checked(row) for row in session.scalars(asked)]
            carded = set(session.scalars(select(CardSlipRow.shift)))
        held = (one for one in shifts if one.records or one.id in carded)
        return tuple(date.fromisoformat(one.business_date) for one in held)

    def never_closed(self, before: date) -> tuple[date, ...]:
        """Return the days before ``before`` that are open still, whatever they hold."""
        asked = select(ShiftRow).where(
            ShiftRow.state.in_((DayStage.OPEN.value, DayStage.CLOSING.value)),
            ShiftRow.business_date < before.isoformat(),
        )
        macs = self._door.unlocked.macs
        with self._store.unit() as session:
            found = session.scalars(asked.order_by(ShiftRow.business_date))
            return tuple(date.fromisoformat(macs.checked(row).business_date) for row in found)

    def find(self, session: Session, business_date: date) -> ShiftRow | None:
        """Return the day's verified row, or None when it was never opened."""
        macs = self._door.unlocked.macs
        asked = select(ShiftRow).where(ShiftRow.business_date == business_date.isoformat())
        row = session.scalars(asked).one_or_none()
        return macs.checked(row) if row else None

    def existing(self, session: Session, business_date: date) -> ShiftRow:
        """Return the day's verified row."""
        shift = self.find(session, business_date)
        if shift is None:
            raise DayNotOpenError("no such day", day=business_date.isoformat())
        return shift

    def open_one(self, session: Session, business_date: date) -> ShiftRow:
        """Return the verified row of a day that still takes records."""
        shift = self.existing(session, business_date)
        if shift.state == DayStage.CLOSING:
            raise DayClosingError(shift.state, day=business_date.isoformat())
        if shift.state != DayStage.OPEN:
            raise DayClosedError(shift.state, day=business_date.isoformat())
        return shift

    def note_sheet_printed(self, business_date: date) -> None:
        """Note that a photo sheet of the open day was put on paper."""
        with self._store.unit() as session:
            shift = self.open_one(session, business_date)
            self._note(session, self._door.unlocked, AuditKind.PRINT_SHEET, shift.id)

    def note_leaving(
        self, business_date: date, reason: LeaveReason, *, in_line: bool = False
    ) -> None:
        """Note that somebody left the open day without an application, and why."""
        with self._store.unit() as session:
            shift = self.open_one(session, business_date)
            unlocked = self._door.unlocked
            about = f"{reason.value}.{IN_LINE}" if in_line else reason.value
            self._note(session, unlocked, AuditKind.LEAVE_SITTING, shift.id, about)

    def key(self, shift: str) -> bytearray:
        """Return the day's key, read from its slot once per log-in."""
        keys = self._door.unlocked.keys
        if shift not in keys.shifts:
            keys.shifts[shift] = self._slots.load(shift, keys.slots)
        return keys.shifts[shift]

    def shred(self, shift: str) -> None:
        """Destroy the key of a sealed day and say so; harmless when it is done already."""
        unlocked = self._door.unlocked
        self._slots.destroy(shift)
        unlocked.keys.forget_shift(shift)
        with self._store.unit() as session:
            row = unlocked.macs.checked(session.get_one(ShiftRow, shift))
            if row.state != DayStage.SEALED:
                return
            row.state = DayStage.KEY_SHREDDED.value
            unlocked.macs.stamp(row)
            self._note(session, unlocked, AuditKind.SHRED_KEY, shift)

    def finish_what_was_begun(self) -> None:
        """End what a power cut left behind: keys of sealed days go, exchanged ones come in.

        A slot without a day is left alone: after a roll-back of the database it may be the only
        way back to that day's records.
        """
        macs = self._door.unlocked.macs
        with self._store.unit() as session:
            states = {row.id: macs.checked(row).state for row in session.scalars(select(ShiftRow))}
        for shift, state in states.items():
            self._slots.settle(shift, self._door.unlocked.keys.slots)
            if state == DayStage.SEALED or (
                state == DayStage.KEY_SHREDDED and self._slots.holds(shift)
            ):
                self.shred(shift)

    def _make(self, unlocked: Unlocked, business_date: date, people: tuple[StaffId, ...]) -> None:
        shift = str(uuid.uuid4())
        unlocked.keys.shifts[shift] = self._slots.make(shift, unlocked.keys.slots)
        row = ShiftRow(
            id=shift,
            business_date=business_date.isoformat(),
            state=DayStage.OPEN.value,
            opened_at=self._clock.now(),
            records=0,
            opened_by=unlocked.member.id,
            people=json.dumps(people),
        )
        unlocked.macs.stamp(row)
        try:
            with self._store.unit() as session:
                session.add(row)
                self._note(session, unlocked, AuditKind.OPEN_DAY, shift, COUNTING)
        except KioskError:
            self._slots.destroy(shift)
            unlocked.keys.forget_shift(shift)
            raise

    def _note(
        self,
        session: Session,
        unlocked: Unlocked,
        kind: AuditKind,
        shift: str,
        subject: str = "",
    ) -> None:
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=shift, subject=subject)
        self._journal.append(session, unlocked.keys.audit, entry)
