"""What the parts of the line share: the book and the way to the screens."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.domain.ticket import IntentId, PublicLanguage, Ticket, new_intent
from kiosk.errors import KioskError
from kiosk.queue.acts import Act, Order, TicketEvent
from kiosk.queue.rules import OrderRule
from kiosk.queueports import TicketBook
from kiosk.workflow.queue.earlierdays import EarlierDays
from kiosk.workflow.queue.leftover import settle
from kiosk.workflow.queue.line import Line
from kiosk.workflow.queue.lining import queue_view
from kiosk.workflow.queue.view import IssueAnswer, SoundState
from kiosk.workflow.stage import QueueDoors, Stage

AUTO = "auto"
"""Who the program is in the line's history."""
Heard = Callable[[Ticket | KioskError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What the book holds of a day; ``chosen`` is the rule that a lead chose before a restart."""

    day: date
    tickets: tuple[Ticket, ...]
    history: tuple[TicketEvent, ...]
    chosen: OrderRule | None = None


class LineWork:
    """Asks the book on the storage thread and brings its answers to the line and the screens."""

    def __init__(self, stage: Stage, doors: QueueDoors) -> None:
        self.stage = stage
        self.doors = doors
        facts = stage.facts.queue
        self.line = Line(facts=facts, rules=facts.rules, now=stage.doors.clock.now)
        self.earlier = EarlierDays(
            doors.book, stage.doors.background, self.line, stage.report_failure
        )

    def load(self) -> None:
        """Read the day from the book; what a crash left half-done is settled the first time."""
        book, day, first = self.doors.book, self.stage.business_date, self.line.day is None
        order = self.doors.order

        def read() -> _Loaded:
            if first:
                settle(book, day)
            chosen = order.load() if first else None
            history = book.history(day, day)
            return _Loaded(day=day, tickets=book.day(day), history=history, chosen=chosen)

        self.stage.doors.background.run(read, self._loaded)

    def refresh(self) -> None:
        """Read the day's tickets anew: what is on the screen is not how they are."""
        book, day = self.doors.book, self.line.day
        if day is not None:
            self.stage.doors.background.run(lambda: book.day(day), self._refreshed)

    def order(
        self, ticket: Ticket, act: Act, *, by: str, heard: Heard, intent: IntentId | None = None
    ) -> None:
        """Have the act happen to the ticket as it was seen; ``heard`` hears what became of it."""
        wish = order_of(ticket, act, by=by, intent=intent)
        book, staff = self.doors.book, self.line.on_duty
        self.ask(lambda: book.order(wish, staff=staff), heard)

    def ask(self, job: Callable[[], Ticket], heard: Heard) -> None:
        """Have a ticket changed on the storage thread; what did not work is read anew."""

        def take(answer: Ticket | KioskError) -> None:
            if isinstance(answer, KioskError):
                self.refresh()
            else:
                self.line.take(answer)
            heard(answer)

        self.stage.doors.background.run(job, take)

    def tell_staff(self, answer: object) -> None:
        """Show the line as it is now, and what went wrong."""
        self.show(answer if isinstance(answer, KioskError) else None)

    def answer(self, answer: IssueAnswer) -> None:
        """Show for a minute what became of a wish for a ticket."""
        self.line.answer(answer, self.stage.doors.clock.monotonic_ns())
        self.show_quietly()

    def show_quietly(self) -> None:
        """Show the line as it is now; what staff were told last stays."""
        self.show(self.stage.notice)

    def show(self, notice: KioskError | None = None) -> None:
        """Show the line as it is now."""
        self.line.printer = self.doors.printer.state()
        seen = queue_view(self.line, self.stage.doors.clock.now())
        unspoken = self.doors.announcer.missing() if self.line.facts.sound else ()
        self.stage.queue = replace(
            seen,
            board=self.doors.board(),
            scanner=self.doors.scanner(),
            sound=_sound(unspoken) if self.line.facts.sound else SoundState.NONE,
            unspoken=unspoken or (),
        )
        self.stage.changed(notice=notice)

    def _loaded(self, answer: _Loaded | KioskError) -> None:
        if isinstance(answer, KioskError):
            self.show(answer)
            return
        self.line.begin_day(answer.day, answer.tickets, answer.history)
        if answer.chosen is not None:
            self.line.run_by(answer.chosen)
        self.earlier.recall()
        self.show_quietly()

    def _refreshed(self, answer: tuple[Ticket, ...] | KioskError) -> None:
        if not isinstance(answer, KioskError):
            self.line.take_day(answer)
            self.show_quietly()


def _sound(unspoken: tuple[PublicLanguage, ...] | None) -> SoundState:
    if unspoken is None:
        return SoundState.SILENT
    return SoundState.CHIME if PublicLanguage.JA in unspoken else SoundState.SPOKEN


def order_of(ticket: Ticket, act: Act, *, by: str, intent: IntentId | None = None) -> Order:
    """Return the wish that the act happens to the ticket as it is."""
    return Order(
        ticket=ticket.id, version=ticket.version, act=act, intent=intent or new_intent(), by=by
    )


def carry_out(book: TicketBook, ticket: Ticket, *acts: Act, by: str, staff: int) -> Ticket:
    """Have one act after another happen to the ticket; on the storage thread."""
    for act in acts:
        ticket = book.order(order_of(ticket, act, by=by), staff=staff)
    return ticket
