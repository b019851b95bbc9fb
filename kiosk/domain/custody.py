"""What becomes of a day's data, sealed, copied, received, deleted, and what a station knows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kiosk.domain.ids import StaffId


class DayStage(StrEnum):
    """How far a business day is, in this order."""

    OPEN = "open"
    CLOSING = "closing"
    """The batch is being built, or was when the power went; no record is taken meanwhile."""
    SEALED = "sealed"
    """The batch is there; the day's key is about to be destroyed."""
    KEY_SHREDDED = "key_shredded"
    """The day is closed: nobody can open it here any more."""
    CONFIRMED = "confirmed"
    """The recipient has proved that the batch arrived and opens; cooling, then to be deleted."""
    DELETING = "deleting"
    DELETED = "deleted"


class AloneReason(StrEnum):
    """Why only one person was there to close the day."""

    PARTNER_ILL = "partner_ill"
    PARTNER_CALLED_AWAY = "partner_called_away"
    SINGLE_VISIT = "single_visit"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SecondPerson:
    """The other one of two who must agree, by log-in name and password; without a repr."""

    staff_id: str
    password: str


Consent = SecondPerson | AloneReason
"""How a day may be closed: by two, or by one with a reason that everybody will read."""


class ReceiptProof(StrEnum):
    """How it was proved that the batch arrived."""

    CODE = "code"
    """The 80-bit code from inside the batch was typed in."""
    HEADQUARTERS = "headquarters"
    """Headquarters signed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A removable disk that is plugged in; ``free_bytes`` is None when nobody can tell."""

    name: str
    folder: Path
    free_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaCopy:
    """A copy of the batch that was written, read back and found equal."""

    medium: str
    made_at: datetime
    made_by: StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A verified copy of the day's sealed rows in a second place; ``sha256`` is of the file."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStanding:
    """One business day and how far it is; times are None until they come.

    ``operators`` closed it, one or two. ``deletable_from`` is when the cooling ends. ``cards`` were
    handed to the city, back or not.
    """

    business_date: date
    stage: DayStage
    records: int
    cards: int = 0
    opened_by: str = ""
    people: tuple[StaffId, ...] = ()
    batch: str = ""
    batch_sha256: str = ""
    batch_bytes: int = 0
    closed_at: datetime | None = None
    operators: tuple[str, ...] = ()
    alone: AloneReason | None = None
    backup: Backup | None = None
    copies: tuple[MediaCopy, ...] = ()
    confirmed_at: datetime | None = None
    proof: ReceiptProof | None = None
    deletable_from: datetime | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientMark:
    """Who can open the batches; ``words`` spell the fingerprint for two people to compare."""

    name: str
    fingerprint: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRules:
    """What headquarters may set in the signed policy; the defaults are the security design's."""

    overdue_days: int = 3
    cooling: timedelta = timedelta(hours=24)
    idle_lock: timedelta = timedelta(minutes=3)
    least_free_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStanding:
    """For whom the station seals, and on whose word.

    ``version`` 0: the recipients were given at set-up and nobody signed them; then ``expires_at``
    and ``root_words`` are empty. ``unrehearsed`` have not yet proved that they can open.
    """

    version: int
    expires_at: datetime | None
    root_words: str
    recipients: tuple[RecipientMark, ...]
    unrehearsed: tuple[str, ...] = ()
    rules: CustodyRules = CustodyRules()


class AnchorState(StrEnum):
    """Whether the database is the one that the station last wrote."""

    AGREES = "agrees"
    DATABASE_BEHIND = "database_behind"
    """An older copy was put back."""
    OTHER_HISTORY = "other_history"
    """The database went another way than the anchor remembers."""
    ANCHOR_LOST = "anchor_lost"
    """The anchor is missing, damaged, or an older copy of it was put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationStanding:
    """Everything that decides whether work may go on and what comes next.

    ``days`` are those that are not deleted, oldest first; ``today_opened`` tells that the lead
    confirmed the business date of today.
    """

    days: tuple[DayStanding, ...]
    policy: PolicyStanding
    anchor: AnchorState
    free_bytes: int
    training: bool
    clock_went_back: bool = False
    draft_kept: bool = False
    last_closed: date | None = None
    """The newest business date whose key is destroyed, deleted ones included."""
