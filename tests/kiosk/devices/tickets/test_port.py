"""What every ticket printer promises: the real process with an emulated printer, and the fake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.devices.tickets.null import NullTicketPrinter
from kiosk.domain.ticket import PrintTrouble
from kiosk.queueports import PrinterState, TicketPrinter
from kiosk.settings import TicketSettings
from kiosk.wiring.tickets import ticket_printer
from tests.fakes.ticket_printer import MemoryTicketPrinter
from tests.kiosk.devices.tickets.desk import became
from tests.kiosk.devices.tickets.faces import SLIP, face


@pytest.fixture(params=["process", "memory"])
def printer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TicketPrinter]:
    if request.param == "memory":
        made: TicketPrinter = MemoryTicketPrinter()
    else:
        settings = TicketSettings(printer=f"file:{tmp_path / 'tickets'}")
        made = ticket_printer(settings, SystemClock())
    yield made
    made.close()


def papers(printer: TicketPrinter, tmp_path: Path) -> int:
    if isinstance(printer, MemoryTicketPrinter):
        return len(printer.papers)
    return len(list((tmp_path / "tickets").glob("*.png")))


def test_a_ticket_is_there_when_the_call_returns(printer: TicketPrinter, tmp_path: Path) -> None:
    printer.print_ticket(face(1), "one")
    assert papers(printer, tmp_path) == 1
    assert printer.state() is PrinterState.READY


def test_a_sheet_is_printed_once(printer: TicketPrinter, tmp_path: Path) -> None:
    printer.print_ticket(face(1), "one")
    printer.print_ticket(face(1), "one")
    printer.print_ticket(face(1), "two")
    assert papers(printer, tmp_path) == 2


def test_a_slip_is_printed_once_beside_the_tickets(printer: TicketPrinter, tmp_path: Path) -> None:
    printer.print_ticket(face(1), "one")
    printer.print_slip(SLIP, "slip")
    printer.print_slip(SLIP, "slip")
    slips = len(printer.slips) if isinstance(printer, MemoryTicketPrinter) else 0
    assert papers(printer, tmp_path) + slips == 2


def test_closing_is_harmless_however_often(printer: TicketPrinter) -> None:
    printer.close()
    printer.close()


def test_a_station_without_a_printer_says_so_and_starts_nothing() -> None:
    printer = ticket_printer(TicketSettings(), SystemClock())
    assert isinstance(printer, NullTicketPrinter)
    assert printer.state() is PrinterState.NONE
    assert became(lambda: printer.print_ticket(face(1), "one")) is PrintTrouble.OFFLINE
    assert became(lambda: printer.print_slip(SLIP, "slip")) is PrintTrouble.OFFLINE
    printer.close()
