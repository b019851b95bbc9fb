"""A running station: threads, store, session and windows, joined and taken apart in one place."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from camera.loops import AnalysisLoop, CaptureLoop
from camera.portrait import Portraitist
from camera.room import RoomMeter
from camera.slowlook import LiveEye
from camera.source import open_source
from camera.stilleye import StillEye
from camera.watch import PATIENCE_NS
from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.documents.papers import PdfPapers
from kiosk.domain.dates import JST
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.sheet import Paper, PaperTarget
from kiosk.guidance.light_policy import light_policy
from kiosk.guidance.policy import Policy, photo_policy, read_policy
from kiosk.heap import settle, wipe_when_freed
from kiosk.logs import start_logging, stop_logging
from kiosk.native import mute_native_libraries
from kiosk.settings import Settings
from kiosk.texts import Language, catalogue
from kiosk.threads import Latest, Worker
from kiosk.wiring.sheets import sheet_printer
from kiosk.workflow.live import PolicyGuide
from kiosk.workflow.session import Session
from kiosk.workflow.snapshots import LiveView, StationView
from kiosk.workflow.stage import Doors, StationFacts, business_date_at
from storage.papers import PaperFolder
from storage.station import Station, open_station
from storage.walls import WallFile
from ui.bridge import Bridge, Listeners
from ui.screens import StationScreens
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

    ``frozen_after_s`` is how long the very same picture may come before nobody believes it.
    """

    folder: Path
    settings: Settings
    camera: str
    sign_in_hint: str = ""
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
    """The two threads that look, and the boxes they fill."""

    capture: CaptureLoop
    analysis: AnalysisLoop
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
        store = stack.enter_context(WorkerBackground("storage", eyes.bridge.deliver))
        backups = plan.settings.backup.place
        station = store.call(partial(open_station, plan.folder, clock, backups=backups))
        stack.callback(store.call, station.close)
        policy = policy_of(plan.folder)
        doors = _open_doors(plan, clock, stack, eyes, store, station=station, policy=policy)
        session = _session(plan, station, doors, policy)
        screens = _screens(plan, clock, session)
        stack.callback(screens.close)
        screens.on_painted(eyes.bridge.frame_painted)
        faces = _Faces(screens=screens, speaker=_speaker(plan, screens))
        session.attend(faces.show_view)
        eyes.bridge.start(_listeners(session, faces))
        touches = TouchWatch(session.touch, clock)
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
    )


def _open_eyes(plan: StationPlan, clock: SystemClock) -> _Eyes:
    observations, previews, frames = Latest[Observation](), Latest[Frame](), Latest[Frame]()
    bridge = Bridge(observations, previews, clock=clock)
    source = partial(open_source, plan.camera, clock, orientation=plan.settings.camera.orientation)
    wanted = threading.Event()
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
        ),
        bridge=bridge,
        wanted=wanted,
    )


def _session(plan: StationPlan, station: Station, doors: Doors, policy: Policy) -> Session:
    facts = StationFacts(
        station_name=plan.settings.screen.venue or station.profile.station,
        training=station.profile.training,
        venue=plan.settings.screen.venue,
        auto_capture=plan.settings.photo.auto_capture,
        light_check=plan.settings.photo.light_check,
        paper=PaperTarget(
            paper=Paper(plan.settings.print.paper),
            photos=plan.settings.print.photos,
            printer=plan.settings.print.printer,
        ),
    )
    guide = PolicyGuide(policy, hold_ms=plan.settings.photo.hold_ms)
    return Session(doors, facts, guide, light_policy())


def _screens(plan: StationPlan, clock: SystemClock, session: Session) -> StationScreens:
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
    )


def _speaker(plan: StationPlan, screens: StationScreens) -> Speaker:
    speaker = Speaker(QtVoice(), catalogue(Language.JA), on=plan.settings.photo.voice)
    screens.staff.posing.give_voice(speaker)
    return speaker


def _listeners(session: Session, faces: _Faces) -> Listeners:
    def observe(observation: Observation) -> LiveView | None:
        session.observe(observation)
        faces.speaker.show_live(session.live, observation.frame.captured_at_ns)
        return session.live

    return Listeners(
        on_observation=observe,
        show_frame=faces.screens.show_frame,
        on_status=session.camera_changed,
        pass_time=session.pass_time,
    )
