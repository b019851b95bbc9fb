"""The doors of the core to the line: where tickets are kept, printed, scanned and heard."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import (
    IntentId,
    PublicLanguage,
    Service,
    Ticket,
    TicketNumber,
    TicketRequest,
)
from kiosk.queue.acts import Order, TicketEvent
from kiosk.queue.rules import OrderRule, QueueRules


class TicketBook(Protocol):
    """Every ticket and all that ever happened to it, on the storage thread.

    Works from the first log-in until the station is closed, also while the vault is locked: it has
    a key of its own that opens nothing of an applicant. Every answer is on the disk already. The
    same intent gets the same answer, however often and from how many screens it is sent.
    """

    def reserve(self, request: TicketRequest, intent: IntentId, by: str) -> Ticket:
        """Give the next number of the service, today (JST); the ticket is in no line yet.

        Raises `IssueClosedError` when today is not open, `NumberTakenError` for a paper's number
        that was given already.
        """
        ...

    def order(self, order: Order, *, staff: int = 0) -> Ticket:
        """Have the act happen; ``staff`` are on duty.

        Raises `TicketMovedError` when the ticket is no longer as it was seen, `ActRefusedError`
        when the act does not fit, `TicketUnknownError`.
        """
        ...

    def call_next(
        self, place: str, rules: QueueRules, intent: IntentId, by: str, *, staff: int = 0
    ) -> Ticket | None:
        """Choose by the rules and call, in one transaction; None when nobody waits.

        Parked tickets count the call, and those that are due are back in the line before it.
        """
        ...

    def return_due(self) -> tuple[Ticket, ...]:
        """Bring back into the line whoever is parked and due; return them."""
        ...

    def day(self, business_date: date) -> tuple[Ticket, ...]:
        """Return the day's tickets, ended ones too, by number given."""
        ...

    def history(self, first: date, last: date) -> tuple[TicketEvent, ...]:
        """Return what happened on the business dates, both included, in the order it happened."""
        ...

    def code_of(self, ticket: Ticket) -> str:
        """Return what the ticket's QR says: ``SK1.`` and 16 characters, nothing personal."""
        ...

    def ticket_of(self, code: str) -> Ticket:
        """Return the ticket of a code that was scanned, today's alone.

        Raises `ForeignCodeError`, `ForgedCodeError`, `OtherDayCodeError`, `TicketUnknownError`.
        """
        ...


class OrderMemory(Protocol):
    """Remembers over a restart by which rule the line is to run; used on the storage thread."""

    def load(self) -> OrderRule | None:
        """Return what was chosen, None when nobody chose; at once, never raises."""
        ...

    def save(self, rule: OrderRule) -> None:
        """Keep the choice; raises a `KioskError` when the disk does not."""
        ...


class PrinterState(StrEnum):
    """What staff see on the ticket printer's chip."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    """It does not say: it may be printing, or be one that never answers."""
    NONE = "none"
    """There is none here: numbers are written by hand, pre-printed or told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFace:
    """Everything that stands on a ticket; nothing personal.

    ``code`` is the QR's content. ``ahead`` and ``wait_minutes`` (from, to) are None when nobody
    knows. ``again`` marks a reprint 再.
    """

    number: TicketNumber
    service: Service
    language: PublicLanguage
    at: datetime
    code: str
    venue: str
    ahead: int | None = None
    wait_minutes: tuple[int, int] | None = None
    again: bool = False
    training: bool = False


class TicketPrinter(Protocol):
    """Puts tickets on paper, away from the screens; one after another, on a worker of its own."""

    def print_ticket(self, face: TicketFace, job: str) -> None:
        """Return once the paper is there; ``job`` names this very sheet.

        Raises a `TicketPaperError` whose ``trouble`` says why not; only `PrintTrouble.UNKNOWN`
        leaves open whether it came. Waits for a refill while paper is out: the deadline counts only
        while the printer is ready.
        """
        ...

    def print_slip(self, slip: ReceiptSlip, job: str) -> None:
        """Put a 受付票 on paper, as `kiosk.ports.SlipPrinter` says."""
        ...

    def state(self) -> PrinterState:
        """Return the printer's latest word; at once, without asking it."""
        ...

    def close(self) -> None:
        """End the child process; harmless when there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A call to be heard: the number and the place, in these languages, one after another."""

    number: TicketNumber
    place: str
    languages: tuple[PublicLanguage, ...] = (PublicLanguage.JA,)


class Announcer(Protocol):
    """Chime and voice of the board; used on the main thread, never blocks, never raises."""

    def announce(self, one: Announcement) -> None:
        """Have the call heard once those before it have been heard in full."""
        ...

    def be_silent(self) -> None:
        """Forget what waits and end what is heard."""
        ...

    def missing(self) -> tuple[PublicLanguage, ...] | None:
        """Return the languages that are not spoken here; None when nothing is heard at all."""
        ...
