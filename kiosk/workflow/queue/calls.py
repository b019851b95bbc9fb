"""The calls that the board shows, and those the order rules look back at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from kiosk.domain.ticket import Arrived, Called, Finished, Serving, Ticket, TicketId
from kiosk.queue.acts import Call, TicketEvent
from kiosk.queue.order import calls_so_far
from kiosk.workflow.queue.view import CALLS_SHOWN, CallShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Every call of the day; a number stands in ``shown`` once, by its last call, oldest first.

    ``recent`` tells of each person called so far whether it was with priority, the newest last.
    """

    shown: tuple[tuple[TicketId, CallShown], ...] = ()
    recent: tuple[bool, ...] = ()

    @classmethod
    def of(cls, history: Iterable[TicketEvent], tickets: Mapping[TicketId, Ticket]) -> Self:
        """Return the day's calls as the book remembers them."""
        events = tuple(history)
        shown: dict[TicketId, CallShown] = {}
        for event in events:
            if isinstance(event.act, Call) and event.ticket in tickets:
                shown.pop(event.ticket, None)
                shown[event.ticket] = CallShown(
                    number=event.number, place=event.act.place, at=event.at
                )
        return cls(shown=tuple(shown.items()), recent=calls_so_far(events, tickets))

    def add(self, ticket: Ticket, called: Called) -> Self:
        """Return the calls with one that just happened."""
        others = tuple((one, shown) for one, shown in self.shown if one != ticket.id)
        again = len(others) < len(self.shown)
        new = CallShown(
            number=ticket.number, place=called.place, at=called.since, calls=ticket.calls
        )
        return replace(
            self,
            shown=(*others, (ticket.id, new)),
            recent=self.recent if again else (*self.recent, ticket.priority),
        )

    def on_board(self, tickets: Mapping[TicketId, Ticket]) -> tuple[CallShown, ...]:
        """Return what the board shows: nobody who did not come or was sent back into the line."""
        came = [
            replace(shown, calls=max(tickets[one].calls, shown.calls))
            for one, shown in reversed(self.shown)
            if one in tickets
            and isinstance(tickets[one].standing, Called | Arrived | Serving | Finished)
        ]
        return tuple(came[:CALLS_SHOWN])
