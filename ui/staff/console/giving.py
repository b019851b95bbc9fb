"""Tickets that were asked for at this screen, and what became of each."""

from kiosk.domain.finding import Verdict
from kiosk.domain.ticket import IntentId, TicketRequest
from kiosk.workflow.queue.view import IssueAnswer, QueueView
from ui.staff.page import Desk


class Giving:
    """Sends wishes for tickets and hears each answer once, in whatever order they come."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._awaited: set[IntentId] = set()

    def give(self, request: TicketRequest, intent: IntentId) -> None:
        """Ask for a ticket."""
        self._awaited.add(intent)
        self._desk.commands.issue_ticket(request, intent)

    def hear(self, queue: QueueView) -> tuple[IssueAnswer, ...]:
        """Return the answers that are new."""
        heard = tuple(one for one in queue.answers if one.intent in self._awaited)
        self._awaited -= {one.intent for one in heard}
        return heard

    def told(self, answer: IssueAnswer) -> tuple[str, Verdict]:
        """Return the answer in words, and whether a ticket was given."""
        texts = self._desk.texts
        if answer.ticket is not None:
            return texts.say("console.issued", number=answer.ticket.number), Verdict.PASS
        if answer.error is None:
            return "", Verdict.PASS
        what, safe, then = texts.explain(answer.error)
        return f"{what} {safe} {then}", Verdict.FAIL
