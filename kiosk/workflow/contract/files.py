"""The door to files of the plan: xlsx and iCalendar, in and out; used on the storage thread."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.contract.planrows import PlanRead, RowError
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId


class PlanFiles(Protocol):
    """Files are parsed once; what is wrong with one is a list, never an exception."""

    def read(self, path: Path, people: Mapping[PersonId, str], *, fiscal_year: int) -> PlanRead:
        """Return what a file holds, an ``.ics`` as calendar and any other as a sheet."""
        ...

    def write_sheet(
        self, path: Path, events: Iterable[Event], people: Mapping[PersonId, str]
    ) -> tuple[RowError, ...]:
        """Leave the plan as xlsx; return the rows that no sheet can hold."""
        ...

    def write_calendar(self, path: Path, events: Iterable[Event], *, now: datetime) -> None:
        """Leave the plan as iCalendar; nothing is overwritten."""
        ...
