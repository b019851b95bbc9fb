"""One printer over the network, on good days and bad ones: the paper is what counts."""

import threading
from collections.abc import Iterator

import pytest

from kiosk.devices.tickets.escposprinter import EscposPrinter
from kiosk.domain.ticket import PrintTrouble
from kiosk.queueports import PrinterState
from tests.fakes.escpos_printer import EscposPrinter as Emulator
from tests.kiosk.devices.tickets.desk import Reports, became, printer_of, printing
from tests.kiosk.devices.tickets.faces import bitmap

ROWS = 600  # 4.8 KB: more than the printer's buffer


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as made:
        yield made


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def printer(emulator: Emulator, reports: Reports) -> Iterator[EscposPrinter]:
    made = printer_of(emulator, reports)
    yield made
    made.close()


def put(printer: EscposPrinter, rows: int = ROWS, sent: list[int] | None = None) -> None:
    printer.put(bitmap(rows), lambda: sent.append(rows) if sent is not None else None)


def test_a_ticket_is_on_paper_when_the_call_returns(
    emulator: Emulator, printer: EscposPrinter
) -> None:
    for count in (1, 2, 3):
        put(printer)
        assert len(emulator.tickets) == count
    assert [paper.picture.size for paper in emulator.papers] == [(64, ROWS)] * 3


@pytest.mark.parametrize(
    ("weather", "dots_left", "state"),
    [
        ({}, None, PrinterState.READY),
        ({}, 900, PrinterState.PAPER_LOW),
        ({}, 0, PrinterState.PAPER_OUT),
        ({"cover_open": True}, None, PrinterState.COVER_OPEN),
        ({"cover_open": True}, 0, PrinterState.COVER_OPEN),
        ({"offline": True}, None, PrinterState.OFFLINE),
        ({"silent": True}, None, PrinterState.UNKNOWN),
    ],
)
def test_the_printer_is_asked_how_it_is(
    weather: dict[str, bool], dots_left: int | None, state: PrinterState
) -> None:
    with Emulator(dots_left=dots_left) as emulator:
        emulator.set(**weather)
        printer = printer_of(emulator)
        assert printer.look() is state
        printer.close()


def test_a_printer_without_paper_gets_nothing_until_it_is_refilled() -> None:
    sent: list[int] = []
    reports = Reports()
    with Emulator(dots_left=0) as emulator:
        printer = printer_of(emulator, reports, deadline_s=1.0)
        with printing(lambda: put(printer, sent=sent)) as outcomes:
            for _ in range(7):  # 1.4 s, longer than the deadline
                assert reports.wait_for(PrinterState.PAPER_OUT)
                reports.states.clear()
            assert not sent
            assert not emulator.begun_ns
            emulator.refill()
        assert outcomes == [None]
        assert len(emulator.papers) == 1
        printer.close()


def test_paper_that_ends_in_the_middle_is_refilled_and_nothing_is_sent_twice() -> None:
    reports = Reports()
    with Emulator(dots_left=200) as emulator:
        printer = printer_of(emulator, reports, deadline_s=2.0)
        with printing(lambda: put(printer)) as outcomes:
            assert reports.wait_for(PrinterState.PAPER_OUT)
            emulator.refill()
        assert outcomes == [None]
        assert [paper.picture.size for paper in emulator.papers] == [(64, ROWS)]
        assert len(emulator.begun_ns) == 1
        printer.close()


def test_a_cover_that_is_opened_in_the_middle_stops_the_deadline_too(
    emulator: Emulator, printer: EscposPrinter, reports: Reports
) -> None:
    emulator.set(cover_open=True)
    with printing(lambda: put(printer)) as outcomes:
        assert reports.wait_for(PrinterState.COVER_OPEN)
        emulator.set(cover_open=False)
    assert outcomes == [None]
    assert len(emulator.papers) == 1


@pytest.mark.parametrize(
    ("dots_left", "cover_open", "trouble"),
    [(0, False, PrintTrouble.PAPER_OUT), (None, True, PrintTrouble.COVER_OPEN)],
)
def test_a_ticket_does_not_wait_for_ever_for_paper(
    dots_left: int | None, cover_open: bool, trouble: PrintTrouble
) -> None:
    with Emulator(dots_left=dots_left) as emulator:
        emulator.set(cover_open=cover_open)
        printer = printer_of(emulator, patience_s=0.5)
        assert became(lambda: put(printer)) is trouble
        assert not emulator.begun_ns
        printer.close()


