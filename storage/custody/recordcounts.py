"""What is counted of the records themselves, while their day's key still opens them.

It is kept with the sealed day, in one transaction: nobody can count them later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from kiosk.contract.dayshares import Share, share_at
from kiosk.contract.figures import count_applications
from kiosk.domain.figures import Tally, added
from kiosk.domain.record import Record
from kiosk.errors import FieldError
from storage.crypto.canonical import spell_json
from storage.database.models import SettingRow
from storage.errors import TamperedError
from storage.people.door import Unlocked


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCounts:
    """The records' numbers: one tally, or one for each of the shares, in their order."""

    shares: tuple[Share, ...] = ()
    tallies: tuple[Tally, ...] = (Tally(),)

    @property
    def whole(self) -> Tally:
        """Return the numbers of all records."""
        return added(self.tallies)


class RecordCounter:
    """Counts records as they pass."""

    def __init__(self, business_date: date, shares: Sequence[Share] = ()) -> None:
        self._day = business_date
        self._shares = tuple(shares)
        self._tallies = [Tally() for _ in self._shares or (None,)]

    def add(self, record: Record) -> None:
        """Count a record for the share in which it was accepted."""
        at = share_at(self._shares, record.accepted_at)
        self._tallies[at] += count_applications([record], on=self._day)

    @property
    def counts(self) -> RecordCounts:
        """Return the numbers of all that have passed."""
        return RecordCounts(shares=self._shares, tallies=tuple(self._tallies))


_TALLY = TypeAdapter(Tally)
_SHARED = TypeAdapter(RecordCounts)


def rows_of(business_date: date, counts: RecordCounts) -> tuple[SettingRow, ...]:
    """Return the rows that keep the counts, to be stamped: the sum, and the shares if any."""
    whole = spell_json(_TALLY.dump_python(counts.whole, mode="json")).decode()
    rows = [SettingRow(key=f"tally {business_date.isoformat()}", value=whole)]
    if counts.shares:
        shared = spell_json(_SHARED.dump_python(counts, mode="json")).decode()
        rows.append(SettingRow(key=_shared_key(business_date), value=shared))
    return tuple(rows)


def counts_of(session: Session, unlocked: Unlocked, business_date: date) -> RecordCounts:
    """Return what was counted; of a day that an earlier release closed, nothing is known."""
    shared = session.get(SettingRow, _shared_key(business_date))
    whole = session.get(SettingRow, f"tally {business_date.isoformat()}")
    try:
        if shared is not None:
            return _SHARED.validate_json(unlocked.macs.checked(shared).value, strict=True)
        if whole is not None:
            tally = _TALLY.validate_json(unlocked.macs.checked(whole).value, strict=True)
            return RecordCounts(tallies=(tally,))
    except (ValidationError, FieldError) as error:
        raise TamperedError("tally of a closed day") from error
    return RecordCounts()


def _shared_key(business_date: date) -> str:
    return f"shares {business_date.isoformat()}"
