"""Months, years and seasons add up to the same numbers; what is missing has a name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.figures import Joined, join
from kiosk.contract.periods import Period, fiscal_year_of, month_of, period_figures
from kiosk.contract.targets import Side
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.figures import DayFigures, EventFigures, Tally
from kiosk.domain.ids import StationId
from tests.kiosk.contract.figuresamples import DAY, ONE, TWO, day, event, held, tally

SEASON = Period(date(2026, 11, 24), date(2027, 3, 31))
LAST = SEASON.last


@pytest.mark.parametrize(
    ("inside", "first", "last"),
    [
        (date(2027, 3, 31), date(2026, 4, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 4, 1), date(2028, 3, 31)),
        (date(2027, 1, 1), date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_the_citys_year_is_april_to_march(inside: date, first: date, last: date) -> None:
    assert fiscal_year_of(inside) == Period(first, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_months_of_a_period_are_its_days_in_order(first: date, length: int) -> None:
    period = Period(first, first + timedelta(length))
    days = [day for month in period.months for day in month.days]
    assert days == list(period.days)
    assert all(month_of(month.first) == month_of(month.last) for month in period.months)


def of_numbers(found: list[tuple[int, int, EventKind]]) -> Joined:
    events = []
    for number, (offset, people, kind) in enumerate(found):
        planned = event(number, on=SEASON.first + timedelta(offset), kind=kind)
        numbers = tally(people)
        if kind is EventKind.RENEWAL:
            numbers = replace(Tally(visitors=people), cards=people)
        events.append(held(planned, numbers))
    return Joined(events=tuple(events), disagreements=())


FOUND = st.lists(
    st.tuples(st.integers(0, 127), st.integers(0, 30), st.sampled_from(EventKind)), max_size=12
)


@given(FOUND)
def test_the_months_of_a_season_add_up_to_the_season(
    found: list[tuple[int, int, EventKind]],
) -> None:
    joined = of_numbers(found)
    season = period_figures(joined, SEASON, until=LAST)
    months = [period_figures(joined, month, until=LAST) for month in SEASON.months]
    for at, one in enumerate(season.kinds):
        assert one.people == sum(month.kinds[at].people for month in months)
        assert one.events == sum(month.kinds[at].events for month in months)
        assert one.people == sum(counts[one.kind] for counts in season.by_months().values())
        assert one.people == sum(counts[one.kind] for counts in season.by_day().values())
        assert months[-1].progress[at].people == one.people
    assert season.tally.visitors == sum(month.tally.visitors for month in months)
    assert sum(one.people for one in season.kinds) == sum(people for _, people, _ in found)


@given(FOUND, st.integers(0, 127))
def test_progress_counts_from_the_first_day_and_never_shrinks(
    found: list[tuple[int, int, EventKind]], until: int
) -> None:
    joined = of_numbers(found)
    early = period_figures(joined, Period(LAST, SEASON.first + timedelta(until)), until=LAST)
    late = period_figures(joined, SEASON, until=LAST)
    for before, after in zip(early.progress, late.progress, strict=True):
        assert (before.events, before.people) <= (after.events, after.people)


def test_a_target_is_reached_by_either_side() -> None:
    joined = of_numbers([(n, 30, EventKind.VENUE) for n in range(15)])
    sides = {
        one.target.kind: one.side for one in period_figures(joined, SEASON, until=LAST).progress
    }
    assert sides[EventKind.VENUE] is Side.BOTH
    assert sides[EventKind.VISIT] is Side.NOT_YET


def a_period(events: list[Event], days: list[DayFigures], until: date = LAST) -> dict[str, int]:
    found = period_figures(join(events, days, training=True), SEASON, until=until)
    names = ("silent", "cancelled", "unmarked", "provisional", "incomplete", "disagreements")
    return {name: len(getattr(found, name)) for name in names if getattr(found, name)}


def test_what_is_missing_from_a_period_has_a_name() -> None:
    planned = event(stations=(ONE, TWO), status=EventStatus.APPROVED)
    assert a_period([planned], []) == {"silent": 1}
    assert a_period([planned], [], until=DAY - timedelta(1)) == {}
    assert a_period([planned], [day(of=planned)]) == {"unmarked": 1, "incomplete": 1}
    assert a_period([event()], [day(closed=False)]) == {"provisional": 1}
    assert a_period([event(status=EventStatus.CANCELLED)], []) == {"cancelled": 1}
    assert a_period([event()], [replace(day(), place="別")]) == {"silent": 1, "disagreements": 1}


def test_an_event_at_the_turn_of_a_month_is_in_one_month() -> None:
    ends = [date(2026, 12, 31), date(2027, 1, 1)]
    joined = Joined(
        events=tuple(held(event(n, on=on), tally(4)) for n, on in enumerate(ends)),
        disagreements=(),
    )
    for on in ends:
        month = period_figures(joined, month_of(on), until=LAST)
        assert [one.event.date for one in month.events] == [on]
        assert month.tally.applications == 4


def test_a_period_without_events_is_zeros_and_not_an_error() -> None:
    empty = period_figures(Joined(events=(), disagreements=()), month_of(DAY), until=LAST)
    assert empty.tally == Tally()
    assert len(empty.by_day()) == 31


def test_two_stations_names_are_no_order() -> None:
    planned = event(stations=(ONE, TWO))
    days = [day(of=planned, station=StationId(one)) for one in (TWO, ONE)]
    figures: EventFigures = join([planned], days, training=True).events[0]
    assert figures == join([planned], days[::-1], training=True).events[0]
