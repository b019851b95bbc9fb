"""The day's tickets as the session knows them; every change of them is an answer of the book."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.domain.dates import JST
from kiosk.domain.ticket import Arrived, Called, IntentId, Serving, Ticket, TicketId
from kiosk.queue import lookahead
from kiosk.queue.acts import TicketEvent
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queueports import PrinterState
from kiosk.workflow.queue.calls import Calls
from kiosk.workflow.queue.forecast import Forecast
from kiosk.workflow.queue.view import IssueAnswer, RuleFigures
from kiosk.workflow.stage import QueueFacts

ANSWER_KEPT_NS = 60_000_000_000
"""The self-service screen is back at its start after half of that."""


@dataclass(kw_only=True)
class Line:
    """Changed on the main thread only.

    ``day`` is the business date of the tickets, None: the book was not looked into yet. ``is_open``
    tells whether the day takes tickets, ``on_duty`` how many staff there are. ``under_way`` are
    those whose paper is being printed by this very program.
    """

    facts: QueueFacts
    rules: QueueRules
    now: Callable[[], datetime]
    day: date | None = None
    is_open: bool = False
    on_duty: int = 0
    printer: PrinterState = PrinterState.NONE
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    under_way: set[TicketId] = field(default_factory=set)
    calls: Calls = field(default_factory=Calls)
    forecast: Forecast = field(default_factory=Forecast)
    answers: dict[IntentId, IssueAnswer] = field(default_factory=dict)
    what_if: tuple[RuleFigures, ...] = ()
    _answered_ns: dict[IntentId, int] = field(default_factory=dict)
    _intents: set[IntentId] = field(default_factory=set)

    @property
    def own(self) -> Ticket | None:
        """Return who is served at this station."""
        for ticket in self.tickets.values():
            match ticket.standing:
                case Serving(place=place) if place == self.rules.here:
                    return ticket
                case _:
                    pass
        return None

    @property
    def desks(self) -> int:
        """Return how many places somebody was called to or is at."""
        standings = (one.standing for one in self.tickets.values())
        return len({one.place for one in standings if isinstance(one, Called | Arrived | Serving)})

    def accepting(self, now: datetime) -> bool:
        """Tell whether the self-service screen gives tickets now."""
        local, last = now.astimezone(JST), self.rules.last_issue
        in_time = last is None or local.time() < last
        return self.facts.self_service and self.is_open and self.day == local.date() and in_time

    def at(self, now: datetime) -> lookahead.Line:
        """Return the line as the forecast looks at it; an open day has a place at least."""
        return lookahead.Line(
            tickets=tuple(self.tickets.values()),
            recent_calls=self.calls.recent,
            rules=self.rules,
            now=now,
            desks=max(self.desks, int(self.is_open)),
        )

    def begins(self, intent: IntentId) -> bool:
        """Tell whether the wish is new; a double tap's second is not."""
        if intent in self._intents:
            return False
        self._intents.add(intent)
        return True

    def retract(self, intent: IntentId) -> None:
        """Have a wish that came to nothing be new again."""
        self._intents.discard(intent)

    def run_by(self, rule: OrderRule) -> None:
        """Have people be called by another rule from now on."""
        self.rules = replace(self.rules, order=rule)
        self.forecast.outdate()

    def take(self, *tickets: Ticket) -> None:
        """Know the tickets as the book has them now."""
        of_day = [one for one in tickets if one.business_date == self.day]
        self.tickets.update((one.id, one) for one in of_day)
        self.forecast.follow(of_day, self.now())

    def take_day(self, tickets: tuple[Ticket, ...]) -> None:
        """Know the whole day as the book has it now."""
        self.tickets = {one.id: one for one in tickets}
        self.forecast.follow(tickets, self.now())

    def begin_day(
        self, day: date, tickets: tuple[Ticket, ...], history: tuple[TicketEvent, ...]
    ) -> None:
        """Know a day and what happened on it so far."""
        self.day = day
        self.what_if = ()
        self.forecast = Forecast(history)
        self.take_day(tickets)
        self.calls = Calls.of(history, self.tickets)

    def answer(self, answer: IssueAnswer, now_ns: int) -> None:
        """Remember for a minute what became of a wish for a ticket."""
        self.answers[answer.intent] = answer
        self._answered_ns[answer.intent] = now_ns

    def forget_answers(self, now_ns: int) -> None:
        """Drop what was answered more than a minute ago."""
        for intent, since_ns in tuple(self._answered_ns.items()):
            if now_ns - since_ns >= ANSWER_KEPT_NS:
                del self.answers[intent], self._answered_ns[intent]
