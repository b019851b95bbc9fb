"""The one object between the core and the screens; owns the frame timer and the clock's tick."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.domain.frame import Frame, Observation
from kiosk.ports import CameraStatus, Clock
from kiosk.threads import Latest
from kiosk.workflow.snapshots import LiveView
from ui.heartbeat import Heartbeat

# A look at an empty box costs 20 µs, and a longer tick is paid in full by the slowest frames:
# 12 ms added 5.6 ms to the median and 11 ms to the 95th percentile from light to screen.
TICK_MS = 4
SECOND_MS = 1000
STALE_NS = 250_000_000  # after this without an observation, a preview is shown without overlay
LATENCIES_KEPT = 10_000  # five minutes at 30 frames a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who is told what, always on the main thread."""

    on_observation: Callable[[Observation], LiveView | None]
    show_frame: Callable[[Frame, LiveView | None], None]
    on_status: Callable[[CameraStatus], None]
    pass_time: Callable[[], None]
    """About once a second."""


class Bridge(QObject):
    """Brings facts from any thread to the main thread, and the newest frame to the screens."""

    _work_arrived = Signal(object)

    def __init__(
        self,
        observations: Latest[Observation],
        previews: Latest[Frame],
        *,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._observations = observations
        self._previews = previews
        self._clock = clock
        self._listeners: Listeners | None = None
        self._observed_at_ns = 0
        self._latencies_ms: deque[float] = deque(maxlen=LATENCIES_KEPT)
        self._painted = 0
        self.heartbeat = Heartbeat(clock, self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND_MS)
        self._seconds.timeout.connect(self._second_passed)
        self._work_arrived.connect(self._do, Qt.ConnectionType.QueuedConnection)

    @property
    def frames_painted(self) -> int:
        """Return how many frames reached a screen."""
        return self._painted

    @property
    def latencies_ms(self) -> tuple[float, ...]:
        """Return, per painted frame, the time from capture to the end of its painting."""
        return tuple(self._latencies_ms)

    def deliver(self, work: Callable[[], None]) -> None:
        """Have ``work`` called on the main thread, in order; from any thread."""
        self._work_arrived.emit(work)

    def post_status(self, status: CameraStatus) -> None:
        """Have the camera's state told on the main thread; from any thread."""
        self.deliver(lambda: self._tell_status(status))

    def start(self, listeners: Listeners) -> None:
        """Begin to bring frames and to tell that time passes."""
        self._listeners = listeners
        self._timer.start()
        self._seconds.start()

    def stop(self) -> None:
        """Bring no more frames; facts that were posted are still told."""
        self._timer.stop()
        self._seconds.stop()

    def forget_figures(self) -> None:
        """Count frames, latencies and blocks anew."""
        self._latencies_ms.clear()
        self._painted = 0
        self.heartbeat.reset()

    @Slot(object)
    def frame_painted(self, captured_at_ns: int) -> None:
        """Note that a screen has finished painting a frame."""
        self._painted += 1
        self._latencies_ms.append((self._clock.monotonic_ns() - captured_at_ns) / 1e6)

    def _tell_status(self, status: CameraStatus) -> None:
        if self._listeners is not None:
            self._listeners.on_status(status)

    @Slot(object)
    def _do(self, work: Callable[[], None]) -> None:
        work()

    @Slot()
    def _second_passed(self) -> None:
        if self._listeners is not None:
            self._listeners.pass_time()

    @Slot()
    def _tick(self) -> None:
        if self._listeners is None:
            return
        observation, preview = self._observations.take(), self._previews.take()
        if observation is not None:
            self._observed_at_ns = self._clock.monotonic_ns()
            live = self._listeners.on_observation(observation)
            self._listeners.show_frame(observation.frame, live)
        elif preview is not None and self._clock.monotonic_ns() - self._observed_at_ns > STALE_NS:
            self._listeners.show_frame(preview, None)
