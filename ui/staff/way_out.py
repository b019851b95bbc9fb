"""The question that ends the program, in place, over whatever page is seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from kiosk.workflow.snapshots import WayOut
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton, key_name, row_of
from ui.widgets.notice import NoticeBar
from ui.widgets.paragraph import Paragraph

KEY = "Ctrl+Shift+Q"
_VEIL = 153  # of 255: the page behind is seen to go on, and cannot be mistaken for what is asked
_WIDTH_PX = 640
_NOTICE_PX = 96  # three lines: the card keeps its size when something is said

Ask = Callable[[str, str], None]
"""Asks with log-in name and password."""


class WayOutPanel(QWidget):
    """Covers its window; Tab stays inside, and no key reaches the page below."""

    def __init__(
        self, window: QWidget, theme: Theme, texts: Catalogue, *, ask: Ask, stay: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._over, self._theme, self._ask, self._stay = window, theme, ask, stay
        self._focus_before: QWidget | None = None
        self.staff_id, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.notice = NoticeBar(theme, texts)
        self.notice.setMinimumHeight(theme.px(_NOTICE_PX))
        self.leave = KeyButton(texts["way_out.leave"], "Enter", theme, kind="primary")
        self.back = KeyButton(texts["way_out.stay"], "Esc", theme)
        self.leave.on_press(self._enter)
        self.back.on_press(self.withdraw)
        self._lay_out(texts)
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self, texts: Catalogue) -> None:
        self._card = QFrame(self)
        self._card.setProperty("role", "panel")
        self._column = column = QVBoxLayout(self._card)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(label(texts["way_out.title"], "title"))
        column.addWidget(Paragraph(texts["way_out.explain"], role="body"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(16)
        named = (("field.staff_id", self.staff_id), ("field.password", self.password))
        for row, (key, edit) in enumerate(named):
            name = label(texts[key], "strong")
            name.setBuddy(edit)
            edit.setAccessibleName(texts[key])
            grid.addWidget(name, row, 0)
            grid.addWidget(edit, row, 1)
        column.addLayout(grid)
        column.addWidget(self.notice)
        actions = row_of(self.back)
        actions.addStretch(1)
        actions.addWidget(self.leave)
        column.addLayout(actions)

    def ask(self) -> None:
        """Ask for a lead's name and password."""
        if self.isVisible():
            return
        self._focus_before = self._over.focusWidget()
        self._empty()
        self._stay()
        self.notice.show_error(None)
        self._place()
        self.show()
        self.raise_()
        self.staff_id.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Ask no longer: another page is seen; what was typed is forgotten."""
        self._focus_before = None
        self._empty()
        self.hide()

    def withdraw(self) -> None:
        """Go back to the page; what was typed is forgotten."""
        self._empty()
        self.hide()
        self._stay()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way(self, way: WayOut) -> None:
        """Turn the wheel while the password is checked; say why it was refused."""
        was_busy = self.leave.busy
        self.leave.set_busy(way.busy)
        for edit in (self.staff_id, self.password):
            edit.setReadOnly(way.busy)
        self._say(way.refused)
        if was_busy and not way.busy and self.isVisible():
            self.password.setFocus()

    def _say(self, refused: KioskError | None) -> None:
        self.notice.show_error(refused)
        self._place()

    def _place(self) -> None:
        """Cover the window, the card in its middle and as large as its words."""
        self.setGeometry(self._over.rect())
        width = min(self._theme.px(_WIDTH_PX), self.width() - 32)
        self._card.setFixedSize(width, self._column.totalHeightForWidth(width))
        free = self.size() - self._card.size()
        self._card.move(free.width() // 2, free.height() // 2)

    def _empty(self) -> None:
        for edit in (self.staff_id, self.password):
            edit.setText("")  # unlike clear(), this also forgets what could be undone

    def _enter(self) -> None:
        name, password = self.staff_id.text().strip(), self.password.text()
        if not name:
            self.staff_id.setFocus()
        elif not password:
            self.password.setFocus()
        elif not self.leave.busy:
            self.password.setText("")
            self._ask(name, password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with Enter or Esc; the page below gets no key."""
        match key_name(event):
            case "Enter" if not event.isAutoRepeat():
                (self.withdraw if self.back.hasFocus() else self._enter)()
            case "Esc":
                self.withdraw()
            case _:
                pass
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own name and kind
        """Go round inside the question."""
        stops: list[QWidget] = [self.staff_id, self.password, self.back, self.leave]
        at = next((i for i, one in enumerate(stops) if one.hasFocus()), -1)
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Cover the window in its new size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil over the page."""
        veil = QColor(self._theme.colours.veil)
        veil.setAlpha(_VEIL)
        with QPainter(self) as painter:
            painter.fillRect(QRectF(self.rect()), veil)
