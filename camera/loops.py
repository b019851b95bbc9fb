"""The capture and the analysis thread: what they do from start to stop, come what may."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from camera.errors import AnalysisWorkerError, CaptureWorkerError
from camera.meter import LoopStats, Meter
from camera.retry import Backoff, RestartBudget
from camera.watch import PATIENCE_NS, PictureWatch, glance_at
from kiosk.domain.frame import Frame, Observation
from kiosk.errors import KioskError
from kiosk.ports import (
    CameraState,
    CameraStatus,
    Clock,
    FaceAnalyser,
    FrameSource,
    SourceDescription,
)
from kiosk.threads import Latest

_log = logging.getLogger(__name__)
LISTEN_S = 0.1  # how late a loop without frames may notice that it is to stop

Post = Callable[[CameraStatus], None]


class CaptureLoop:
    """Reads a camera for as long as the program runs; opens it again whenever it is bad.

    A frozen picture is kept from everyone: a photo of the past must not be taken. A black one is
    shown to staff but not analysed. ``post`` is called in the capture thread, once per change.
    """

    def __init__(
        self,
        source_factory: Callable[[], FrameSource],
        clock: Clock,
        preview: Latest[Frame],
        analysis: Latest[Frame],
        post: Post,
        *,
        backoff: Backoff | None = None,
        patience_ns: int = PATIENCE_NS,
    ) -> None:
        self._source_factory = source_factory
        self._clock = clock
        self._preview = preview
        self._analysis = analysis
        self._post = post
        self._backoff = backoff or Backoff()
        self._watch = PictureWatch(patience_ns)
        self._meter = Meter()
        self._said: CameraStatus | None = None
        self._lock_asked = threading.Event()

    def ask_lock(self) -> None:
        """Have exposure and white balance held from the next good frame on; from any thread.

        What came of it is said: ``source.light_locked``, or the names in ``source.refused``.
        """
        self._lock_asked.set()

    @property
    def stats(self) -> LoopStats:
        """Return how capture is doing; drops are frames that the analysis never took."""
        return self._meter.stats

    def run(self, stop: threading.Event) -> None:
        """Serve frames until ``stop`` is set or the camera is out of service."""
        budget = RestartBudget()
        self._say(CameraState.OPENING)
        while not stop.is_set():
            try:
                self._serve(self._source_factory(), stop)
            except KioskError as error:
                self._say(CameraState.LOST, error_key=error.message_key)
            except Exception:  # noqa: BLE001 - a worker's rim
                _log.exception("capture failed")
                if not budget.spend(self._clock.monotonic_ns()):
                    self._say(CameraState.OUT_OF_SERVICE, error_key=CaptureWorkerError.message_key)
                    return
            stop.wait(0 if stop.is_set() else self._backoff.next())

    def _serve(self, source: FrameSource, stop: threading.Event) -> None:
        while not stop.is_set():
            started_ns = self._clock.monotonic_ns()
            try:
                self._play(source, stop)
            except KioskError as error:
                self._say(CameraState.LOST, error_key=error.message_key)
            finally:
                source.close()
            spent_s = (self._clock.monotonic_ns() - started_ns) / 1e9
            stop.wait(0 if stop.is_set() else self._backoff.next(spent_s))

    def _play(self, source: FrameSource, stop: threading.Event) -> None:
        """Serve one opening: until stop, an error, or a picture that stays bad."""
        description = source.open()
        self._watch.reopened(self._clock.monotonic_ns(), still=description.still)
        while not stop.is_set():
            frame = source.read()
            now_ns = self._clock.monotonic_ns()
            state = self._watch.see(glance_at(frame.pixels), now_ns)
            self._hand_over(frame, state)
            if state is CameraState.LIVE and self._lock_asked.is_set():
                self._lock_asked.clear()
                description = _locked(description, source.lock_light())
            self._say(state, description)
            if state is CameraState.LIVE:
                self._backoff.reset()
            elif self._watch.wants_reopening(now_ns):
                return

    def _hand_over(self, frame: Frame, state: CameraState) -> None:
        if state is not CameraState.FROZEN:
            self._preview.put(frame)
        if state is CameraState.LIVE:
            self._analysis.put(frame)
        now_ns = self._clock.monotonic_ns()
        self._meter.count(frame.captured_at_ns, now_ns, dropped=self._analysis.dropped)

    def _say(
        self,
        state: CameraState,
        source: SourceDescription | None = None,
        error_key: str = "",
    ) -> None:
        status = CameraStatus(state=state, source=source, error_key=error_key)
        if status == self._said:
            return
        self._said = status
        _log.info("camera is %s %s", state.value, error_key)
        self._post(status)


def _locked(description: SourceDescription, refused: tuple[str, ...]) -> SourceDescription:
    """Return the description with what came of asking for the light to be held."""
    names = dict.fromkeys((*description.refused, *refused))
    return replace(description, refused=tuple(names), light_locked=not refused)


class AnalysisLoop:
    """Analyses the newest frame, then the next newest; skips what it has no time for."""

    def __init__(
        self,
        analyser_factory: Callable[[], FaceAnalyser],
        box: Latest[Frame],
        out: Latest[Observation],
        clock: Clock,
        post: Post,
        *,
        wanted: threading.Event | None = None,
        unread: Latest[Frame] | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        """``post`` hears of it only when analysis is out of service.

        While ``wanted`` is not set, frames pass unread into ``unread``: nobody sits there.
        """
        self._wanted = wanted
        self._unread = unread
        self._analyser_factory = analyser_factory
        self._box = box
        self._out = out
        self._clock = clock
        self._post = post
        self._backoff = backoff or Backoff()
        self._meter = Meter()

    @property
    def stats(self) -> LoopStats:
        """Return how analysis is doing; drops are observations that nobody took."""
        return self._meter.stats

    def run(self, stop: threading.Event) -> None:
        """Analyse until ``stop`` is set or analysis is out of service."""
        budget = RestartBudget()
        while not stop.is_set():
            try:
                with self._analyser_factory() as analyser:
                    self._serve(analyser, stop)
            except KioskError as error:  # a model is missing or damaged: it will not come back
                self._give_up(error.message_key)
                return
            except Exception:  # noqa: BLE001 - a worker's rim
                _log.exception("analysis failed")
                if not budget.spend(self._clock.monotonic_ns()):
                    self._give_up(AnalysisWorkerError.message_key)
                    return
                stop.wait(self._backoff.next())

    def _serve(self, analyser: FaceAnalyser, stop: threading.Event) -> None:
        while not stop.is_set():
            frame = self._box.wait(LISTEN_S)
            if frame is None:
                continue
            if not (self._wanted is None or self._wanted.is_set()):
                if self._unread is not None:
                    self._unread.put(frame)
                continue
            self._out.put(analyser.observe(frame))
            now_ns = self._clock.monotonic_ns()
            self._meter.count(frame.captured_at_ns, now_ns, dropped=self._out.dropped)
            self._backoff.reset()

    def _give_up(self, error_key: str) -> None:
        _log.error("analysis is out of service: %s", error_key)
        self._post(CameraStatus(state=CameraState.OUT_OF_SERVICE, error_key=error_key))
