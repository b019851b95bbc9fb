"""A button with its key written on it; it keeps its size while it is busy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.signs import paint_wheel
from ui.style import font
from ui.theme import TARGET_PX, StaffType, Theme

Kind = Literal["primary", "quiet", "danger", "choice", "check"]
MOST_HEIGHT_PX = 72  # large type: one and a half of the least target is enough to be hit
_WHEEL_MS = 33
_WHEEL_PX = 28.0
_WHEEL_TURN_MS = 1200
_SPELLINGS = {"Return": "Enter", "Ctrl+Return": "Ctrl+Enter", "Shift+?": "?"}


@dataclass(frozen=True, slots=True)
class _Look:
    colour: str
    size: StaffType
    side_px: int
    height_px: int


_LOOKS: dict[Kind, _Look] = {
    "primary": _Look("on_key", StaffType.TITLE, 24, 56),
    "quiet": _Look("key", StaffType.BODY, 16, TARGET_PX),
    "choice": _Look("key", StaffType.FIELD, 16, TARGET_PX),
    "check": _Look("key", StaffType.BODY, 12, TARGET_PX),
    "danger": _Look("bad", StaffType.BODY, 16, TARGET_PX),
}


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
        self._words, self._key = words, key
        self._look = _LOOKS[kind]
        self._phase = 0.0
        self._run: Callable[[], None] | None = None
        self.setProperty("kind", "choice" if kind == "check" else kind)
        self.setAccessibleName(f"{words} {key}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        self._timer = QTimer(self)
        self._timer.setInterval(_WHEEL_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Tell whether the wheel turns."""
        return bool(self.property("busy"))

    def on_press(self, run: Callable[[], None]) -> None:
        """Have ``run`` called on every press that is not refused."""
        self._run = run

    def set_words(self, words: str) -> None:
        """Change the words; the key stays."""
        self._words = words
        self.setAccessibleName(f"{words} {self._key}".strip())
        self.updateGeometry()
        self.update()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Show the wheel and refuse presses, or stop doing so; size and focus stay."""
        if busy == self.busy:
            return
        self.setProperty("busy", busy)
        self.style().unpolish(self)
        self.style().polish(self)
        if busy and self._theme.motion:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room words and key need."""
        metrics = QFontMetrics(self._font())
        width = metrics.horizontalAdvance(self._words) + 2 * self._look.side_px
        if self._key:
            width += metrics.horizontalAdvance(self._key) + self._look.side_px
        height = min(self._theme.px(self._look.height_px), MOST_HEIGHT_PX)
        return QSize(width + 2, max(height, metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button's words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, its words, and its key or the wheel."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setFont(self._font())
            colour = QColor(self._colour())
            painter.setPen(colour)
            side = self._look.side_px
            area = QRectF(self.rect()).adjusted(side, 0, -side, 0)
            middle = Qt.AlignmentFlag.AlignVCenter
            if not self._key:
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words)
                return
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, self._words)
            if self.busy:
                wheel = QRectF(area.right() - _WHEEL_PX, 0, _WHEEL_PX, _WHEEL_PX)
                wheel.moveTop(area.center().y() - _WHEEL_PX / 2)
                paint_wheel(painter, wheel, colour, phase=self._phase)
            else:
                painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, self._key)

    def _font(self) -> QFont:
        return font(self._theme, self._look.size, bold=True)

    def _colour(self) -> str:
        colours = self._theme.colours
        if self.busy:
            return colours.key
        if not self.isEnabled():
            return colours.sub
        if self.isCheckable() and self.isChecked():
            return colours.on_key
        return str(getattr(colours, self._look.colour))

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
