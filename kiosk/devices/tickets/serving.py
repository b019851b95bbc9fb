"""The printing process: takes tickets by the line, says what became of them, keeps an eye open."""

import json
import queue
from collections.abc import Callable
from threading import Event
from typing import Any, BinaryIO

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.devices.tickets.outlet import Outlet
from kiosk.devices.tickets.slipspelling import slip_of
from kiosk.devices.tickets.spelling import face_of, line
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState, TicketFace
from kiosk.threads import Worker

HEARTBEAT_S = 2.0  # staff see an empty roll within two seconds, before somebody asks for a ticket
SENDING, PRINTED = "sending", "printed"

Draw = Callable[[TicketFace | ReceiptSlip], Bitmap]
STANDING_STILL = {
    PrinterState.PAPER_OUT: PrintTrouble.PAPER_OUT,
    PrinterState.COVER_OPEN: PrintTrouble.COVER_OPEN,
    PrinterState.OFFLINE: PrintTrouble.OFFLINE,
}
"""When a ticket waits; a slip does not, so that no ticket waits behind it."""


class Ears:
    """The lines that come in, read on a thread of their own so that the end is noticed at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.ended = Event()

    def read(self, _stop: Event) -> None:
        """Take lines until there are no more."""
        for said in self._stream:
            self._lines.put(said)
        self.ended.set()
        self._lines.put(b"")

    def next(self, timeout_s: float) -> bytes | None:
        """Return the next line, b"" at the end, None when none comes in time."""
        try:
            return self._lines.get(timeout=timeout_s)
        except queue.Empty:
            return None


class Mouth:
    """The lines that go out."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def report(self, state: PrinterState) -> None:
        """Say how the printer is; also the sign that this process is alive."""
        self.say(state=state.value)

    def say(self, **words: object) -> None:
        """Say one line, now; a station that hangs up mid-word is noticed by the ears."""
        try:
            self._stream.write(line(words))
            self._stream.flush()
        except OSError:
            return


def serve(ears: Ears, mouth: Mouth, outlet: Outlet, draw: Draw) -> None:
    """Print until the station hangs up."""
    with Worker("ticket-lines", ears.read):
        try:
            mouth.report(outlet.look())
            while (said := ears.next(HEARTBEAT_S)) != b"":
                if said is not None:
                    _print(json.loads(said), mouth, outlet, draw)
                mouth.report(outlet.look())
        finally:
            outlet.close()


def _print(said: dict[str, Any], mouth: Mouth, outlet: Outlet, draw: Draw) -> None:
    job = str(said["job"])
    try:
        if "slip" in said:
            picture = draw(slip_of(said["slip"]))
            _refuse_to_wait(outlet.look())
        else:
            picture = draw(face_of(said["face"]))
        outlet.put(picture, lambda: mouth.say(job=job, became=SENDING))
    except TicketPaperError as error:
        mouth.say(job=job, became=error.trouble.value)
    else:
        mouth.say(job=job, became=PRINTED)


def _refuse_to_wait(state: PrinterState) -> None:
    trouble = STANDING_STILL.get(state)
    if trouble is not None:
        raise TicketPaperError(trouble)
