"""What a crash left of tickets: papers of which nobody knows whether they came."""

from datetime import date

from kiosk.domain.ticket import PaperKind, Printing, PrintTrouble, Reserved, Ticket, new_intent
from kiosk.queue.acts import Act, BeginPrinting, FailPrinting, Order
from kiosk.queueports import TicketBook


def settle(book: TicketBook, day: date) -> None:
    """Leave no paper under way: somebody has to look whether it came; on the storage thread."""
    for ticket in book.day(day):
        match ticket.standing:
            case Reserved() if ticket.paper is PaperKind.PRINTED:
                begun = book.order(_order(ticket, BeginPrinting()))
                book.order(_order(begun, FailPrinting(PrintTrouble.UNKNOWN)))
            case Printing():
                book.order(_order(ticket, FailPrinting(PrintTrouble.UNKNOWN)))
            case _:
                pass


def _order(ticket: Ticket, act: Act) -> Order:
    return Order(ticket=ticket.id, version=ticket.version, act=act, intent=new_intent(), by="auto")
