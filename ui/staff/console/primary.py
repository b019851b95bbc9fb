"""The primary action of the line: what it offers now, and one wish for each offer."""

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from kiosk.domain.ticket import Ticket
from kiosk.queue import acts
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.offers import WITHOUT_PHOTO, Intents, Offer, Wish, primary_offer
from ui.staff.page import Desk
from ui.widgets.action_bar import ActionBar


class PrimaryAction:
    """Writes the offer on the bar's button and does it when it is pressed.

    Fingers that tap twice do not mean what the button offers since the first tap: within the
    machine's own time for a double click a new offer is not taken. ``scripted`` presses are a
    played day's, which never taps twice by mistake.
    """

    def __init__(self, desk: Desk, intents: Intents) -> None:
        self._desk, self._intents = desk, intents
        self._queue = QueueView()
        self._offer = self._taken = Offer(Wish.NONE)
        self._since = QElapsedTimer()
        self.scripted = False

    def show_queue(self, queue: QueueView, bar: ActionBar, *, free: bool) -> None:
        """Offer what comes next; nothing can be pressed unless the keys are ``free``."""
        self._queue, self._offer = queue, primary_offer(queue)
        button, texts, offer = bar.primary, self._desk.texts, self._offer
        if button is None:
            return
        if offer.ticket is None:
            button.set_words(texts["console.call_nobody"])
        else:
            key = f"console.primary.{offer.wish.value}"
            button.set_words(texts.say(key, number=offer.ticket.number))
        button.setEnabled(free and offer.wish is not Wish.NONE and not bar.asking)

    def press(self) -> None:
        """Do what is offered."""
        offer = self._offer
        if self._is_second_tap():
            return
        self._taken = offer
        self._since.restart()
        commands, ticket = self._desk.commands, offer.ticket
        match offer.wish, ticket:
            case Wish.CALL_NEXT, Ticket():
                commands.call_next(self._intents.of(offer.wish, ticket))
            case ((Wish.TAKE_IN | Wish.GO_ON), Ticket()):
                commands.take_in(ticket)
            case _, Ticket():
                intent = self._intents.of(offer.wish, ticket)
                commands.order_ticket(ticket, self._act(offer.wish, ticket), intent)
            case _:
                return

    def _act(self, wish: Wish, ticket: Ticket) -> acts.Act:
        here = self._queue.here
        match wish:
            case Wish.ARRIVE:
                return acts.Arrive(here)
            case Wish.SERVE:
                return acts.Serve(ticket.stage, here)
            case _:
                return acts.Finish(WITHOUT_PHOTO[ticket.service])

    def _is_second_tap(self) -> bool:
        if self.scripted or not self._since.isValid() or self._offer == self._taken:
            return False
        return self._since.elapsed() < QApplication.doubleClickInterval()
