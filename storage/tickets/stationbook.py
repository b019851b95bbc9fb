"""The ticket book as a station offers it, beside everything else."""

from datetime import date

from kiosk.domain.ticket import IntentId, Ticket, TicketRequest
from kiosk.queue.acts import Order, TicketEvent
from kiosk.queue.rules import QueueRules
from storage.parts import Parts


class StationBook:
    """The line's share of `storage.station.Station`, which has it by inheritance."""

    _parts: Parts

    def reserve(self, request: TicketRequest, intent: IntentId, by: str) -> Ticket:
        """Give the next number of the service, or the paper's own, today."""
        return self._parts.book.reserve(request, intent, by)

    def order(self, order: Order, *, staff: int = 0) -> Ticket:
        """Have the act happen to the ticket as it was seen."""
        return self._parts.book.order(order, staff=staff)

    def call_next(
        self, place: str, rules: QueueRules, intent: IntentId, by: str, *, staff: int = 0
    ) -> Ticket | None:
        """Choose by the rules and call; None when nobody waits."""
        return self._parts.book.call_next(place, rules, intent, by, staff=staff)

    def return_due(self) -> tuple[Ticket, ...]:
        """Bring back into the line whoever is parked and due today; return them."""
        return self._parts.book.return_due()

    def day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets, by number given."""
        return self._parts.book.day(business_date)

    def history(self, first: date, last: date) -> tuple[TicketEvent, ...]:
        """Return what happened on the business dates, every row of it proved."""
        return self._parts.book.history(first, last)

    def code_of(self, ticket: Ticket) -> str:
        """Return what the ticket's QR says."""
        return self._parts.book.code_of(ticket)

    def ticket_of(self, code: str) -> Ticket:
        """Return today's ticket of a code that was scanned."""
        return self._parts.book.ticket_of(code)
