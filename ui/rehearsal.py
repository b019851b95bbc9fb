"""A day played through the real windows: a timer looks at the phase and presses the next key."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.domain.finding import Hint
from kiosk.errors import KioskError
from kiosk.ports import CameraState, Clock
from kiosk.training import script
from kiosk.training.lineplay import LineKeys, Printer
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView
from kiosk.workflow.snapshots import LiveView, StationView
from ui.hands import Finger, Hands
from ui.pictures import PictureBook
from ui.screens import StationScreens

_KEYS: dict[type[script.Act], str] = {
    script.PressPrimary: "Enter",
    script.TakeByHand: "M",
    script.Retake: "Ctrl+R",
    script.AskClose: "F10",
    script.GoOn: "N",
}
LOOK_MS = 30
HINTS_SHOWN = frozenset(Hint) - {Hint.NO_CAMERA, Hint.NO_FACE, Hint.HOLD_STILL, Hint.TAKING}
"""Each of these is pictured once, when a sitter is asked for it."""
RING_SHOWN = 0.4  # the picture of the posing page is taken when its ring can be seen
PAGES_TO_READ = 9  # large type takes several pages for one person's fields
RING_PATIENCE_NS = 4_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who plays: the lead's log-in, the second person's, and how many applicants come."""

    staff_id: str
    password: str
    second_id: str
    second_password: str
    applicants: int


def _leave_printer(_broken: bool) -> None:  # noqa: FBT001 - a switch
    """Stand in where there is no ticket printer."""


