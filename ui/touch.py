"""Somebody is at the station: keys, mouse and touch of every window, told at most once a second."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from kiosk.ports import Clock

EVERY_NS = 1_000_000_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class TouchWatch(QObject):
    """Looks at every event of the application and lets all of them pass."""

    def __init__(self, touched: Callable[[], None], clock: Clock) -> None:
        super().__init__()
        self._touched = touched
        self._clock = clock
        self._told_ns: int | None = None

    def start(self) -> None:
        """Begin to watch; an application must exist."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell of a touch, unless one was told a moment ago."""
        if event.type() in _TOUCHES:
            now = self._clock.monotonic_ns()
            if self._told_ns is None or now - self._told_ns >= EVERY_NS:
                self._told_ns = now
                self._touched()
        return False
