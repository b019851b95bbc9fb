"""A running station: threads, store, session and windows, joined and taken apart in one place."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from camera.codes import CodeLoop
from camera.loops import AnalysisLoop, CaptureLoop
from camera.portrait import Portraitist
from camera.room import RoomMeter
from camera.slowlook import LiveEye
from camera.source import open_source
from camera.stilleye import StillEye
from camera.watch import PATIENCE_NS
from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.devices.printing import own_command
from kiosk.documents.papers import PdfPapers
from kiosk.domain.dates import JST
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.intake import Procedure
from kiosk.domain.scan import scan_reader
from kiosk.domain.sheet import Paper, PaperTarget
from kiosk.guidance.light_policy import light_policy
from kiosk.guidance.policy import Policy, photo_policy, read_policy
from kiosk.heap import settle, wipe_when_freed
from kiosk.logs import start_logging, stop_logging
from kiosk.native import mute_native_libraries
from kiosk.ports import ScannerState
from kiosk.settings import Settings
from kiosk.texts import Language, catalogue
from kiosk.threads import Latest, Worker
from kiosk.wiring.line import ScanDoor, Scanners, make_board, open_queue, queue_facts
from kiosk.wiring.sheets import sheet_printer
from kiosk.wiring.slips import slip_doors
from kiosk.workflow.gatelook import OfficeDoor
from kiosk.workflow.live import PolicyGuide
from kiosk.workflow.session import Session
from kiosk.workflow.snapshots import LiveView, StationView
from kiosk.workflow.stage import Doors, QueueDoors, StationFacts, business_date_at
from storage.orderfile import OrderFile
from storage.papers import PaperFolder
from storage.station import Station, open_station
from storage.walls import WallFile
from ui.app import theme_of
from ui.bridge import Bridge, Listeners
from ui.monitor_memory import MonitorMemory
from ui.monitors import SecondScreen
from ui.screens import StationScreens
from ui.sound.station import station_announcer
from ui.touch import TouchWatch
from ui.voice import QtVoice, Speaker

PRINT_MARGIN_S = 10.0  # a print that reached its deadline is given up within this
FROZEN_AFTER_S = PATIENCE_NS / 1e9


OWN_POLICY = "photo_policy.toml"


def policy_of(folder: Path) -> Policy:
    """Return the station's own limits (`kiosk photo calibrate`), else those that are shipped."""
    own = folder / OWN_POLICY
    return read_policy(own) if own.exists() else photo_policy()


@dataclass(frozen=True, slots=True, kw_only=True)
class StationPlan:
    """What a station is started with.

    ``kiosk`` lets nobody out but a lead. ``frozen_after_s`` is how long the very same picture may
    come before nobody believes it.
    """

    folder: Path
    settings: Settings
    camera: str
    sign_in_hint: str = ""
    kiosk: bool = False
    frozen_after_s: float = FROZEN_AFTER_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """A running station, for whoever drives it: the event loop, a played day, a benchmark.

    ``show`` brings a view to the screens and to the voice.
    """

    session: Session
    show: Callable[[StationView], None]
    screens: StationScreens
    bridge: Bridge
    capture: CaptureLoop
    analysis: AnalysisLoop


@dataclass(frozen=True, slots=True)
class _Eyes:
    """The threads that look, and the boxes they fill."""

    capture: CaptureLoop
    analysis: AnalysisLoop
    codes: CodeLoop
    scans: ScanDoor
    bridge: Bridge
    wanted: threading.Event

    def watch(self, wanted: bool) -> None:  # noqa: FBT001 - the port `kiosk.ports.Watch`
        """Have faces read from now on, or no longer."""
        wipe_when_freed(not wanted)
        if wanted:
            self.wanted.set()
        else:
            self.wanted.clear()


@dataclass(frozen=True, slots=True)
class _Faces:
    """What a person sees and hears of the station."""

    screens: StationScreens
    speaker: Speaker

    def show_view(self, view: StationView) -> None:
        """Bring a view to the screens and to the voice."""
        self.screens.show_view(view)
        self.speaker.show_view(view)


class _Board:
    """Where the session asks how the board is: it is made before the screens are."""

    screens: StationScreens | None = None

    def shown(self) -> bool | None:
        """Tell whether the board is on a monitor of its own; None: there is none."""
        return self.screens.board_shown() if self.screens is not None else None


