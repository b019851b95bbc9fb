"""What can happen to a ticket, as values."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ticket import (
    CancelReason,
    IntentId,
    Outcome,
    PaperKind,
    ParkReason,
    PrintTrouble,
    Service,
    Stage,
    TicketId,
    TicketNumber,
)


@dataclass(frozen=True, slots=True)
class Reserve:
    """The ticket was given its number; every history begins with it."""


@dataclass(frozen=True, slots=True)
class BeginPrinting:
    """The paper is about to be sent to the printer."""


@dataclass(frozen=True, slots=True)
class ConfirmPaper:
    """The number stands on something: the printer said so, or somebody holds it.

    ``paper`` None keeps what was asked for.
    """

    paper: PaperKind | None = None


@dataclass(frozen=True, slots=True)
class FailPrinting:
    """No paper came, or nobody knows."""

    trouble: PrintTrouble


@dataclass(frozen=True, slots=True)
class Reprint:
    """A paper marked 再 was asked for one that exists; the place in the line stays."""


@dataclass(frozen=True, slots=True)
class Call:
    """Called to a place; again: recalled."""

    place: str


@dataclass(frozen=True, slots=True)
class Arrive:
    """Came when called, or was fetched without a call, to ``place``."""

    place: str


@dataclass(frozen=True, slots=True)
class Serve:
    """Is served at this stage and place; one being served goes on to the next."""

    stage: Stage
    place: str


@dataclass(frozen=True, slots=True)
class Park:
    """Steps out of the line until a time, or until so many others were called."""

    reason: ParkReason
    returns_at: datetime
    after_calls: int | None = None


@dataclass(frozen=True, slots=True)
class CountCall:
    """Another ticket was called while this one is parked."""


@dataclass(frozen=True, slots=True)
class Return:
    """Comes back into the line, where it was."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Goes into the line of another stage; the number stays."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Prioritise:
    """Goes first from now on, or no longer."""

    priority: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """Did not come when called."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Was served to the end."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Cancel:
    """Ended before anybody was served."""

    reason: CancelReason


@dataclass(frozen=True, slots=True)
class Reactivate:
    """Is back after a no-show or a cancellation, where it was in the line."""


Act = (
    Reserve
    | BeginPrinting
    | ConfirmPaper
    | FailPrinting
    | Reprint
    | Call
    | Arrive
    | Serve
    | Park
    | CountCall
    | Return
    | Transfer
    | Prioritise
    | Miss
    | Finish
    | Cancel
    | Reactivate
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An act wished for: on the ticket as somebody saw it (``version``), once per ``intent``.

    ``by`` is a log-in name, ``self`` for the self-service screen, ``auto`` for the program.
    """

    ticket: TicketId
    version: int
    act: Act
    intent: IntentId
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """One act that happened: the line's history, kept and never changed.

    ``version`` is the ticket's afterwards, ``number`` its number at that time, ``service`` what it
    is for, ``desks`` how many places were serving, ``staff`` how many were on duty.
    """

    ticket: TicketId
    version: int
    number: TicketNumber
    service: Service
    stage: Stage
    act: Act
    at: datetime
    by: str
    desks: int = 0
    staff: int = 0
