"""What a calm member of staff does next about the line, as a pure function: keys of the console."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.ticket import Called, Serving, Ticket
from kiosk.workflow.queue.view import QueueView

WAITING_AT_ONCE = 4
"""More tickets are given while fewer wait: people come while others are served."""


class Lot(StrEnum):
    """What becomes of a played applicant."""

    SERVED = "served"
    ABSENT = "absent"
    """Does not come when called."""
    AWAY = "away"
    """Steps out when called, and is served once back."""


_STEP_OUT = frozenset({4, 19})


def lot_of(nth: int) -> Lot:
    """Return what becomes of the ``nth`` ticket (from 1): of 30, 3 are absent and 2 step out."""
    if nth % 10 == 0:
        return Lot.ABSENT
    return Lot.AWAY if nth in _STEP_OUT else Lot.SERVED


FAILS = 2
"""The nth ticket whose paper does not come at first."""


class Printer(StrEnum):
    """What happens to the printer of a played day."""

    FAILS = "fails"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class LineKeys:
    """Press these keys, one after the other; ``printer`` is what happens to it before."""

    keys: tuple[str, ...]
    printer: Printer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMemory:
    """``given`` are the numbers in the order they were seen first, ``seen`` the line as acted on.

    ``asked`` counts the tickets asked for: one that is being printed is not seen yet. ``away`` are
    those who stepped out once: the second time they are served.
    """

    given: tuple[str, ...] = ()
    asked: int = 0
    seen: frozenset[tuple[str, int]] | None = None
    away: frozenset[str] = frozenset()


def look(queue: QueueView, memory: LineMemory, tickets: int) -> tuple[LineKeys | None, LineMemory]:
    """Return what to press now, if anything; nothing twice before the line has changed."""
    every = tuple(_everybody(queue))
    new = (str(one.number) for one in every if str(one.number) not in memory.given)
    memory = replace(memory, given=(*memory.given, *sorted(new, key=_by_number)))
    seen = frozenset((str(one.id), one.version) for one in every)
    if seen == memory.seen:
        return None, memory
    wish = _wish(queue, memory, tickets)
    if wish is None:
        return None, memory
    own = _called_here(queue)
    if "G" in wish.keys:
        memory = replace(memory, asked=memory.asked + 1)
    if own is not None and "H" in wish.keys:
        memory = replace(memory, away=memory.away | {str(own.number)})
    return wish, replace(memory, seen=seen)


def is_over(queue: QueueView, memory: LineMemory, tickets: int) -> bool:
    """Tell whether every ticket was given and has ended."""
    return len(memory.given) >= tickets and all(one.ended for one in _everybody(queue))


def _wish(queue: QueueView, memory: LineMemory, tickets: int) -> LineKeys | None:
    if queue.papers:
        return LineKeys(("J", "1"), Printer.WORKS)
    if memory.asked > len(memory.given):
        return None  # a ticket is being printed
    if memory.asked < tickets and len(queue.waiting) < WAITING_AT_ONCE:
        nth = memory.asked + 1
        return LineKeys(("G", _service(nth)), Printer.FAILS if nth == FAILS else None)
    own = _called_here(queue)
    if own is not None:
        return _meet(own, memory)
    if any(_is_served_here(one, queue) for one in queue.in_service):
        return None  # its application was stored just now: the ticket ends by itself
    if queue.in_service or queue.waiting:
        return LineKeys(("Space",))
    return LineKeys(("Down", "B")) if queue.parked else None


def _meet(own: Ticket, memory: LineMemory) -> LineKeys:
    """Return what becomes of somebody who was called here."""
    number = str(own.number)
    lot = lot_of(memory.given.index(number) + 1)
    if lot is Lot.ABSENT:
        return LineKeys(("N",))
    if lot is Lot.AWAY and number not in memory.away:
        return LineKeys(("H", "2"))
    return LineKeys(("Space",))


def _service(nth: int) -> str:
    """Return the key of a service that ends with an application."""
    return "ABC"[nth % 3]


def _everybody(queue: QueueView) -> Iterator[Ticket]:
    yield from (one.ticket for one in queue.waiting)
    yield from (*queue.in_service, *queue.parked, *queue.papers, *queue.ended)


def _called_here(queue: QueueView) -> Ticket | None:
    for one in queue.in_service:
        match one.standing:
            case Called(place=place) if place == queue.here:
                return one
            case _:
                pass
    return None


def _is_served_here(ticket: Ticket, queue: QueueView) -> bool:
    return isinstance(ticket.standing, Serving) and ticket.standing.place == queue.here


def _by_number(number: str) -> str:
    return number[2:]
