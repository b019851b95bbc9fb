"""A button with its key written on it; it keeps its size while it is busy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.signs import paint_wheel
from ui.theme import TARGET_PX, Theme

Kind = Literal["primary", "quiet", "danger", "choice"]
_WHEEL_MS = 33
_WHEEL_TURN_MS = 1200
_SPELLINGS = {"Return": "Enter", "Ctrl+Return": "Ctrl+Enter", "Shift+?": "?"}


def key_name(event: QKeyEvent) -> str:
    """Return the key as it is written on buttons, ``Enter`` for both of them."""
    if event.text() == "?":
        return "?"
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    code = event.key()
    named = QKeySequence(plain.value | code).toString(QKeySequence.SequenceFormat.PortableText)
    return _SPELLINGS.get(named, named)


@dataclass(frozen=True, slots=True)
class Action:
    """Something staff can do in one state: its key, its words, what it does."""

    key: str
    words: str
    run: Callable[[], None]
    also: tuple[str, ...] = ()
    """Further keys that do the same where no letter is being typed."""


class KeyButton(QPushButton):
    """Words at the left, key at the right; while busy a wheel turns in the key's place."""

    def __init__(self, words: str, key: str, theme: Theme, *, kind: Kind = "quiet") -> None:
        super().__init__()
        self._theme = theme
        self._phase = 0.0
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{words} {key}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._words, self._key = QLabel(words), QLabel(key)
        layout = self._row = QHBoxLayout(self)
        side = 24 if kind == "primary" else 16
        layout.setContentsMargins(side, 0, side, 0)
        layout.setSpacing(24 if kind == "primary" else 16)
        for label in (self._words, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        if not key:
            self._key.hide()
        self._least_height = theme.px(56 if kind == "primary" else TARGET_PX)
        self._run: Callable[[], None] | None = None
        self.clicked.connect(self._clicked)
        self._timer = QTimer(self)
        self._timer.setInterval(_WHEEL_MS)
        self._timer.timeout.connect(self._turn)

    def on_press(self, run: Callable[[], None]) -> None:
        """Have ``run`` called on every press that is not refused."""
        self._run = run

    @property
    def busy(self) -> bool:
        """Tell whether the wheel turns."""
        return bool(self.property("busy"))

    def set_words(self, words: str) -> None:
        """Change the words; the key stays."""
        self._words.setText(words)
        self.setAccessibleName(f"{words} {self._key.text()}".strip())

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Show the wheel and refuse presses, or stop doing so; size and focus stay."""
        if busy == self.busy:
            return
        self.setProperty("busy", busy)
        for widget in (self, self._words, self._key):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._key.setStyleSheet("color: transparent" if busy else "")
        if busy and self._theme.motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room words and key need."""
        inside = self._row.sizeHint()
        return QSize(inside.width(), max(self._least_height, inside.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button's words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the wheel while busy."""
        super().paintEvent(event)
        if self.busy:
            side = 28.0
            place = self._key.geometry().center()
            area = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
            painter = QPainter(self)
            paint_wheel(painter, area, QColor(self._theme.colours.key), phase=self._phase)

    @Slot()
    def _clicked(self) -> None:
        if self._run is not None and not self.busy:
            self._run()

    @Slot()
    def _turn(self) -> None:
        self._phase = (self._phase + _WHEEL_MS / _WHEEL_TURN_MS) % 1.0
        self.update()


def row_of(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Return a row without margins."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    return row
