"""Which ticket is chosen: it goes with the line until somebody moves it."""

from kiosk.domain.ticket import Ticket
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.offers import everyone, own_ticket


class Choice:
    """The name of a ticket, "" while there is none to choose."""

    def __init__(self) -> None:
        self.name = ""
        self._own = ""
        self._follows = True

    def ticket(self, queue: QueueView) -> Ticket | None:
        """Return the ticket that is chosen, as it is seen now."""
        return next((one for one in everyone(queue) if str(one.id) == self.name), None)

    def choose(self, name: str) -> None:
        """Stay with this ticket."""
        self.name, self._follows = name, False

    def let_go(self) -> None:
        """Go with the line again."""
        self._follows = True

    def follow(self, queue: QueueView, *, held: bool) -> None:
        """Go with this station's ticket or the next one, unless somebody chose another.

        ``held``: a question about the ticket stands, it stays.
        """
        own = own_ticket(queue)
        own_name = str(own.id) if own is not None else ""
        if own_name != self._own:
            self._own, self._follows = own_name, True
        if not self._follows and self.ticket(queue) is None:
            self._follows = True
        if self._follows and not held:
            first = str(queue.waiting[0].ticket.id) if queue.waiting else ""
            self.name = own_name or first

    def neighbour(self, names: tuple[str, ...], by: int) -> str:
        """Return who stands so many below in the lists, the first when nobody is chosen."""
        at = names.index(self.name) + by if self.name in names else 0
        return names[max(0, min(at, len(names) - 1))]
