"""No new sitting begins when what it brings could be lost, or could not be opened by anyone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.custody.freeze import FreezeKind, freezes
from kiosk.domain.custody import AnchorState, CustodyRules, DayStage, StationStanding
from tests.custody.samples import NOW, POLICY, TODAY, WELL, day, station


def kinds(standing: StationStanding) -> list[FreezeKind]:
    return [one.kind for one in freezes(standing, today=TODAY, now=NOW)]


def test_a_station_that_is_well_takes_sittings() -> None:
    assert kinds(WELL) == []
    assert kinds(station(day(DayStage.OPEN))) == []


@pytest.mark.parametrize("state", [one for one in AnchorState if one is not AnchorState.AGREES])
def test_an_anchor_that_disagrees_stops_work(state: AnchorState) -> None:
    assert kinds(station(anchor=state)) == [FreezeKind.ANCHOR_DISAGREES]


def test_a_clock_that_went_back_stops_work() -> None:
    assert kinds(station(clock_went_back=True)) == [FreezeKind.CLOCK_WENT_BACK]


@pytest.mark.parametrize(("free", "stopped"), [(1_999_999_999, True), (2_000_000_000, False)])
def test_a_disk_below_two_gigabytes_stops_work(free: int, *, stopped: bool) -> None:
    found = freezes(station(free_bytes=free), today=TODAY, now=NOW)
    assert [one.free_bytes for one in found] == ([free] if stopped else [])


@pytest.mark.parametrize(("left", "stopped"), [(0, True), (-1, True), (1, False)])
def test_an_expired_policy_stops_work(left: int, *, stopped: bool) -> None:
    policy = replace(POLICY, expires_at=NOW + timedelta(seconds=left))
    assert (kinds(station(policy=policy)) == [FreezeKind.POLICY_EXPIRED]) is stopped


def test_recipients_who_never_proved_that_they_can_open_stop_the_first_real_day() -> None:
    policy = replace(POLICY, unrehearsed=("市役所",))
    assert kinds(station(policy=policy)) == [FreezeKind.NOT_REHEARSED]
    assert kinds(station(policy=policy, training=True)) == []
    assert kinds(station(policy=replace(policy, version=0, expires_at=None))) == []


@pytest.mark.parametrize("stage", list(DayStage))
@pytest.mark.parametrize(("ago", "overdue"), [(3, False), (4, True)])
def test_a_day_that_is_only_here_may_wait_three_days(
    stage: DayStage, ago: int, *, overdue: bool
) -> None:
    received = stage in {DayStage.CONFIRMED, DayStage.DELETING, DayStage.DELETED}
    found = kinds(station(day(stage, ago=ago)))
    assert (found == [FreezeKind.EXPORT_OVERDUE]) is (overdue and not received)


def test_the_oldest_overdue_day_is_named_and_the_rule_comes_from_the_policy() -> None:
    policy = replace(POLICY, rules=CustodyRules(overdue_days=10))
    days = (day(DayStage.KEY_SHREDDED, ago=9), day(DayStage.KEY_SHREDDED, ago=12, copied=True))
    assert not kinds(station(days[0], policy=policy))
    (found,) = freezes(station(*days, policy=policy), today=TODAY, now=NOW)
    assert found.day == days[1].business_date


def test_a_day_without_records_has_nothing_to_hand_over() -> None:
    assert kinds(station(day(DayStage.OPEN, ago=30, records=0))) == []


def test_every_reason_is_told_the_gravest_first() -> None:
    policy = replace(POLICY, expires_at=NOW, unrehearsed=("市役所",))
    all_at_once = station(
        day(DayStage.KEY_SHREDDED, ago=30),
        anchor=AnchorState.DATABASE_BEHIND,
        clock_went_back=True,
        free_bytes=0,
        policy=policy,
    )
    assert kinds(all_at_once) == [
        FreezeKind.ANCHOR_DISAGREES,
        FreezeKind.CLOCK_WENT_BACK,
        FreezeKind.DISK_LOW,
        FreezeKind.POLICY_EXPIRED,
        FreezeKind.NOT_REHEARSED,
        FreezeKind.EXPORT_OVERDUE,
    ]
