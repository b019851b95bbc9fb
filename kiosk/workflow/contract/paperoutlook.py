"""What a report would hold if it were made now, and what would be missing from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kiosk.contract.figures import Disagreement, Joined, join
from kiosk.contract.periods import Period, PeriodFigures, month_of, period_figures
from kiosk.domain.case import Case, CaseStatus
from kiosk.domain.dates import JST
from kiosk.domain.event import EventStatus
from kiosk.domain.figures import EventFigures
from kiosk.workflow.contract.paperwork import PaperKind, of_practice
from kiosk.workflow.contract.snapshot import OfficeSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutlook:
    """One day: its events with their numbers, numbers that fit no event, cases still open."""

    day: date
    events: tuple[EventFigures, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    open_cases: tuple[Case, ...] = ()

    @property
    def held(self) -> tuple[EventFigures, ...]:
        """Return the events that were not called off."""
        return tuple(one for one in self.events if one.event.status is not EventStatus.CANCELLED)

    @property
    def silent(self) -> tuple[EventFigures, ...]:
        """Return those of them of which no station has numbers."""
        return tuple(one for one in self.held if not one.days)

    @property
    def counted(self) -> bool:
        """Tell whether a station has numbers of one of its events."""
        return any(one.days for one in self.events)

    @property
    def whole(self) -> bool:
        """Tell whether nothing is missing and nothing disagrees."""
        gaps = any(one.missing or one.provisional for one in self.held)
        return not (self.silent or gaps or self.disagreements or self.open_cases)


class Outlook:
    """The figures of one snapshot, joined with its plan; worked out when they are first asked for.

    ``contract`` are the days of the contract.
    """

    def __init__(self, snapshot: OfficeSnapshot, contract: Period) -> None:
        self._snapshot, self.contract = snapshot, contract
        self.today = snapshot.today

    @cached_property
    def joined(self) -> Joined:
        """Return the events with the numbers that agree with them."""
        figures = self._snapshot.figures
        return join(self._snapshot.events, figures, training=of_practice(figures))

    @cached_property
    def days(self) -> tuple[DayOutlook, ...]:
        """Return every day up to today that has an event or numbers, the newest first."""
        found = {one.event.date for one in self.joined.events}
        found |= {one.day.business_date for one in self.joined.disagreements}
        past = sorted((day for day in found if day <= self.today), reverse=True)
        return tuple(self.day(one) for one in past)

    @property
    def last_day(self) -> date:
        """Return the newest day of which there are numbers, else the newest with an event."""
        counted = (one.day for one in self.days if one.counted)
        newest = (one.day for one in self.days)
        return next(counted, next(newest, self.today))

    @property
    def last_month(self) -> date:
        """Return the first of the month before this one: its report is the one that is due."""
        return month_of(month_of(self.today).first - timedelta(days=1)).first

    def day(self, day: date) -> DayOutlook:
        """Return one day, with an event or without."""
        mine = self._by_day.get(day, ())
        numbers: set[str] = {one.event.id for one in mine}
        return DayOutlook(
            day=day,
            events=tuple(mine),
            disagreements=tuple(
                one
                for one in self.joined.disagreements
                if one.day.business_date == day or one.event in numbers
            ),
            open_cases=tuple(one for one in self._open_cases if _is_of(one, day, numbers)),
        )

    def period(self, period: Period, until: date | None = None) -> PeriodFigures:
        """Return the sums of a period as a report of it would have them."""
        return period_figures(self.joined, period, until=until or self.today)

    def months(self) -> tuple[Period, ...]:
        """Return the months of the contract that have begun, the newest first."""
        past = Period(self.contract.first, min(self.contract.last, self.today))
        return tuple(month_of(one.first) for one in reversed(past.months))

    def period_of(self, kind: PaperKind) -> Period:
        """Return the days that a report of this kind is made of unless others are typed."""
        match kind:
            case PaperKind.MONTHLY:
                return month_of(self.last_month)
            case PaperKind.COMPLETION:
                return self.contract
            case _:
                return Period(month_of(self.today).first, self.today)

    @cached_property
    def _by_day(self) -> Mapping[date, Sequence[EventFigures]]:
        found: dict[date, list[EventFigures]] = {}
        for one in self.joined.events:
            found.setdefault(one.event.date, []).append(one)
        return found

    @cached_property
    def _open_cases(self) -> tuple[Case, ...]:
        cases = (one.case for one in self._snapshot.cases)
        return tuple(one for one in cases if one.status is not CaseStatus.CLOSED)


def _is_of(case: Case, day: date, events: set[str]) -> bool:
    """Tell whether the case belongs to the day: to one of its events, else it came on it."""
    if case.event is not None:
        return case.event in events
    return case.opened.astimezone(JST).date() == day
