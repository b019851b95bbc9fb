"""Tags beside sealed records: whether a number was here before, without keeping it readable.

A 申請書ID is tagged under a key of the vault, so that it is found until its row is deleted.
A 個人番号 has so few digits that whoever holds the key can try them all: its tag is under a key of
its day, which is lost with the day's own key at closing.
"""

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.applicant import Applicant
from kiosk.domain.custody import DayStage
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.numbers import FORM_ID_DIGITS
from storage.crypto.canonical import pack
from storage.crypto.keys import NUMBERS, derive, wipe
from storage.custody.days import Days
from storage.database.engine import Store
from storage.database.models import RecordRow, ShiftRow
from storage.people.door import Door
from storage.profile import Profile

_WITH_A_KEY = (DayStage.OPEN.value, DayStage.CLOSING.value)


class NumberTags:
    """Makes the tags of new rows, and finds earlier ones."""

    def __init__(self, store: Store, profile: Profile, door: Door, days: Days) -> None:
        self._store = store
        self._profile = profile
        self._door = door
        self._days = days

    def of(self, person: Applicant, shift: str) -> bytes | None:
        """Return the tag for a row of this day; None when there is no number."""
        if person.form_id is not None:
            return self._of_form(person.form_id)
        if person.individual_number is not None:
            return self._of_person(person.individual_number, shift)
        return None

    def earlier(self, number: str) -> tuple[ReceiptNumber, ...]:
        """Return the receipts of the number, the newest first; a row that was altered raises."""
        macs = self._door.unlocked.macs
        if not number:
            return ()
        with self._store.unit() as session:
            asked = (
                select(RecordRow)
                .join(ShiftRow, ShiftRow.id == RecordRow.shift)
                .where(RecordRow.number_tag.in_(self._tags(session, number)))
                .order_by(ShiftRow.business_date.desc(), RecordRow.number.desc())
            )
            found = [macs.checked(row).number for row in session.scalars(asked)]
        return tuple(ReceiptNumber(self._profile.station, one) for one in found)

    def _tags(self, session: Session, number: str) -> list[bytes]:
        if len(number) == FORM_ID_DIGITS:
            return [self._of_form(number)]
        asked = select(ShiftRow.id).where(ShiftRow.state.in_(_WITH_A_KEY))
        return [self._of_person(number, shift) for shift in session.scalars(asked)]

    def _of_form(self, number: str) -> bytes:
        return self._tag(self._door.unlocked.keys.numbers, number)

    def _of_person(self, number: str, shift: str) -> bytes:
        key = derive(self._days.key(shift), NUMBERS)
        try:
            return self._tag(key, number)
        finally:
            wipe(key)

    def _tag(self, key: bytearray, number: str) -> bytes:
        bound = pack("kiosk v1 number tag", self._profile.database, number)
        return hmac.digest(key, bound, "sha256")
