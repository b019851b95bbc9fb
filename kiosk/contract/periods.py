"""Sums over a period: a month, a fiscal year from April to March, the contract, any days."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.contract.figures import Disagreement, Joined
from kiosk.contract.smallcells import Breakdown, Part, period_breakdown
from kiosk.contract.targets import TARGETS, Side, Target
from kiosk.domain.event import EventKind, EventStatus
from kiosk.domain.figures import EventFigures, Tally, added

APRIL = 4


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both counted; empty where it ends before it begins."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Iterator[date]:
        """Yield each day."""
        return (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))

    @property
    def months(self) -> tuple["Period", ...]:
        """Return its months, the first and the last cut where it begins and ends."""
        found, day = [], self.first
        while day <= self.last:
            whole = month_of(day)
            found.append(Period(day, min(whole.last, self.last)))
            day = whole.last + timedelta(1)
        return tuple(found)

    @property
    def is_month(self) -> bool:
        """Tell whether it is one whole month."""
        return self == month_of(self.first)


def month_of(day: date) -> Period:
    """Return the month that ``day`` is in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def fiscal_year_of(day: date) -> Period:
    """Return the year of the city's books that ``day`` is in: 年度, April to March."""
    year = day.year if day.month >= APRIL else day.year - 1
    return Period(date(year, APRIL, 1), date(year + 1, APRIL, 1) - timedelta(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSum:
    """One kind in a period: events held, applicants as the contract counts them, all numbers."""

    kind: EventKind
    events: int
    people: int
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A target at the end of a day, from the contract's first on."""

    target: Target
    events: int
    people: int

    @property
    def side(self) -> Side:
        """Return by which side of the OR it is reached."""
        return self.target.side(self.events, self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """What was done in a period, and what is missing from it.

    ``events`` are those that were held, in the order of time. ``silent`` are events whose day is
    over, that were not cancelled, and of which no station has numbers; ``unmarked`` have numbers
    and nobody said that they were held. ``provisional`` hold a day that was not closed.
    """

    period: Period
    events: tuple[EventFigures, ...]
    kinds: tuple[KindSum, ...]
    tally: Tally
    progress: tuple[Progress, ...]
    silent: tuple[EventFigures, ...]
    cancelled: tuple[EventFigures, ...]
    unmarked: tuple[EventFigures, ...]
    provisional: tuple[EventFigures, ...]
    incomplete: tuple[EventFigures, ...]
    """Some of its stations have numbers, and others that were to be there have none."""
    disagreements: tuple[Disagreement, ...]
    cut: frozenset[Period] = frozenset()
    """Months that hold events inside the period and outside."""

    def breakdown(self, part: Part, *, last: bool = False) -> Breakdown:
        """Return the people by part, without what would tell of somebody.

        ``last`` is the completion report's: after the contract no more events come, so that its
        first and last month are whole where nothing lies outside the period.
        """
        whole = self._whole_at_the_end if last else self._whole
        months: dict[Period | None, list[EventFigures]] = {}
        for one in self.events:
            month = month_of(one.event.date)
            months.setdefault(month if whole(month) else None, []).append(one)
        return period_breakdown(months, part)

    def _whole(self, month: Period) -> bool:
        return month.first in self.period and month.last in self.period

    def _whole_at_the_end(self, month: Period) -> bool:
        return month not in self.cut

    def by_day(self) -> Mapping[date, Mapping[EventKind, int]]:
        """Return the applicants of each day of the period, 0 where nobody applied."""
        return {day: _by_kind(self.events, Period(day, day)) for day in self.period.days}

    def by_months(self) -> Mapping[Period, Mapping[EventKind, int]]:
        """Return the applicants of each month."""
        return {month: _by_kind(self.events, month) for month in self.period.months}


def period_figures(joined: Joined, period: Period, *, until: date) -> PeriodFigures:
    """Return the sums of ``period``, as far as the day ``until``."""
    inside = [one for one in joined.events if one.event.date in period]
    held = tuple(one for one in inside if counts(one))
    over = [one for one in inside if one.event.date <= until and not one.days]
    outside = (o.event.date for o in joined.events if counts(o) and o.event.date not in period)
    called_off = tuple(one for one in inside if one.event.status is EventStatus.CANCELLED)
    return PeriodFigures(
        period=period,
        events=held,
        kinds=tuple(_kind_sum(kind, held) for kind in EventKind),
        tally=added(one.tally for one in held),
        progress=progress_of(joined.events, period.last),
        silent=tuple(one for one in over if one not in called_off),
        cancelled=called_off,
        unmarked=tuple(one for one in held if not one.event.status.took_place),
        provisional=tuple(one for one in held if one.provisional),
        incomplete=tuple(one for one in held if one.days and one.missing),
        disagreements=tuple(one for one in joined.disagreements if one.day.business_date in period),
        cut=frozenset(map(month_of, outside)),
    )


def progress_of(
    events: Iterable[EventFigures], last: date, targets: Sequence[Target] = TARGETS
) -> tuple[Progress, ...]:
    """Return how far each target is at the end of ``last``."""
    held = [one for one in events if counts(one) and one.event.date <= last]
    return tuple(_progress(target, held) for target in targets)


def counts(figures: EventFigures) -> bool:
    """Tell whether the event was held and was not called off."""
    return figures.took_place and figures.event.status is not EventStatus.CANCELLED


def _kind_sum(kind: EventKind, held: Sequence[EventFigures]) -> KindSum:
    mine = [one for one in held if one.event.kind is kind]
    tally = added(one.tally for one in mine)
    return KindSum(kind=kind, events=len(mine), people=tally.people(kind), tally=tally)


def _progress(target: Target, held: Sequence[EventFigures]) -> Progress:
    mine = [one for one in held if one.event.kind is target.kind]
    return Progress(target=target, events=len(mine), people=sum(one.people for one in mine))


def _by_kind(events: Iterable[EventFigures], period: Period) -> Mapping[EventKind, int]:
    sums = dict.fromkeys(EventKind, 0)
    for one in events:
        if one.event.date in period:
            sums[one.event.kind] += one.people
    return sums
