"""Raw bytes to a printer of the machine, by its own spooler: what that took counts as printed.

A spooler says nothing about the paper. Linux: CUPS. Windows: `winspool`.
"""

import subprocess
import sys
from collections.abc import Callable

from kiosk.devices.tickets import escpos, winspool
from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState

_LP_S = 60.0  # CUPS answers at once; longer, and the process that holds us is ended anyway
SendRaw = Callable[[str, bytes], None]
"""Hands bytes to the printer of that name; raises `PermissionError` when it is told no, `OSError`
when there is nobody, `TimeoutError` when nobody knows how much was taken."""


def send_raw(name: str, content: bytes) -> None:
    """Hand the bytes to the machine's spooler."""
    (winspool.send_raw if sys.platform == "win32" else _send_by_lp)(name, content)


class SpoolOutlet:
    """Implements `kiosk.devices.tickets.outlet.Outlet`."""

    def __init__(self, name: str, send: SendRaw = send_raw) -> None:
        self._name = name
        self._send = send

    def look(self) -> PrinterState:
        """Return that nobody knows."""
        return PrinterState.UNKNOWN

    def put(self, picture: Bitmap, sending: Callable[[], None]) -> None:
        """Return once the spooler has the ticket."""
        sending()
        try:
            self._send(self._name, b"".join(escpos.pieces(picture)))
        except TimeoutError:
            raise TicketPaperError(PrintTrouble.UNKNOWN) from None
        except PermissionError:
            raise TicketPaperError(PrintTrouble.REFUSED) from None
        except OSError:
            raise TicketPaperError(PrintTrouble.OFFLINE) from None

    def close(self) -> None:
        """Nothing is held."""


def _send_by_lp(name: str, content: bytes) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and a printer's name, no shell
            ["lp", "-s", "-d", name, "-o", "raw", "-"],  # noqa: S607 - where the system has it
            input=content,
            capture_output=True,
            timeout=_LP_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError("lp") from None
    if done.returncode != 0:
        raise PermissionError("lp refused")
