"""What is looked at before an event opens and before everybody goes home; what goes out for it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.event import EventKind
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.person import Override


class ChecklistPhase(StrEnum):
    """Before the first record, or after the last."""

    OPENING = "opening"
    CLOSING = "closing"


class Doer(StrEnum):
    """Who may answer for an item; 総括責任者 may do what 現場管理責任者 does."""

    STAFF = "staff"
    MANAGER = "manager"


class Proof(StrEnum):
    """What the program itself knows about an item: what went out is back."""

    EQUIPMENT = "equipment"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to look at; ``text_key`` is its sentence, ``kinds`` the events that have it."""

    key: str
    text_key: str
    who: Doer
    kinds: tuple[EventKind, ...]
    photo: bool = False
    proof: Proof | None = None


class Mark(StrEnum):
    """How an item stands."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Somebody answered for an item; ``photo`` is the sha256 of a site photo, blurred already."""

    key: str
    mark: Mark
    by: PersonId
    at: datetime
    remark: str = field(default="", repr=False)
    photo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One list of one event; ``items`` are those of the day it was begun, as the table was then.

    ``ticks`` is what everybody said, oldest first; the last about an item counts.
    """

    event: EventId
    phase: ChecklistPhase
    version: int
    items: tuple[ChecklistItem, ...]
    ticks: tuple[Tick, ...] = ()
    override: Override | None = None

    @property
    def id(self) -> str:
        """The name of the list in the office's book."""
        return f"{self.event}-{self.phase.value.upper()}"

    def last_tick(self, key: str) -> Tick | None:
        """Return what was last said about an item."""
        return next((one for one in reversed(self.ticks) if one.key == key), None)

    def mark(self, key: str) -> Mark:
        """Return how an item stands."""
        tick = self.last_tick(key)
        return tick.mark if tick else Mark.OPEN


class EquipmentKind(StrEnum):
    """What a thing is, as far as it matters when it does not come back."""

    DEVICE = "device"
    """A computer, a camera, a printer: may hold data."""
    MEDIUM = "medium"
    """A memory that carries data by purpose; has a serial number always."""
    KEY = "key"
    FURNITURE = "furniture"
    SUPPLY = "supply"
    """Used up on the spot; what does not come back was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A thing by name; one with a ``serial`` is one of a kind."""

    name: str
    kind: EquipmentKind
    serial: str = ""


class Way(StrEnum):
    """Where a thing went."""

    OUT = "out"
    BACK = "back"
    LOST = "lost"
    """Looked for, not found, and written down as lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentMove:
    """So many of a thing went one way."""

    equipment: Equipment
    way: Way
    count: int
    by: PersonId
    at: datetime
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentSheet:
    """持出返却表 of one event: every move, oldest first."""

    event: EventId
    moves: tuple[EquipmentMove, ...] = ()

    @property
    def id(self) -> str:
        """The name of the sheet in the office's book."""
        return f"{self.event}-EQUIPMENT"
