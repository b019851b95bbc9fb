"""The station of a venue for a played custody day: all of it real but the camera and the clock.

Windows, threads, keys, database, papers are the product's; what a face looks like does not matter
here, so photos come ready.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.documents.papers import PdfPapers
from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.dates import JST
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.intake import Procedure
from kiosk.domain.room import WallReference
from kiosk.domain.shot import HeadLines, Shot
from kiosk.domain.station import SetupAnswers
from kiosk.guidance.light_policy import light_policy
from kiosk.ports import CameraState, CameraStatus, Clock, ScannerState
from kiosk.queueports import Announcer
from kiosk.settings import Settings
from kiosk.texts import Language, catalogue
from kiosk.threads import Latest
from kiosk.wiring.line import make_board, open_queue, queue_facts
from kiosk.wiring.slips import slip_doors
from kiosk.workflow import phases
from kiosk.workflow.gatelook import OfficeDoor
from kiosk.workflow.session import Session
from kiosk.workflow.sitting import BURST
from kiosk.workflow.stage import Doors, QueueDoors, StationFacts, business_date_at
from storage.crypto.identities import new_age_identity
from storage.papers import PaperFolder
from storage.policies.policyfile import PolicyRecipient, RecipientRole
from storage.station import Station, open_station
from tests.fakes.ordermemory import MemoryOrder
from tests.kiosk.workflow.bench import ScriptedGuide, observation
from tests.kiosk.workflow.outside import Room, Sheets, Walls
from tests.storage.headquarters import SignedPlace
from tests.storage.publictools import run
from tests.ui import samples
from tests.ui.desks import Pick
from tests.ui.seen import said
from ui.app import make_app
from ui.bridge import Bridge
from ui.hands import Finger, Hands
from ui.screens import StationScreens
from ui.sound.announcer import SilentAnnouncer

PATIENCE_MS = 20_000


class Venue(SignedPlace):
    """A data folder set up for the city and headquarters, whose identities are both at hand."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        head_office, secret = new_age_identity()
        self.office_identity = root / "head-office.txt"
        self.office_identity.write_text(secret, encoding="ascii")
        city = self.hq.recipients[0]
        office = PolicyRecipient(
            name="本部（研修）", role=RecipientRole.HEADQUARTERS, age_recipient=head_office
        )
        self.hq.recipients = (city, office)
        self.backups = root / "second place"
        self.medium = root / "medium"
        for folder in (self.backups, self.medium):
            folder.mkdir()

    def answers(self) -> SetupAnswers:
        """Return the set-up without 総括責任者: two people run the day."""
        answers = super().answers()
        return replace(answers, staff=answers.staff[:2])

    def rehearsal_codes(self) -> list[str]:
        """Return what city and headquarters read in their files, with `age` alone."""
        files = sorted(self.medium.glob("REHEARSAL-*.age"))
        keys = (self.identity, self.office_identity)
        return [
            run("age", "-d", "-i", key, file).splitlines()[0]
            for key, file in zip(keys, files, strict=True)
        ]


@dataclass
class Photos:
    """Gives everybody the same drawn photo."""

    def develop(self, candidates: Sequence[Observation], _wall: WallReference | None) -> Shot:
        return replace(samples.shot(), source=candidates[0])

    def reframe(self, shot: Shot, lines: HeadLines, _wall: WallReference | None) -> Shot:
        return replace(shot, lines=lines, by_hand=True)


@dataclass(kw_only=True)
class Playing:
    """A running station and the hands at it."""

    place: Venue
    session: Session
    screens: StationScreens
    hands: Hands
    finger: Finger
    pick: Pick
    qtbot: QtBot
    frames: int = 0
    seen: list[str] = field(default_factory=list)
    """The names of the phases that came, in order."""

    @property
    def phase(self) -> phases.Phase:
        return self.session.phase

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.hands.press(key)

    def until(self, phase: type[phases.Phase], **known: object) -> None:
        """Wait until the station is there, with these attributes."""

        def there() -> bool:
            now = self.phase
            return isinstance(now, phase) and all(
                getattr(now, name) == value for name, value in known.items()
            )

        self.wait(there)

    def until_said(self, words: str) -> None:
        """Wait until the staff window says so."""
        self.wait(lambda: words in said(self.screens.staff))

    def at_rest(self) -> None:
        """Wait until the open desk has done its work."""
        self.wait(lambda: isinstance(self.phase, phases.AtDesk) and not self.phase.busy)

    def wait(self, there: Callable[[], bool]) -> None:
        try:
            self.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        except exceptions.TimeoutError as error:
            told = self.session.view().notice, said(self.screens.staff)
            raise AssertionError(f"still {type(self.phase).__name__}: {told}") from error
        QApplication.processEvents()

    def sign_in(self, staff_id: str, password: str) -> None:
        self.until(phases.SignedOut, busy=False)
        self.hands.sign_in(staff_id, password)
        self.wait(lambda: not isinstance(self.phase, phases.SignedOut))

    def pass_time(self, span: timedelta) -> None:
        """Let time pass with nobody at the keys, as the clock's tick tells it."""
        self.place.clock.pass_s(span.total_seconds())
        self.session.pass_time()
        self.screens.pass_time(self.place.clock.now())

    def take_photo(self, form: ApplicantForm) -> None:
        """Receive somebody with this form, take the photo, and come to the form."""
        self.keys("Enter")
        self.receive(form)
        self.photograph()

    def receive(self, form: ApplicantForm) -> None:
        """Have the one who is there agree, scan the form, and go to the camera."""
        self.until(phases.Receiving)
        self.say_yes()
        self.session.take_scan(form.form_id)
        self.keys("Enter")

    def complete(self, form: ApplicantForm) -> None:
        """Fill the form in, have the applicant say yes to it, and seal it."""
        self.hands.fill(form)
        self.keys("Ctrl+Enter")
        self.until(phases.Confirming)
        self.say_yes()
        self.until(phases.Confirming, hidden=True)
        self.keys("Enter")
        self.until(phases.Receipted)

    def say_yes(self) -> None:
        """Have the applicant touch the large answer."""
        QApplication.processEvents()
        assert self.finger.touch_yes(), "no answer is offered"

    def photograph(self) -> None:
        """Take the photo of the one who sits there, and come to the form."""
        self.until(phases.Posing)
        self._frames(1)
        self.keys("M")
        self._frames(BURST)
        self.until(phases.Reviewing)
        self.hands.approve()
        self.until(phases.Filling)

    def _frames(self, count: int) -> None:
        for _ in range(count):
            self.frames += 1
            self.session.observe(observation(self.frames))


