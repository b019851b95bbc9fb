"""Questions about a ticket before something happens to it: a reason, an outcome, a place."""

from collections.abc import Callable, Sequence

from kiosk.domain.ticket import (
    CancelReason,
    Outcome,
    PaperKind,
    ParkReason,
    Printing,
    Stage,
    Ticket,
)
from kiosk.queue import acts
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.card import Option, TicketCard
from ui.staff.console.offers import WITHOUT_PHOTO, Intents, everyone, keys_for, lacks_paper
from ui.staff.page import Desk

ASKED_KEYS = frozenset({"H", "X", "F", "T", "J"})
OUTCOMES = tuple(one for one in Outcome if one is not Outcome.APPLIED)
"""Only a sealed record makes an application: nobody can claim one here."""
CANCEL_REASONS = (CancelReason.WITHDREW, CancelReason.MISTAKE, CancelReason.TWICE)
"""The venue closes for everybody at once, by a wish of its own."""


class Asking:
    """Puts a question about one ticket into its card and sends what was answered."""

    def __init__(self, desk: Desk, card: TicketCard, intents: Intents) -> None:
        self._desk, self._card, self._intents = desk, card, intents
        self._ticket: Ticket | None = None
        self._key = ""
        self._queue = QueueView()

    @property
    def ticket(self) -> Ticket | None:
        """Return whom the question is about; None while nothing is asked."""
        return self._ticket

    def ask(self, key: str, ticket: Ticket, queue: QueueView) -> None:
        """Put the question of this key."""
        self._key, self._ticket, self._queue = key, ticket, queue
        title = self._desk.texts.say(f"console.ask.{key}", number=ticket.number)
        self._card.ask(title, self._options(), self.leave)

    def follow(self, queue: QueueView) -> None:
        """Keep the question as long as it fits the ticket as it is seen now."""
        if self._ticket is None:
            return
        self._queue = queue
        found = [one for one in everyone(queue) if one.id == self._ticket.id]
        if not found or self._key not in keys_for(found[0], queue):
            self.leave()
        else:
            self._ticket = found[0]

    def leave(self) -> None:
        """Ask nothing any more."""
        self._ticket = None
        self._card.withdraw()

    def _options(self) -> Sequence[Option]:
        texts = self._desk.texts
        match self._key:
            case "H":
                return [
                    self._order(texts[f"console.park.{one.value}"], self._parking(one))
                    for one in ParkReason
                ]
            case "X":
                return [
                    self._order(texts[f"console.cancel.{one.value}"], _just(acts.Cancel(one)))
                    for one in CANCEL_REASONS
                ]
            case "T":
                return [
                    self._order(texts[f"console.stage.{one.value}"], _just(acts.Transfer(one)))
                    for one in Stage
                ]
            case "F":
                return [
                    self._order(texts[f"console.outcome.{one.value}"], _just(acts.Finish(one)))
                    for one in self._outcomes()
                ]
            case _:
                return self._papers()

    def _outcomes(self) -> Sequence[Outcome]:
        """Return the outcomes, the usual one of the service first."""
        service = self._ticket.service if self._ticket is not None else None
        usual = WITHOUT_PHOTO.get(service) if service is not None else None
        return sorted(OUTCOMES, key=lambda one: one is not usual)

    def _papers(self) -> Sequence[Option]:
        texts, commands = self._desk.texts, self._desk.commands
        ticket = self._ticket
        if ticket is None or not lacks_paper(ticket):
            return [self._run(texts["console.papers.again"], commands.reprint_ticket)]
        retry = self._run(texts["console.papers.retry"], commands.retry_paper)
        kinds = (
            ("came", acts.ConfirmPaper()),
            ("hand_written", acts.ConfirmPaper(PaperKind.HAND_WRITTEN)),
            ("pre_printed", acts.ConfirmPaper(PaperKind.PRE_PRINTED)),
            ("paperless", acts.ConfirmPaper(PaperKind.PAPERLESS)),
        )
        return [
            *(() if isinstance(ticket.standing, Printing) else (retry,)),
            *(self._order(texts[f"console.papers.{name}"], _just(act)) for name, act in kinds),
        ]

    def _parking(self, reason: ParkReason) -> Callable[[], acts.Act]:
        return lambda: self._park(reason)

    def _park(self, reason: ParkReason) -> acts.Act:
        rules, ticket = self._queue.rules, self._ticket
        at = self._queue.at or (ticket.reserved_at if ticket is not None else None)
        if at is None:
            raise RuntimeError("parked nobody")
        return acts.Park(reason, at + rules.park_time, rules.park_calls)

    def _order(self, words: str, act: Callable[[], acts.Act]) -> Option:
        def run() -> None:
            ticket = self._ticket
            if ticket is None:
                return
            wished = act()
            intent = self._intents.of(f"{self._key} {type(wished).__name__}", ticket)
            self.leave()
            self._desk.commands.order_ticket(ticket, wished, intent)

        return Option(words, run)

    def _run(self, words: str, wish: Callable[[Ticket], None]) -> Option:
        def run() -> None:
            ticket = self._ticket
            self.leave()
            if ticket is not None:
                wish(ticket)

        return Option(words, run)


def _just(act: acts.Act) -> Callable[[], acts.Act]:
    return lambda: act
