"""Somebody who prints one ticket after another while the test looks after the printer."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kiosk.clock import SystemClock
from kiosk.devices.tickets.allowance import PATIENCE_S
from kiosk.devices.tickets.escposprinter import EscposPrinter
from kiosk.devices.tickets.target import TcpTarget
from kiosk.devices.tickets.tcp import TcpLink
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState
from kiosk.threads import Worker
from tests.fakes.escpos_printer import EscposPrinter as Emulator

PLENTY_S = 30.0
Became = PrintTrouble | None


def became(job: Callable[[], None]) -> Became:
    """Return what became of a ticket, None when it is printed."""
    try:
        job()
    except TicketPaperError as error:
        return error.trouble
    return None


@contextmanager
def printing(*jobs: Callable[[], None]) -> Iterator[list[Became]]:
    """Print beside the test; all jobs are done when the block is left."""
    outcomes: list[Became] = []

    def run(_stop: threading.Event) -> None:
        outcomes.extend(became(job) for job in jobs)

    with Worker("desk", run, join_timeout_s=PLENTY_S):
        yield outcomes


class Reports:
    """The states that were told; a test can wait for one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.states: list[PrinterState] = []

    def __call__(self, state: PrinterState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()

    def wait_for(self, state: PrinterState) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: state in self.states, PLENTY_S)


def printer_of(
    emulator: Emulator,
    reports: Reports | None = None,
    *,
    deadline_s: float = PLENTY_S,
    patience_s: float = PATIENCE_S,
    mute: bool = False,
    ended: threading.Event | None = None,
) -> EscposPrinter:
    target = TcpTarget("127.0.0.1", emulator.port)
    return EscposPrinter(
        lambda: TcpLink(target),
        SystemClock(),
        width_dots=64,
        deadline_s=deadline_s,
        patience_s=patience_s,
        report=reports or Reports(),
        pause=(ended or threading.Event()).wait,
        mute=mute,
    )
