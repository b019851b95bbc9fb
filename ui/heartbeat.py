"""How long the main thread was ever away: a short timer that notices when it comes late."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from kiosk.ports import Clock

BEAT_MS = 5


class Heartbeat(QObject):
    """Counts the longest time the main thread did not answer, from `start` until `stop`."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last_ns = 0
        self._worst_ns = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    @property
    def max_block_ms(self) -> float:
        """Return the longest lateness of a beat since the last reset."""
        return self._worst_ns / 1e6

    def reset(self) -> None:
        """Forget the longest block and count from now."""
        self._worst_ns = 0
        self._last_ns = self._clock.monotonic_ns()

    def start(self) -> None:
        """Begin to watch."""
        self.reset()
        self._timer.start()

    def excuse(self) -> None:
        """Count from now: what just held the main thread up was not the program's own work."""
        self._last_ns = self._clock.monotonic_ns()

    def stop(self) -> None:
        """Stop watching; the figure stays."""
        self._timer.stop()

    @Slot()
    def _beat(self) -> None:
        now = self._clock.monotonic_ns()
        self._worst_ns = max(self._worst_ns, now - self._last_ns - BEAT_MS * 1_000_000)
        self._last_ns = now
