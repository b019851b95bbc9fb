"""A sheet of photos for those who apply on paper."""

from dataclasses import replace

from kiosk.domain.audit import AuditKind
from kiosk.domain.intake import LeaveReason
from kiosk.domain.sheet_errors import SheetUnconfirmedError
from kiosk.training.people import training_form
from tests.kiosk.workflow.bench import PHOTO, Bench, LateBackground

FORM = training_form(1)


def test_the_photo_goes_to_paper_with_what_is_known(bench: Bench) -> None:
    bench.fill()
    bench.session.print_sheet(FORM)
    (sheet,) = bench.sheets.given
    assert (sheet.jpeg, sheet.name) == (PHOTO.jpeg, FORM.name)
    assert sheet.birth_date is not None
    assert sheet.training
    assert bench.view.printed is not None


def test_what_is_not_known_yet_is_left_blank(bench: Bench) -> None:
    bench.fill()
    bench.session.print_sheet(replace(FORM, name=" ", birth_date="S99"))
    (sheet,) = bench.sheets.given
    assert (sheet.name, sheet.birth_date) == ("", None)


def test_a_printer_that_does_not_answer_holds_up_no_record_and_prints_once(bench: Bench) -> None:
    late = LateBackground()
    slow = Bench(printing=late)
    slow.fill()
    slow.session.print_sheet(FORM)
    slow.session.print_sheet(FORM)
    assert slow.prints()
    slow.finish(FORM)
    assert slow.view.records_today == 1
    (job,) = late.jobs
    slow.sheets.fail = SheetUnconfirmedError()
    job()
    assert not slow.prints()
    assert isinstance(slow.view.notice, SheetUnconfirmedError)
    bench.fill()
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    bench.session.print_sheet(FORM)
    assert bench.sheets.given == []


def test_the_next_applicant_sees_nothing_of_it(bench: Bench) -> None:
    bench.fill()
    bench.session.print_sheet(FORM)
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    assert bench.view.printed is None


def test_a_printed_sheet_is_noted_in_the_trail(bench: Bench) -> None:
    bench.fill()
    bench.session.print_sheet(training_form(1))
    kinds = [one.kind for one in bench.station.trail]
    assert kinds.count(AuditKind.PRINT_SHEET) == 1
