"""Where a drawn ticket comes out."""

from collections.abc import Callable
from typing import Protocol

from kiosk.devices.tickets.bitmap import Bitmap
from kiosk.queueports import PrinterState


class Outlet(Protocol):
    """A printer of any kind; used by one thread, which it may hold for as long as it likes."""

    def look(self) -> PrinterState:
        """Return how the printer is now, having asked it."""
        ...

    def put(self, picture: Bitmap, sending: Callable[[], None]) -> None:
        """Return once the paper is there; raise `TicketPaperError` otherwise.

        ``sending`` is called once, just before the printer gets the first byte: a ticket that
        failed without it is on no paper for certain.
        """
        ...

    def close(self) -> None:
        """Let go of the printer."""
        ...
