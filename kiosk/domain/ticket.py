"""A place in the line: its number, its paper, how far it is. Nothing personal."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, Self

IntentId = NewType("IntentId", str)
"""One wish of one person, however often it is sent: a random 32-digit hexadecimal number."""


def new_intent() -> IntentId:
    """Return an intent nobody has had."""
    return IntentId(uuid.uuid4().hex)


class Service(StrEnum):
    """What somebody comes for; the value is the letter before the number."""

    APPLY = "A"
    """新規申請."""
    RENEW = "B"
    """カードの更新."""
    REISSUE = "C"
    """再交付: lost, damaged, changed."""
    CERTIFICATE = "D"
    """電子証明書の更新: the card is handed to the city and back."""
    ASK = "E"
    """相談."""


class Stage(StrEnum):
    """Where in the venue somebody waits or is served, in this order."""

    RECEPTION = "reception"
    """受付・説明."""
    PHOTO = "photo"
    """撮影."""
    CONFIRM = "confirm"
    """入力確認."""


class PublicLanguage(StrEnum):
    """A language of the public screens, the tickets and the voice (BCP 47)."""

    JA = "ja"
    EASY_JA = "ja-easy"
    """やさしい日本語."""
    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    KO = "ko"
    VI = "vi"
    PT = "pt"
    TL = "tl"


class Need(StrEnum):
    """What staff prepare for somebody; asked for, never guessed."""

    WHEELCHAIR = "wheelchair"
    INFANT = "infant"
    INTERPRETER = "interpreter"
    HEARING = "hearing"
    SIGHT = "sight"


class Origin(StrEnum):
    """Who asked for the ticket."""

    STAFF = "staff"
    SELF = "self"


class PaperKind(StrEnum):
    """On what the number stands; a ticket is in the line once it stands somewhere."""

    PRINTED = "printed"
    HAND_WRITTEN = "hand_written"
    PRE_PRINTED = "pre_printed"
    """A number from a block that was printed before."""
    PAPERLESS = "paperless"
    """Nobody gets paper; the person remembers the number."""


class PrintTrouble(StrEnum):
    """Why a ticket's paper did not come."""

    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """Nobody knows whether it came: somebody has to look."""


class ParkReason(StrEnum):
    """Why somebody steps out of the line for a while."""

    PAPERS = "papers"
    """書類を取りに."""
    AWAY = "away"
    """席を外す."""
    FAMILY = "family"
    """家族を待つ."""
    UNWELL = "unwell"
    OTHER = "other"


class Outcome(StrEnum):
    """How it ended for somebody who was served."""

    APPLIED = "applied"
    """The application was sealed."""
    ON_PAPER = "on_paper"
    """Applied on paper."""
    HANDED_OVER = "handed_over"
    """The card was handed to the city's officer."""
    ANSWERED = "answered"
    """A question was answered; no application."""
    TO_CITY_HALL = "to_city_hall"
    COME_AGAIN = "come_again"
    """Something was missing."""


class CancelReason(StrEnum):
    """Why a ticket ended before anybody was served."""

    WITHDREW = "withdrew"
    MISTAKE = "mistake"
    TWICE = "twice"
    """The person had another ticket already."""
    CLOSED = "closed"
    """The venue closed."""


@dataclass(frozen=True, slots=True)
class TicketId:
    """A ticket's random 128-bit identity."""

    value: uuid.UUID

    @classmethod
    def new(cls) -> Self:
        """Return an identity nobody has used."""
        return cls(uuid.uuid4())

    def __str__(self) -> str:
        return self.value.hex


@dataclass(frozen=True, slots=True, order=True)
class TicketNumber:
    """整理番号, ``A-025``: unique for the business date."""

    service: Service
    number: int

    def __str__(self) -> str:
        return f"{self.service}-{self.number:03d}"


@dataclass(frozen=True, slots=True)
class Reserved:
    """The number is given; nothing was sent to a printer yet."""


@dataclass(frozen=True, slots=True)
class Printing:
    """The paper is on its way; ``attempt`` counts from 1."""

    attempt: int


@dataclass(frozen=True, slots=True)
class PrintFailed:
    """There is no paper, or nobody knows; ``attempt`` is the one that failed."""

    attempt: int
    trouble: PrintTrouble


@dataclass(frozen=True, slots=True)
class Waiting:
    """In the line for the ticket's stage."""


@dataclass(frozen=True, slots=True)
class Called:
    """On the board: to come to ``place``."""

    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """Came to ``place`` and is about to be served."""

    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Serving:
    """Being served at ``place``."""

    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """保留: comes back into the line by itself, at ``returns_at`` or after so many more calls.

    ``calls_left`` counts down with each call of another ticket; None: by time alone.
    """

    reason: ParkReason
    since: datetime
    returns_at: datetime
    calls_left: int | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """Served to the end."""

    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class NoShow:
    """不在: was called and did not come."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Ended before anybody was served."""

    reason: CancelReason
    at: datetime


Standing = (
    Reserved
    | Printing
    | PrintFailed
    | Waiting
    | Called
    | Arrived
    | Serving
    | Parked
    | Finished
    | NoShow
    | Cancelled
)
"""How far a ticket is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRequest:
    """What somebody asks for at the self-service screen or at the table.

    ``number`` is that of a pre-printed or hand-written paper that exists already.
    """

    service: Service
    language: PublicLanguage = PublicLanguage.JA
    needs: frozenset[Need] = frozenset()
    priority: bool = False
    appointment_at: datetime | None = None
    origin: Origin = Origin.STAFF
    paper: PaperKind = PaperKind.PRINTED
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A place in the line.

    ``version`` grows by one with every change. ``issued_at`` is when its number stood on something
    first. ``queued_at`` is when it came into the line of its present stage: parking and a call in
    vain change nothing about it. ``calls`` is how often it was called for that stage.
    """

    id: TicketId
    number: TicketNumber
    business_date: date
    language: PublicLanguage = PublicLanguage.JA
    needs: frozenset[Need] = frozenset()
    priority: bool = False
    appointment_at: datetime | None = None
    origin: Origin = Origin.STAFF
    paper: PaperKind = PaperKind.PRINTED
    reserved_at: datetime
    queued_at: datetime
    issued_at: datetime | None = None
    stage: Stage = Stage.RECEPTION
    calls: int = 0
    version: int = 1
    standing: Standing = Reserved()

    @property
    def service(self) -> Service:
        """Return what the person comes for."""
        return self.number.service

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is expected; a no-show may still be reactivated."""
        return isinstance(self.standing, Finished | NoShow | Cancelled)

    @property
    def exists(self) -> bool:
        """Tell whether the number stands on something: a ticket without paper is in no line."""
        return self.issued_at is not None
