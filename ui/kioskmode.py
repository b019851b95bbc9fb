"""Kiosk mode: what leads out of the program by key, mouse or gesture arrives nowhere.

What the operating system keeps for itself (the Windows key, Ctrl+Alt+Del, a terminal's Ctrl+Alt+F1)
never reaches a program: `docs/kiosk-mode.md` says how it is taken away there.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_HELD = "kioskHeld"
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HELD_DOWN = _CTRL | _ALT | _SHIFT
_WAYS_OUT = frozenset(
    {
        (_ALT, Qt.Key.Key_F4),  # close
        (_CTRL, Qt.Key.Key_F4),
        (_CTRL, Qt.Key.Key_Q),
        (_CTRL, Qt.Key.Key_W),
        (_NONE, Qt.Key.Key_F11),  # leave full screen
        (_ALT, Qt.Key.Key_Return),
        (_ALT, Qt.Key.Key_Space),  # the window's own menu
        (_ALT, Qt.Key.Key_F7),  # move, size, smaller, larger: X11
        (_ALT, Qt.Key.Key_F8),
        (_ALT, Qt.Key.Key_F9),
        (_ALT, Qt.Key.Key_F10),
        (_ALT, Qt.Key.Key_F2),  # run a command: X11
        (_ALT, Qt.Key.Key_Tab),  # switch: delivered where nobody else takes it
        (_ALT | _SHIFT, Qt.Key.Key_Backtab),
        (_ALT, Qt.Key.Key_Escape),
        (_CTRL, Qt.Key.Key_Escape),
        (_CTRL | _SHIFT, Qt.Key.Key_Escape),
        (_CTRL | _ALT, Qt.Key.Key_Delete),
        (_CTRL | _ALT, Qt.Key.Key_T),  # a terminal
        (_SHIFT, Qt.Key.Key_F10),  # the context menu by key
    }
)
_NEVER = frozenset(
    {
        Qt.Key.Key_Print,
        Qt.Key.Key_SysReq,
        Qt.Key.Key_Menu,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_Explorer,
        Qt.Key.Key_HomePage,
        Qt.Key.Key_LaunchMail,
        Qt.Key.Key_LaunchMedia,
        Qt.Key.Key_Calculator,
        Qt.Key.Key_Search,
        Qt.Key.Key_Help,
        Qt.Key.Key_Back,
        Qt.Key.Key_Forward,
        Qt.Key.Key_PowerOff,
        Qt.Key.Key_Sleep,
        Qt.Key.Key_LogOff,
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_BUTTONS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)
_GESTURES = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.NativeGesture,
        QEvent.Type.Gesture,
        QEvent.Type.GestureOverride,
    }
)


def hold(*windows: QWidget) -> None:
    """Mark the windows as kept in kiosk mode, before they are shown: no frame, no buttons."""
    for window in windows:
        window.setProperty(_HELD, True)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)


def is_held(window: QWidget) -> bool:
    """Tell whether the window is kept in kiosk mode."""
    return bool(window.property(_HELD))


def keep_from_focus(*windows: QWidget) -> None:
    """Have a touch in these windows leave the keyboard where it is: with staff."""
    for window in windows:
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)


class KioskGuard(QObject):
    """Looks at every event of the application and takes what leads out of it."""

    def __init__(self, windows: Sequence[QWidget]) -> None:
        super().__init__()
        self._windows = tuple(windows)

    def start(self) -> None:
        """Begin to guard; an application must exist."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Let everything pass again."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what leads out; bring back what was made small."""
        kind = event.type()
        if kind in _KEYS:
            return isinstance(event, QKeyEvent) and _takes_key(event)
        if kind in _BUTTONS:
            return isinstance(event, QMouseEvent) and event.button() != Qt.MouseButton.LeftButton
        if kind is QEvent.Type.Wheel:  # Ctrl and the wheel make some widgets' words larger
            return isinstance(event, QWheelEvent) and bool(event.modifiers() & _CTRL)
        if kind is QEvent.Type.Polish and isinstance(watched, QLineEdit):
            watched.setDragEnabled(False)  # words would be carried into another program
        if kind is QEvent.Type.WindowStateChange and watched in self._windows:
            self._bring_back(watched)
        return kind in _GESTURES

    def _bring_back(self, watched: QObject) -> None:
        if isinstance(watched, QWidget) and watched.isMinimized():
            QTimer.singleShot(0, watched, lambda: _enlarge(watched))


def _enlarge(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)


def _takes_key(event: QKeyEvent) -> bool:
    """Tell whether the key leads out; what the input method asks for is not among them."""
    if event.key() in _NEVER or event.modifiers() & Qt.KeyboardModifier.MetaModifier:
        return True
    return (event.modifiers() & _HELD_DOWN, event.key()) in _WAYS_OUT
