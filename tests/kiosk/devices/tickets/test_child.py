"""The process that prints: kept warm, watched, started again; each sheet once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from kiosk.clock import SystemClock
from kiosk.devices.printing import own_command
from kiosk.devices.tickets.child import ChildTicketPrinter
from kiosk.devices.tickets.picture import draw_ticket
from kiosk.domain.ticket import PrintTrouble
from kiosk.queueports import PrinterState
from tests.fakes.escpos_printer import EscposPrinter as Emulator
from tests.kiosk.devices.tickets.children import PRINTING, child, dying_once, hanging_once
from tests.kiosk.devices.tickets.desk import PLENTY_S, became, printing
from tests.kiosk.devices.tickets.faces import face

FIFTY = range(1, 51)


def serving(target: str, *words: str) -> tuple[str, ...]:
    return (*own_command(), "ticket", "serve", "--printer", target, *words)


def printer_of(command: tuple[str, ...], silence_s: float = PLENTY_S) -> ChildTicketPrinter:
    return ChildTicketPrinter(command, SystemClock(), silence_s=silence_s)


@contextmanager
def station(emulator: Emulator, *words: str) -> Iterator[ChildTicketPrinter]:
    with printer_of(serving(emulator.target, *words)) as printer:
        yield printer


def wait_for(printer: ChildTicketPrinter, state: PrinterState) -> bool:
    """Wait until the printer's chip shows the state."""
    event = threading.Event()
    return any(printer.state() is state or event.wait(0.05) for _ in range(int(PLENTY_S / 0.05)))


def test_fifty_tickets_with_paper_running_out_are_fifty_papers_each_number_once() -> None:
    with Emulator(dots_left=25_000) as emulator, station(emulator) as printer:

        def job(number: int) -> None:
            printer.print_ticket(face(number), f"job-{number}")

        with printing(*[lambda n=n: job(n) for n in FIFTY]) as outcomes:
            assert emulator.wait_until_out()
            assert wait_for(printer, PrinterState.PAPER_OUT)
            printed = len(emulator.papers)
            assert 0 < printed < len(FIFTY)
            emulator.refill()
        assert outcomes == [None] * len(FIFTY)
        codes = [paper.codes for paper in emulator.papers]
    assert codes == [(face(number).code,) for number in FIFTY]


def test_the_same_sheet_asked_for_twice_is_one_paper() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        for _ in range(3):
            printer.print_ticket(face(1), "job")
        assert len(emulator.papers) == 1
        printer.print_ticket(face(1), "again")
        assert len(emulator.papers) == 2


def test_the_same_sheet_asked_for_twice_answers_what_became_of_it() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        printer.print_ticket(face(1), "before")
        emulator.unplug()
        assert became(lambda: printer.print_ticket(face(2), "job")) is PrintTrouble.REFUSED
        emulator.plug()
        assert became(lambda: printer.print_ticket(face(2), "job")) is PrintTrouble.REFUSED
        assert became(lambda: printer.print_ticket(face(2), "retry")) is None
        assert len(emulator.papers) == 2


def test_the_state_is_heard_without_a_ticket() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        assert wait_for(printer, PrinterState.READY)
        emulator.refill(0)
        assert wait_for(printer, PrinterState.PAPER_OUT)
        emulator.refill(900)
        assert wait_for(printer, PrinterState.PAPER_LOW)
        emulator.set(cover_open=True)
        assert wait_for(printer, PrinterState.COVER_OPEN)
        emulator.set(cover_open=False)
        emulator.unplug()
        assert wait_for(printer, PrinterState.OFFLINE)


def the_printers_process() -> psutil.Process:
    """Return the child that prints; a worker of the tests may have others that came before."""
    (found,) = (one for one in psutil.Process().children() if "serve" in one.cmdline())
    return found


def test_a_process_that_is_killed_in_the_middle_leaves_it_open_and_the_next_ticket_comes() -> None:
    with Emulator(dots_left=300) as emulator, station(emulator) as printer:
        with printing(lambda: printer.print_ticket(face(1), "job")) as outcomes:
            assert emulator.wait_until_out()
            running = the_printers_process()
            running.kill()
        assert outcomes == [PrintTrouble.UNKNOWN]
        emulator.refill()
        printer.print_ticket(face(2), "next")
        assert emulator.papers[-1].codes == (face(2).code,)
        assert emulator.papers[-1].picture.height == draw_ticket(face(2), 80).height_dots
        assert not [paper for paper in emulator.papers[:-1] if paper.codes]


@pytest.mark.parametrize("sending", [False, True])
def test_a_process_that_dies_is_believed_only_as_far_as_it_spoke(
    sending: bool, tmp_path: Path
) -> None:
    with printer_of(dying_once(tmp_path / "noted", sending=sending)) as printer:
        first = became(lambda: printer.print_ticket(face(1), "one"))
        assert first is (PrintTrouble.UNKNOWN if sending else None)
        printer.print_ticket(face(2), "two")


@pytest.mark.parametrize("sending", [False, True])
def test_a_driver_that_hangs_is_ended_and_the_next_ticket_comes(
    sending: bool, tmp_path: Path
) -> None:
    noted = tmp_path / "noted"
    with printer_of(hanging_once(noted, sending=sending), silence_s=1.5) as printer:
        first = became(lambda: printer.print_ticket(face(1), "one"))
        assert first is (PrintTrouble.UNKNOWN if sending else None)
        hung, *_ = noted.read_text(encoding="ascii").split()
        assert not psutil.pid_exists(int(hung))
        printer.print_ticket(face(2), "two")


def test_a_process_that_cannot_be_started_is_an_offline_printer(tmp_path: Path) -> None:
    with printer_of((str(tmp_path / "absent"),), silence_s=0.5) as printer:
        assert became(lambda: printer.print_ticket(face(1), "one")) is PrintTrouble.OFFLINE
        assert printer.state() is PrinterState.UNKNOWN


def test_a_process_that_says_nothing_any_more_says_nothing_of_the_state() -> None:
    with printer_of(child("threading.Event().wait()"), silence_s=1.0) as printer:
        assert wait_for(printer, PrinterState.READY)
        assert wait_for(printer, PrinterState.UNKNOWN)


def test_words_nobody_understands_change_nothing() -> None:
    noise = "print('hello', flush=True); say(state='melting'); say(job='x', became='printed')"
    with printer_of(child(noise + PRINTING)) as printer:
        printer.print_ticket(face(1), "one")
        assert printer.state() is PrinterState.READY


def test_closing_ends_the_process_also_while_a_ticket_waits_for_paper() -> None:
    with Emulator(dots_left=0) as emulator:
        printer = printer_of(serving(emulator.target))
        printer.start()
        assert wait_for(printer, PrinterState.PAPER_OUT)
        running = the_printers_process()
        with printing(lambda: printer.print_ticket(face(1), "one")) as outcomes:
            printer.close()
        assert outcomes in ([PrintTrouble.PAPER_OUT], [PrintTrouble.OFFLINE])
        assert not running.is_running()
        emulator.refill()
        assert not emulator.papers
    printer.close()


def test_nothing_of_a_ticket_is_an_argument_of_the_process() -> None:
    with Emulator() as emulator, station(emulator) as printer:
        printer.print_ticket(face(1), "one")
        running = the_printers_process()
        assert face(1).code not in " ".join(running.cmdline())