class Rehearsal(QObject):
    """Plays until the day is closed, pictures every page once on the way; `ended` says so."""

    ended = Signal()

    def __init__(
        self,
        part: Part,
        clock: Clock,
        screens: StationScreens,
        look: Callable[[], tuple[StationView, LiveView | None]],
        book: PictureBook,
        *,
        scan: Callable[[str], None],
        break_printer: Callable[[bool], None] = _leave_printer,
    ) -> None:
        """``scan`` takes what a scanner reads; ``break_printer`` has the ticket printer fail."""
        super().__init__()
        self._part = part
        self._clock = clock
        self._screens = screens
        self._look = look
        self._book = book
        self._break_printer = break_printer
        self._scan = scan
        self._hands = Hands(screens.staff)
        self._finger = Finger(screens.applicant)
        self._memory = script.Memory(applicants=part.applicants)
        self._pending: script.FillAndComplete | None = None
        self._seeing_ns: int | None = None
        self._settling = ""
        self.error: KioskError | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to play."""
        self._timer.start()

    def show_view(self, view: StationView) -> None:
        """Picture the phases that may be over before the next look."""
        if isinstance(
            view.phase, phases.Shooting | phases.Developing | phases.Sealing | phases.Closing
        ) or view.phase == phases.SignedOut(busy=True):
            self._book.picture(_name(view.phase), self._screens)

    @Slot()
    def _tick(self) -> None:
        try:
            self._play()
        except KioskError as error:
            self.error = error
            self._end()

    def _play(self) -> None:
        view, live = self._look()
        asks = isinstance(view.phase, phases.SignedOut | phases.Opening | phases.ConfirmingClose)
        if asks and view.notice is not None:
            raise view.notice  # it was refused: the same words would be refused again
        if not self._sees(view):
            return
        if self._pending is not None:
            self._complete(self._pending)
            return
        if not self._pictured(view, live):
            return
        now_ns = self._clock.monotonic_ns()
        act, self._memory = script.look(
            view.phase, self._memory, now_ns, queue=view.queue, case=view.case
        )
        match act:
            case None:
                return
            case script.SignIn():
                self._hands.sign_in(self._part.staff_id, self._part.password)
            case script.CloseByTwo():
                self._hands.sign_in(self._part.second_id, self._part.second_password)
            case script.Finish():
                self._end()
            case _:
                self._do(act)

    def _do(self, act: script.Act) -> None:
        match act:
            case script.Approve():
                self._hands.approve()
            case script.OverrideAndApprove():
                self._hands.override_and_approve()
            case script.OpenDay():
                self._hands.press("2")  # the second member is on duty too
                self._hands.press("Enter")
            case LineKeys(keys=keys, printer=printer):
                if printer is not None:
                    self._break_printer(printer is Printer.FAILS)
                for key in keys:
                    self._hands.press(key)
            case script.ApplicantTouches():
                self._touch()
            case script.ScanForm(form_id=form_id):
                self._scan(form_id)
            case script.FillAndComplete(form=form):
                self._hands.fill(form)
                self._pending = act
            case _:
                self._hands.press(_KEYS[type(act)])

    def _sees(self, view: StationView) -> bool:
        """Tell whether to go on; the light is not measured before the camera gives a picture.

        A day without a camera is given up; the error says what to do.
        """
        now = self._clock.monotonic_ns()
        lighting = isinstance(view.phase, phases.CheckingLight)
        needed = lighting or isinstance(view.phase, phases.Posing)
        if self._seeing_ns is None or not needed or view.camera.state is CameraState.LIVE:
            self._seeing_ns = now
        elif now - self._seeing_ns > script.BLIND_NS:
            raise script.TrainingBlindError(view.camera.error_key)
        return not lighting or view.camera.state is CameraState.LIVE

    def _touch(self) -> None:
        """Touch yes, page after page, until the station heard it; look again when it did not."""
        before = self._look()[0]
        for _ in range(PAGES_TO_READ):
            if not self._finger.touch_yes():
                break
            seen = self._look()[0]
            if (seen.phase, seen.case) != (before.phase, before.case):
                return
        self._memory = replace(self._memory, acted=False)

    def _complete(self, _filled: script.FillAndComplete) -> None:
        self._book.picture("filling-filled", self._screens)
        self._pending = None
        self._hands.press("Ctrl+Enter")

    def _pictured(self, view: StationView, live: LiveView | None) -> bool:
        """Picture the page once it shows what it is for; tell whether to go on."""
        name = _name(view.phase, live)
        if isinstance(view.phase, phases.Ready) and view.queue.enabled:
            name = _line_name(name, view.queue)
        passing = phases.Shooting | phases.Developing | phases.Sealing
        if name in self._book or isinstance(view.phase, passing):
            return True
        if isinstance(view.phase, phases.Posing):
            started = self._memory.phase == view.phase
            if not started:  # let the script notice when the sitting began
                return True
            waited = self._clock.monotonic_ns() - self._memory.since_ns
            ring = live is not None and (live.hold >= RING_SHOWN or live.hint in HINTS_SHOWN)
            if not ring and waited < RING_PATIENCE_NS:
                return True
        if name == self._settling:
            self._book.picture(name, self._screens)
        self._settling = name  # its layouts have their turn before the next look
        return False

    def _end(self) -> None:
        self._timer.stop()
        self.ended.emit()


def _line_name(name: str, queue: QueueView) -> str:
    """Return what the line shows now, so that each of its pages is pictured once."""
    if queue.papers:
        return f"{name}-paper-missing"
    if queue.parked:
        return f"{name}-parked"
    if queue.calls and queue.in_service:
        return f"{name}-called"
    return f"{name}-waiting" if queue.waiting else name


def _name(phase: phases.Phase, live: LiveView | None = None) -> str:
    spelled = "".join(f"-{c.lower()}" if c.isupper() else c for c in type(phase).__name__)
    name = spelled.removeprefix("-")
    match phase:
        case phases.SignedOut(busy=True):
            return f"{name}-busy"
        case phases.Opening(busy=True):
            return f"{name}-busy"
        case phases.DayClosed(outlook=None):
            return f"{name}-filing"
        case phases.Posing() if live is not None and live.hint in HINTS_SHOWN:
            return f"{name}-{live.hint.value}"
        case phases.CheckingLight(step=at, busy=busy, findings=findings):
            state = "-busy" if busy else "-measured" if findings is not None else ""
            return f"{name}-{at.value}{state}"
        case _:
            return name
