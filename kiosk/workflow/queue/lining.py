"""From the day's tickets to what the screens show of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    Finished,
    NoShow,
    Outcome,
    Parked,
    PrintFailed,
    Printing,
    Reserved,
    Serving,
    Ticket,
)
from kiosk.queue.life import waited
from kiosk.queue.order import Placed, line_up
from kiosk.queue.rules import QueueRules
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.line import Line
from kiosk.workflow.queue.view import Patience, QueueView, ServiceLine, WaitingLine

_PRINTS = frozenset({PrinterState.READY, PrinterState.PAPER_LOW, PrinterState.UNKNOWN})


def queue_view(line: Line, now: datetime) -> QueueView:
    """Return everything the screens may show of the line at this moment."""
    tickets = tuple(line.tickets.values())
    placed = line_up(tickets, line.calls.recent, line.rules, now)
    ended = [one for one in tickets if isinstance(one.standing, Finished | NoShow | Cancelled)]
    standings = [one.standing for one in tickets]
    return QueueView(
        enabled=True,
        at=now,
        waiting=tuple(_waiting(one, at, line.rules, now) for at, one in enumerate(placed)),
        in_service=_those(tickets, lambda one: isinstance(one.standing, _AT_A_PLACE)),
        parked=_those(tickets, lambda one: isinstance(one.standing, Parked)),
        papers=_those(tickets, lambda one: _lacks_paper(one, line)),
        ended=tuple(sorted(ended, key=_ended_at, reverse=True)),
        own=line.own,
        calls=line.calls.on_board(line.tickets),
        services=_services(placed, line),
        outcomes=_outcomes(one.outcome for one in standings if isinstance(one, Finished)),
        issued=sum(one.exists for one in tickets),
        no_shows=sum(isinstance(one, NoShow) for one in standings),
        cancelled=sum(one.exists and isinstance(one.standing, Cancelled) for one in tickets),
        desks=line.desks,
        staff=line.on_duty,
        here=line.rules.here,
        places=line.rules.places,
        printer=line.printer,
        accepting=line.accepting(now),
        answers=tuple(line.answers.values()),
        rules=line.rules,
        what_if=line.what_if,
    )


_AT_A_PLACE = Called | Arrived | Serving


def patience_of(wait: timedelta, rules: QueueRules) -> Patience:
    """Return how long a wait is in the venue's eyes."""
    if wait >= rules.red:
        return Patience.RED
    return Patience.AMBER if wait >= rules.amber else Patience.FRESH


def _waiting(placed: Placed, ahead: int, rules: QueueRules, now: datetime) -> WaitingLine:
    wait = waited(placed.ticket, now)
    return WaitingLine(
        ticket=placed.ticket,
        waited=wait,
        patience=patience_of(wait, rules),
        reason=placed.reason,
        ahead=ahead,
    )


def _those(tickets: Iterable[Ticket], fits: Callable[[Ticket], bool]) -> tuple[Ticket, ...]:
    return tuple(one for one in tickets if fits(one))


def _lacks_paper(ticket: Ticket, line: Line) -> bool:
    """Tell whether staff have to look; not while its paper is on its way."""
    match ticket.standing:
        case PrintFailed():
            return True
        case Reserved() | Printing():
            return ticket.id not in line.under_way or line.printer not in _PRINTS
        case _:
            return False


def _services(placed: tuple[Placed, ...], line: Line) -> tuple[ServiceLine, ...]:
    waiting = Counter(one.ticket.service for one in placed)
    return tuple(
        ServiceLine(service=one, waiting=waiting[one], wait=line.forecast.told(one))
        for one in line.facts.services
    )


def _outcomes(outcomes: Iterable[Outcome]) -> tuple[tuple[Outcome, int], ...]:
    counts = Counter(outcomes)
    return tuple((one, counts[one]) for one in Outcome if counts[one])


def _ended_at(ticket: Ticket) -> datetime:
    match ticket.standing:
        case Finished(at=at) | NoShow(at=at) | Cancelled(at=at):
            return at
        case _:
            return ticket.reserved_at
