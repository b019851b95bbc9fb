"""Rows of which one is chosen: days, media, people, certificates."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

_POINTER_PX = 24
_AROUND_PX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row says; ``name`` tells it from the others, the mark repeats ``state`` by shape."""

    name: str
    head: str
    about: str = ""
    state: str = ""
    verdict: Verdict | None = None


class ChosenList(ScrollBody):
    """Shows rows; the chosen one is marked by a sign, too, and always in sight."""

    def __init__(self, theme: Theme, texts: Catalogue, *, chosen: Callable[[], None]) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._theme, self._texts, self._chosen = theme, texts, chosen
        self._shown: tuple[Row, ...] = ()
        self._rows: list[_RowFrame] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self._soon = QTimer(self)  # what is around knows its places after the list knows its own
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._keep_in_sight)

    @property
    def name(self) -> str:
        """Return which row is chosen; empty when there is none."""
        return self._shown[self._at].name if self._shown else ""

    @property
    def row(self) -> QWidget | None:
        """Return what shows the chosen row."""
        return self._rows[self._at] if self._rows else None

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these; what was chosen stays so as long as it is there, else the first is."""
        if rows == self._shown:
            return
        before = self.name
        for frame in self._rows:
            self._column.removeWidget(frame)
            frame.setParent(None)
        self._shown = rows
        self._rows = [_RowFrame(one, self._theme) for one in rows]
        for at, frame in enumerate(self._rows):
            self._column.insertWidget(at, frame)
        names = [one.name for one in rows]
        self.setAccessibleName(" ".join(one.head for one in rows))
        self._choose(names.index(before) if before in names else 0)

    def choose(self, name: str) -> None:
        """Choose the row of this name, when there is one."""
        names = [one.name for one in self._shown]
        if name in names:
            self._choose(names.index(name))

    def choose_first(self) -> None:
        """Choose the first row."""
        self._choose(0)

    def choose_next(self, by: int) -> None:
        """Choose the row so many further, as far as there are any."""
        self._choose(self._at + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: the arrows choose, they do not scroll."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        super().mousePressEvent(event)
        place = self.viewport().mapFromGlobal(event.globalPosition().toPoint())
        for at, frame in enumerate(self._rows):
            corner = frame.mapTo(self.viewport(), frame.rect().topLeft())
            if frame.rect().translated(corner).contains(place):
                self._choose(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the chosen row in sight when the rows get their places."""
        handled = super().eventFilter(watched, event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self._rows:
            if self._theme.text_scale > 1:  # the page scrolls: one scroll bar is enough
                self._take_all_height()
                self._soon.start(0)
            self.ensureWidgetVisible(self._rows[self._at])
        return handled

    @Slot()
    def _keep_in_sight(self) -> None:
        """Have everything that scrolls around the list show the chosen row."""
        row, around = self.row, self.parentWidget()
        while row is not None and around is not None:
            if isinstance(around, QScrollArea) and row.isVisible():
                around.ensureWidgetVisible(row, 0, self._theme.px(_AROUND_PX))
            around = around.parentWidget()

    def _take_all_height(self) -> None:
        if (inside := self.widget()) is not None:
            self.setMinimumHeight(inside.heightForWidth(self.viewport().width()) + 2)

    def _choose(self, at: int) -> None:
        self._at = max(0, min(at, len(self._rows) - 1))
        for place, frame in enumerate(self._rows):
            frame.show_chosen(chosen=place == self._at)
        if self._rows:
            self.ensureWidgetVisible(self._rows[self._at])
        self._chosen()


class _RowFrame(QFrame):
    """Head and state in one line, what it is about below."""

    def __init__(self, row: Row, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._pointer = label(role="head")
        self._pointer.setFixedWidth(theme.px(_POINTER_PX))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._pointer, 0, 0)
        grid.addWidget(Paragraph(row.head, role="head", line_height=1.3), 0, 1, 1, 2)
        line = 1
        if row.state:
            mark = Mark(theme)
            mark.show_verdict(row.verdict)
            grid.addWidget(mark, line, 1)
            grid.addWidget(Paragraph(row.state, role="strong", line_height=1.4), line, 2)
            line += 1
        if row.about:
            grid.addWidget(Paragraph(row.about, role="body", line_height=1.4), line, 1, 1, 2)
        grid.setColumnStretch(2, 1)
        self.setAccessibleName(f"{row.head} {row.state} {row.about}".strip())

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark the row as the chosen one, or no longer; by a sign too, not by colour alone."""
        self._pointer.setText("▶" if chosen else "")
        set_state(self, "chosen" if chosen else "")
