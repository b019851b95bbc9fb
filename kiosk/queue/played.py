"""A day at the venue as it could be played again: who came when, and what it took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.ticket import Cancelled, Finished, NoShow, Service, Ticket, TicketId
from kiosk.queue import acts
from kiosk.queue.acts import TicketEvent
from kiosk.queue.servicetimes import service_times

_MINUTE = timedelta(minutes=1)
_HALF_HOUR_S = 1800
_VAIN_MIN = 2.0  # three calls, some 40 s apart: ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody who comes: ``minutes`` at a place; away for ``away_min`` when called first.

    Who does not ``come`` when called takes the place for ``minutes`` all the same.
    """

    service: Service
    arrives_at: datetime
    minutes: float
    comes: bool = True
    away_min: float = 0.0
    priority: bool = False
    appointment_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desks:
    """So many places serve from then on."""

    since: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Visits and places, each by time; one place where nothing is known."""

    visits: tuple[Visit, ...]
    desks: tuple[Desks, ...]

    def desks_at(self, at: datetime) -> int:
        """Return how many places serve then."""
        counts = [one.count for one in self.desks if one.since <= at]
        return counts[-1] if counts else max((one.count for one in self.desks[:1]), default=1)


def day_of(tickets: Iterable[Ticket], history: Sequence[TicketEvent]) -> Day:
    """Return the day as it was; who withdrew or still waits is left out."""
    minutes = _minutes(history)
    visits = [
        Visit(
            service=ticket.service,
            arrives_at=ticket.issued_at,
            minutes=minutes.get(ticket.id, _VAIN_MIN),
            comes=isinstance(ticket.standing, Finished),
            away_min=_away_min(ticket.id, history),
            priority=ticket.priority,
            appointment_at=ticket.appointment_at,
        )
        for ticket in tickets
        if ticket.issued_at is not None and _was_played(ticket, minutes)
    ]
    return Day(visits=tuple(sorted(visits, key=lambda one: one.arrives_at)), desks=_desks(history))


def _was_played(ticket: Ticket, minutes: dict[TicketId, float]) -> bool:
    match ticket.standing:
        case Finished() | NoShow():
            return True
        case Cancelled():
            return False
        case _:
            return ticket.id in minutes


def _minutes(history: Sequence[TicketEvent]) -> dict[TicketId, float]:
    """Return for how long each ticket took a place in all."""
    totals: dict[TicketId, float] = {}
    by_ticket: dict[TicketId, list[TicketEvent]] = {}
    for event in history:
        by_ticket.setdefault(event.ticket, []).append(event)
    for ticket, events in by_ticket.items():
        times = service_times(events)
        if times:
            totals[ticket] = sum(one.minutes for one in times)
    return totals


def _away_min(ticket: TicketId, history: Sequence[TicketEvent]) -> float:
    total, since = 0.0, None
    for event in history:
        if event.ticket != ticket:
            continue
        if isinstance(event.act, acts.Park):
            since = event.at
        elif since is not None and not isinstance(event.act, acts.CountCall):
            total, since = total + max(0.0, (event.at - since) / _MINUTE), None
    return total


def _desks(history: Sequence[TicketEvent]) -> tuple[Desks, ...]:
    """Return the most places that served in each half hour."""
    most: dict[int, int] = {}
    for event in history:
        slot = int(event.at.timestamp()) // _HALF_HOUR_S
        most[slot] = max(most.get(slot, 1), event.desks)
    zone = history[0].at.tzinfo if history else None
    return tuple(
        Desks(datetime.fromtimestamp(slot * _HALF_HOUR_S, zone), count)
        for slot, count in sorted(most.items())
    )
