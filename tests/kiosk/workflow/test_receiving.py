"""受付: consent, the points, the number; what stops a sitting, and every way out of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AloneReason
from kiosk.domain.intake import CaseFile, LeaveReason, Procedure, SaidBy, TriagePoint
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.ticket import PublicLanguage
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.errors import ConsentMissingError, StoppedEarlyError
from tests.kiosk.workflow.bench import ALL_WELL, LEAD, STAFF, Bench

FORM_ID = training_form(1).form_id
OTHER_ID = training_form(2).form_id
INDIVIDUAL_NUMBER = "123456789018"  # nobody's: counted up, with its check digit


def received(bench: Bench) -> Bench:
    bench.sign_in()
    bench.session.begin_sitting()
    return bench


def typed(bench: Bench, **words: str) -> None:
    bench.session.note_form(replace(bench.view.case.form, **words))


def wrong(bench: Bench) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in bench.view.field_errors]


def test_a_sitting_begins_at_the_table_and_the_camera_comes_after_it(bench: Bench) -> None:
    received(bench)
    assert bench.is_at(phases.Receiving(1))
    assert not bench.watches()
    bench.receive()
    assert bench.is_at(phases.Posing(1))
    assert bench.watches()
    assert bench.view.case.intake.asked


def test_without_consent_nobody_comes_before_the_camera(bench: Bench) -> None:
    received(bench)
    bench.session.take_number(parse_form_id(FORM_ID))
    bench.session.finish_intake()
    assert isinstance(bench.view.notice, ConsentMissingError)
    assert bench.is_in(phases.Receiving)


@pytest.mark.parametrize("said", SaidBy)
def test_consent_is_kept_with_its_way_language_and_time(bench: Bench, said: SaidBy) -> None:
    received(bench)
    bench.session.choose_language(PublicLanguage.VI)
    bench.session.note_consent(said)
    yes = bench.view.case.intake.consent
    assert yes is not None
    assert (yes.said, yes.language, yes.at) == (said, PublicLanguage.VI, bench.clock.now())
    bench.clock.pass_s(60)
    bench.session.choose_language(PublicLanguage.EN)
    bench.session.note_consent(SaidBy.ALOUD)
    assert bench.view.case.intake.consent == yes


@pytest.mark.parametrize(
    ("points", "stop"),
    [
        ({TriagePoint.URGENT}, "urgent"),
        ({TriagePoint.MINOR, TriagePoint.NO_REPRESENTATIVE}, "no_representative"),
        ({TriagePoint.CHANGED}, "changed"),
    ],
)
def test_what_stops_an_application_is_told_before_the_camera(
    bench: Bench, points: set[TriagePoint], stop: str
) -> None:
    received(bench)
    bench.receive(1, *points)
    assert bench.is_in(phases.Receiving)
    assert isinstance(bench.view.notice, StoppedEarlyError)
    assert bench.view.notice.params["triage_stop"] == stop
    for point in points:
        bench.session.set_point(point, applies=False)
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing)


def test_a_caution_stops_nobody(bench: Bench) -> None:
    received(bench)
    bench.receive(1, TriagePoint.ELSEWHERE, TriagePoint.STAY_ENDS, TriagePoint.OLD_CARD)
    assert bench.is_in(phases.Posing)


def test_under_one_year_the_form_comes_next_and_the_table_again(bench: Bench) -> None:
    received(bench)
    bench.receive(1, TriagePoint.UNDER_ONE)
    assert bench.is_at(phases.Filling(1, None, None))
    bench.session.reopen_intake()
    assert bench.is_at(phases.Receiving(1))
    bench.session.set_point(TriagePoint.UNDER_ONE, applies=False)
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing)


def test_a_photo_of_one_who_was_taken_for_a_baby_makes_a_plain_case_of_it(bench: Bench) -> None:
    received(bench)
    bench.receive(1, TriagePoint.UNDER_ONE)
    bench.session.retake()
    assert bench.is_in(phases.Posing)
    assert bench.view.case.intake.points == frozenset()


def test_a_typed_number_is_typed_twice(bench: Bench) -> None:
    received(bench)
    bench.session.note_consent(SaidBy.SCREEN)
    typed(bench, form_id=FORM_ID)
    bench.session.finish_intake()
    assert wrong(bench) == [("number_again", "required")]
    typed(bench, number_again=OTHER_ID)
    bench.session.finish_intake()
    assert wrong(bench) == [("number_again", "number_differs")]
    typed(bench, number_again=f"{FORM_ID[:4]} {FORM_ID[4:]}")
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing)


def test_a_scanned_number_needs_no_second_typing_until_it_is_typed_over(bench: Bench) -> None:
    received(bench)
    bench.session.note_consent(SaidBy.SCREEN)
    bench.session.take_number(parse_form_id(FORM_ID))
    typed(bench, form_id=OTHER_ID)
    assert not bench.view.case.intake.scanned
    bench.session.finish_intake()
    assert wrong(bench) == [("number_again", "required")]
    bench.session.take_number(parse_form_id(OTHER_ID))
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing)


def test_a_hand_written_form_takes_the_individual_number_and_no_scan(bench: Bench) -> None:
    received(bench)
    bench.session.note_consent(SaidBy.SCREEN)
    for point in (TriagePoint.CHANGED, TriagePoint.HAND_WRITTEN):
        bench.session.set_point(point, applies=True)
    bench.session.take_number(parse_form_id(FORM_ID))
    assert bench.view.case.form == ApplicantForm()
    typed(bench, individual_number=INDIVIDUAL_NUMBER, number_again=INDIVIDUAL_NUMBER)
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing)


def test_going_back_to_the_table_keeps_what_was_said_and_typed(bench: Bench) -> None:
    received(bench)
    bench.receive()
    before = bench.view.case
    bench.session.reopen_intake()
    assert bench.is_at(phases.Receiving(1))
    assert bench.view.case == before
    assert not bench.watches()
    bench.session.finish_intake()
    assert bench.is_at(phases.Posing(1))


def at(bench: Bench, phase: type[phases.Phase]) -> None:
    """Come to this phase of a first applicant."""
    if phase is phases.Receiving:
        received(bench)
    elif phase is phases.Posing:
        bench.sign_in()
        bench.pose()
    elif phase is phases.Reviewing:
        bench.review()
    elif phase is phases.Filling:
        bench.fill()
    else:
        bench.confirm()
    assert bench.is_in(phase)


IN_A_SITTING = (
    phases.Receiving,
    phases.Posing,
    phases.Reviewing,
    phases.Filling,
    phases.Confirming,
)


@pytest.mark.parametrize("reason", LeaveReason)
@pytest.mark.parametrize("phase", IN_A_SITTING)
def test_whoever_leaves_is_forgotten_and_the_reason_is_noted(
    bench: Bench, phase: type[phases.Phase], reason: LeaveReason
) -> None:
    at(bench, phase)
    bench.session.leave_sitting(reason)
    assert bench.is_at(phases.Ready())
    assert bench.view.case == CaseFile()
    assert bench.station.kept is None
    noted = [one.subject for one in bench.station.trail if one.kind is AuditKind.LEAVE_SITTING]
    assert noted == [reason.value]


def test_an_earlier_application_is_linked_by_its_receipt_number(bench: Bench) -> None:
    received(bench)
    bench.session.follow_receipt(" SK01-0007 ")
    bench.receive()
    bench.shoot()
    bench.fill_from_review()
    (record,) = bench.station.days[bench.view.business_date].records
    assert record.application.follows == "SK01-0007"


def test_the_record_says_what_was_asked_and_answered(bench: Bench) -> None:
    received(bench)
    bench.receive(1, TriagePoint.OLD_CARD)
    bench.shoot()
    bench.fill_from_review()
    (record,) = bench.station.days[bench.view.business_date].records
    application = record.application
    assert application.points == {TriagePoint.OLD_CARD}
    assert application.consent is not None
    assert application.confirmed is not None
    assert application.procedure is Procedure.VENUE


def visit(bench: Bench, officer: str | None) -> None:
    """Have somebody at home apply; None: the officer's name stands there already."""
    bench.pose()
    bench.shoot()
    form = replace(
        training_form(1),
        documents="driver_licence,passport",
        delivery="registered_mail",
        officer=bench.view.case.form.officer if officer is None else officer,
    )
    bench.session.approve(ALL_WELL)
    bench.finish(form)
    assert bench.is_in(phases.Receipted), wrong(bench)


def test_the_officer_of_a_visit_is_remembered_until_the_evening() -> None:
    bench = Bench(procedure=Procedure.VISIT)
    bench.sign_in()
    visit(bench, "研修 市職員")
    visit(bench, None)
    records = bench.station.days[bench.view.business_date].records
    assert [one.application.visit.officer for one in records if one.application.visit] == [
        "研修 市職員"
    ] * 2
    bench.session.begin_sitting()
    assert bench.view.case.form.officer == "研修 市職員"
    assert bench.station.kept is None  # nobody said anything yet
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    bench.session.sign_out()
    bench.session.sign_in("lead", "open sesame")
    bench.session.ask_close()
    bench.session.confirm_close(AloneReason.SINGLE_VISIT)
    bench.clock.at += timedelta(days=1)
    bench.session.go_home()
    bench.session.open_day((LEAD.id, STAFF.id))
    bench.session.begin_sitting()
    assert bench.is_in(phases.Receiving)
    assert bench.view.case.form.officer == ""
