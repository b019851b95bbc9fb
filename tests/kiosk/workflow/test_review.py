"""Staff decide about the photo."""

from dataclasses import replace

import pytest

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.review import (
    ExemptionChannel,
    ExemptionKind,
    Override,
    OverrideReason,
    PhotoExemption,
    PhotoReview,
    Question,
)
from kiosk.domain.shot import HeadLines
from kiosk.errors import DiskFullError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import PhotoLacksError
from tests.kiosk.workflow.bench import ALL_WELL, Bench

EXEMPTION = PhotoExemption(
    kind=ExemptionKind.RELIGION,
    channel=ExemptionChannel.PHONE,
    words="研修: 信仰による頭の布",
    who="研修 責任者",
    when="本日中",
)
BAD = Finding(check=Check.HAT, verdict=Verdict.FAIL, value=0.9, limit=0.5)
OF_A_PARENT = replace(
    training_form(1), representative_name="研修 花子", representative_relation="parent"
)
LINES = HeadLines(crown=0.1, chin=0.8)


def lack_of(bench: Bench) -> object:
    notice = bench.view.notice
    assert isinstance(notice, PhotoLacksError)
    return notice.params["photo_lack"]


def test_a_photo_is_not_taken_while_questions_are_open(bench: Bench) -> None:
    bench.review()
    bench.session.approve(PhotoReview())
    assert bench.is_in(phases.Reviewing)
    assert lack_of(bench) == "answers"


def test_a_failed_check_needs_a_reason_and_the_record_keeps_it(bench: Bench) -> None:
    bench.portraits.findings = (BAD,)
    bench.review()
    bench.session.approve(ALL_WELL)
    assert lack_of(bench) == "reason"
    reasoned = PhotoReview(
        answers=ALL_WELL.answers, override=Override(reason=OverrideReason.MEASURED_WRONG)
    )
    bench.session.approve(reasoned)
    bench.finish()
    (record,) = bench.station.days[bench.view.business_date].records
    assert record.review == reasoned
    assert record.findings == (BAD,)


def test_a_doubt_only_a_person_can_have_needs_a_reason_too(bench: Bench) -> None:
    bench.review()
    doubted = tuple((question, question is not Question.USUAL_FACE) for question in Question)
    bench.session.approve(PhotoReview(answers=doubted))
    assert lack_of(bench) == "reason"


def test_an_exemption_becomes_a_duty_of_the_day_and_is_done_once(bench: Bench) -> None:
    bench.portraits.findings = (BAD,)
    bench.review()
    bench.session.approve(PhotoReview(answers=ALL_WELL.answers, exemption=EXEMPTION))
    bench.finish()
    assert bench.view.duties_open == 1
    bench.session.open_duties()
    assert isinstance(bench.view.phase, phases.TendingDuties)
    (duty,) = bench.view.phase.duties
    assert duty.exemption == EXEMPTION
    assert duty.done is None
    bench.session.complete_duty(duty.record_id)
    assert bench.view.duties_open == 0
    bench.session.leave_duties()
    bench.session.ask_close()
    assert bench.is_at(phases.ConfirmingClose(1, 0, bench.station.policy.recipients))


def test_duties_that_are_left_are_told_before_closing_and_after_a_restart(bench: Bench) -> None:
    bench.portraits.findings = (BAD,)
    bench.review()
    bench.session.approve(PhotoReview(answers=ALL_WELL.answers, exemption=EXEMPTION))
    bench.finish()
    bench.session = bench.new_session()
    bench.sign_in()
    assert bench.view.duties_open == 1
    bench.session.ask_close()
    assert bench.is_at(phases.ConfirmingClose(1, 1, bench.station.policy.recipients))


def test_dragged_lines_cut_the_photo_anew(bench: Bench) -> None:
    bench.review()
    bench.session.agree()
    bench.session.place_head(LINES)
    assert isinstance(bench.view.phase, phases.Reviewing)
    assert bench.view.phase.shot.lines == LINES
    assert bench.view.phase.shot.by_hand
    assert not bench.view.phase.agreed  # it is another picture now
    bench.session.place_head(HeadLines(crown=0.8, chin=0.1))
    assert bench.view.phase.shot.lines == LINES


def test_lines_that_give_no_photo_leave_it_as_it_was(bench: Bench) -> None:
    bench.review()
    before = bench.view.phase
    bench.portraits.fail = DiskFullError()
    bench.session.place_head(LINES)
    assert bench.view.phase == before
    assert isinstance(bench.view.notice, DiskFullError)


def test_going_back_from_the_form_shows_the_photo_again(bench: Bench) -> None:
    bench.fill()
    bench.session.reopen_review()
    assert bench.is_in(phases.Reviewing)
    bench.session.approve(ALL_WELL)
    bench.finish()
    assert bench.is_in(phases.Receipted)


def test_what_the_applicant_agreed_to_is_shown(bench: Bench) -> None:
    bench.review()
    bench.session.agree()
    assert isinstance(bench.view.phase, phases.Reviewing)
    assert bench.view.phase.agreed


@pytest.mark.parametrize(
    ("born", "error"), [("R8.6.1", None), ("R7.11.23", None), ("R7.11.22", "photo_needed")]
)
def test_under_one_year_there_is_no_photo(bench: Bench, born: str, error: str | None) -> None:
    """The day is 2026-11-22 (令和8年)."""
    bench.sign_in()
    bench.pose()
    bench.see()
    bench.session.waive_photo()
    bench.finish(replace(OF_A_PARENT, birth_date=born))
    if error is None:
        assert bench.is_in(phases.Receipted)
        (record,) = bench.station.days[bench.view.business_date].records
        assert (record.photo, record.findings, record.review) == (None, (), None)
    else:
        assert [one.reason for one in bench.view.field_errors] == [error]


def test_a_baby_with_a_photo_is_told_to_be_without(bench: Bench) -> None:
    bench.fill()
    bench.session.complete_form(replace(training_form(1), birth_date="R8.6.1"))
    assert [one.reason for one in bench.view.field_errors] == ["photo_not_needed"]
    assert bench.is_in(phases.Filling)
