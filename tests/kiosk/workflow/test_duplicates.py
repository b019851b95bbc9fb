"""A number that was handed in before is told at the table, and stops nobody."""

from dataclasses import replace

from kiosk.domain.intake import LeaveReason, SaidBy
from kiosk.domain.numbers import parse_form_id
from kiosk.training.people import training_form
from kiosk.workflow import phases
from tests.kiosk.workflow.bench import Bench, LateBackground

FORM_ID = training_form(1).form_id


def earlier(bench: Bench) -> list[str]:
    return [str(one) for one in bench.view.earlier]


def served(bench: Bench) -> Bench:
    bench.sign_in()
    bench.serve(1)
    bench.session.begin_sitting()
    bench.session.note_consent(SaidBy.SCREEN)
    return bench


def test_a_scanned_number_that_is_here_already_is_told(bench: Bench) -> None:
    served(bench)
    assert earlier(bench) == []
    bench.session.take_number(parse_form_id(FORM_ID))
    assert earlier(bench) == ["SK01-0001"]
    bench.session.finish_intake()
    assert bench.is_in(phases.Posing), "a caution, never a stop"


def test_a_typed_number_is_looked_for_once_both_are_alike(bench: Bench) -> None:
    served(bench)
    words = replace(bench.view.case.form, form_id=FORM_ID)
    bench.session.note_form(words)
    bench.session.note_form(replace(words, number_again=FORM_ID[:-1]))
    assert earlier(bench) == []
    bench.session.note_form(replace(words, number_again=FORM_ID))
    assert earlier(bench) == ["SK01-0001"]
    bench.session.note_form(replace(words, form_id=training_form(2).form_id))
    bench.session.finish_intake()
    assert earlier(bench) == []


def test_another_persons_number_is_not_told(bench: Bench) -> None:
    served(bench)
    bench.session.take_number(parse_form_id(training_form(2).form_id))
    assert earlier(bench) == []


def test_every_sitting_is_looked_for_anew_also_a_resumed_one(bench: Bench) -> None:
    served(bench)
    for _ in range(2):
        bench.session.take_number(parse_form_id(FORM_ID))
        assert earlier(bench) == ["SK01-0001"]
        bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
        assert earlier(bench) == []
        bench.session.begin_sitting()
    bench.session.take_number(parse_form_id(FORM_ID))
    bench.session.lock()
    assert earlier(bench) == []
    bench.sign_in()
    bench.session.resume_draft()
    assert earlier(bench) == ["SK01-0001"]


def test_an_answer_about_somebody_who_left_is_not_told_of_the_next() -> None:
    late = LateBackground()
    bench = Bench(background=late)
    bench.sign_in()
    late.do_all()
    bench.pose(1)
    bench.shoot()
    late.do_all()
    bench.fill_from_review()
    late.do_all()
    bench.session.begin_sitting()
    bench.session.take_number(parse_form_id(FORM_ID))
    bench.session.leave_sitting(LeaveReason.MISTAKE)
    bench.session.begin_sitting()
    late.do_all()
    assert earlier(bench) == []
