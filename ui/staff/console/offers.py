"""What may be done now with a ticket, decided by the ticket's own life."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.ticket import (
    Arrived,
    Called,
    CancelReason,
    IntentId,
    Outcome,
    ParkReason,
    PrintFailed,
    Printing,
    Reserved,
    Service,
    Serving,
    Stage,
    Ticket,
    TicketId,
    new_intent,
)
from kiosk.queue import acts
from kiosk.queue.errors import ActRefusedError
from kiosk.queue.life import step
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.view import QueueView

WITHOUT_PHOTO = {Service.CERTIFICATE: Outcome.HANDED_OVER, Service.ASK: Outcome.ANSWERED}
"""Services that need no sitting, and how they usually end."""


class Wish(StrEnum):
    """What the primary button offers."""

    CALL_NEXT = "call_next"
    ARRIVE = "arrive"
    TAKE_IN = "take_in"
    GO_ON = "go_on"
    SERVE = "serve"
    FINISH = "finish"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the primary button does, and with whom."""

    wish: Wish
    ticket: Ticket | None = None


def own_ticket(queue: QueueView) -> Ticket | None:
    """Return who is called to, has come to, or is served at this station."""
    if queue.own is not None:
        return queue.own
    for one in queue.in_service:
        if place_of(one) == queue.here:
            return one
    return None


def place_of(ticket: Ticket) -> str:
    """Return where the ticket is called to or served; empty when nowhere."""
    match ticket.standing:
        case Called(place=place) | Arrived(place=place) | Serving(place=place):
            return place
        case _:
            return ""


def primary_offer(queue: QueueView) -> Offer:
    """Return what comes next at this station."""
    own = own_ticket(queue)
    if own is None:
        if not queue.waiting:
            return Offer(Wish.NONE)
        return Offer(Wish.CALL_NEXT, queue.waiting[0].ticket)
    seated = own.service not in WITHOUT_PHOTO
    match own.standing:
        case Called():
            return Offer(Wish.ARRIVE, own)
        case Arrived():
            return Offer(Wish.TAKE_IN if seated else Wish.SERVE, own)
        case _:
            return Offer(Wish.GO_ON if seated else Wish.FINISH, own)


def everyone(queue: QueueView) -> tuple[Ticket, ...]:
    """Return every ticket the console knows, in the order of the lists."""
    own = (queue.own,) if queue.own is not None else ()
    waiting = tuple(one.ticket for one in queue.waiting)
    found: dict[TicketId, Ticket] = {}
    for one in (*waiting, *own, *queue.in_service, *queue.parked, *queue.papers, *queue.ended):
        found.setdefault(one.id, one)
    return tuple(found.values())


def fits(ticket: Ticket, act: acts.Act, at: datetime) -> bool:
    """Tell whether the act may happen to the ticket as it is seen."""
    try:
        step(ticket, act, at)
    except ActRefusedError:
        return False
    return True


def keys_for(ticket: Ticket, queue: QueueView) -> frozenset[str]:
    """Return the keys that do something with this ticket now."""
    at = queue.at or ticket.reserved_at
    tried: dict[str, acts.Act] = {
        "H": acts.Park(ParkReason.OTHER, at),
        "N": acts.Miss(),
        "P": acts.Prioritise(not ticket.priority),
        "X": acts.Cancel(CancelReason.WITHDREW),
        "T": acts.Transfer(Stage.PHOTO),
        "F": acts.Finish(Outcome.APPLIED),
        "B": acts.Reactivate() if ticket.ended else acts.Return(),
    }
    keys = {key for key, act in tried.items() if fits(ticket, act, at)}
    if isinstance(ticket.standing, Called) and place_of(ticket) == queue.here:
        keys.add("R")
    elif fits(ticket, acts.Call(queue.here), at) and own_ticket(queue) is None:
        keys.add("C")
    if lacks_paper(ticket) or may_print_again(ticket, queue):
        keys.add("J")
    return frozenset(keys)


def lacks_paper(ticket: Ticket) -> bool:
    """Tell whether the ticket's number stands on nothing yet, as far as anybody knows."""
    return isinstance(ticket.standing, Reserved | Printing | PrintFailed)


def may_print_again(ticket: Ticket, queue: QueueView) -> bool:
    """Tell whether a paper marked 再 can be asked for."""
    return ticket.exists and not ticket.ended and queue.printer is not PrinterState.NONE


class Intents:
    """One intent for each thing offered, so that a double tap is one wish."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, int], IntentId] = {}

    def of(self, wish: str, ticket: Ticket | None) -> IntentId:
        """Return the intent of this offer; the same as long as the ticket is as it is seen."""
        version = ticket.version if ticket is not None else 0
        key = (wish, str(ticket.id) if ticket is not None else "", version)
        return self._known.setdefault(key, new_intent())

    def keep(self, queue: QueueView) -> None:
        """Forget the offers that are no longer made."""
        seen = {(str(one.id), one.version) for one in everyone(queue)} | {("", 0)}
        calling = primary_offer(queue).wish is Wish.CALL_NEXT
        self._known = {
            key: intent
            for key, intent in self._known.items()
            if (key[1], key[2]) in seen and (calling or key[0] != Wish.CALL_NEXT)
        }

    def renew(self) -> None:
        """Offer everything anew: something was refused."""
        self._known = {}
