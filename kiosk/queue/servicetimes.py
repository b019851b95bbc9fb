"""How long a place was taken by one person: what every wait is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.domain.dates import JST
from kiosk.domain.ticket import Service, TicketId
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


def service_times(history: Iterable[TicketEvent]) -> tuple[ServiceTime, ...]:
    """Return the times in the order they ended.

    Left out: what ended before it began, because a clock was set, and what took longer than
    anybody is served.
    """
    taken: dict[TicketId, datetime] = {}
    times: list[ServiceTime] = []
    for event in history:
        if isinstance(event.act, _TAKES):
            taken.setdefault(event.ticket, event.at)
        elif isinstance(event.act, _FREES) and event.ticket in taken:
            minutes = (event.at - taken.pop(event.ticket)) / timedelta(minutes=1)
            if 0 <= minutes <= LONGEST_MIN:
                times.append(
                    ServiceTime(
                        service=event.service,
                        staff=event.by,
                        minutes=minutes,
                        on=event.at.astimezone(JST).date(),
                    )
                )
    return tuple(times)
