"""What the office's book has planned for this station on a day; it can stop nothing here."""

import contextlib
from collections.abc import Callable
from datetime import date

from kiosk.contract.dayshares import Share, planned_for, shares_of
from kiosk.domain.checklist import Checklist
from kiosk.domain.event import Event
from kiosk.errors import KioskError
from kiosk.officeports import OfficeBook
from storage.parts import Parts

BookIfBegun = Callable[[], OfficeBook | None]


class DayPlan:
    """Reads the plan for the day's numbers; a book that cannot be read says nothing."""

    def __init__(self, parts: Parts, book: BookIfBegun) -> None:
        self._parts = parts
        self._book = book

    def planned(self, business_date: date) -> bool:
        """Tell whether the station is to be anywhere on the day."""
        return bool(self._planned(business_date)[0])

    def event(self, business_date: date) -> Event | None:
        """Return the event of the day, None unless it is one."""
        planned, _ = self._planned(business_date)
        return planned[0] if len(planned) == 1 else None

    def shares(self, business_date: date) -> tuple[Share, ...]:
        """Return the shares of the day's events; nothing where there is one event, or none."""
        return shares_of(*self._planned(business_date))

    def _planned(self, business_date: date) -> tuple[tuple[Event, ...], tuple[Checklist, ...]]:
        with contextlib.suppress(KioskError):
            book = self._book()
            if book is not None:
                view = book.read(Event, Checklist)
                mine = planned_for(view.events, self._parts.profile.station, business_date)
                return mine, view.entries(Checklist)
        return (), ()
