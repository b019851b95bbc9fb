"""An office on a real book: who opens it, who chooses files, a clock that stands still."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from kiosk.contract.calendar import service_calendar
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId, PersonId, StaffId, StationId
from kiosk.domain.names import parse_person_name
from kiosk.domain.person import Person, PersonRole, Training, TrainingSubject
from kiosk.officeports import Change, OfficeBook
from kiosk.texts import Catalogue
from kiosk.wiring.defectfiles import DefectFolder
from kiosk.wiring.office import PlanFolder
from kiosk.wiring.officepapers import OfficePapers
from kiosk.workflow.contract.gate import GateKind
from kiosk.workflow.contract.photodraft import PhotoRoom
from kiosk.workflow.contract.session import Office
from storage.office.errors import OfficePassphraseError
from storage.office.headquarters import create_office, open_office
from tests.storage.people import CHEAP

WORD = "kenshu no aikotoba desu"
ME, OTHER = StaffId("kenshu"), StaffId("kenshu2")
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
ONE, TWO = PersonId("P-01"), PersonId("P-02")


class StandingClock:
    """Implements `kiosk.ports.Clock`; the day is a Tuesday, ten in the morning in Japan."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic_ns(self) -> int:
        return 1


def begin_book(folder: Path, entries: Sequence[object] = ()) -> OfficeBook:
    """Return a real book with these entries; its owner closes it."""
    create_office(folder, WORD, argon2=CHEAP)
    book = open_office(folder, WORD, StandingClock())
    book.put_all([Change(entry=one, expected_version=0) for one in entries], by=ME)
    return book


@dataclass
class OpenGate:
    """Lets everybody in who knows the word."""

    book: OfficeBook
    words: Catalogue
    clock: StandingClock = field(default_factory=StandingClock)
    training: bool = True
    kind: GateKind = GateKind.HEADQUARTERS
    shut_times: int = 0
    room: PhotoRoom | None = None

    def open(self, name: str, word: str) -> Office:
        if word != WORD:
            raise OfficePassphraseError("refused")
        return Office(
            book=self.book,
            files=PlanFolder(self.words),
            defects=DefectFolder(),
            papers=OfficePapers(self.words, training=self.training),
            calendar=service_calendar(),
            clock=self.clock,
            by=StaffId(name),
            where=StationId("HQ"),
            room=self.room,
        )

    def shut(self) -> None:
        self.shut_times += 1


@dataclass
class Files:
    """Chooses the same files each time; None for whoever closes the dialog."""

    plan: Path | None = None
    picture: Path | None = None
    out: Path | None = None
    defects: Path | None = None
    batch: Path | None = None
    folder: Path | None = None
    source: Path | None = None

    def plan_file(self) -> Path | None:
        return self.plan

    def picture_in(self) -> Path | None:
        return self.picture

    def sheet_out(self) -> Path | None:
        return self.out

    def calendar_out(self) -> Path | None:
        return self.out

    def defect_list(self) -> Path | None:
        return self.defects

    def batch_folder(self) -> Path | None:
        return self.batch

    def cases_out(self) -> Path | None:
        return self.out

    def folder_out(self) -> Path | None:
        return self.folder

    def folder_in(self) -> Path | None:
        return self.source


def crew() -> tuple[Person, ...]:
    """Return two people who may work, one of them 総括責任者 who signs in as ME."""
    trained = tuple(
        Training(subject=subject, date=date(2026, 9, 14))
        for subject in (TrainingSubject.OPERATIONS, TrainingSubject.SECURITY)
    )
    return (
        Person(
            id=ONE,
            name=parse_person_name("研修 一郎"),
            role=PersonRole.GENERAL,
            trainings=trained,
            pledge=date(2026, 9, 15),
            city_approved=date(2026, 9, 16),
            station_login=ME,
        ),
        Person(
            id=TWO,
            name=parse_person_name("研修 二子"),
            role=PersonRole.STAFF,
            trainings=trained,
            pledge=date(2026, 9, 15),
        ),
    )


def visit(number: str, day: date, **changes: object) -> Event:
    """Return an approved visit against which nothing speaks, but for ``changes``."""
    values: dict[str, object] = {
        "id": EventId(number),
        "kind": EventKind.VISIT,
        "date": day,
        "start": time(10),
        "end": time(12),
        "place": Place(name=f"（研修）苑{number}", city_approved=date(2026, 11, 1)),
        "staff": (ONE, TWO),
        "manager": ONE,
        "status": EventStatus.APPROVED,
        "city_approved": date(2026, 11, 2),
        "neutral": True,
    }
    return Event(**(values | changes))  # type: ignore[arg-type]