@contextmanager
def running_station(plan: StationPlan) -> Iterator[Rig]:
    """Run a station inside the block; a QApplication must exist.

    It ends in this order: capture, analysis, waiting jobs, windows, keys and store, the log.
    """
    mute_native_libraries()
    clock = SystemClock()
    with ExitStack() as stack:
        stack.enter_context(_quick_turns())
        stack.callback(stop_logging, start_logging(plan.folder / "logs"))
        eyes = _open_eyes(plan, clock)
        stack.callback(eyes.bridge.stop)
        # The camera opens and the models load while store and windows are made; what the threads
        # post meanwhile waits for the event loop. They end first, so their end is noted last.
        threads = ExitStack()
        stack.callback(threads.close)
        threads.enter_context(Worker("analysis", eyes.analysis.run))
        threads.enter_context(Worker("capture", eyes.capture.run))
        if plan.settings.scanner.camera:
            threads.enter_context(Worker("codes", eyes.codes.run))
        store = stack.enter_context(WorkerBackground("storage", eyes.bridge.deliver))
        backups = plan.settings.backup.place
        station = store.call(partial(open_station, plan.folder, clock, backups=backups))
        stack.callback(store.call, station.close)
        policy = policy_of(plan.folder)
        doors = _open_doors(plan, clock, stack, eyes, store, station=station, policy=policy)
        board, scanners = _Board(), Scanners(plan.settings)
        queue = _queue(
            plan, clock, stack, eyes, station=station, board=board, scanner=scanners.state
        )
        slips = slip_doors(plan.settings, stack, clock, queue=queue, printing=doors.printing)
        session = _session(plan, station, replace(doors, queue=queue, slips=slips), policy)
        screens = board.screens = _screens(plan, clock, session, training=station.profile.training)
        stack.callback(screens.close)
        eyes.scans.lead_to(session.take_scan)
        scanners.start(stack, session.take_scan)
        screens.on_painted(eyes.bridge.frame_painted)
        faces = _Faces(screens=screens, speaker=_speaker(plan, screens))
        session.attend(faces.show_view)
        eyes.bridge.start(_listeners(session, faces, clock))
        touches = TouchWatch(session.touch, clock, screens.public)
        touches.start()
        stack.callback(touches.stop)
        stack.callback(threads.close)
        settle()
        wipe_when_freed(True)  # noqa: FBT003 - as the port
        yield Rig(
            session=session,
            show=faces.show_view,
            screens=screens,
            bridge=eyes.bridge,
            capture=eyes.capture,
            analysis=eyes.analysis,
        )


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Have Python's threads take turns every millisecond instead of every five.

    Two threads look while the main one paints: measured, the 95th percentile from frame to overlay
    falls from 58–72 ms to 47–52 ms on two cores.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _open_doors(
    plan: StationPlan,
    clock: SystemClock,
    stack: ExitStack,
    eyes: _Eyes,
    store: WorkerBackground,
    *,
    station: Station,
    policy: Policy,
) -> Doors:
    """Return everything outside that the session works with; ``stack`` closes it."""
    settings = plan.settings
    still_eye = StillEye(clock)
    stack.callback(store.call, still_eye.close)
    # A printer may be waited for until its deadline; the records must not wait with it.
    patience_s = settings.print.deadline_s + PRINT_MARGIN_S
    printing = WorkerBackground("printing", eyes.bridge.deliver, patience_s=patience_s)
    return Doors(
        clock=clock,
        station=station,
        documents=PdfPapers(),
        papers=PaperFolder(plan.folder / "papers"),
        portraits=Portraitist(clock, policy, still_eye),
        room=RoomMeter(clock, still_eye),
        walls=WallFile(plan.folder),
        sheets=sheet_printer(settings.print, settings.screen.language),
        background=store,
        printing=stack.enter_context(printing),
        deliver=eyes.bridge.deliver,
        watch=eyes.watch,
        lock_light=eyes.capture.ask_lock,
        watch_codes=eyes.codes.watch,
        office=OfficeDoor(station=station.profile.station, book=station.office_if_begun),
    )


