"""Nobody can work out from any reports together what one of them did not show.

The tests are the attacker: they hold every number that the reports of a season show, and who was
where how many (that is in every report), and go through all seasons that would have given them.
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.contract.figures import Joined
from kiosk.contract.periods import Period, month_of, period_figures
from kiosk.contract.smallcells import Part, event_breakdown, is_small, leaves_open, place_label
from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.event import Event
from kiosk.domain.figures import EventFigures, Tally
from tests.kiosk.contract.figuresamples import DAY, HOME, event, held, tally

SEASON = Period(date(2026, 12, 1), date(2027, 1, 31))
Cells = tuple[int, int, int]


def of_cells(cells: Cells) -> Tally:
    counts = tuple((sex, count) for sex, count in zip(Sex, cells, strict=True) if count)
    return Tally(visitors=sum(cells), applications=sum(cells), sexes=counts)


def a_season(rows: Sequence[tuple[Event, Cells]]) -> list[EventFigures]:
    return [held(planned, of_cells(cells)) for planned, cells in rows]


def shown(events: Iterable[EventFigures]) -> list[object]:
    """Return all that the season's reports show of the part: days, months, cut periods, the end."""
    joined = Joined(events=tuple(events), disagreements=())
    found: list[object] = [event_breakdown(one, Part.SEXES) for one in joined.events]
    cut = Period(SEASON.first, date(2027, 1, 6))
    for period in (*SEASON.months, cut, SEASON):
        figures = period_figures(joined, period, until=SEASON.last)
        found.append(figures.breakdown(Part.SEXES))
    last = period_figures(joined, SEASON, until=SEASON.last).breakdown(Part.SEXES, last=True)
    return [*found, last]


def all_cells(people: int) -> list[Cells]:
    return [
        (one, two, people - one - two)
        for one in range(people + 1)
        for two in range(people + 1 - one)
    ]


def worked_out(events: list[Event], truth: Sequence[Cells]) -> list[int]:
    """Return the hidden events of which the attacker knows for somebody which cell it was."""
    said = shown(a_season(list(zip(events, truth, strict=True))))
    fitting = [
        guess
        for guess in itertools.product(*(all_cells(sum(cells)) for cells in truth))
        if shown(a_season(list(zip(events, guess, strict=True)))) == said
    ]
    assert tuple(truth) in fitting
    small = [is_small(one) for one in a_season(list(zip(events, truth, strict=True)))]
    return [
        at
        for at, cells in enumerate(truth)
        if small[at]
        and any(cell and len({one[at][n] for one in fitting}) == 1 for n, cell in enumerate(cells))
    ]


DAYS = [date(2026, 12, 2), date(2026, 12, 9), date(2027, 1, 5), date(2027, 1, 7)]
EVENTS = [event(n, on=on, place=HOME) for n, on in enumerate(DAYS)]
ONES: list[Cells] = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
TWOS: list[Cells] = all_cells(2)


@pytest.mark.parametrize("people", [(1, 1, 1), (1, 1, 2)])
def test_nobody_at_three_homes_is_worked_out_from_all_the_reports(
    people: tuple[int, ...],
) -> None:
    for truth in itertools.product(*(all_cells(one) for one in people)):
        assert worked_out(EVENTS[:3], truth) == [], truth


@settings(max_examples=10)
@given(st.tuples(*(st.sampled_from(ONES) for _ in DAYS)))
def test_nobody_at_four_homes_in_two_months_is_worked_out(truth: tuple[Cells, ...]) -> None:
    assert worked_out(EVENTS, truth) == []


def test_the_attacker_finds_what_is_hidden_badly() -> None:
    """A month that shows the sums of its one hidden event is found out."""
    rows = [(3, 0, 0)]
    assert not leaves_open(rows)
    assert not leaves_open([(1, 0, 0), (1, 0, 0)])  # both the same: the sums say so
    assert leaves_open([(1, 0, 0), (0, 1, 0)])
    assert not leaves_open([(2, 0), (0, 0)])
    assert leaves_open([])


@given(
    st.lists(st.sampled_from([*all_cells(1), *all_cells(2), *all_cells(3)]), min_size=1, max_size=3)
)
def test_the_bounds_are_those_of_all_tables_with_the_same_sums(rows: list[Cells]) -> None:
    sums = [sum(cells) for cells in zip(*rows, strict=True)]
    tables = [
        table
        for table in itertools.product(*(all_cells(sum(row)) for row in rows))
        if [sum(cells) for cells in zip(*table, strict=True)] == sums
    ]
    known = any(
        cell and len({table[at][n] for table in tables}) == 1
        for at, row in enumerate(rows)
        for n, cell in enumerate(row)
    )
    assert leaves_open(rows) is not known


def test_one_or_two_people_or_a_home_are_small_and_a_mall_is_not() -> None:
    assert is_small(held(event(place=HOME), tally(40)))
    assert is_small(held(event(), tally(2)))
    assert is_small(held(event(), Tally(visitors=9, cards=1)))
    assert not is_small(held(event(), tally(3)))
    assert not is_small(held(event(), Tally()))


def test_a_small_event_shows_its_people_and_no_parts() -> None:
    told = event_breakdown(held(event(), of_cells((1, 1, 0))), Part.SEXES)
    assert (told.total, told.hidden, told.cells) == (2, 2, ())
    ways = event_breakdown(held(event(), tally(2)), Part.ROUTES)
    assert (ways.hidden, dict(ways.cells)[Route.ONLINE]) == (0, 2)  # says nothing of a person


@given(st.lists(st.tuples(st.integers(0, 61), st.sampled_from([*TWOS, (4, 5, 6), (0, 3, 1)]))))
def test_cells_and_hidden_and_unknown_are_always_the_total(
    found: list[tuple[int, Cells]],
) -> None:
    days = list(SEASON.days)
    rows = [(event(n, on=days[at]), cells) for n, (at, cells) in enumerate(found)]
    joined = Joined(events=tuple(a_season(rows)), disagreements=())
    for period in (*SEASON.months, SEASON, Period(days[3], days[40])):
        for last in (False, True):
            figures = period_figures(joined, period, until=SEASON.last)
            told = figures.breakdown(Part.SEXES, last=last)
            assert sum(n for _, n in told.cells) + told.hidden + told.unknown == told.total
            assert told.total == figures.tally.applications


def test_two_periods_that_differ_by_one_home_differ_by_no_cell() -> None:
    homes = [event(n, on=date(2026, 12, 1 + n), place=HOME) for n in range(10)]
    rows = [(home, ONES[n % 2]) for n, home in enumerate(homes)]
    joined = Joined(events=tuple(a_season(rows)), disagreements=())
    long = period_figures(joined, Period(DAY, date(2026, 12, 9)), until=DAY)
    short = period_figures(joined, Period(DAY, date(2026, 12, 8)), until=DAY)
    assert long.breakdown(Part.SEXES).cells == short.breakdown(Part.SEXES).cells
    assert not dict(long.breakdown(Part.SEXES, last=True).cells)
    ends = period_figures(joined, Period(DAY, date(2026, 12, 29)), until=DAY)  # the contract's
    assert dict(ends.breakdown(Part.SEXES, last=True).cells)[Sex.MALE] == 5
    whole = period_figures(joined, month_of(DAY), until=DAY).breakdown(Part.SEXES)
    assert dict(whole.cells)[Sex.MALE] == 5


def test_a_home_is_named_by_its_town_at_most() -> None:
    assert place_label(held(event(place=HOME), tally(1)), "個人宅") == "個人宅（研修町）"
    assert place_label(held(event(), tally(1)), "個人宅") == "研修モール"
