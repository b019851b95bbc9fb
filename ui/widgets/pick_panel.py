"""One of a few ways on, chosen by one key, over a page that waits below."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton, key_name
from ui.widgets.paragraph import Paragraph

Way = tuple[str, Callable[[], None]]
"""Words, and what is done when they are chosen."""
_COLUMNS = 2
_VEIL_ALPHA = 96
_WIDTH_PX, _MOST_PX = 720, 1240
_LOCKS = {"F12", "Ctrl+L"}  # whoever is called away must be able to lock from here, too


class PickPanel(QWidget):
    """Covers its window; Esc and Enter on the first button change nothing."""

    def __init__(self, window: QWidget, theme: Theme, stay: str) -> None:
        super().__init__(window)
        self._over, self._theme = window, theme
        self._ways: dict[str, KeyButton] = {}
        self._before: QWidget | None = None
        self._stay = KeyButton(stay, "Esc", theme)
        self._stay.on_press(self.withdraw)
        self._title = label(role="title")
        self._about = Paragraph(role="body", line_height=1.4)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        frame = QFrame()
        frame.setProperty("role", "panel")
        frame.setFixedWidth(min(theme.px(_WIDTH_PX), _MOST_PX))
        column = QVBoxLayout(frame)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._grid)
        column.addWidget(self._stay, 0, Qt.AlignmentFlag.AlignLeft)
        around = QVBoxLayout(self)
        around.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)
        self.hide()

    def ask(self, title: str, about: str, ways: Sequence[Way]) -> None:
        """Offer these ways with the keys 1, 2, 3 …; the keyboard stands on staying."""
        self._before = self._over.focusWidget()
        self._empty()
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        rows = -(-len(ways) // _COLUMNS)
        for at, (words, run) in enumerate(ways):
            button = KeyButton(words, str(at + 1), self._theme)
            button.on_press(partial(self._take, run))
            self._ways[str(at + 1)] = button
            self._grid.addWidget(button, at % rows, at // rows)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._stay.setFocus()

    def withdraw(self) -> None:
        """Go away; the keyboard is where it was."""
        if self.isHidden():
            return
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self.dismiss()

    def dismiss(self) -> None:
        """Go away together with the page."""
        self._before = None
        focused = self._over.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # hiding would have Qt look for the next one in here
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, stay with Esc; nothing reaches the page below."""
        key = key_name(event)
        if key in _LOCKS:
            event.ignore()
        elif key == "Esc":
            self.withdraw()
        elif key in self._ways and not event.isAutoRepeat():
            self._ways[key].click()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        """Go round among the buttons of the panel."""
        if self.isHidden():
            return super().focusNextPrevChild(next)
        every = [self._stay, *self._ways.values()]
        focused = self._over.focusWidget()
        at = [place for place, one in enumerate(every) if one is focused] or [0]
        to = every[(at[0] + (1 if next else -1)) % len(every)]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window also when it has grown."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a veil over the page."""
        veil = QColor(self._theme.colours.focus_line)
        veil.setAlpha(_VEIL_ALPHA)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), veil)

    def _take(self, run: Callable[[], None]) -> None:
        self.withdraw()
        run()

    def _empty(self) -> None:
        for button in self._ways.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._ways = {}
