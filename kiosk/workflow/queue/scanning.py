"""A ticket that was scanned opens its case, or one sentence says why not."""

from kiosk.domain.scan import ScanRefusal, ScanRefusedError
from kiosk.domain.ticket import (
    Arrived,
    Called,
    Parked,
    PrintFailed,
    Serving,
    Ticket,
    Waiting,
)
from kiosk.errors import KioskError
from kiosk.queue.acts import ConfirmPaper
from kiosk.workflow.phases import Ready, Receipted
from kiosk.workflow.queue.linework import LineWork
from kiosk.workflow.queue.seating import Seating


class TicketScans:
    """Takes a ticket that a scanner or the camera read while somebody is in."""

    def __init__(self, work: LineWork, seating: Seating) -> None:
        self._work = work
        self._seating = seating

    def find(self, code: str) -> None:
        """Open the case of whom the ticket is; a forged one, or one not of now, is told."""
        book = self._work.doors.book
        self._work.stage.doors.background.run(lambda: book.ticket_of(code), self._found)

    def _found(self, answer: Ticket | KioskError) -> None:
        work, staff = self._work, self._work.stage.staff
        if staff is None:
            return
        if isinstance(answer, KioskError):
            work.show(answer)
            return
        work.line.take(answer)
        if isinstance(answer.standing, PrintFailed):  # its paper is here: it was just read
            work.order(answer, ConfirmPaper(), by=staff.id, heard=self._confirmed)
            return
        self._open(answer)

    def _confirmed(self, answer: Ticket | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._work.show(answer)
        else:
            self._open(answer)

    def _open(self, ticket: Ticket) -> None:
        work, own = self._work, self._work.line.own
        free = isinstance(work.stage.phase, Ready | Receipted)
        match ticket.standing:
            case _ if own is not None and own.id == ticket.id:
                self._seating.take_in(ticket)  # goes on; nothing when the sitting is under way
                work.show()
            case _ if not free or own is not None:
                work.show(ScanRefusedError(ScanRefusal.TICKET_NOT_NOW))
            case Waiting() | Called() | Parked():
                self._seating.take_in(ticket, arrived=True)
            case Arrived():
                self._seating.take_in(ticket)
            case Serving():
                work.show(ScanRefusedError(ScanRefusal.TICKET_NOT_NOW))
            case _ if ticket.ended:
                work.show(ScanRefusedError(ScanRefusal.TICKET_ENDED))
            case _:
                work.show()  # its paper is being confirmed this very moment