def _queue(
    plan: StationPlan,
    clock: SystemClock,
    stack: ExitStack,
    eyes: _Eyes,
    *,
    station: Station,
    board: _Board,
    scanner: Callable[[], ScannerState],
) -> QueueDoors | None:
    """Return what the line works with; ``stack`` closes it. None where there is no line."""
    heard = plan.settings.queue.enabled and plan.settings.board.enabled
    sound = heard and plan.settings.board.sound
    return open_queue(
        plan.settings,
        stack,
        eyes.bridge.deliver,
        clock,
        book=station,
        announcer=station_announcer(own_command() if sound else None),
        order=OrderFile(plan.folder, plan.settings.queue.rules.order),
        board=board.shown,
        scanner=scanner,
    )


def _open_eyes(plan: StationPlan, clock: SystemClock) -> _Eyes:
    observations, previews, frames = Latest[Observation](), Latest[Frame](), Latest[Frame]()
    unread = Latest[Frame]()
    bridge = Bridge(observations, previews, clock=clock)
    source = partial(open_source, plan.camera, clock, orientation=plan.settings.camera.orientation)
    wanted = threading.Event()
    scans = ScanDoor(bridge.deliver)
    source()  # words that name no camera are refused here, not in a thread
    return _Eyes(
        capture=CaptureLoop(
            source,
            clock,
            previews,
            frames,
            bridge.post_status,
            patience_ns=int(plan.frozen_after_s * 1e9),
        ),
        analysis=AnalysisLoop(
            partial(LiveEye, clock),
            frames,
            observations,
            clock,
            bridge.post_status,
            wanted=wanted,
            unread=unread,
        ),
        codes=CodeLoop(unread, clock, scans.post, scan_reader(plan.settings.sitting.form_pattern)),
        scans=scans,
        bridge=bridge,
        wanted=wanted,
    )


def _session(plan: StationPlan, station: Station, doors: Doors, policy: Policy) -> Session:
    facts = StationFacts(
        station_name=plan.settings.screen.venue or station.profile.station,
        training=station.profile.training,
        venue=plan.settings.screen.venue,
        contact=plan.settings.sitting.contact,
        auto_capture=plan.settings.photo.auto_capture,
        light_check=plan.settings.photo.light_check,
        procedure=Procedure(plan.settings.sitting.procedure),
        paper=PaperTarget(
            paper=Paper(plan.settings.print.paper),
            photos=plan.settings.print.photos,
            printer=plan.settings.print.printer,
        ),
        queue=queue_facts(plan.settings),
    )
    guide = PolicyGuide(policy, hold_ms=plan.settings.photo.hold_ms)
    return Session(doors, facts, guide, light_policy())


def _screens(
    plan: StationPlan, clock: SystemClock, session: Session, *, training: bool
) -> StationScreens:
    screen = plan.settings.screen
    words = catalogue(Language(screen.language))
    return StationScreens(
        session,
        words,
        (catalogue(Language.JA), catalogue(Language(screen.applicant_language))),
        form_today=lambda: business_date_at(clock.now()),
        now=lambda: clock.now().astimezone(JST),
        sign_in_hint=plan.sign_in_hint,
        print_sheet=session.print_sheet,
        board=make_board(plan.settings, words, training=training),
        memory=MonitorMemory(plan.folder, SecondScreen(plan.settings.board.second_screen)),
        theme=theme_of(screen),
        kiosk=plan.kiosk,
        contact=plan.settings.sitting.contact,
    )


def _speaker(plan: StationPlan, screens: StationScreens) -> Speaker:
    speaker = Speaker(QtVoice(), on=plan.settings.photo.voice)
    screens.staff.pages.posing.give_voice(speaker)
    return speaker


def _listeners(session: Session, faces: _Faces, clock: SystemClock) -> Listeners:
    def observe(observation: Observation) -> LiveView | None:
        session.observe(observation)
        faces.speaker.show_live(session.live, observation.frame.captured_at_ns)
        return session.live

    def pass_time() -> None:
        session.pass_time()
        faces.screens.pass_time(clock.now())

    return Listeners(
        on_observation=observe,
        show_frame=faces.screens.show_frame,
        on_status=session.camera_changed,
        pass_time=pass_time,
    )
