"""The station as staff use it: log-in, sittings, the record, closing."""

from dataclasses import replace

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.custody import AloneReason
from kiosk.domain.intake import CaseFile, LeaveReason, SaidBy
from kiosk.errors import DiskFullError, LeadNeededError
from kiosk.ports import CameraState, CameraStatus
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import NobodyInPictureError
from kiosk.workflow.sitting import BURST
from storage.errors import SignInError
from tests.kiosk.workflow.bench import ALL_WELL, LEAD, MORNING, Bench, Clock


def test_a_wrong_password_says_so_and_asks_again(bench: Bench) -> None:
    bench.session.sign_in("lead", "wrong")
    assert bench.is_at(phases.SignedOut())
    assert [type(view.notice) for view in bench.views[-1:]] == [SignInError]
    bench.sign_in()
    assert bench.is_at(phases.Ready())
    assert bench.view.notice is None
    assert bench.view.staff == LEAD


def test_a_good_frame_takes_itself_and_becomes_a_stored_record(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see()
    assert bench.is_in(phases.Posing)
    bench.guide.due = True
    bench.see(1 + BURST)
    assert bench.is_in(phases.Reviewing)
    bench.session.approve(ALL_WELL)
    bench.finish()
    assert bench.is_in(phases.Receipted)
    assert bench.view.records_today == 1
    assert bench.station.count(bench.view.business_date) == 1


def test_with_auto_capture_off_only_staff_take_the_photo(bench: Bench) -> None:
    bench.guide.due = True
    bench.sign_in()
    bench.session.toggle_auto_capture()
    bench.pose()
    bench.see()
    assert bench.is_in(phases.Posing)
    bench.session.take_photo()
    bench.see(BURST)
    assert bench.is_in(phases.Reviewing)


def test_nobody_in_the_picture_means_no_photo(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    bench.see(seen=False)
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    assert bench.portraits.candidates == []


def test_a_frame_that_gives_no_photo_leads_back_to_the_camera(bench: Bench) -> None:
    bench.portraits.fail = DiskFullError()
    bench.review()
    assert bench.is_in(phases.Posing)
    assert isinstance(bench.view.notice, DiskFullError)


def test_an_incomplete_form_is_answered_beside_its_fields(bench: Bench) -> None:
    bench.fill()
    bench.session.complete_form(replace(training_form(1), kana="", birth_date="S99.1.1"))
    assert [error.field for error in bench.view.field_errors] == ["kana", "birth_date"]
    assert bench.is_in(phases.Filling)
    assert bench.station.count(bench.view.business_date) == 0


def test_a_full_disk_loses_nothing_and_the_same_form_can_be_stored_again(bench: Bench) -> None:
    bench.fill()
    bench.session.complete_form(training_form(1))
    bench.session.confirm_application(SaidBy.SCREEN)
    bench.station.fail_next = DiskFullError()
    bench.session.seal()
    assert bench.is_in(phases.Confirming)
    assert isinstance(bench.view.notice, DiskFullError)
    bench.session.seal()
    assert bench.is_in(phases.Receipted)
    assert bench.station.count(bench.view.business_date) == 1


def test_the_camera_going_away_takes_no_photo_and_keeps_the_sitting(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see()
    bench.session.camera_changed(CameraStatus(state=CameraState.LOST))
    bench.session.take_photo()
    assert isinstance(bench.view.notice, NobodyInPictureError)
    assert bench.is_at(phases.Posing(1))
    bench.session.camera_changed(CameraStatus(state=CameraState.LIVE))
    bench.shoot()
    assert bench.is_in(phases.Reviewing)


def test_signing_out_while_somebody_sits_there_keeps_the_sitting_sealed(bench: Bench) -> None:
    bench.review()
    bench.session.sign_out()
    assert bench.is_at(phases.SignedOut(kept=True))
    assert bench.view.staff is None
    assert bench.view.case == CaseFile()
    assert bench.station.member is None
    bench.sign_in()
    assert bench.is_in(phases.Resuming)


def test_what_is_analysed_between_two_sittings_is_not_shown(bench: Bench) -> None:
    bench.sign_in()
    bench.see()
    assert bench.session.live is None


def test_faces_are_read_only_while_somebody_poses(bench: Bench) -> None:
    bench.sign_in()
    assert True not in bench.watched
    bench.pose()
    assert bench.watches()
    bench.shoot()
    assert not bench.watches()


def test_leaving_and_retaking(bench: Bench) -> None:
    bench.review()
    bench.session.retake()
    assert bench.is_at(phases.Posing(1))
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    assert bench.is_at(phases.Ready())
    bench.session.begin_sitting()
    assert bench.is_at(phases.Receiving(2))


def test_only_a_lead_closes_the_day(bench: Bench) -> None:
    bench.sign_in("staff")
    bench.serve()
    bench.session.ask_close()
    assert isinstance(bench.view.notice, LeadNeededError)
    bench.session.sign_out()
    bench.sign_in("lead")
    bench.session.ask_close()
    assert bench.is_at(phases.ConfirmingClose(1, 0, bench.station.policy.recipients))
    bench.session.decline_close()
    assert bench.is_at(phases.Ready())
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert bench.is_in(phases.DayClosed)


def test_a_closing_that_fails_leaves_the_day_open(bench: Bench) -> None:
    bench.sign_in()
    bench.serve()
    bench.session.ask_close()
    bench.station.fail_next = DiskFullError()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, DiskFullError)
    bench.session.begin_sitting()
    assert bench.is_in(phases.Receiving)


@pytest.mark.parametrize(
    ("hour_utc", "date"), [(14, "2026-11-22"), (15, "2026-11-23")]
)  # 23:00 and 00:00 in Japan
def test_the_business_date_is_japans(hour_utc: int, date: str) -> None:
    bench = Bench(clock=Clock(MORNING.replace(hour=hour_utc)))
    bench.sign_in()
    assert bench.view.business_date.isoformat() == date


def test_a_closed_day_stays_closed_at_the_next_log_in(bench: Bench) -> None:
    bench.sign_in()
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    bench.session.sign_out()
    bench.sign_in()
    assert bench.is_in(phases.DayClosed)
    bench.session.begin_sitting()
    assert bench.is_in(phases.DayClosed)


def test_commands_that_do_not_fit_do_nothing(bench: Bench) -> None:
    for command in (
        bench.session.begin_sitting,
        lambda: bench.session.leave_sitting(LeaveReason.CHANGED_MIND),
        bench.session.take_photo,
        bench.session.retake,
        bench.session.ask_close,
        bench.session.decline_close,
        lambda: bench.session.confirm_close(AloneReason.SINGLE_VISIT),
        bench.session.sign_out,
    ):
        command()
        assert bench.is_at(phases.SignedOut())
    bench.session.complete_form(ApplicantForm())
    assert bench.is_at(phases.SignedOut())
