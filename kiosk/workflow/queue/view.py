"""The line at one moment: what console, board and self-service screen may show of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.ticket import (
    IntentId,
    Outcome,
    PublicLanguage,
    Service,
    Ticket,
    TicketNumber,
)
from kiosk.errors import KioskError
from kiosk.ports import ScannerState
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queueports import PrinterState

CALLS_SHOWN = 6
"""The one that is called now and the last five."""


class Patience(StrEnum):
    """How long somebody has waited, for the band's colour and shape."""

    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"


class SoundState(StrEnum):
    """What is heard of a call."""

    NONE = "none"
    """No sound is wanted here."""
    SPOKEN = "spoken"
    CHIME = "chime"
    """The clips were not built, and no voice of the machine speaks Japanese."""
    SILENT = "silent"
    """There is no loudspeaker, or it was pulled out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitRange:
    """How long it will probably take, in whole minutes; from the day's and earlier service."""

    least_min: int
    most_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One of those who wait; ``reason`` is a text key that says why it stands here."""

    ticket: Ticket
    waited: timedelta
    patience: Patience
    reason: str
    ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """How many wait for a service, and how long somebody who comes now would wait.

    ``wait`` is None when nobody can tell.
    """

    service: Service
    waiting: int
    wait: WaitRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown:
    """A call on the board."""

    number: TicketNumber
    place: str
    at: datetime
    calls: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAnswer:
    """What became of a wish for a ticket; ``ticket`` None: it was refused for ``error``.

    ``wait`` and ``ahead`` are as printed.
    """

    intent: IntentId
    ticket: Ticket | None
    error: KioskError | None = None
    wait: WaitRange | None = None
    ahead: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigures:
    """How today would have gone by a rule: waits in whole minutes; ``priority_min`` is the median.

    ``priority_min`` is None where nobody with priority came.
    """

    rule: OrderRule
    people: int
    median_min: int
    longest_min: int
    priority_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The line as the screens show it.

    ``waiting`` stands in the order in which people will be called; ``papers`` are tickets whose
    paper is missing or uncertain; ``own`` is served at this station. ``accepting``: the
    self-service screen gives tickets now. ``calls`` come newest first, at most `CALLS_SHOWN`.
    ``ended`` are the day's finished, absent and cancelled, the latest first. ``rules`` are those in
    force now; ``board`` tells whether the call board is on a screen, None: there is none here.
    ``unspoken`` are the languages without a voice. ``what_if`` is today played again by each rule,
    empty until somebody asked.
    """

    enabled: bool = False
    at: datetime | None = None
    waiting: tuple[WaitingLine, ...] = ()
    in_service: tuple[Ticket, ...] = ()
    parked: tuple[Ticket, ...] = ()
    papers: tuple[Ticket, ...] = ()
    ended: tuple[Ticket, ...] = ()
    own: Ticket | None = None
    calls: tuple[CallShown, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    issued: int = 0
    no_shows: int = 0
    cancelled: int = 0
    desks: int = 0
    staff: int = 0
    here: str = ""
    places: tuple[str, ...] = ()
    printer: PrinterState = PrinterState.NONE
    accepting: bool = False
    answers: tuple[IssueAnswer, ...] = field(default=())
    rules: QueueRules = field(default_factory=QueueRules)
    board: bool | None = None
    scanner: ScannerState = ScannerState.NONE
    sound: SoundState = SoundState.NONE
    unspoken: tuple[PublicLanguage, ...] = ()
    what_if: tuple[RuleFigures, ...] = ()
