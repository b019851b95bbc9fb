"""A USB scanner that types like a keyboard: its keys become one code and reach no field."""

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kiosk.domain.scan import ReadScan, read_scan, retell
from kiosk.ports import CodeSeen
from ui.scanner.gathering import Gathering, Key

HANDS_MS = 50  # scanners leave 1 to 30 ms between two keys, hands that know what they do 80
SILENCE_MS = 300  # a code comes in one go; what stops for that long is not finished
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_UNREADABLE = "\x00"  # a key of a code that writes nothing visible: the code is not one of ours
_HELD_BACK = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})


class KeyboardScanner(QObject):
    """Looks at the keys of every window; what hands type arrives as if it were not there."""

    def __init__(self, seen: CodeSeen, prefix: str = "", read: ReadScan = read_scan) -> None:
        super().__init__()
        self._seen = seen
        self._read = read
        self._prefix = prefix
        self._gathering = Gathering(prefix)
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._replaying = False
        self._without_ime: QWidget | None = None
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._fall_silent)

    @property
    def busy(self) -> bool:
        """Tell whether keys are being held."""
        return self._gathering.begun

    def start(self) -> None:
        """Begin to gather; an application must exist."""
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Gather no longer; what is held is dropped."""
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)
        self._silence.stop()
        self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what a scanner types."""
        if self._replaying:
            return False
        if isinstance(event, QInputMethodEvent):
            return self._composes(event)
        if event.type() in _HELD_BACK and isinstance(event, QKeyEvent):
            return self._takes(watched, event)
        return False

    def _takes(self, watched: QObject, event: QKeyEvent) -> bool:
        """Take a key event; tell whether nobody else may have it."""
        if event.type() is QEvent.Type.KeyRelease:
            return self._gathering.begun
        if event.type() is QEvent.Type.ShortcutOverride:
            return self._keeps_from_shortcuts(event)
        if event.key() in _ENTER and self._gathering.begun:
            return self._enter()
        if _is_bare_modifier(event):
            return self._gathering.begun
        if self._gathering.sure:
            self._gathering.press(event.text() if _is_typed(event) else _UNREADABLE)
            self._silence.start(SILENCE_MS)
            return True
        if _is_typed(event) and self._gathering.press(event.text()) is Key.HELD:
            self._hold(watched, event)
            return True
        self._give_back()
        return _is_typed(event) and self._begins_anew(watched, event)

    def _begins_anew(self, watched: QObject, event: QKeyEvent) -> bool:
        """Take a key that does not go on with what was held but may begin a prefix itself."""
        if self._gathering.press(event.text()) is Key.PASSES:
            return False
        self._hold(watched, event)
        return True

    def _keeps_from_shortcuts(self, event: QKeyEvent) -> bool:
        """Have a key of a code come as a key, not as a command."""
        ours = self._gathering.begun or self._gathering.may_begin(event.text())
        if ours and (_is_typed(event) or event.key() in _ENTER):
            event.accept()
            return True
        return False

    def _hold(self, watched: QObject, event: QKeyEvent) -> None:
        self._held.append((watched, event.clone()))
        if self._gathering.sure:
            self._held = []
        self._silence.start(SILENCE_MS if self._gathering.sure else HANDS_MS)

    def _enter(self) -> bool:
        ended = self._gathering.enter()
        if ended.hands:
            self._give_back()
            return False
        self._forget()
        self._seen(retell(self._read(ended.code)))
        return True

    def _fall_silent(self) -> None:
        if self._gathering.fall_silent().hands:
            self._give_back()
        self._forget()

    def _give_back(self) -> None:
        """Let what hands have typed go where it was going."""
        held, self._held = self._held, []
        self._silence.stop()
        self._gathering.forget()
        self._replaying = True
        try:
            for target, event in held:
                if isValid(target):
                    QCoreApplication.sendEvent(target, event)
        finally:
            self._replaying = False

    def _forget(self) -> None:
        self._held = []
        self._silence.stop()
        self._gathering.forget()
        if self._without_ime is not None and isValid(self._without_ime):
            self._without_ime.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._without_ime = None

    def _composes(self, event: QInputMethodEvent) -> bool:
        """Take a prefix out of the input method's hands; the rest of the code comes as keys."""
        written = event.commitString() or event.preeditString()
        typed = unicodedata.normalize("NFKC", written)
        if self._gathering.sure:
            return True
        if not self._prefix or not typed.startswith(self._prefix):
            return False
        field = QApplication.focusWidget()
        if field is not None:
            field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            self._without_ime = field
            self._replaying = True
            QCoreApplication.sendEvent(field, QInputMethodEvent())  # what was composed is gone
            self._replaying = False
        QGuiApplication.inputMethod().reset()
        for character in typed:
            self._gathering.press(character)
        self._silence.start(SILENCE_MS)
        return True


def _is_typed(event: QKeyEvent) -> bool:
    """Tell whether the key writes one visible character."""
    return (
        len(event.text()) == 1
        and event.text().isprintable()
        and not event.isAutoRepeat()
        and not event.modifiers() & _COMMAND
    )


def _is_bare_modifier(event: QKeyEvent) -> bool:
    """Tell whether it is Shift or the like: scanners press it before capitals."""
    return event.key() in {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock}
