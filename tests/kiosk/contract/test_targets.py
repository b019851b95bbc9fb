"""The targets board: OR is literal, work goes on, and nobody's numbers shrink by more work."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.calendar import service_calendar
from kiosk.contract.targets import TARGETS, Range, Side, TargetStanding, standings
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.ids import EventId
from tests.kiosk.contract.events import event

CALENDAR = service_calendar()
TODAY = date(2026, 12, 15)
DAYS_LEFT = 9 + 19 + 18 + 22  # 12-16 to 12-28, and the months as counted by hand


def board(
    events: list[Event], applicants: Mapping[EventId, int], on: date = TODAY
) -> dict[EventKind, TargetStanding]:
    return {one.target.kind: one for one in standings(events, applicants, CALENDAR, on=on)}


def held(number: int, kind: EventKind = EventKind.VISIT, *, ago: int = 1) -> Event:
    day = TODAY - timedelta(days=ago)
    return event(f"H-{number}", kind=kind, date=day, status=EventStatus.HELD)


def planned(number: int, *, ahead: int = 7, expected: int | None = None) -> Event:
    day = TODAY + timedelta(days=ahead)
    return event(f"P-{number}", date=day, expected_applicants=expected)


def test_the_targets_are_those_of_the_specification() -> None:
    assert [(one.kind, one.events, one.applicants) for one in TARGETS] == [
        (EventKind.VISIT, 80, 130),
        (EventKind.VENUE, 15, 450),
        (EventKind.RENEWAL, 10, 20),
    ]


@pytest.mark.parametrize(
    ("events", "applicants", "side"),
    [
        (9, 19, Side.NOT_YET),
        (10, 0, Side.EVENTS),
        (1, 20, Side.APPLICANTS),
        (10, 20, Side.BOTH),
        (99, 19, Side.EVENTS),
    ],
)
def test_either_side_of_the_or_is_enough(events: int, applicants: int, side: Side) -> None:
    many = [held(at, EventKind.RENEWAL) for at in range(events)]
    here = board(many, {many[0].id: applicants})[EventKind.RENEWAL]
    assert (here.events, here.applicants, here.side) == (events, applicants, side)
    assert here.reached is (side is not Side.NOT_YET)


def test_the_day_on_which_it_was_reached_is_kept_and_the_work_goes_on() -> None:
    many = [held(at, EventKind.RENEWAL, ago=20 - at) for at in range(12)]
    here = board(many, {})[EventKind.RENEWAL]
    assert here.reached_on == many[9].date
    assert here.events == 12
    assert here.course[-1].events == 12
    assert (here.needed.events, here.applicants) == (0.0, 0)


def test_what_a_week_still_has_to_bring() -> None:
    many = [held(at, ago=at + 1) for at in range(4)]
    here = board(many, {one.id: 3 for one in many})[EventKind.VISIT]
    assert here.days_left == DAYS_LEFT
    assert here.needed.events == pytest.approx(76 * 5 / DAYS_LEFT)
    assert here.needed.applicants == pytest.approx((130 - 12) * 5 / DAYS_LEFT)


def test_where_no_day_is_left_no_pace_is_told() -> None:
    here = board([], {}, on=date(2027, 3, 31))[EventKind.VISIT]
    assert (here.days_left, here.needed.events, here.needed.applicants) == (0, None, None)
    assert here.expected_applicants == Range(low=0, mean=0, high=0)


def test_what_is_planned_brings_what_was_brought_so_far() -> None:
    many = [held(at, ago=at + 1) for at in range(4)]
    coming = [planned(at, ahead=at + 1) for at in range(10)]
    counts = dict(zip([one.id for one in many], [2, 3, 4, 3], strict=True))
    here = board(many + coming, counts)[EventKind.VISIT]
    expected = here.expected_applicants
    assert expected is not None
    assert (here.expected_events, expected.mean) == (14, 12 + 30)
    assert 12 <= expected.low < expected.mean < expected.high


def test_before_the_first_event_the_plan_says_how_many_come() -> None:
    told = board([planned(1, expected=4), planned(2)], {})[EventKind.VISIT]
    assert told.expected_applicants is not None
    assert told.expected_applicants.mean == 8
    assert board([planned(1)], {})[EventKind.VISIT].expected_applicants is None


def test_what_nobody_marked_and_what_has_no_figures_is_counted_apart() -> None:
    forgotten = event("F-1", date=TODAY - timedelta(days=1), status=EventStatus.APPROVED)
    today = event("T-1", date=TODAY, status=EventStatus.APPROVED)
    cancelled = replace(planned(1), status=EventStatus.CANCELLED)
    late = event("L-1", date=date(2027, 4, 1))
    here = board([held(1), forgotten, today, cancelled, late], {})[EventKind.VISIT]
    assert (here.events, here.planned, here.unmarked, here.uncounted) == (1, 1, 1, 1)


def test_a_past_day_is_seen_as_it_was() -> None:
    many = [held(at, ago=at + 1) for at in range(6)]
    counts = {one.id: 2 for one in many}
    then = board(many, counts, on=TODAY - timedelta(days=4))[EventKind.VISIT]
    assert (then.events, then.applicants, then.planned) == (3, 6, 3)


EVENTS = st.lists(
    st.builds(
        lambda at, kind, status, expected: event(
            f"E-{at}",
            kind=kind,
            status=status,
            date=date(2026, 11, 24) + timedelta(days=at % 140),
            expected_applicants=expected,
        ),
        st.integers(0, 10**6),
        st.sampled_from(EventKind),
        st.sampled_from(EventStatus),
        st.none() | st.integers(0, 60),
    ),
    max_size=40,
    unique_by=lambda one: one.id,
)
COUNTS = st.dictionaries(
    st.integers(0, 10**6).map(lambda at: EventId(f"E-{at}")), st.integers(0, 99)
)


@st.composite
def counted(draw: st.DrawFn) -> tuple[list[Event], dict[EventId, int]]:
    events = draw(EVENTS)
    counts = draw(COUNTS)
    for one in events:
        if draw(st.booleans()):
            counts[one.id] = draw(st.integers(0, 60))
    return events, counts


@given(counted(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(
    season: tuple[list[Event], dict[EventId, int]], chance: random.Random
) -> None:
    events, counts = season
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert board(shuffled, counts) == board(events, counts)


@given(counted(), st.integers(1, 40))
def test_more_events_never_make_the_totals_smaller(
    season: tuple[list[Event], dict[EventId, int]], most: int
) -> None:
    events, counts = season
    fewer, more = board(events[:most], counts), board(events, counts)
    for kind in EventKind:
        less, full = fewer[kind], more[kind]
        assert less.events <= full.events
        assert less.applicants <= full.applicants
        assert less.expected_events <= full.expected_events
        assert full.reached or not less.reached
        assert (less.needed.events or 0) >= (full.needed.events or 0)


@given(counted(), st.integers(0, 140))
def test_totals_are_those_of_plain_counting(
    season: tuple[list[Event], dict[EventId, int]], days: int
) -> None:
    events, counts = season
    on = date(2026, 11, 24) + timedelta(days=days)
    for kind, here in board(events, counts, on=on).items():
        mine = [
            one for one in events if one.kind is kind and one.date <= on and one.status.took_place
        ]
        assert here.events == len(mine)
        assert here.applicants == sum(counts.get(one.id, 0) for one in mine)
        assert [point.day for point in here.course] == sorted({one.date for one in mine})
        sums = [(point.events, point.applicants) for point in here.course]
        assert sums == sorted(sums)
        if (expected := here.expected_applicants) is not None:
            assert here.applicants <= expected.low <= expected.mean <= expected.high


def test_eight_of_ten_seasons_end_inside_the_range() -> None:
    """Draw seasons from one true mean; the range is for the season as it comes, not its mean."""
    inside = Fraction(0)
    for seed in range(300):
        counts = _poissons(seed, 40)
        many = [held(at, ago=at + 1) for at in range(10)]
        coming = [planned(at, ahead=at + 1) for at in range(30)]
        known = {one.id: count for one, count in zip(many, counts[:10], strict=True)}
        expected = board(many + coming, known)[EventKind.VISIT].expected_applicants
        assert expected is not None
        inside += expected.low <= sum(counts) <= expected.high
    assert Fraction(74, 100) <= inside / 300 <= Fraction(90, 100)


def _poissons(seed: int, number: int) -> list[int]:
    chance = random.Random(seed)
    return [sum(chance.random() < 0.05 for _ in range(60)) for _ in range(number)]
