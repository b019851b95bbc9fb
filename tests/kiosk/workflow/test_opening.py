"""The morning: where the station stands, opening with two people, and what forbids a sitting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.custody.freeze import FreezeKind
from kiosk.custody.nextstep import StepKind
from kiosk.domain.custody import AloneReason, AnchorState, DayStage
from kiosk.errors import DiskFullError, KioskError, LeadNeededError
from kiosk.workflow import phases
from kiosk.workflow.errors import EarlierDayOpenError, PeopleMissingError
from kiosk.workflow.frozen import (
    AnchorFrozenError,
    ClockFrozenError,
    DiskLowError,
    ExportOverdueError,
    NotRehearsedError,
    PolicyExpiredError,
    frozen,
)
from kiosk.workflow.opening import REFRESH_NS
from kiosk.workflow.outlook import Today
from tests.kiosk.workflow.bench import LEAD, MORNING, STAFF, Bench, signed_in_late

BOTH = (LEAD.id, STAFF.id)
TODAY = MORNING.date()
MINUTE_S = REFRESH_NS / 1e9


def first_step(bench: Bench) -> StepKind:
    assert bench.view.outlook is not None
    return bench.view.outlook.steps[0].kind


def test_a_new_day_waits_until_a_lead_has_confirmed_date_and_people() -> None:
    bench = Bench(opened=False, training=False)
    bench.sign_in()
    assert bench.is_in(phases.Opening)
    assert first_step(bench) is StepKind.OPEN_DAY
    assert bench.view.members == (LEAD, STAFF)
    bench.session.begin_sitting()
    assert bench.is_in(phases.Opening)
    bench.session.open_day(BOTH)
    assert bench.is_at(phases.Ready())
    (day,) = bench.station.standing().days
    assert (day.opened_by, day.people) == (LEAD.id, BOTH)


@pytest.mark.parametrize("people", [(), (LEAD.id,), (STAFF.id,), (LEAD.id, LEAD.id)])
def test_a_real_day_needs_two_people_one_of_them_a_lead(people: tuple[object, ...]) -> None:
    bench = Bench(opened=False, training=False)
    bench.sign_in()
    bench.session.open_day(people)  # type: ignore[arg-type]
    assert isinstance(bench.view.notice, PeopleMissingError)
    assert bench.is_in(phases.Opening)
    assert bench.station.days == {}


def test_a_training_may_be_opened_by_one() -> None:
    bench = Bench(opened=False)
    bench.sign_in()
    bench.session.open_day((LEAD.id,))
    assert bench.is_at(phases.Ready())


def test_staff_who_are_no_leads_do_not_open_the_day() -> None:
    bench = Bench(opened=False)
    bench.sign_in("staff")
    bench.session.open_day(BOTH)
    assert isinstance(bench.view.notice, LeadNeededError)
    assert bench.is_in(phases.Opening)


def test_a_day_that_cannot_be_opened_leaves_the_page_as_it_was() -> None:
    bench = Bench(opened=False)
    bench.sign_in()
    bench.station.fail_next = DiskFullError()
    bench.session.open_day(BOTH)
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.is_in(phases.Opening)
    bench.session.open_day(BOTH)
    assert bench.is_at(phases.Ready())


def test_a_station_that_cannot_say_how_it_stands_lets_nobody_in(bench: Bench) -> None:
    bench.station.fail_next = DiskFullError()
    bench.sign_in()
    assert bench.is_at(phases.SignedOut())
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.station.member is None


def test_an_opened_day_is_home_at_the_next_log_in(bench: Bench) -> None:
    bench.sign_in("staff")
    assert bench.is_at(phases.Ready())


def test_the_lighting_check_follows_the_opening() -> None:
    bench = Bench(opened=False, light_check=True)
    bench.sign_in()
    assert bench.is_in(phases.Opening)
    bench.session.open_day(BOTH)
    assert bench.is_in(phases.CheckingLight)


def left_open(bench: Bench, days: int = 1) -> None:
    """Have somebody served, and the lead come back after so many days."""
    bench.sign_in()
    bench.serve()
    bench.session.sign_out()
    bench.clock.at = MORNING + timedelta(days=days)
    bench.sign_in()


def test_a_day_left_open_must_be_closed_before_the_next_begins(bench: Bench) -> None:
    left_open(bench)
    assert first_step(bench) is StepKind.CLOSE_DAY
    assert bench.view.business_date == TODAY
    bench.session.begin_sitting()
    assert bench.is_in(phases.Opening)
    bench.session.ask_close()
    assert bench.is_in(phases.ConfirmingClose)
    bench.session.decline_close()
    assert bench.is_in(phases.Opening)
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert bench.is_in(phases.DayClosed)
    bench.session.go_home()
    assert bench.is_in(phases.Opening)
    assert bench.view.business_date == TODAY + timedelta(days=1)
    bench.session.open_day(BOTH)
    bench.session.begin_sitting()
    assert bench.is_in(phases.Receiving)


def test_a_sitting_after_midnight_waits_for_the_next_day(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.clock.at = MORNING + timedelta(days=1)
    bench.session.begin_sitting()
    assert isinstance(bench.view.notice, EarlierDayOpenError)


def test_a_closing_that_the_power_ended_is_finished_or_the_day_goes_on(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.session.sign_out()
    bench.station.days[TODAY].stage = DayStage.CLOSING
    bench.sign_in()
    assert bench.is_in(phases.Opening)
    assert first_step(bench) is StepKind.FINISH_CLOSING
    bench.session.open_day(())
    assert bench.is_at(phases.Ready())
    bench.session.begin_sitting()
    assert bench.is_in(phases.Receiving)


def test_an_interrupted_closing_can_be_finished(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.session.sign_out()
    bench.station.days[TODAY].stage = DayStage.CLOSING
    bench.sign_in()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert bench.is_in(phases.DayClosed)


# --- what forbids a new sitting ---------------------------------------------------------------


def _disk_low(bench: Bench) -> None:
    bench.station.free_bytes = 1_999_999_999


def _expired(bench: Bench) -> None:
    bench.station.policy = replace(bench.station.policy, expires_at=MORNING)


def _anchor(bench: Bench) -> None:
    bench.station.anchor = AnchorState.DATABASE_BEHIND


def _unrehearsed(bench: Bench) -> None:
    bench.station.training = False
    bench.station.policy = replace(bench.station.policy, unrehearsed=("研修 市役所",))


def _clock(bench: Bench) -> None:
    bench.station.clock_went_back = True


FREEZES = [
    (_disk_low, DiskLowError),
    (_expired, PolicyExpiredError),
    (_anchor, AnchorFrozenError),
    (_unrehearsed, NotRehearsedError),
    (_clock, ClockFrozenError),
]


@pytest.mark.parametrize(("make", "error"), FREEZES, ids=lambda one: one.__name__)
def test_no_sitting_begins_while_anything_is_frozen(
    bench: Bench, make: object, error: type[KioskError]
) -> None:
    assert callable(make)
    make(bench)
    bench.sign_in()
    bench.session.begin_sitting()
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, error)


def test_an_export_that_waits_too_long_stops_new_sittings(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    bench.session.sign_out()
    bench.clock.at = MORNING + timedelta(days=4)
    bench.open_day()
    bench.sign_in()
    bench.session.begin_sitting()
    assert isinstance(bench.view.notice, ExportOverdueError)
    assert bench.view.notice.params["day"] == f"{TODAY:%m/%d}"


def test_every_kind_of_freeze_has_an_error_of_its_own() -> None:
    bench = Bench()
    _anchor(bench)
    bench.sign_in()
    assert bench.view.outlook is not None
    (freeze,) = bench.view.outlook.freezes
    assert len({type(frozen(replace(freeze, kind=kind))) for kind in FreezeKind}) == len(FreezeKind)


def test_a_disk_that_fills_is_noticed_between_two_people(bench: Bench) -> None:
    bench.sign_in()
    _disk_low(bench)
    bench.session.touch()
    bench.clock.pass_s(MINUTE_S - 1)
    bench.session.pass_time()
    assert not frozen_now(bench)
    bench.clock.pass_s(1)
    bench.session.pass_time()
    assert frozen_now(bench)
    bench.session.begin_sitting()
    assert isinstance(bench.view.notice, DiskLowError)


def test_a_disk_that_fills_is_noticed_after_each_record(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.shoot()
    _disk_low(bench)
    bench.fill_from_review()
    assert bench.is_in(phases.Receipted)
    assert frozen_now(bench)
    bench.session.begin_sitting()
    assert isinstance(bench.view.notice, DiskLowError)


def test_a_look_that_comes_back_after_the_lock_shows_nothing(bench: Bench) -> None:
    bench, late = signed_in_late()
    bench.clock.pass_s(MINUTE_S)
    bench.session.touch()
    bench.session.pass_time()
    (refresh,) = late.jobs
    bench.session.lock()
    refresh()
    assert bench.view.outlook is None
    assert bench.is_at(phases.SignedOut())


def test_leaving_a_desk_shows_how_the_station_stands_now(bench: Bench) -> None:
    bench.sign_in()
    bench.session.open_hand_over()
    assert bench.is_in(phases.AtDesk)
    _disk_low(bench)
    bench.session.go_home()
    assert bench.is_at(phases.Ready())
    assert frozen_now(bench)
    assert bench.view.outlook is not None
    assert bench.view.outlook.state is Today.OPEN


def frozen_now(bench: Bench) -> bool:
    return bench.view.outlook is not None and bool(bench.view.outlook.freezes)
