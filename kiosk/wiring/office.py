"""The office on the screen: its gate, its files, its window."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.contract.calendar import service_calendar
from kiosk.contract.planrows import PlanRead, RowError
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId, StaffId, StationId, parse_staff_id
from kiosk.errors import ExitCode, OutputExistsError
from kiosk.native import mute_native_libraries
from kiosk.officeports import OfficeBook
from kiosk.paths import default_data_folder, default_office_folder, office_witnesses
from kiosk.ports import Clock
from kiosk.texts import Catalogue, catalogue, language_of_environment
from kiosk.wiring.bugs import bugs_end_the_program
from kiosk.wiring.defectfiles import DefectFolder
from kiosk.wiring.officepapers import OfficePapers
from kiosk.wiring.photostudio import CameraStudio, GateToRoom
from kiosk.workflow.contract.checkwork import HEADQUARTERS
from kiosk.workflow.contract.gate import Gate, GateKind
from kiosk.workflow.contract.photodraft import PhotoRoom
from kiosk.workflow.contract.session import Office
from storage.files import create, disk_errors
from storage.layout import is_station
from storage.office.headquarters import KEY, HeadquartersOffice, create_office, open_office
from storage.station import Station, open_station
from ui.app import make_app
from ui.office.choosers import FileDialogs
from ui.office.window import OfficeWindow
from ui.receiver.deliverer import Deliverer


class PlanFolder:
    """Implements `kiosk.workflow.contract.files.PlanFiles`."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def read(self, path: Path, people: Mapping[PersonId, str], *, fiscal_year: int) -> PlanRead:
        """Return what a file holds."""
        from kiosk.documents.icalendarreading import open_calendar
        from kiosk.documents.planbook import open_plan

        if path.suffix.lower() == ".ics":
            return open_calendar(path)
        return open_plan(path, people, fiscal_year=fiscal_year)

    def write_sheet(
        self, path: Path, events: Iterable[Event], people: Mapping[PersonId, str]
    ) -> tuple[RowError, ...]:
        """Leave the plan as xlsx."""
        from kiosk.documents.planbook import write_plan

        return write_plan(path, events, self._words, people)

    def write_calendar(self, path: Path, events: Iterable[Event], *, now: datetime) -> None:
        """Leave the plan as iCalendar."""
        from kiosk.documents.icalendar import spell_calendar

        if path.exists():
            raise OutputExistsError(path.name, file=path.name)
        with disk_errors():
            create(path, spell_calendar(events, self._words, now=now))


class HeadquartersGate:
    """Headquarters' book: the passphrase opens it, or begins one in an empty folder."""

    training = False

    def __init__(self, folder: Path, words: Catalogue, clock: Clock) -> None:
        self._folder, self._words, self._clock = folder, words, clock
        self._book: HeadquartersOffice | None = None

    @property
    def kind(self) -> GateKind:
        """Return whether there is a book already."""
        there = (self._folder / KEY).exists()
        return GateKind.HEADQUARTERS if there else GateKind.BEGINNING

    def open(self, name: str, word: str) -> Office:
        """Return the office of whoever gives a name and knows the passphrase."""
        by = parse_staff_id(name)
        if self.kind is GateKind.BEGINNING:
            create_office(self._folder, word)
        book = self._book = open_office(
            self._folder, word, self._clock, witnesses=office_witnesses()
        )
        return _office(book, by, HEADQUARTERS, self._words, self._clock)

    def shut(self) -> None:
        """Wipe the key."""
        book, self._book = self._book, None
        if book is not None:
            book.close()


class StationGate:
    """A station's book: opened with the station, by the log-in of its people."""

    kind = GateKind.STATION

    def __init__(self, station: Station, words: Catalogue, clock: Clock) -> None:
        self._station, self._words, self._clock = station, words, clock
        self.training = station.profile.training

    def open(self, name: str, word: str) -> Office:
        """Return the office of whoever signs in."""
        member = self._station.sign_in(name, word)
        where = self._station.profile.station
        book, training = self._station.office, self.training
        return _office(book, member.id, where, self._words, self._clock, training=training)

    def shut(self) -> None:
        """Sign out."""
        self._station.office.close()
        self._station.sign_out()


def run(data: Path | None, words: Catalogue | None = None) -> int:
    """Show the window until it is closed; return the exit code."""
    app = make_app()
    mute_native_libraries()
    texts = words or catalogue(language_of_environment())
    clock = SystemClock()
    folder = data or _usual_folder()
    deliverer = Deliverer()
    with (
        WorkerBackground("office", deliverer.deliver) as background,
        WorkerBackground("photos", deliverer.deliver) as at_photos,
    ):
        studio = CameraStudio()
        room = PhotoRoom(studio=studio, background=at_photos)
        station: Station | None = None
        gate: Gate
        if is_station(folder):
            station = background.call(partial(open_station, folder, clock))
            gate = StationGate(station, texts, clock)
        else:
            gate = HeadquartersGate(folder, texts, clock)
        try:
            window = OfficeWindow(texts, GateToRoom(gate, room), FileDialogs(texts), background)
            window.closed.connect(app.exit)
            window.show()
            with bugs_end_the_program(app):
                app.exec()
            window.deleteLater()
        finally:
            at_photos.call(studio.close)
            background.call(gate.shut)
            if station is not None:
                background.call(station.close)
    return int(ExitCode.OK)


def _usual_folder() -> Path:
    """Return this machine's station, or headquarters' own folder where there is none."""
    station = default_data_folder()
    return station if is_station(station) else default_office_folder()


def _office(
    book: OfficeBook,
    by: StaffId,
    where: StationId,
    words: Catalogue,
    clock: Clock,
    *,
    training: bool = False,
) -> Office:
    return Office(
        book=book,
        files=PlanFolder(words),
        defects=DefectFolder(),
        papers=OfficePapers(words, training=training),
        calendar=service_calendar(),
        clock=clock,
        by=by,
        where=where,
    )
