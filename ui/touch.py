"""Somebody is at the station: keys, mouse and touch of every window, told at most once a second."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

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
    """Looks at every event of the application and lets all of them pass.

    ``public`` windows are anybody's: who takes a ticket there keeps no staff's session open.
    """

    def __init__(
        self, touched: Callable[[], None], clock: Clock, public: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._touched = touched
        self._clock = clock
        self._public = tuple(public)
        self._told_ns: int | None = None

    def start(self) -> None:
        """Begin to watch; an application must exist."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of a touch, unless one was told a moment ago."""
        if event.type() in _TOUCHES and not self._is_public(watched):
            now = self._clock.monotonic_ns()
            if self._told_ns is None or now - self._told_ns >= EVERY_NS:
                self._told_ns = now
                self._touched()
        return False

    def _is_public(self, watched: QObject) -> bool:
        """Tell whether the event is for one of the public windows, or for a widget inside."""
        inside = watched.window() if isinstance(watched, QWidget) else None
        return any(inside is one or watched is one.windowHandle() for one in self._public)