def rehearse(play: Playing) -> None:
    """Both recipients prove that they can open, before the first real record."""
    play.keys("F7")
    play.until(phases.AtDesk)
    play.keys("F3", "Enter")  # no medium is plugged in: a folder plays it
    play.pick.chosen = play.place.medium
    play.keys("Enter")
    play.until_said("確認ファイルを書きました")
    for code in play.place.rehearsal_codes():
        play.keys("F4")
        play.hands.write(code)
        play.keys("Enter")
        play.until_said("確認コードを受け付けました")
        play.at_rest()
    play.until_said("すべての受取人が、開けることを確認済みです")
    play.keys("Esc")
    play.until(phases.Opening)


@contextmanager
def playing(
    place: Venue,
    qtbot: QtBot,
    *,
    settings: Settings | None = None,
    announcer: Announcer | None = None,
) -> Iterator[Playing]:
    """Run the station of ``place`` inside the block; ``settings`` say whether it runs a line."""
    make_app()
    settings = settings or Settings()
    clock = place.clock
    bridge = Bridge(Latest[Observation](), Latest[Frame](), clock=SystemClock())
    with ExitStack() as stack:
        stack.callback(bridge.deleteLater)
        store = stack.enter_context(WorkerBackground("storage", bridge.deliver))
        opened = partial(open_station, place.data, clock, backups=place.backups)
        station = store.call(opened)
        stack.callback(store.call, station.close)
        printing = stack.enter_context(WorkerBackground("printing", bridge.deliver))
        queue = _queue(settings, stack, bridge, station, announcer)
        doors = Doors(
            clock=clock,
            queue=queue,
            slips=slip_doors(settings, stack, SystemClock(), queue=queue, printing=printing),
            station=station,
            documents=PdfPapers(),
            papers=PaperFolder(place.data / "papers"),
            portraits=Photos(),
            room=Room(),
            walls=Walls(),
            sheets=Sheets(),
            background=store,
            printing=printing,
            deliver=bridge.deliver,
            watch=_nobody_watches,
            lock_light=_no_light,
            office=OfficeDoor(station=station.profile.station, book=station.office_if_begun),
        )
        session = _session(doors, settings)
        screens, pick = _screens(session, clock, settings)
        stack.callback(screens.close)
        play = Playing(
            place=place,
            session=session,
            screens=screens,
            hands=Hands(screens.staff),
            finger=Finger(screens.applicant),
            pick=pick,
            qtbot=qtbot,
        )
        session.attend(screens.show_view)
        session.camera_changed(CameraStatus(state=CameraState.LIVE))
        screens.open()
        screens.staff.activateWindow()
        QApplication.processEvents()
        yield play


def _queue(
    settings: Settings,
    stack: ExitStack,
    bridge: Bridge,
    station: Station,
    announcer: Announcer | None,
) -> QueueDoors | None:
    return open_queue(
        settings,
        stack,
        bridge.deliver,
        SystemClock(),
        book=station,
        announcer=announcer or SilentAnnouncer(),
        order=MemoryOrder(),
        board=_no_monitor,
        scanner=_no_scanner,
    )


def _no_scanner() -> ScannerState:
    return ScannerState.NONE


def _session(doors: Doors, settings: Settings) -> Session:
    facts = StationFacts(
        station_name="研修会場",
        venue="研修会場",
        training=False,
        procedure=Procedure(settings.sitting.procedure),
        queue=queue_facts(settings),
    )
    return Session(doors, facts, ScriptedGuide(), light_policy())


def _screens(session: Session, clock: Clock, settings: Settings) -> tuple[StationScreens, Pick]:
    """Return the windows and the file dialog's stand-in."""
    screens = StationScreens(
        session,
        catalogue(Language.JA),
        (catalogue(Language.JA), catalogue(Language.EN)),
        form_today=lambda: business_date_at(clock.now()),
        now=lambda: clock.now().astimezone(JST),
        board=make_board(settings, catalogue(Language.JA), training=False),
    )
    pick = Pick()
    for page in screens.staff.pages.office.every():
        page.picker = pick
    return screens, pick


def _nobody_watches(_wanted: bool) -> None:
    """Read no faces: photos come ready."""


def _no_monitor() -> bool | None:
    """Have no monitor for the board: it lies behind the staff window."""
    return False


def _no_light() -> None:
    """Hold no camera's light."""
