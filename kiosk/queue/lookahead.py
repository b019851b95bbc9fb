"""What lies before somebody in the line, taken from the tickets as they stand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from kiosk.domain.ticket import (
    Arrived,
    Called,
    NoShow,
    Parked,
    Service,
    Serving,
    Ticket,
    TicketId,
    TicketNumber,
    Waiting,
)
from kiosk.queue.estimate import Away, Busy, Situation
from kiosk.queue.order import line_up
from kiosk.queue.rules import OrderRule, QueueRules

_NOBODY = TicketId(UUID(int=0))
_LAST_NUMBER = 99_999
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The day's tickets (ended ones too) at a moment, how they are called, and by whom.

    ``desks`` are the places that serve now, ``staff`` the log-in names of those at them.
    """

    tickets: Sequence[Ticket]
    recent_calls: Sequence[bool]
    rules: QueueRules
    now: datetime
    desks: int
    staff: frozenset[str] = field(default_factory=frozenset)


def newcomer(line: Line, service: Service, *, priority: bool = False) -> Situation:
    """Return what lies before somebody who comes now for the service."""
    comes = Ticket(
        id=_NOBODY,
        number=TicketNumber(service, _LAST_NUMBER),
        business_date=line.now.date(),
        priority=priority,
        reserved_at=line.now,
        queued_at=line.now,
        standing=Waiting(),
    )
    return before(replace(line, tickets=(*line.tickets, comes)), comes)


def before(line: Line, ticket: Ticket) -> Situation:
    """Return what lies before somebody who waits; the tickets of the line hold theirs."""
    placed = line_up(line.tickets, line.recent_calls, line.rules, line.now)
    ahead = []
    for one in placed:
        if one.ticket.id == ticket.id:
            break
        ahead.append(one.ticket.service)
    per_min, for_min = (0.0, 0.0) if ticket.priority else _overtakers(line, ticket)
    return Situation(
        ahead=tuple(ahead),
        busy=tuple(
            Busy(one.service, max(0.0, (line.now - one.standing.since) / _MINUTE))
            for one in line.tickets
            if isinstance(one.standing, Called | Arrived | Serving)
        ),
        away=tuple(_away(line, ticket)),
        desks=line.desks,
        overtakers_per_min=per_min,
        overtaken_for_min=for_min,
        staff=line.staff,
    )


def _away(line: Line, ticket: Ticket) -> list[Away]:
    """Return those who will stand before the ticket once they are back."""
    found = []
    for one in line.tickets:
        match one.standing, one.appointment_at:
            case Parked(returns_at=returns_at), _:
                back = replace(one, standing=Waiting())
                if _is_before(line, back, ticket):
                    found.append(Away(one.service, (returns_at - line.now) / _MINUTE))
            case Waiting(), datetime() as at if at - line.rules.appointment_slack > line.now:
                early = (at - line.rules.appointment_slack - line.now) / _MINUTE
                found.append(Away(one.service, early))
    return found


def _is_before(line: Line, one: Ticket, other: Ticket) -> bool:
    pair = line_up((one, other), line.recent_calls, line.rules, line.now)
    return pair[0].ticket.id == one.id


def _overtakers(line: Line, ticket: Ticket) -> tuple[float, float]:
    """Return how many with priority come per minute, and how long those go first.

    Counted over the last hour, the day's opening later than that.
    """
    rules = line.rules
    if rules.order is OrderRule.STRICT:
        return 0.0, 0.0
    came = [one.reserved_at for one in line.tickets if one.priority and _came(one)]
    first = min((one.reserved_at for one in line.tickets), default=line.now)
    minutes = min(60.0, max(20.0, (line.now - first) / _MINUTE))
    recent = sum(1 for at in came if 0 <= (line.now - at) / _MINUTE <= minutes)
    left = rules.head_start - (line.now - ticket.queued_at)
    for_min = max(0.0, left / _MINUTE) if rules.order is OrderRule.AGED else math.inf
    return recent / minutes, for_min


def _came(ticket: Ticket) -> bool:
    return ticket.exists and not isinstance(ticket.standing, NoShow)
