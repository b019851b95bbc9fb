"""The station's ticket printer: each sheet once, whatever becomes of the process that prints."""

import threading
from collections.abc import Mapping, Sequence
from typing import Self

from kiosk.devices.tickets.process import DiedEarlyError, PrintingProcess
from kiosk.devices.tickets.serving import STANDING_STILL
from kiosk.devices.tickets.slipspelling import slip_spelled
from kiosk.devices.tickets.spelling import line, spelled
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PrintTrouble
from kiosk.ports import Clock
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState, TicketFace

_TRIES = 2  # a process that ended before it sent a byte: no paper can be there


class ChildTicketPrinter:
    """Implements `kiosk.queueports.TicketPrinter` with the command `kiosk ticket serve`.

    The process is started by `start`, by `with` or by the first ticket. ``silence_s``: one that
    says nothing for so long hangs in a driver and is ended; it reports every two seconds or more.
    """

    def __init__(self, command: Sequence[str], clock: Clock, *, silence_s: float) -> None:
        self._process = PrintingProcess(command, clock, silence_s=silence_s)
        self._one_at_a_time = threading.Lock()
        self._became: dict[str, PrintTrouble | None] = {}  # a day's sheets: some hundred words

    def start(self) -> None:
        """Have the process run before the first ticket is wanted."""
        self._process.start()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def print_ticket(self, face: TicketFace, job: str) -> None:
        """Return once the paper is there; the same job again gets the same answer, no paper."""
        self._print_once(job, {"job": job, "face": spelled(face)})

    def print_slip(self, slip: ReceiptSlip, job: str) -> None:
        """Return once the paper is there; while the printer cannot print, refuse without asking."""
        trouble = STANDING_STILL.get(self.state())
        if trouble is not None:
            raise TicketPaperError(trouble)
        self._print_once(job, {"job": job, "slip": slip_spelled(slip)})

    def state(self) -> PrinterState:
        """Return the printer's latest word."""
        return self._process.state()

    def close(self) -> None:
        """End the process."""
        self._process.close()

    def _print_once(self, job: str, said: Mapping[str, object]) -> None:
        with self._one_at_a_time:
            if job not in self._became:
                self._became[job] = self._print(job, line(said))
            trouble = self._became[job]
        if trouble is not None:
            raise TicketPaperError(trouble)

    def _print(self, job: str, request: bytes) -> PrintTrouble | None:
        self._process.start()
        for _ in range(_TRIES):
            try:
                return self._process.ask(job, request)
            except DiedEarlyError:
                continue
        return PrintTrouble.OFFLINE
