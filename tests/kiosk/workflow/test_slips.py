"""A slip comes by itself once a record is sealed, says nothing of the person, waits for nobody."""

from dataclasses import astuple, replace

from kiosk.domain.application import Delivery
from kiosk.domain.intake import Procedure
from kiosk.domain.slip import SlipState
from kiosk.domain.ticket import PrintTrouble, PublicLanguage
from kiosk.training.people import training_form
from kiosk.workflow.errors import SlipPaperError
from kiosk.workflow.phases import Posing, Receipted, Receiving, SignedOut
from kiosk.workflow.stage import SlipDoors
from tests.fakes.ticket_printer import MemoryTicketPrinter
from tests.kiosk.workflow.bench import Bench, LateBackground


class Desk:
    """A bench with a slip printer that works when it is told to."""

    def __init__(self, trouble: PrintTrouble | None = None) -> None:
        self.printer = MemoryTicketPrinter(trouble=trouble)
        self.late = LateBackground()
        self.bench = Bench(slips=SlipDoors(printer=self.printer, background=self.late))
        self.bench.sign_in()

    def says(self, state: SlipState) -> bool:
        return self.bench.view.slip is state

    def told(self) -> bool:
        return isinstance(self.bench.view.notice, SlipPaperError)


def test_a_slip_comes_by_itself_with_the_number_that_is_on_the_screen() -> None:
    desk = Desk()
    desk.bench.serve()
    assert desk.says(SlipState.PRINTING)
    assert desk.bench.is_in(Receipted)
    desk.late.do_all()
    assert desk.says(SlipState.PRINTED)
    phase = desk.bench.view.phase
    assert isinstance(phase, Receipted)
    assert [slip.number for slip in desk.printer.slips] == [phase.receipt.number]
    assert desk.bench.view.slip_paper == desk.printer.slips[0]


def test_a_slip_speaks_the_language_in_which_the_person_said_yes() -> None:
    desk = Desk()
    desk.bench.session.begin_sitting()
    desk.bench.session.choose_language(PublicLanguage.VI)
    desk.bench.receive(1)
    desk.bench.shoot()
    desk.bench.fill_from_review(1)
    desk.late.do_all()
    assert desk.printer.slips[0].language is PublicLanguage.VI
    assert desk.printer.slips[0].procedure is Procedure.VENUE
    assert desk.printer.slips[0].delivery is Delivery.AT_CITY


def test_the_next_person_is_served_while_the_slip_is_printed() -> None:
    desk = Desk()
    desk.bench.serve()
    desk.bench.session.begin_sitting()
    assert desk.bench.is_in(Receiving)
    desk.bench.receive(2)
    assert desk.bench.is_in(Posing)
    desk.late.do_all()
    assert desk.bench.is_in(Posing)
    assert desk.says(SlipState.NONE)
    assert len(desk.printer.slips) == 1


def test_a_slip_that_fails_is_told_and_printed_again_by_a_key() -> None:
    desk = Desk(PrintTrouble.PAPER_OUT)
    desk.bench.serve()
    desk.late.do_all()
    assert desk.says(SlipState.FAILED)
    notice = desk.bench.view.notice
    assert isinstance(notice, SlipPaperError)
    assert notice.params["print_trouble"] == PrintTrouble.PAPER_OUT
    assert notice.params["receipt"].endswith("0001")
    desk.bench.session.print_slip_again()
    assert not desk.told()
    desk.late.do_all()
    assert desk.says(SlipState.PRINTED)
    assert not desk.told()
    assert len(desk.printer.slips) == 1


def test_a_failure_is_told_also_when_the_next_person_is_here_and_can_still_be_mended() -> None:
    desk = Desk(PrintTrouble.OFFLINE)
    desk.bench.serve()
    desk.bench.session.begin_sitting()
    desk.late.do_all()
    assert desk.told()
    assert desk.says(SlipState.FAILED)
    desk.bench.session.print_slip_again()
    desk.late.do_all()
    assert desk.says(SlipState.NONE)
    assert str(desk.printer.slips[0].number).endswith("0001")


def test_the_next_persons_slip_takes_the_place_of_one_that_failed() -> None:
    desk = Desk(PrintTrouble.OFFLINE)
    desk.bench.serve(1)
    desk.late.do_all()
    desk.bench.serve(2)
    desk.late.do_all()
    assert desk.says(SlipState.PRINTED)
    assert [str(slip.number)[-4:] for slip in desk.printer.slips] == ["0002"]


def test_a_late_failure_names_the_earlier_slip_and_says_nothing_of_the_newest() -> None:
    desk = Desk(PrintTrouble.UNKNOWN)
    desk.bench.serve(1)
    desk.bench.serve(2)
    desk.late.do()  # the first one fails
    notice = desk.bench.view.notice
    assert isinstance(notice, SlipPaperError)
    assert notice.params["receipt"].endswith("0001")
    assert desk.says(SlipState.PRINTING)
    desk.late.do_all()
    assert desk.says(SlipState.PRINTED)


def test_a_key_pressed_twice_prints_once() -> None:
    desk = Desk()
    desk.bench.serve()
    desk.bench.session.print_slip_again()
    desk.bench.session.print_slip_again()
    desk.late.do_all()
    assert len(desk.printer.slips) == 1


def test_a_slip_is_forgotten_when_nobody_is_in() -> None:
    desk = Desk(PrintTrouble.OFFLINE)
    desk.bench.serve()
    desk.bench.session.lock()
    assert desk.bench.is_in(SignedOut)
    desk.late.do_all()
    assert desk.says(SlipState.NONE)
    assert not desk.told()
    desk.bench.session.print_slip_again()
    assert not desk.printer.slips


def test_a_station_without_a_printer_shows_the_number_and_fails_nothing() -> None:
    bench = Bench(slips=None)
    bench.sign_in()
    bench.serve()
    assert bench.view.slip == SlipState.NONE
    assert bench.view.slip_paper is not None
    bench.session.print_slip_again()
    assert bench.view.slip == SlipState.NONE
    assert bench.view.notice is None


def test_nothing_of_the_person_is_on_a_slip() -> None:
    desk = Desk()
    desk.bench.serve()
    desk.late.do_all()
    (slip,) = desk.printer.slips
    said = repr(replace(slip, venue="", contact=""))
    words = [word for word in astuple(training_form(1)) if len(word) > 2]
    assert words
    assert not [word for word in words if word in said]
