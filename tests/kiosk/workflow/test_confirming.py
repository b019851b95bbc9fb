"""The applicant reads everything and says yes; nothing is sealed before, and nothing else is."""

from dataclasses import replace

import pytest

from kiosk.domain.intake import SaidBy
from kiosk.domain.record import Record
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import DiskFullError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.confirming import SHOWN_NS
from kiosk.workflow.errors import ConfirmationMissingError
from tests.kiosk.workflow.bench import Bench

SHOWN_S = SHOWN_NS / 1e9


def confirming(bench: Bench) -> phases.Confirming:
    phase = bench.view.phase
    assert isinstance(phase, phases.Confirming)
    return phase


def records(bench: Bench) -> list[Record]:
    return bench.station.days[bench.view.business_date].records


def pass_s(bench: Bench, seconds: float) -> None:
    bench.clock.pass_s(seconds)
    bench.session.pass_time()


def test_the_applicant_reads_what_was_typed(bench: Bench) -> None:
    bench.confirm()
    phase = confirming(bench)
    assert phase.application.applicant.name == training_form(1).name
    assert phase.shot is not None
    assert (phase.confirmed, phase.hidden) == (None, False)


def test_nothing_is_sealed_before_the_yes(bench: Bench) -> None:
    bench.confirm()
    bench.session.seal()
    assert isinstance(bench.view.notice, ConfirmationMissingError)
    assert records(bench) == []


@pytest.mark.parametrize("said", SaidBy)
def test_the_record_holds_the_yes_with_way_language_and_time(bench: Bench, said: SaidBy) -> None:
    bench.fill()
    bench.session.choose_language(PublicLanguage.KO)
    bench.session.complete_form(training_form(1))
    bench.clock.pass_s(5)
    bench.session.confirm_application(said)
    now = bench.clock.now()
    bench.clock.pass_s(5)
    bench.session.seal()
    (record,) = records(bench)
    yes = record.application.confirmed
    assert yes is not None
    assert (yes.said, yes.language, yes.at) == (said, PublicLanguage.KO, now)


def test_the_screen_is_blank_after_thirty_seconds_without_an_answer(bench: Bench) -> None:
    bench.confirm()
    pass_s(bench, SHOWN_S - 1)
    assert not confirming(bench).hidden
    pass_s(bench, 1)
    assert confirming(bench).hidden
    bench.session.confirm_application(SaidBy.SCREEN)
    assert confirming(bench).confirmed is None, "nobody says yes to a blank screen"
    bench.session.show_confirmation()
    assert not confirming(bench).hidden
    pass_s(bench, SHOWN_S - 1)
    assert not confirming(bench).hidden
    bench.session.confirm_application(SaidBy.SCREEN)
    assert confirming(bench).confirmed is not None
    assert confirming(bench).hidden, "the yes was said: nothing needs to be read any more"


def test_what_was_read_aloud_may_be_answered_while_the_screen_is_blank(bench: Bench) -> None:
    bench.confirm()
    pass_s(bench, SHOWN_S)
    bench.session.confirm_application(SaidBy.ALOUD)
    bench.session.seal()
    assert bench.is_in(phases.Receipted)


def test_a_yes_is_void_once_something_was_changed(bench: Bench) -> None:
    bench.confirm()
    bench.session.confirm_application(SaidBy.SCREEN)
    bench.session.correct_form()
    assert bench.is_in(phases.Filling)
    other = replace(training_form(1), address="山口県下関市研修町九丁目9番9号")
    bench.session.complete_form(other)
    bench.session.seal()
    assert records(bench) == []
    bench.session.confirm_application(SaidBy.SCREEN)
    bench.session.seal()
    (record,) = records(bench)
    assert record.applicant.address == other.address


def test_a_second_touch_changes_nothing_of_the_yes(bench: Bench) -> None:
    bench.confirm()
    bench.session.confirm_application(SaidBy.SCREEN)
    before = confirming(bench)
    bench.clock.pass_s(3)
    bench.session.confirm_application(SaidBy.ALOUD)
    assert confirming(bench) == before


def test_a_record_that_was_not_stored_is_still_confirmed(bench: Bench) -> None:
    bench.confirm()
    bench.session.confirm_application(SaidBy.SCREEN)
    before = confirming(bench)
    bench.station.fail_next = DiskFullError()
    bench.session.seal()
    assert confirming(bench) == before
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.station.kept is not None
    bench.session.seal()
    assert bench.is_in(phases.Receipted)


def test_two_presses_seal_one_record(bench: Bench) -> None:
    bench.confirm()
    bench.session.confirm_application(SaidBy.SCREEN)
    bench.session.seal()
    bench.session.seal()
    assert len(records(bench)) == 1


def test_a_number_typed_over_in_the_form_is_typed_twice(bench: Bench) -> None:
    bench.fill()
    other = replace(training_form(1), form_id=training_form(2).form_id)
    bench.session.complete_form(other)
    assert bench.is_in(phases.Filling)
    assert [(one.field, one.reason) for one in bench.view.field_errors] == [
        ("number_again", "required")
    ]
    bench.session.complete_form(replace(other, number_again=other.form_id))
    assert bench.is_in(phases.Confirming)


def test_a_number_that_was_typed_twice_at_the_table_is_not_asked_again(bench: Bench) -> None:
    bench.sign_in()
    bench.session.begin_sitting()
    bench.session.note_consent(SaidBy.SCREEN)
    form = training_form(1)
    numbered = replace(bench.view.case.form, form_id=form.form_id, number_again=form.form_id)
    bench.session.note_form(numbered)
    bench.session.finish_intake()
    bench.shoot()
    bench.fill_from_review()
    assert bench.is_in(phases.Receipted)
