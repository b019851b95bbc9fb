"""The station can always say in one sentence where it stands and what comes next."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.custody.nextstep import StepKind, next_steps
from kiosk.domain.custody import DayStage, DayStanding, StationStanding
from tests.custody.samples import NOW, TODAY, WELL, day, station


def kinds(standing: StationStanding) -> list[StepKind]:
    return [one.kind for one in next_steps(standing, today=TODAY, now=NOW)]


def test_a_fresh_morning_asks_for_the_day_to_be_opened() -> None:
    assert kinds(WELL) == [StepKind.OPEN_DAY]


def test_an_open_day_goes_on() -> None:
    assert kinds(station(day(DayStage.OPEN))) == [StepKind.GO_ON]


@pytest.mark.parametrize("stage", [DayStage.CLOSING, DayStage.SEALED])
@pytest.mark.parametrize("ago", [0, 1])
def test_a_closing_that_the_power_interrupted_comes_first(stage: DayStage, ago: int) -> None:
    assert kinds(station(day(stage, ago=ago)))[0] is StepKind.FINISH_CLOSING


def test_yesterday_is_closed_before_today_is_opened() -> None:
    found = next_steps(station(day(DayStage.OPEN, ago=1)), today=TODAY, now=NOW)
    assert [one.kind for one in found] == [StepKind.CLOSE_DAY, StepKind.OPEN_DAY]
    assert found[0].day == TODAY - timedelta(days=1)


def test_a_day_that_was_opened_and_stayed_empty_is_left_alone() -> None:
    assert kinds(station(day(DayStage.OPEN, ago=1, records=0))) == [StepKind.OPEN_DAY]


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (day(DayStage.KEY_SHREDDED, backed_up=False, copied=True), StepKind.BACK_UP),
        (day(DayStage.KEY_SHREDDED), StepKind.COPY),
        (day(DayStage.KEY_SHREDDED, copied=True), StepKind.AWAIT_RECEIPT),
        (day(DayStage.CONFIRMED, deletable_from=NOW + timedelta(seconds=1)), StepKind.COOL),
        (day(DayStage.CONFIRMED, deletable_from=NOW), StepKind.DELETE),
        (day(DayStage.DELETING), StepKind.FINISH_DELETING),
    ],
)
def test_each_stage_of_a_closed_day_has_its_next_step(
    standing: DayStanding, step: StepKind
) -> None:
    assert kinds(station(standing))[0] is step


def test_the_cooling_says_until_when() -> None:
    until = NOW + timedelta(hours=5)
    (found,) = next_steps(
        station(day(DayStage.CONFIRMED, deletable_from=until)), today=TODAY, now=NOW
    )
    assert found.until == until


def test_a_day_that_was_closed_and_deleted_on_the_same_day_is_not_opened_again() -> None:
    assert kinds(station(last_closed=TODAY)) == [StepKind.REST]


def test_of_two_days_the_older_comes_first() -> None:
    days = (day(DayStage.KEY_SHREDDED, ago=1), day(DayStage.KEY_SHREDDED, ago=2))
    found = next_steps(station(*days, last_closed=TODAY), today=TODAY, now=NOW)
    assert [one.day for one in found] == [days[1].business_date, days[0].business_date]


_DAYS = st.lists(
    st.builds(
        day,
        st.sampled_from(DayStage),
        ago=st.integers(0, 9),
        records=st.integers(0, 2),
        copied=st.booleans(),
        backed_up=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: one.business_date,
)


@given(_DAYS)
def test_there_is_always_a_sentence_and_nothing_urgent_hides_behind_it(
    days: list[DayStanding],
) -> None:
    found = kinds(station(*days))
    order = list(StepKind)
    assert found
    assert found == sorted(found, key=order.index)
