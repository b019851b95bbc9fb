"""From the wish for a ticket to the first byte at its printer."""

import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.figure import Figure
from kiosk.clock import SystemClock
from kiosk.devices.printing import own_command
from kiosk.devices.tickets.child import ChildTicketPrinter
from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.queueports import PrinterState, TicketFace
from tests.fakes.escpos_printer import EscposPrinter

TICKETS = 45
FACE = TicketFace(
    number=TicketNumber(Service.APPLY, 1),
    service=Service.APPLY,
    language=PublicLanguage.JA,
    at=datetime(2026, 11, 28, 5, 32, tzinfo=UTC),
    code="SK1.ABCDEFGH234567QY",
    venue="会場",
    ahead=4,
    wait_minutes=(15, 25),
    training=True,
)


def measure() -> list[Figure]:
    """Return how long a ticket takes to the printer, and the first one after a start."""
    with EscposPrinter() as printer:
        floor_ms = statistics.median(_bare(printer) for _ in range(TICKETS))
        with _station(printer) as station:
            first_ms = _ticket(station, printer, 0)
            later_ms = [_ticket(station, printer, number) for number in range(1, TICKETS)]
    return [
        Figure(
            name="ticket asked for → first byte, slowest",
            value=max(later_ms),
            unit="ms",
            most=300,
            floor=floor_ms,
            floor_is="ESC @ by a bare socket, median",
        ),
        Figure(name="the same, median", value=statistics.median(later_ms), unit="ms", most=300),
        Figure(name="the first ticket after the start", value=first_ms, unit="ms", most=300),
    ]


@contextmanager
def _station(printer: EscposPrinter) -> Iterator[ChildTicketPrinter]:
    """Yield the station's printer, its process started and in touch, as it is in the morning."""
    command = (*own_command(), "ticket", "serve", "--printer", printer.target)
    with ChildTicketPrinter(command, SystemClock(), silence_s=60.0) as station:
        while station.state() is not PrinterState.READY:
            time.sleep(0.05)
        yield station


def _ticket(station: ChildTicketPrinter, printer: EscposPrinter, number: int) -> float:
    languages = tuple(PublicLanguage)
    face = replace(
        FACE,
        number=TicketNumber(Service.APPLY, number),
        language=languages[number % len(languages)],
    )
    asked_ns = time.monotonic_ns()
    station.print_ticket(face, f"job-{number}")
    return (printer.begun_ns[-1] - asked_ns) / 1e6


def _bare(printer: EscposPrinter) -> float:
    asked_ns = time.monotonic_ns()
    with socket.create_connection(("127.0.0.1", printer.port)) as connection:
        connection.sendall(b"\x1b@\x1dr\x01")
        connection.recv(1)
    return (printer.begun_ns[-1] - asked_ns) / 1e6