def test_paper_that_never_comes_back_in_the_middle_leaves_it_open() -> None:
    with Emulator(dots_left=200) as emulator:
        printer = printer_of(emulator, patience_s=0.5)
        assert became(lambda: put(printer)) is PrintTrouble.UNKNOWN
        printer.close()


def test_a_printer_that_refuses_the_connection_is_named(emulator: Emulator) -> None:
    printer = printer_of(emulator)
    emulator.unplug()
    assert printer.look() is PrinterState.OFFLINE
    assert became(lambda: put(printer)) is PrintTrouble.REFUSED
    emulator.plug()
    assert became(lambda: put(printer)) is None
    assert len(emulator.papers) == 1
    printer.close()


def test_a_printer_that_was_switched_off_and_on_gets_the_next_ticket(
    emulator: Emulator, printer: EscposPrinter
) -> None:
    put(printer)
    emulator.unplug()
    emulator.plug()
    put(printer)  # the old connection is noticed before the first byte
    assert len(emulator.papers) == 2


def test_a_printer_that_is_offline_gets_nothing_and_is_given_up_in_time(
    emulator: Emulator,
) -> None:
    emulator.set(offline=True)
    printer = printer_of(emulator, deadline_s=0.6)
    assert became(lambda: put(printer)) is PrintTrouble.OFFLINE
    assert not emulator.begun_ns
    printer.close()


@pytest.mark.parametrize("after", [40, 700, 4000, 5060])
def test_a_connection_that_breaks_in_the_middle_leaves_it_open_and_the_next_ticket_is_whole(
    after: int,
) -> None:
    with Emulator(buffer_bytes=100_000) as emulator:
        printer = printer_of(emulator)
        put(printer, 30)
        emulator.set(dies_after=after)
        assert became(lambda: put(printer)) is PrintTrouble.UNKNOWN
        begun = len(emulator.begun_ns)
        put(printer, 50)
        assert emulator.papers[-1].picture.size == (64, 50)
        assert len(emulator.begun_ns) <= begun + 2  # the cut, the next: the torn one never again
        printer.close()


def test_a_printer_that_never_answers_gets_its_ticket_and_nobody_claims_to_know(
    emulator: Emulator,
) -> None:
    emulator.set(silent=True)
    printer = printer_of(emulator, deadline_s=1.0)
    assert became(lambda: put(printer)) is PrintTrouble.UNKNOWN
    assert emulator.wait_for_tickets(1)
    printer.close()


def test_a_printer_that_is_known_to_be_mute_is_believed(emulator: Emulator) -> None:
    emulator.set(silent=True)
    printer = printer_of(emulator, deadline_s=1.0, mute=True)
    assert printer.look() is PrinterState.UNKNOWN
    for _ in range(2):
        assert became(lambda: put(printer)) is None
    assert emulator.wait_for_tickets(2)
    printer.close()


def test_a_printer_that_falls_silent_before_a_ticket_does_not_get_it(emulator: Emulator) -> None:
    printer = printer_of(emulator, deadline_s=0.5)
    assert printer.look() is PrinterState.READY
    emulator.set(silent=True)
    assert became(lambda: put(printer)) is PrintTrouble.OFFLINE
    assert not emulator.begun_ns
    printer.close()


def test_a_printer_that_only_lacks_answers_in_order_leaves_it_open(emulator: Emulator) -> None:
    emulator.set(silent_in_order=True)
    printer = printer_of(emulator, deadline_s=1.0)
    assert became(lambda: put(printer, 20)) is PrintTrouble.UNKNOWN
    printer.close()


def test_the_answer_to_a_ticket_that_was_given_up_is_not_taken_for_the_next_ones() -> None:
    with Emulator(dots_left=200, buffer_bytes=100_000) as emulator:
        printer = printer_of(emulator, patience_s=0.3)
        assert became(lambda: put(printer)) is PrintTrouble.UNKNOWN
        with printing(lambda: put(printer, 40)) as outcomes:
            emulator.refill()
        assert outcomes == [None]
        assert emulator.papers[-1].picture.size == (64, 40)
        printer.close()


def test_the_end_of_the_program_gives_up_a_ticket_that_waits_for_paper() -> None:
    ended = threading.Event()
    reports = Reports()
    with Emulator(dots_left=0) as emulator:
        printer = printer_of(emulator, reports, ended=ended)
        with printing(lambda: put(printer)) as outcomes:
            assert reports.wait_for(PrinterState.PAPER_OUT)
            ended.set()
        assert outcomes == [PrintTrouble.PAPER_OUT]
        assert not emulator.begun_ns
        printer.close()
