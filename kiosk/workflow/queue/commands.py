"""What the screens may ask of the line."""

from typing import Protocol

from kiosk.domain.ticket import IntentId, Ticket, TicketRequest
from kiosk.queue.acts import Act
from kiosk.queue.rules import OrderRule


class QueueCommands(Protocol):
    """One method per wish; a screen makes an intent when it offers something, not when pressed.

    Then a double tap is one wish. What is refused is shown as the view's notice.
    """

    def issue_ticket(self, request: TicketRequest, intent: IntentId) -> None:
        """Give a ticket and have it printed; the answer is in the view under the intent."""
        ...

    def retry_paper(self, ticket: Ticket) -> None:
        """Print a ticket whose paper did not come, once more."""
        ...

    def reprint_ticket(self, ticket: Ticket) -> None:
        """Print a paper marked 再 for a ticket that exists."""
        ...

    def call_next(self, intent: IntentId) -> None:
        """Call whoever is next by the rules to this station's place."""
        ...

    def order_ticket(self, ticket: Ticket, act: Act, intent: IntentId) -> None:
        """Have something happen to a ticket as it is seen on the screen."""
        ...

    def take_in(self, ticket: Ticket) -> None:
        """Begin, or go on with, the sitting of somebody who is here."""
        ...

    def take_scan(self, text: str) -> None:
        """Take what a scanner or the camera read: open the case, or say in a sentence why not."""
        ...

    def change_order(self, rule: OrderRule) -> None:
        """Have the line run by another rule from now on; leads only."""
        ...

    def compare_orders(self) -> None:
        """Have today played again by every rule; the view has the figures after a while."""
        ...

    def end_all_waiting(self, intent: IntentId) -> None:
        """Cancel everybody who still waits, because the venue closes; leads only."""
        ...
