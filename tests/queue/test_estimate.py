"""A range that is honest: it knows what it does not know."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ticket import Service
from kiosk.queue.estimate import (
    FEWEST_TIMES,
    WIDEST_MIN,
    Away,
    Busy,
    Situation,
    Thin,
    Thinness,
    Told,
    estimate,
)
from kiosk.queue.pools import OWN_TIMES
from kiosk.queue.servicetimes import ServiceTime
from kiosk.texts import Language, catalogue

ON = date(2026, 11, 24)
TENS = (9.0, 10.0, 10.0, 11.0, 10.0, 12.0, 8.0, 10.0, 9.0, 11.0)


def times(
    minutes: tuple[float, ...] = TENS, service: Service = Service.APPLY, staff: str = "hanako"
) -> tuple[ServiceTime, ...]:
    return tuple(ServiceTime(service=service, staff=staff, minutes=m, on=ON) for m in minutes)


def waiting(count: int, *, desks: int = 1, busy_min: float = 0.0) -> Situation:
    return Situation(
        ahead=(Service.APPLY,) * count,
        busy=(Busy(Service.APPLY, busy_min),) * desks,
        desks=desks,
    )


def told(situation: Situation, known: tuple[ServiceTime, ...] = times()) -> Told:
    answer = estimate(situation, known)
    assert isinstance(answer, Told)
    return answer


def test_with_a_free_place_and_nobody_ahead_it_is_at_once() -> None:
    assert told(Situation(ahead=(), desks=2), ()) == Told(least_min=0, most_min=5, known=0)


def test_of_few_people_nothing_is_told_and_it_says_of_how_few() -> None:
    few = times(TENS[: FEWEST_TIMES - 1])
    assert estimate(waiting(1), few) == Thin(
        why=Thinness.FEW_TIMES, known=FEWEST_TIMES - 1, needed=FEWEST_TIMES
    )
    assert isinstance(estimate(waiting(1), times(TENS[:FEWEST_TIMES])), Told)


def test_where_nobody_serves_nothing_is_told() -> None:
    assert estimate(Situation(ahead=(), desks=0), times()) == Thin(why=Thinness.NO_DESK)


def test_three_before_me_at_ten_minutes_each_is_about_half_an_hour() -> None:
    answer = told(waiting(2))
    assert answer.least_min <= 30 <= answer.most_min
    assert answer.most_min - answer.least_min <= 15


def test_two_places_are_twice_as_fast() -> None:
    one, two = told(waiting(6)), told(waiting(6, desks=2))
    assert 1.3 <= one.least_min / two.least_min <= 2.5


def test_who_has_been_served_for_long_will_be_done_soon() -> None:
    assert told(waiting(0, busy_min=8.5)).most_min <= 5
    assert told(waiting(0, busy_min=55.0)).most_min <= 5


def test_a_service_with_times_of_its_own_is_told_by_them_and_others_by_all() -> None:
    known = (*times(), *times((3.0,) * OWN_TIMES, Service.ASK))
    asks = Situation(ahead=(Service.ASK,) * 4, busy=(Busy(Service.ASK, 0),), desks=1)
    assert told(asks, known).most_min <= 20
    rare = Situation(ahead=(Service.RENEW,) * 4, busy=(Busy(Service.RENEW, 0),), desks=1)
    assert told(rare, known).most_min > told(asks, known).most_min


def test_the_times_of_those_on_duty_count_before_those_of_others() -> None:
    known = (*times((30.0,) * OWN_TIMES, staff="taro"), *times((5.0,) * OWN_TIMES))
    quick = Situation(
        ahead=(Service.APPLY,) * 3,
        busy=(Busy(Service.APPLY, 0),),
        staff=frozenset({"hanako"}),
    )
    assert told(quick, known).most_min <= 25


def test_who_is_away_and_comes_back_in_time_goes_first() -> None:
    soon = Situation(
        ahead=(Service.APPLY,) * 2,
        busy=(Busy(Service.APPLY, 0),),
        away=(Away(Service.APPLY, 5), Away(Service.APPLY, 500)),
    )
    assert told(soon).least_min >= told(waiting(2)).least_min + 5
    assert told(soon).most_min < told(waiting(4)).most_min


def test_who_may_be_overtaken_is_told_a_longer_wait() -> None:
    flooded = Situation(
        ahead=(Service.APPLY,) * 2, busy=(Busy(Service.APPLY, 0),), overtakers_per_min=0.02
    )
    for_a_while = Situation(
        ahead=(Service.APPLY,) * 2,
        busy=(Busy(Service.APPLY, 0),),
        overtakers_per_min=0.02,
        overtaken_for_min=0,
    )
    assert told(flooded).most_min > told(waiting(2)).most_min
    assert told(for_a_while).most_min == told(waiting(2)).most_min


def test_a_range_too_wide_to_help_is_not_told() -> None:
    mixed = times((1.0, 100.0) * 5)
    assert estimate(waiting(2), mixed) == Thin(why=Thinness.TOO_WIDE, known=10)


def test_the_same_situation_is_told_the_same() -> None:
    assert told(waiting(7, desks=2)) == told(waiting(7, desks=2))


@given(
    st.integers(0, 60),
    st.integers(1, 4),
    st.lists(st.floats(0.1, 60), min_size=FEWEST_TIMES, max_size=80),
)
def test_a_range_has_steps_of_five_and_is_never_empty_or_endless(
    count: int, desks: int, minutes: list[float]
) -> None:
    answer = estimate(waiting(count, desks=desks), times(tuple(minutes)))
    if isinstance(answer, Thin):
        assert answer.why is Thinness.TOO_WIDE
        return
    assert 0 <= answer.least_min < answer.most_min
    assert answer.least_min % 5 == answer.most_min % 5 == 0
    assert answer.most_min - answer.least_min <= max(WIDEST_MIN, answer.most_min / 2)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("why", Thinness)
def test_why_nothing_is_told_has_words(why: Thinness, language: Language) -> None:
    assert catalogue(language).say(f"queue.thin.{why.value}", known=2, needed=5)
