"""Cards that are with the city: kept sealed, over once, known one by one to the audit trail."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from kiosk.domain.audit import AuditKind
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlip,
    CardSlipId,
    CardStays,
    CardTaker,
    cards_out,
)
from kiosk.domain.ids import StaffId
from kiosk.ports import Clock
from storage.audit.journal import AuditEvent, Journal, count_subjects
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import SCHEMA_VERSION, CardSlipRow, ShiftRow
from storage.errors import (
    CardsOutError,
    CountsDisagreeError,
    NoSuchCardError,
    ReadBackError,
    TamperedError,
)
from storage.people.door import Door
from storage.profile import Profile
from storage.records.cardcodec import decode_card, encode_card

_OUT, _OVER = 1, 2
"""Row versions: bound into the blob, so that an older state does not pass for the newer one."""
_KINDS: dict[type[CardReturned | CardNotReturned], AuditKind] = {
    CardReturned: AuditKind.RETURN_CARD,
    CardNotReturned: AuditKind.SETTLE_CARD,
}


class CardSlips:
    """Implements `kiosk.vaultports.CardBook`."""

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

    def of_day(self, business_date: date) -> tuple[CardSlip, ...]:
        """Return the open day's slips by number; none when it was never opened."""
        with self._store.unit() as session:
            if self._days.find(session, business_date) is None:
                return ()
            return self.of_shift(session, self._days.open_one(session, business_date))

    def of_shift(self, session: Session, shift: ShiftRow) -> tuple[CardSlip, ...]:
        """Return the slips by number, when rows and audit agree on every one of them."""
        asked = select(CardSlipRow).where(CardSlipRow.shift == shift.id)
        found = [self._read(row) for row in session.scalars(asked)]
        self._check(session, shift, found)
        return tuple(sorted(found, key=lambda one: one.number))

    def give(self, business_date: date, giving: CardGiving) -> tuple[CardSlip, ...]:
        """Seal that whoever is signed in hands this card over now; return the day's slips."""
        me = self._door.unlocked.member.id
        with self._store.unit() as session:
            shift = self._days.open_one(session, business_date)
            slip = CardSlip(
                id=CardSlipId.new(),
                number=1 + len(self.of_shift(session, shift)),
                giving=giving,
                given_by=me,
                given_at=self._clock.now(),
            )
            row = CardSlipRow(
                id=str(slip.id),
                shift=shift.id,
                schema_version=SCHEMA_VERSION,
                row_version=_OUT,
            )
            self._write(session, row, slip)
            self._note(session, AuditKind.GIVE_CARD, row)
            return self.of_shift(session, shift)

    def end(
        self, business_date: date, slip: CardSlipId, end: CardTaker | CardStays
    ) -> tuple[CardSlip, ...]:
        """Seal how it ended, by whom and when, unless it is over; return the day's slips."""
        me = self._door.unlocked.member.id
        with self._store.unit() as session:
            shift = self._days.open_one(session, business_date)
            row = session.get(CardSlipRow, str(slip))
            if row is None or row.shift != shift.id:
                raise NoSuchCardError("no slip of this day")
            known = self._read(row)
            if known.ended is None:
                ended = _ended(end, me, self._clock)
                row.row_version = _OVER
                self._write(session, row, replace(known, ended=ended))
                self._note(session, _KINDS[type(ended)], row)
            return self.of_shift(session, shift)

    def refuse_if_out(self, session: Session, shift: ShiftRow) -> None:
        """Raise `CardsOutError` while a card of the day is still with the city."""
        if out := cards_out(self.of_shift(session, shift)):
            raise CardsOutError("cards out", count=str(out))

    def _check(self, session: Session, shift: ShiftRow, found: list[CardSlip]) -> None:
        """Compare with the trail slip by slip: an older row, put back, is another state."""
        known = {str(one.id): (one.ended and type(one.ended)) for one in found}
        told: dict[str, object] = dict.fromkeys(
            count_subjects(session, AuditKind.GIVE_CARD, shift.id)
        )
        for ending, kind in _KINDS.items():
            told |= dict.fromkeys(count_subjects(session, kind, shift.id), ending)
        if told != known or sorted(one.number for one in found) != [*range(1, len(found) + 1)]:
            raise CountsDisagreeError(f"cards {len(known)}, audit {len(told)}")

    def _read(self, row: CardSlipRow) -> CardSlip:
        plain = self._open(row)
        try:
            slip = decode_card(plain)
        finally:
            wipe(plain)
        if str(slip.id) != row.id or (row.row_version == _OVER) != (slip.ended is not None):
            raise TamperedError("card slip of another row")
        return slip

    def _open(self, row: CardSlipRow) -> bytearray:
        self._door.unlocked.macs.checked(row)
        return unseal(self._days.key(row.shift), card_place(self._profile, row), row.sealed)

    def _write(self, session: Session, row: CardSlipRow, slip: CardSlip) -> None:
        plain = encode_card(slip)
        try:
            row.sealed = seal(self._days.key(row.shift), card_place(self._profile, row), plain)
            self._door.unlocked.macs.stamp(row)
            session.add(row)
            self._prove(session, row, plain)
        finally:
            wipe(plain)

    def _prove(self, session: Session, row: CardSlipRow, plain: bytearray) -> None:
        """Read the row back from the database; raise `ReadBackError` unless it holds ``plain``."""
        session.flush()
        session.expire(row)
        try:
            stored = self._open(row)
        except (TamperedError, ObjectDeletedError) as error:
            raise ReadBackError(type(error).__name__) from error
        same = stored == plain
        wipe(stored)
        if not same:
            raise ReadBackError("other bytes")

    def _note(self, session: Session, kind: AuditKind, row: CardSlipRow) -> None:
        unlocked = self._door.unlocked
        entry = AuditEvent(kind=kind, actor=unlocked.member.id, shift=row.shift, subject=row.id)
        self._journal.append(session, unlocked.keys.audit, entry)


def _ended(end: CardTaker | CardStays, by: StaffId, clock: Clock) -> CardReturned | CardNotReturned:
    if isinstance(end, CardTaker):
        return CardReturned(by=by, at=clock.now(), to=end)
    return CardNotReturned(by=by, at=clock.now(), why=end)


def card_place(profile: Profile, row: CardSlipRow) -> Place:
    """Return where a slip's blob lives."""
    return Place(
        database=profile.database,
        station=profile.station,
        shift=row.shift,
        table=row.__tablename__,
        row=row.id,
        column="sealed",
        schema_version=row.schema_version,
        row_version=row.row_version,
    )
