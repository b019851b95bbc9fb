"""A day of several events is cut once between each two, and nothing falls between them."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.dayshares import planned_for, share_at, shares_of
from kiosk.domain.checklist import Checklist, ChecklistPhase, Mark, Tick
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import PersonId
from tests.kiosk.contract.figuresamples import DAY, HOME, ONE, TWO, event

MALL = replace(event(1), start=time(9), end=time(12))
CARE = replace(event(2, place=HOME), start=time(14), end=time(16))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute), JST)


def answered(of: Event, phase: ChecklistPhase, *moments: datetime) -> Checklist:
    ticks = tuple(
        Tick(key=f"item{n}", mark=Mark.DONE, by=PersonId("P-01"), at=one)
        for n, one in enumerate(moments)
    )
    return Checklist(event=of.id, phase=phase, version=1, items=(), ticks=ticks)


def which(moment: datetime, *lists: Checklist) -> str:
    shares = shares_of((MALL, CARE), lists)
    return shares[share_at(shares, moment)].event


@pytest.mark.parametrize("planned", [(), (MALL,)])
def test_one_event_shares_its_day_with_nothing(planned: tuple[Event, ...]) -> None:
    assert shares_of(planned, ()) == ()
    assert share_at((), at(11)) == 0


def test_between_two_events_the_middle_is_the_cut_and_belongs_to_the_later() -> None:
    told = [which(one) for one in (at(0), at(11), at(12, 59), at(13), at(15), at(23))]
    assert told == ["E001", "E001", "E001", "E002", "E002", "E002"]


def test_the_first_answer_of_the_later_opening_list_is_when_people_went_on() -> None:
    opening = answered(CARE, ChecklistPhase.OPENING, at(13, 40), at(13, 30), at(13, 50))
    assert which(at(13, 29), opening) == "E001"
    assert which(at(13, 30), opening) == "E002"


def test_else_the_last_answer_of_the_earlier_closing_list_is() -> None:
    closing = answered(MALL, ChecklistPhase.CLOSING, at(12, 5), at(12, 20))
    assert which(at(12, 20), closing) == "E001"
    assert which(at(12, 21), closing) == "E002"
    opening = answered(CARE, ChecklistPhase.OPENING, at(13, 30))
    assert which(at(12, 21), closing, opening) == "E001"


@pytest.mark.parametrize("moment", [at(8), at(16), at(17)])
def test_an_answer_of_another_time_of_day_moves_nothing(moment: datetime) -> None:
    lists = answered(CARE, ChecklistPhase.OPENING, moment)
    assert which(at(12, 59), lists) == "E001"
    assert which(at(13), lists) == "E002"


def test_a_home_is_called_by_its_town() -> None:
    assert [one.place for one in shares_of((MALL, CARE), ())] == ["研修モール", "研修町"]


def test_only_what_this_station_is_to_be_at_that_day_is_planned() -> None:
    others = (
        replace(event(3), stations=(TWO,)),
        replace(event(4), stations=()),
        replace(event(5), status=EventStatus.CANCELLED),
        replace(event(6), date=DAY + timedelta(1)),
    )
    assert planned_for((CARE, *others, MALL), ONE, DAY) == (MALL, CARE)


HOURS = st.tuples(st.integers(0, 23), st.integers(0, 23)).map(sorted)


@given(st.lists(HOURS, min_size=2, max_size=4), st.lists(st.integers(0, 24 * 60 - 1)))
def test_every_moment_is_in_one_share_and_later_moments_in_no_earlier_one(
    hours: list[list[int]], minutes: list[int]
) -> None:
    events = [
        replace(event(n), start=time(start), end=time(end, 59))
        for n, (start, end) in enumerate(hours)
    ]
    shares = shares_of(planned_for(events, ONE, DAY), ())
    assert len({one.event for one in shares}) == len(events)
    assert all(one.begins <= other.begins for one, other in pairwise(shares))
    seen = [share_at(shares, at(0) + timedelta(minutes=one)) for one in sorted(minutes)]
    assert seen == sorted(seen)
