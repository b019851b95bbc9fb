"""The line as one part of the session: tickets, calls, papers, scans."""

from datetime import datetime

from kiosk.domain.ticket import IntentId, Ticket, TicketRequest
from kiosk.errors import KioskError
from kiosk.queue.acts import Act
from kiosk.queue.life import is_due
from kiosk.queue.rules import OrderRule
from kiosk.workflow.errors import EarlierDayOpenError
from kiosk.workflow.outlook import Outlook, Today
from kiosk.workflow.phases import (
    Closing,
    DayClosed,
    Opening,
    Phase,
    SignedOut,
)
from kiosk.workflow.queue.calling import Calling
from kiosk.workflow.queue.comparing import Comparing
from kiosk.workflow.queue.linework import LineWork
from kiosk.workflow.queue.papers import TicketPapers
from kiosk.workflow.queue.scanning import TicketScans
from kiosk.workflow.queue.seating import Seating
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.stage import QueueDoors, Stage

_BEFORE_WORK = SignedOut | Opening | DayClosed
"""Whoever leaves these may find another day, or a day that another session has changed."""


class Reception:
    """Runs the line where the venue has one."""

    def __init__(self, stage: Stage, doors: QueueDoors, sitting: Sitting) -> None:
        self._stage = stage
        self._work = LineWork(stage, doors)
        self._returning = False
        self._told_of_midnight = False
        self.papers = TicketPapers(self._work)
        self.calling = Calling(self._work)
        self.comparing = Comparing(self._work)
        self.seating = Seating(self._work, sitting)
        self.ticket_scans = TicketScans(self._work, self.seating)
        stage.followers.append(self._noticed)
        self._work.show()

    def pass_time(self) -> None:
        """Take notice that a second has passed: minutes, returns, the end of the day."""
        work, line, clock = self._work, self._work.line, self._stage.doors.clock
        line.forget_answers(clock.monotonic_ns())
        now = clock.now()
        self._bring_back(now)
        line.forecast.renew(line.at(now), now)
        if line.is_open and line.day != self._stage.today() and not self._told_of_midnight:
            self._told_of_midnight = True
            work.show(EarlierDayOpenError(day=f"{line.day}"))
            return
        work.show_quietly()

    def _bring_back(self, now: datetime) -> None:
        """Have whoever is parked and due return; the book brings back today's alone."""
        line = self._work.line
        due = any(is_due(one, now) for one in line.tickets.values())
        if due and line.day == self._stage.today() and not self._returning:
            self._returning = True
            self._stage.doors.background.run(self._work.doors.book.return_due, self._returned)

    def _returned(self, answer: tuple[Ticket, ...] | KioskError) -> None:
        self._returning = False
        if isinstance(answer, KioskError):
            self._work.show(answer)
        elif answer:
            self._work.line.take(*answer)
            self._work.show_quietly()
        else:
            self._work.refresh()

    def _noticed(self, before: Phase) -> None:
        """Follow the session: whether the day is open, who came in, how far the sitting is."""
        stage, line = self._stage, self._work.line
        was_open = line.is_open
        if stage.outlook is not None:
            line.is_open = stage.outlook.state is Today.OPEN
            line.on_duty = _on_duty(stage.outlook)
        if isinstance(stage.phase, Closing | DayClosed):
            line.is_open = False
        if line.is_open != was_open:
            self._work.show_quietly()
        self.seating.notice(before)
        moved_on = isinstance(before, _BEFORE_WORK) and not isinstance(
            stage.phase, SignedOut | type(before)
        )
        if moved_on:
            self._told_of_midnight = False
            self._work.load()


def _on_duty(seen: Outlook) -> int:
    """Return how many people the day was opened with."""
    people = (day.people for day in seen.standing.days if day.business_date == seen.today)
    return len(next(people, ()))


class ReceptionCommands:
    """The line's share of `StationCommands`; a session has it by inheritance."""

    _reception: Reception | None

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        """Give a ticket and have it printed; the answer is in the view under the intent."""
        if self._reception:
            self._reception.papers.issue(request, intent)

    def retry_paper(self, ticket: Ticket) -> None:
        """Print a ticket whose paper did not come, once more."""
        if self._reception:
            self._reception.papers.retry(ticket)

    def reprint_ticket(self, ticket: Ticket) -> None:
        """Print a paper marked 再 for a ticket that exists."""
        if self._reception:
            self._reception.papers.reprint(ticket)

    def call_next(self, intent: IntentId) -> None:
        """Call whoever is next by the rules to this station's place."""
        if self._reception:
            self._reception.calling.call_next(intent)

    def order_ticket(self, ticket: Ticket, act: Act, intent: IntentId) -> None:
        """Have something happen to a ticket as it is seen on the screen."""
        if self._reception:
            self._reception.calling.order(ticket, act, intent)

    def take_in(self, ticket: Ticket) -> None:
        """Begin, or go on with, the sitting of somebody who is here."""
        if self._reception:
            self._reception.seating.take_in(ticket)

    def change_order(self, rule: OrderRule) -> None:
        """Have the line run by another rule from now on; leads only."""
        if self._reception:
            self._reception.calling.change_order(rule)

    def compare_orders(self) -> None:
        """Have today played again by every rule; the view has the figures after a while."""
        if self._reception:
            self._reception.comparing.compare()

    def end_all_waiting(self, intent: IntentId) -> None:
        """Cancel everybody who still waits, because the venue closes; leads only."""
        if self._reception:
            self._reception.calling.end_all_waiting(intent)
