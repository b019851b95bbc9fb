"""A line that lives: every wish happens to it by the real decisions, and the screens see it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.domain.ticket import (
    Arrived,
    Called,
    Finished,
    IntentId,
    NoShow,
    Outcome,
    Parked,
    Serving,
    Ticket,
    TicketId,
    TicketNumber,
    TicketRequest,
    Waiting,
)
from kiosk.queue import acts
from kiosk.queue.life import reserve, step, waited
from kiosk.queue.order import line_up
from kiosk.queue.rules import QueueRules
from kiosk.queueports import PrinterState
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from kiosk.workflow.queue.view import IssueAnswer, Patience, QueueView, WaitingLine
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from ui.screens import StationScreens


@dataclass
class PlayedLine(RecordingCommands):
    """`StationCommands` over a line in memory; a wish with an intent it knows changes nothing."""

    screens: StationScreens | None = None
    tickets: dict[TicketId, Ticket] = field(default_factory=dict)
    now: datetime = samples.NOW
    phase: Phase = field(default_factory=phases.Ready)
    rules: QueueRules = field(default_factory=QueueRules)
    heard: set[IntentId] = field(default_factory=set)
    answers: list[IssueAnswer] = field(default_factory=list)

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        super().issue_ticket(request, intent)
        if self._is_new(intent):
            band = self.rules.bands[request.service]
            given = sum(one.service is request.service for one in self.tickets.values())
            number = TicketNumber(request.service, band.nth(given))
            self.now += timedelta(seconds=30)
            made = reserve(request, TicketId.new(), number, samples.TODAY, self.now)
            self._keep(step(made, acts.ConfirmPaper(), self.now))
            self.answers.append(IssueAnswer(intent=intent, ticket=made))
        self.show()

    def call_next(self, intent: IntentId) -> None:
        super().call_next(intent)
        waiting = line_up(self.tickets.values(), (), self.rules, self.now)
        if self._is_new(intent) and waiting:
            self._happen(waiting[0].ticket, acts.Call("1"))
        self.show()

    def order_ticket(self, ticket: Ticket, act: acts.Act, intent: IntentId) -> None:
        super().order_ticket(ticket, act, intent)
        if self._is_new(intent):
            assert self.tickets[ticket.id].version == ticket.version
            self._happen(ticket, act)
        self.show()

    def take_in(self, ticket: Ticket) -> None:
        super().take_in(ticket)
        if not isinstance(ticket.standing, Serving):
            self._happen(ticket, acts.Serve(ticket.stage, "1"))
        self.phase = phases.Posing(1)
        self.show()

    def seal(self) -> None:
        """Have the sitting end as it usually does."""
        (own,) = [one for one in self.tickets.values() if isinstance(one.standing, Serving)]
        self._happen(own, acts.Finish(Outcome.APPLIED))
        self.phase = phases.Receipted(1, samples.RECEIPT)
        self.show()

    def of(self, *kinds: type) -> tuple[Ticket, ...]:
        """Return the tickets that stand so."""
        return tuple(one for one in self.tickets.values() if isinstance(one.standing, kinds))

    def show(self) -> None:
        """Show the line as it is now."""
        if self.screens is not None:
            self.screens.show_view(samples.view(self.phase, queue=self.view()))

    def view(self) -> QueueView:
        """Return the line as the core shows it."""
        placed = line_up(self.tickets.values(), (), self.rules, self.now)
        served = self.of(Called, Arrived, Serving)
        return QueueView(
            enabled=True,
            at=self.now,
            waiting=tuple(
                WaitingLine(
                    ticket=one.ticket,
                    waited=waited(one.ticket, self.now),
                    patience=Patience.FRESH,
                    reason=one.reason,
                    ahead=ahead,
                )
                for ahead, one in enumerate(placed)
            ),
            in_service=served,
            parked=self.of(Parked),
            ended=self.of(Finished, NoShow),
            own=served[0] if served else None,
            issued=len(self.tickets),
            here="1",
            printer=PrinterState.READY,
            answers=tuple(self.answers),
            rules=self.rules,
        )

    def open_at(self, count: int) -> tuple[Ticket, ...]:
        """Return that many who wait, the first to be called first."""
        return tuple(
            one.ticket for one in line_up(self.of(Waiting), (), self.rules, self.now)[:count]
        )

    def _is_new(self, intent: IntentId) -> bool:
        new = intent not in self.heard
        self.heard.add(intent)
        return new

    def _happen(self, ticket: Ticket, act: acts.Act) -> None:
        self.now += timedelta(seconds=30)
        self._keep(step(self.tickets[ticket.id], act, self.now))

    def _keep(self, ticket: Ticket) -> None:
        self.tickets[ticket.id] = replace(ticket)
