"""How long a place was taken by one person: what every wait is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    Finished,
    NoShow,
    Parked,
    Service,
    Serving,
    Ticket,
    TicketId,
)
from kiosk.queue import acts
from kiosk.queue.acts import TicketEvent

LONGEST_MIN = 120.0
"""Nobody is served for two hours: a ticket left open over lunch tells nothing."""

_TAKES = (acts.Call, acts.Arrive, acts.Serve)
_FREES = (acts.Finish, acts.Miss, acts.Park, acts.Transfer, acts.Return, acts.Cancel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTime:
    """How long one person took a place, from the call on; a call in vain counts too."""

    service: Service
    staff: str
    minutes: float
    on: date


@dataclass(slots=True)
class Stopwatch:
    """Takes the times of one person after another, from the history or from the tickets' standings.

    ``times`` stand in the order they ended. Left out: what ended before it began, because a clock
    was set, and what took longer than anybody is served.
    """

    times: list[ServiceTime] = field(default_factory=list)
    _taken: dict[TicketId, datetime] = field(default_factory=dict)

    def take(self, event: TicketEvent) -> None:
        """Take notice of what happened."""
        if isinstance(event.act, _TAKES):
            self._taken.setdefault(event.ticket, event.at)
        elif isinstance(event.act, _FREES):
            self._free(event.ticket, event.service, event.at, event.by)

    def see(self, ticket: Ticket, now: datetime) -> None:
        """Take notice of how a ticket stands; one that is as it was tells nothing.

        By whom somebody was served is not seen of a ticket: the time has no ``staff``.
        """
        match ticket.standing:
            case Called(since=since) | Arrived(since=since) | Serving(since=since):
                self._taken.setdefault(ticket.id, since)
            case Finished(at=at) | NoShow(at=at) | Cancelled(at=at) | Parked(since=at):
                self._free(ticket.id, ticket.service, at)
            case _:
                self._free(ticket.id, ticket.service, now)

    def _free(self, ticket: TicketId, service: Service, at: datetime, staff: str = "") -> None:
        since = self._taken.pop(ticket, None)
        if since is None:
            return
        minutes = (at - since) / timedelta(minutes=1)
        if 0 <= minutes <= LONGEST_MIN:
            on = at.astimezone(JST).date()
            self.times.append(ServiceTime(service=service, staff=staff, minutes=minutes, on=on))


def service_times(history: Iterable[TicketEvent]) -> tuple[ServiceTime, ...]:
    """Return the times in the order they ended."""
    watch = Stopwatch()
    for event in history:
        watch.take(event)
    return tuple(watch.times)
