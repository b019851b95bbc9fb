"""The printer of a station that has none."""

from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState, TicketFace


class NullTicketPrinter:
    """Implements `kiosk.queueports.TicketPrinter`: numbers are written by hand or told."""

    def print_ticket(self, face: TicketFace, job: str) -> None:
        """Refuse: no paper comes, and that is certain."""
        del face, job
        raise TicketPaperError(PrintTrouble.OFFLINE)

    def print_slip(self, slip: ReceiptSlip, job: str) -> None:
        """Refuse, as a ticket."""
        del slip, job
        raise TicketPaperError(PrintTrouble.OFFLINE)

    def state(self) -> PrinterState:
        """Return that there is none."""
        return PrinterState.NONE

    def close(self) -> None:
        """Nothing is held."""
