"""How long it will take, told from what service took so far."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kiosk.domain.ticket import Service, Ticket
from kiosk.queue.acts import TicketEvent
from kiosk.queue.estimate import Situation, Told, estimate
from kiosk.queue.lookahead import Line, newcomer
from kiosk.queue.servicetimes import ServiceTime, Stopwatch
from kiosk.workflow.queue.view import WaitRange

RENEWED = timedelta(minutes=1)
"""A wait grows shorter while nothing happens: somebody is being served meanwhile."""


class Forecast:
    """Remembers what it told: a range takes milliseconds, and the screens ask every second.

    ``history`` is today's so far; what happens from then on is seen in the tickets.
    """

    def __init__(self, history: Iterable[TicketEvent] = ()) -> None:
        self._earlier: tuple[ServiceTime, ...] = ()
        self._today = Stopwatch()
        for event in history:
            self._today.take(event)
        self._told: dict[Service, WaitRange | None] = {}
        self._is_old = True
        self._told_at: datetime | None = None

    def follow(self, tickets: Iterable[Ticket], now: datetime) -> None:
        """Take notice of the tickets as they are now: who freed a place tells how long it took."""
        for ticket in tickets:
            self._today.see(ticket, now)
        self.outdate()

    def learn(self, earlier: tuple[ServiceTime, ...]) -> None:
        """Know what service took on the days before, the oldest first."""
        self._earlier = earlier
        self.outdate()

    def told(self, service: Service) -> WaitRange | None:
        """Return what was told last for somebody who comes now."""
        return self._told.get(service)

    def tell(self, line: Line, service: Service, *, priority: bool = False) -> WaitRange | None:
        """Return the range for somebody who comes now; None when nobody can tell."""
        return self._range(newcomer(line, service, priority=priority))

    def outdate(self) -> None:
        """Have every range told anew: the line is another one."""
        self._is_old = True

    def renew(self, line: Line, now: datetime) -> None:
        """Tell every range anew where they are old; what lies before two people is told once."""
        if not self._is_old and self._told_at is not None and now - self._told_at < RENEWED:
            return
        self._is_old, self._told_at = False, now
        known: dict[Situation, WaitRange | None] = {}
        for service in Service:
            situation = newcomer(line, service)
            if situation not in known:
                known[situation] = self._range(situation)
            self._told[service] = known[situation]

    def _range(self, situation: Situation) -> WaitRange | None:
        told = estimate(situation, (*self._earlier, *self._today.times))
        if not isinstance(told, Told):
            return None
        return WaitRange(least_min=told.least_min, most_min=told.most_min)
