"""A day played again by a rule: the real order, the real life of a ticket, the real range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from uuid import UUID

from kiosk.domain.ticket import (
    Outcome,
    PaperKind,
    ParkReason,
    Stage,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
)
from kiosk.queue import acts
from kiosk.queue.estimate import Thin, Told, estimate
from kiosk.queue.life import reserve, step
from kiosk.queue.lookahead import Line, before
from kiosk.queue.order import line_up
from kiosk.queue.played import Day, Visit
from kiosk.queue.rules import QueueRules
from kiosk.queue.servicetimes import ServiceTime, service_times

_PLACE = "1"
_PARKING_MIN = 1.0  # a few words at the place: ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What became of somebody: ``minutes`` from coming to the call that led to the service.

    ``told`` is the range somebody was told on coming, None where nothing was to be told.
    ``overtaken`` counts those who came later and were called earlier.
    """

    visit: Visit
    minutes: float
    told: Told | Thin | None
    overtaken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A day that was played: everybody who was served, how many were not, how long it was."""

    waits: tuple[Wait, ...]
    no_shows: int
    hours: float
    times: tuple[ServiceTime, ...]
    history: tuple[acts.TicketEvent, ...]


def play(
    day: Day, rules: QueueRules, earlier: Sequence[ServiceTime] = (), *, telling: bool = True
) -> Played:
    """Return how the day goes by the rules; ``earlier`` is what earlier days took.

    Without ``telling`` no ranges are drawn, which is most of the work.
    """
    player = _Player(day, rules, tuple(earlier) if telling else None)
    return player.play()


class _Player:
    """Moves from moment to moment; at each, whoever is next is called to every free place."""

    def __init__(
        self, day: Day, rules: QueueRules, earlier: tuple[ServiceTime, ...] | None
    ) -> None:
        self._day, self._rules, self._earlier = day, rules, earlier
        self._tickets: dict[TicketId, Ticket] = {}
        self._visits: dict[TicketId, Visit] = {}
        self._told: dict[TicketId, Told | Thin | None] = {}
        self._called_at: dict[TicketId, datetime] = {}
        self._calls: list[bool] = []
        self._history: list[acts.TicketEvent] = []
        self._moments: list[tuple[datetime, int, TicketId | None, tuple[acts.Act, ...]]] = []
        self._count = 0
        self._busy = 0

    def play(self) -> Played:
        for visit in self._day.visits:
            self._plan(visit.arrives_at, self._ticket_for(visit), (acts.ConfirmPaper(),))
        for desks in self._day.desks:
            self._plan(desks.since, None, ())
        seen: list[datetime] = []
        while self._moments:
            at, _, ticket, planned = heappop(self._moments)
            self._happen(ticket, planned, at)
            self._call_to_free_places(at)
            seen.append(at)
        return Played(
            waits=tuple(self._waits()),
            no_shows=sum(not visit.comes for visit in self._visits.values()),
            hours=(seen[-1] - seen[0]) / timedelta(hours=1) if seen else 0.0,
            times=service_times(self._history),
            history=tuple(self._history),
        )

    def _plan(self, at: datetime, ticket: TicketId | None, planned: tuple[acts.Act, ...]) -> None:
        self._count += 1
        heappush(self._moments, (at, self._count, ticket, planned))

    def _ticket_for(self, visit: Visit) -> TicketId:
        """Reserve the visit's number; it is in the line once it comes."""
        nth = len(self._tickets)
        request = TicketRequest(
            service=visit.service,
            priority=visit.priority,
            appointment_at=visit.appointment_at,
            paper=PaperKind.PAPERLESS,
        )
        at = visit.arrives_at
        number = TicketNumber(visit.service, self._rules.bands[visit.service].nth(nth))
        ticket = reserve(request, TicketId(UUID(int=nth + 1)), number, at.date(), at)
        self._tickets[ticket.id] = ticket
        self._visits[ticket.id] = visit
        return ticket.id

    def _happen(self, ticket: TicketId | None, planned: tuple[acts.Act, ...], at: datetime) -> None:
        if ticket is None:
            return
        for act in planned:
            self._busy -= isinstance(act, acts.Finish | acts.Miss | acts.Park)
            self._act(ticket, act, at)
            if isinstance(act, acts.ConfirmPaper):
                self._told[ticket] = self._tell(ticket, at)
            if isinstance(act, acts.Park):
                self._plan(act.returns_at, ticket, (acts.Return(),))

    def _act(self, ticket: TicketId, act: acts.Act, at: datetime) -> None:
        after = step(self._tickets[ticket], act, at)
        self._tickets[ticket] = after
        self._history.append(
            acts.TicketEvent(
                ticket=ticket,
                version=after.version,
                number=after.number,
                service=after.service,
                stage=after.stage,
                act=act,
                at=at,
                by=_PLACE,
                desks=self._busy,
            )
        )

    def _call_to_free_places(self, at: datetime) -> None:
        while self._busy < self._day.desks_at(at):
            line = line_up(self._here(), self._calls, self._rules, at)
            if not line:
                return
            self._call(line[0].ticket, at)

    def _call(self, ticket: Ticket, at: datetime) -> None:
        self._busy += 1
        self._calls.append(ticket.priority)
        self._act(ticket.id, acts.Call(_PLACE), at)
        visit = self._visits[ticket.id]
        if not visit.comes:
            self._plan(at + _minutes(visit.minutes), ticket.id, (acts.Miss(),))
        elif visit.away_min and ticket.id not in self._called_at:
            until = at + _minutes(_PARKING_MIN)
            park = acts.Park(ParkReason.PAPERS, until + _minutes(visit.away_min))
            self._plan(until, ticket.id, (park,))
        else:
            self._act(ticket.id, acts.Serve(Stage.RECEPTION, _PLACE), at)
            self._plan(at + _minutes(visit.minutes), ticket.id, (acts.Finish(Outcome.APPLIED),))
        self._called_at[ticket.id] = at

    def _here(self) -> list[Ticket]:
        return [one for one in self._tickets.values() if one.exists and not one.ended]

    def _tell(self, ticket: TicketId, at: datetime) -> Told | Thin | None:
        if self._earlier is None:
            return None
        line = Line(
            tickets=[one for one in self._tickets.values() if one.exists],
            recent_calls=self._calls,
            rules=self._rules,
            now=at,
            desks=self._day.desks_at(at),
        )
        known = (*self._earlier, *service_times(self._history))
        return estimate(before(line, self._tickets[ticket]), known)

    def _waits(self) -> Iterator[Wait]:
        served = [(ticket, visit) for ticket, visit in self._visits.items() if visit.comes]
        for ticket, visit in served:
            called = self._called_at[ticket]
            yield Wait(
                visit=visit,
                minutes=(called - visit.arrives_at) / _minutes(1),
                told=self._told[ticket],
                overtaken=sum(
                    other.arrives_at > visit.arrives_at and self._called_at[one] < called
                    for one, other in served
                ),
            )


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
