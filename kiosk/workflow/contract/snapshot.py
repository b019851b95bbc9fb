"""What the office's window shows: one frozen picture of the book, and of what was just done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from kiosk.cases.duties import Duty
from kiosk.cases.overdue import Overdue
from kiosk.contract.planfinding import PlanFinding
from kiosk.contract.planrows import PlanRead
from kiosk.contract.roster import Lack
from kiosk.contract.targets import TargetStanding
from kiosk.domain.case import Case, Defect
from kiosk.domain.checklist import Checklist, EquipmentSheet
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import EventId, PersonId, StaffId
from kiosk.domain.person import Person
from kiosk.domain.sitepicture import SitePicture
from kiosk.errors import KioskError
from kiosk.officeports import Kept
from kiosk.workflow.contract.defectwork import DefectImport
from kiosk.workflow.contract.paperwork import PaperDone


class DueWhat(StrEnum):
    """On which page a thing that waits is done."""

    CASE = "case"
    EVENT = "event"
    PERSON = "person"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that waits. ``why`` is a text key; ``days`` since ``due``, below 0 days left."""

    what: DueWhat
    id: str
    why: str
    about: str = field(repr=False)
    due: date
    days: int
    grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStanding:
    """Somebody of the roster, what is missing today, and how long the security training lasts."""

    kept: Kept[Person]
    lacks: tuple[Lack, ...]
    approved: bool
    valid_to: date | None

    @property
    def person(self) -> Person:
        """Return the bare value."""
        return self.kept.entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """A case and everything that it waits for, late or not."""

    kept: Kept[Case]
    waits: tuple[Overdue, ...]
    duties: tuple[Duty, ...] = ()
    """What an incident owes to whom, done or not."""

    @property
    def case(self) -> Case:
        """Return the bare value."""
        return self.kept.entry

    @property
    def late(self) -> bool:
        """Tell whether one of its last days is over."""
        return any(one.days > 0 for one in self.waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An event as it was edited, and the newer version that it met; nothing of both is lost."""

    mine: Event = field(repr=False)
    newer: Kept[Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a file would do to the plan, before anybody agreed."""

    read: PlanRead
    new: tuple[Event, ...] = ()
    changed: tuple[tuple[Kept[Event], Event], ...] = ()
    same: int = 0
    over: tuple[Event, ...] = ()
    """They were held or called off already: the file does not change them."""

    @property
    def changes(self) -> int:
        """Return how many events would be written."""
        return len(self.new) + len(self.changed)


class Did(StrEnum):
    """What was just done; the value is the text key ``bureau.did.<value>``."""

    EVENT_SAVED = "event_saved"
    EVENT_STEPPED = "event_stepped"
    IMPORTED = "imported"
    EXPORTED = "exported"
    PERSON_SAVED = "person_saved"
    CASE_OPENED = "case_opened"
    CASE_NOTED = "case_noted"
    LIST_TICKED = "list_ticked"
    THINGS_MOVED = "things_moved"
    DEFECTS_TAKEN = "defects_taken"
    CASES_EXPORTED = "cases_exported"
    PAPER_WRITTEN = "paper_written"
    PICTURE_KEPT = "picture_kept"
    PICTURE_NAMED = "picture_named"
    PICTURE_FORGOTTEN = "picture_forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done, to which entry, and how many were written."""

    did: Did
    id: str = ""
    count: int = 1


_NOTHING: Mapping[EventId, tuple[PlanFinding, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSnapshot:
    """The book as it was read at ``at``, and how the last command ended.

    ``run`` counts commands that ended: what was typed is let go of when its own one ended well.
    """

    at: datetime
    today: date
    by: StaffId
    plan: tuple[Kept[Event], ...] = ()
    findings: Mapping[EventId, tuple[PlanFinding, ...]] = field(default_factory=lambda: _NOTHING)
    applicants: Mapping[EventId, int] = field(default_factory=dict)
    targets: tuple[TargetStanding, ...] = ()
    overdue: tuple[Due, ...] = ()
    people: tuple[PersonStanding, ...] = ()
    cases: tuple[CaseStanding, ...] = ()
    lists: tuple[Kept[Checklist], ...] = ()
    sheets: tuple[Kept[EquipmentSheet], ...] = ()
    figures: tuple[DayFigures, ...] = ()
    pictures: tuple[Kept[SitePicture], ...] = ()
    unknown: int = 0
    lines: int = 0
    notice: KioskError | None = None
    done: Done | None = None
    clash: Clash | None = None
    incoming: Import | None = None
    paper: PaperDone | None = None
    defects: DefectImport | None = None
    busy: bool = False
    run: int = 0

    @property
    def names(self) -> dict[PersonId, str]:
        """Return what the people of the roster are called."""
        return {one.person.id: one.person.name for one in self.people}

    @property
    def events(self) -> tuple[Event, ...]:
        """Return the bare events, by day and time."""
        return tuple(one.entry for one in self.plan)

    @property
    def coming(self) -> tuple[Event, ...]:
        """Return what is still to be held, the next first."""
        waiting = {EventStatus.DRAFT, EventStatus.APPROVED}
        return tuple(e for e in self.events if e.date >= self.today and e.status in waiting)

    def event(self, wanted: EventId) -> Kept[Event] | None:
        """Return an event with its version."""
        return next((one for one in self.plan if one.entry.id == wanted), None)

    def person(self, wanted: str) -> PersonStanding | None:
        """Return somebody of the roster."""
        return next((one for one in self.people if one.person.id == wanted), None)

    @property
    def defect_cases(self) -> tuple[Defect, ...]:
        """Return every 不備."""
        return tuple(one.case for one in self.cases if isinstance(one.case, Defect))

    def case(self, wanted: str) -> CaseStanding | None:
        """Return a case."""
        return next((one for one in self.cases if one.case.id == wanted), None)
