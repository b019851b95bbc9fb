"""The lock: screens blank at once, the interrupted sitting is kept and resumed, nothing is cut."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.custody import AloneReason, CustodyRules
from kiosk.domain.intake import LeaveReason
from kiosk.errors import DiskFullError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import StationBusyError
from tests.kiosk.workflow.bench import ALL_WELL, LINES, PHOTO, Bench, LateBackground, signed_in_late

IDLE_S = CustodyRules().idle_lock.total_seconds()


def pass_idle_time(bench: Bench, seconds: float = IDLE_S) -> None:
    bench.clock.pass_s(seconds)
    bench.session.pass_time()


def test_the_station_locks_when_nobody_touched_it_for_three_minutes(bench: Bench) -> None:
    bench.sign_in()
    pass_idle_time(bench, IDLE_S - 1)
    assert bench.is_at(phases.Ready())
    pass_idle_time(bench, 1)
    assert bench.is_at(phases.SignedOut())
    assert bench.station.member is None
    assert bench.view.staff is None


def test_a_touch_begins_the_waiting_anew(bench: Bench) -> None:
    bench.sign_in()
    for _ in range(3):
        pass_idle_time(bench, IDLE_S - 1)
        bench.session.touch()
    assert bench.is_at(phases.Ready())


def test_headquarters_say_how_long_the_station_waits(bench: Bench) -> None:
    rules = CustodyRules(idle_lock=timedelta(minutes=1))
    bench.station.policy = replace(bench.station.policy, rules=rules)
    bench.sign_in()
    pass_idle_time(bench, 60)
    assert bench.is_at(phases.SignedOut())


def test_somebody_who_signs_in_after_a_long_wait_is_not_locked_out_at_once(bench: Bench) -> None:
    for _ in range(10):
        pass_idle_time(bench)
    bench.sign_in()
    bench.session.pass_time()
    assert bench.is_at(phases.Ready())


def filling(bench: Bench) -> ApplicantForm:
    """Come to a half-filled form."""
    bench.fill()
    typed = replace(training_form(1), kana="", address="")
    bench.session.note_form(typed)
    return typed


def test_a_half_filled_form_is_kept_and_typed_back(bench: Bench) -> None:
    typed = filling(bench)
    pass_idle_time(bench)
    assert bench.is_at(phases.SignedOut(kept=True))
    assert bench.view.case.form == ApplicantForm()
    bench.sign_in("staff")
    assert bench.is_in(phases.Resuming)
    bench.session.resume_draft()
    phase = bench.view.phase
    assert isinstance(phase, phases.Filling)
    assert phase.shot is not None
    assert (phase.sitting, phase.shot.photo, phase.review) == (1, PHOTO, ALL_WELL)
    assert bench.view.case.form == typed
    bench.finish()
    assert bench.is_in(phases.Receipted)
    assert bench.station.kept is None
    assert bench.station.count(bench.view.business_date) == 1


def test_a_photo_under_review_is_kept_and_reviewed_again(bench: Bench) -> None:
    bench.review()
    bench.session.lock()
    assert bench.is_at(phases.SignedOut(kept=True))
    bench.sign_in()
    bench.session.resume_draft()
    assert bench.is_in(phases.Reviewing)
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    assert bench.is_at(phases.Ready())
    assert bench.station.kept is None


def test_a_form_that_was_typed_before_another_photo_is_kept_too(bench: Bench) -> None:
    typed = filling(bench)
    bench.session.reopen_review()
    bench.session.retake()
    pass_idle_time(bench)
    assert bench.is_at(phases.SignedOut(kept=True))
    bench.sign_in()
    bench.session.resume_draft()
    assert bench.view.case.form == typed
    bench.session.retake()
    assert bench.is_in(phases.Posing)


def test_somebody_who_only_poses_is_not_kept(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.see()
    pass_idle_time(bench)
    assert bench.is_at(phases.SignedOut())
    assert bench.view.live is None
    assert bench.station.kept is None
    assert not bench.watches()


def test_a_dropped_draft_is_gone(bench: Bench) -> None:
    filling(bench)
    bench.session.lock()
    bench.sign_in()
    bench.session.drop_draft()
    assert bench.is_at(phases.Ready())
    assert bench.station.kept is None
    bench.session.lock()
    bench.sign_in()
    assert bench.is_at(phases.Ready())


def test_a_draft_that_nobody_decided_on_stays_kept(bench: Bench) -> None:
    filling(bench)
    bench.session.lock()
    bench.sign_in()
    pass_idle_time(bench)
    assert bench.is_at(phases.SignedOut(kept=True))
    bench.sign_in()
    assert bench.is_in(phases.Resuming)


def test_a_resumed_sitting_that_is_locked_again_is_kept_again(bench: Bench) -> None:
    filling(bench)
    bench.session.lock()
    bench.sign_in()
    bench.session.resume_draft()
    bench.session.note_form(training_form(1))
    bench.session.lock()
    assert bench.is_at(phases.SignedOut(kept=True))
    bench.sign_in()
    bench.session.resume_draft()
    assert bench.view.case.form == training_form(1)


def test_the_next_applicant_finds_an_empty_form(bench: Bench) -> None:
    filling(bench)
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    assert bench.view.case.form == ApplicantForm()
    bench.serve(2)
    assert bench.view.case.form == ApplicantForm()


def test_a_draft_that_cannot_be_kept_still_locks_and_is_told(bench: Bench) -> None:
    filling(bench)
    bench.station.fail_next = DiskFullError()
    bench.session.lock()
    assert bench.is_at(phases.SignedOut())
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.station.member is None


def test_the_screens_are_blank_before_the_store_has_answered() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.fill_slowly(late)
    bench.session.note_form(training_form(1))
    bench.session.lock()
    assert bench.is_at(phases.SignedOut(kept=True))
    assert bench.view.staff is None
    assert bench.view.case.form == ApplicantForm()
    assert bench.is_signed_in()  # the keys are still to be forgotten
    late.do_all()
    assert not bench.is_signed_in()
    assert bench.station.kept is not None


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_record_on_its_way_to_the_disk_is_finished_before_the_lock(by_hand: bool) -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.fill_slowly(late)
    bench.finish()
    if by_hand:
        bench.session.lock()
        assert isinstance(bench.view.notice, StationBusyError)
    else:
        pass_idle_time(bench)
    assert bench.is_in(phases.Sealing)
    late.do_all()
    assert bench.is_in(phases.Receipted)
    bench.session.pass_time()
    assert bench.is_at(phases.SignedOut())


def test_a_photo_that_is_being_cut_is_finished_before_the_lock() -> None:
    bench, late = signed_in_late()
    bench.pose()
    bench.shoot()
    assert bench.is_in(phases.Developing)
    pass_idle_time(bench)
    assert bench.is_in(phases.Developing)
    late.do_all()
    bench.session.pass_time()
    assert bench.is_at(phases.SignedOut(kept=True))


def test_a_photo_that_is_being_cut_anew_is_finished_before_the_lock() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.fill_slowly(late, review_only=True)
    bench.session.place_head(LINES)
    bench.session.lock()
    assert bench.is_in(phases.Reviewing)
    late.do_all()
    bench.session.pass_time()
    assert bench.is_at(phases.SignedOut(kept=True))


def test_a_closing_is_finished_before_the_lock() -> None:
    bench, late = signed_in_late()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    pass_idle_time(bench)
    assert bench.is_in(phases.Closing)
    late.do_all()
    bench.session.pass_time()
    assert bench.is_at(phases.SignedOut())


def test_a_desk_that_works_is_finished_before_the_lock() -> None:
    bench, late = signed_in_late()
    bench.session.open_staff()
    late.do_all()
    bench.session.change_password("open sesame", "another open sesame")
    pass_idle_time(bench)
    assert bench.is_in(phases.AtDesk)
    late.do_all()
    bench.session.pass_time()
    assert bench.is_at(phases.SignedOut())


def test_somebody_who_comes_back_while_the_station_works_is_not_locked_out() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.fill_slowly(late)
    bench.finish()
    pass_idle_time(bench)
    bench.session.touch()
    late.do_all()
    bench.session.pass_time()
    assert bench.is_in(phases.Receipted)


@pytest.mark.parametrize("kind", [phases.Opening, phases.Ready, phases.DayClosed, phases.AtDesk])
def test_every_quiet_page_locks_by_hand(kind: type[phases.Phase]) -> None:
    bench = Bench(opened=kind is not phases.Opening)
    bench.sign_in()
    if kind is phases.DayClosed:
        bench.session.ask_close()
        bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    if kind is phases.AtDesk:
        bench.session.open_policy()
    assert bench.is_in(kind)
    bench.session.lock()
    assert bench.is_at(phases.SignedOut())


def test_a_draft_of_an_earlier_day_is_asked_about_before_that_day_is_closed(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.pose(2)
    bench.shoot()
    bench.session.lock()
    bench.clock.at += timedelta(days=1)
    bench.sign_in()
    assert bench.is_in(phases.Resuming)
    bench.session.resume_draft()
    bench.fill_from_review(2)
    assert bench.is_in(phases.Receipted)
    assert bench.station.kept is None
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    phase = bench.view.phase
    assert isinstance(phase, phases.DayClosed)
    assert phase.batch is not None
    assert phase.batch.records == 2


def test_the_lock_leaves_no_frame_of_the_sitting_behind(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.see(3)
    bench.session.lock()
    sitting = bench.session._sitting
    assert (sitting._burst, sitting._kept.best_first()) == ([], ())
