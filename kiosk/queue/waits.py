"""How long people waited until they were called first: the line's history in three numbers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kiosk.domain.figures import Waits
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.queue import acts
from kiosk.queue.acts import TicketEvent

_SECOND = timedelta(seconds=1)
_COMES = (acts.Call, acts.Arrive, acts.Serve)


def waits_of(tickets: Iterable[Ticket], history: Iterable[TicketEvent]) -> Waits:
    """Return the waits from the paper to the first call, without the time somebody was away.

    ``history`` stands in the order it happened. Who was never called did not wait to the end.
    """
    issued = {one.id: one.issued_at for one in tickets if one.issued_at is not None}
    away_since: dict[TicketId, datetime] = {}
    away = dict.fromkeys(issued, timedelta())
    waited: dict[TicketId, timedelta] = {}
    for event in history:
        who = event.ticket
        if who not in issued or who in waited:
            continue
        if isinstance(event.act, acts.Park):
            away_since[who] = event.at
        elif who in away_since and not isinstance(event.act, acts.CountCall):
            away[who] += max(timedelta(), event.at - away_since.pop(who))
        if isinstance(event.act, _COMES):
            waited[who] = max(timedelta(), event.at - issued[who] - away[who])
    seconds = [round(one / _SECOND) for one in waited.values()]
    return Waits(people=len(seconds), total_s=sum(seconds), longest_s=max(seconds, default=0))
