"""The line as one part of the session: tickets, calls, papers, scans."""

from kiosk.domain.ticket import IntentId, Ticket, TicketRequest
from kiosk.queue.acts import Act
from kiosk.queue.rules import OrderRule
from kiosk.workflow.stage import Stage


class Reception:
    """Runs the line; does nothing where the venue has none."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        """Give a ticket and have it printed; the answer is in the view under the intent."""

    def retry_paper(self, ticket: Ticket) -> None:
        """Print a ticket whose paper did not come, once more."""

    def reprint_ticket(self, ticket: Ticket) -> None:
        """Print a paper marked 再 for a ticket that exists."""

    def call_next(self, intent: IntentId) -> None:
        """Call whoever is next by the rules to this station's place."""

    def order_ticket(self, ticket: Ticket, act: Act, intent: IntentId) -> None:
        """Have something happen to a ticket as it is seen on the screen."""

    def take_in(self, ticket: Ticket) -> None:
        """Begin, or go on with, the sitting of somebody who is here."""

    def take_scan(self, text: str) -> None:
        """Take what a scanner or the camera read: open the case, or say why not."""

    def change_order(self, rule: OrderRule) -> None:
        """Have the line run by another rule from now on; leads only."""

    def end_all_waiting(self, intent: IntentId) -> None:
        """Cancel everybody who still waits, because the venue closes; leads only."""


class ReceptionCommands:
    """The line's share of `StationCommands`; a session has it by inheritance."""

    _reception: Reception

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        """Give a ticket and have it printed; the answer is in the view under the intent."""
        self._reception.issue_ticket(request, intent)

    def retry_paper(self, ticket: Ticket) -> None:
        """Print a ticket whose paper did not come, once more."""
        self._reception.retry_paper(ticket)

    def reprint_ticket(self, ticket: Ticket) -> None:
        """Print a paper marked 再 for a ticket that exists."""
        self._reception.reprint_ticket(ticket)

    def call_next(self, intent: IntentId) -> None:
        """Call whoever is next by the rules to this station's place."""
        self._reception.call_next(intent)

    def order_ticket(self, ticket: Ticket, act: Act, intent: IntentId) -> None:
        """Have something happen to a ticket as it is seen on the screen."""
        self._reception.order_ticket(ticket, act, intent)

    def take_in(self, ticket: Ticket) -> None:
        """Begin, or go on with, the sitting of somebody who is here."""
        self._reception.take_in(ticket)

    def take_scan(self, text: str) -> None:
        """Take what a scanner or the camera read: open the case, or say why not."""
        self._reception.take_scan(text)

    def change_order(self, rule: OrderRule) -> None:
        """Have the line run by another rule from now on; leads only."""
        self._reception.change_order(rule)

    def end_all_waiting(self, intent: IntentId) -> None:
        """Cancel everybody who still waits, because the venue closes; leads only."""
        self._reception.end_all_waiting(intent)
