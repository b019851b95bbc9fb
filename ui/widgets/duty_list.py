"""The duties of a day as a table of rows, one of them chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.duty import PhotoDuty
from kiosk.domain.finding import Verdict
from kiosk.domain.numbers import grouped
from kiosk.texts import Catalogue
from ui.room_words import done_words, duty_words
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph


class DutyList(QScrollArea):
    """Shows one row per duty; the chosen one is marked and always in sight."""

    def __init__(self, theme: Theme, texts: Catalogue, *, chosen: Callable[[], None]) -> None:
        super().__init__()
        self._theme, self._texts, self._chosen = theme, texts, chosen
        self._duties: tuple[PhotoDuty, ...] = ()
        self._rows: list[_Row] = []
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def duty(self) -> PhotoDuty | None:
        """Return the duty that is chosen."""
        return self._duties[self._at] if self._duties else None

    def show_duties(self, duties: tuple[PhotoDuty, ...]) -> None:
        """Show these; what was chosen stays so, else the first that is not done is chosen."""
        if duties == self._duties:
            return
        before = self.duty
        for row in self._rows:
            self._column.removeWidget(row)
            row.setParent(None)  # gone at once, with the reasons on it
        self._duties = duties
        self._rows = [_Row(one, self._theme, self._texts) for one in duties]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
        ids = [one.record_id for one in duties]
        still = [at for at, one in enumerate(duties) if one.done is None]
        known = before is not None and before.record_id in ids
        self._choose(ids.index(before.record_id) if before and known else (still or [0])[0])

    def choose_next(self, by: int) -> None:
        """Choose the duty so many rows further, as far as there are any."""
        self._choose(self._at + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: the arrows choose, they do not scroll."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the chosen row in sight when the rows get their places."""
        handled = super().eventFilter(watched, event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self._rows:
            self.ensureWidgetVisible(self._rows[self._at])
        return handled

    def _choose(self, at: int) -> None:
        self._at = max(0, min(at, len(self._rows) - 1))
        for place, row in enumerate(self._rows):
            row.show_chosen(chosen=place == self._at)
        if self._rows:
            self.ensureWidgetVisible(self._rows[self._at])
        self.setAccessibleName(self._rows[self._at].accessibleName() if self._rows else "")
        self._chosen()


class _Row(QFrame):
    """Number and 申請書ID above, what it is about below, done or not at the right."""

    def __init__(self, duty: PhotoDuty, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._pointer = label(role="head")
        self._pointer.setFixedWidth(theme.px(24))
        mark = Mark(theme)
        mark.show_verdict(Verdict.WARN if duty.done is None else Verdict.PASS)
        number, state = label(str(duty.number), "head"), label(done_words(duty, texts), "strong")
        form_id = label(grouped(duty.form_id) if duty.form_id else "", "field")
        about = Paragraph(duty_words(duty, texts), role="body", line_height=1.4)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 16, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._pointer, 0, 0)
        grid.addWidget(mark, 0, 1)
        grid.addWidget(number, 0, 2)
        grid.addWidget(form_id, 0, 3)
        if theme.text_scale == 1:
            grid.addWidget(state, 0, 4)
            grid.addWidget(about, 1, 2, 1, 3)
        else:  # large type: number and form fill the first line
            grid.addWidget(state, 1, 2, 1, 2)
            grid.addWidget(about, 2, 2, 1, 2)
        grid.setColumnStretch(3, 1)
        self.setAccessibleName(f"{number.text()} {about.text()} {state.text()}")

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark the row as the chosen one, or no longer; by a sign too, not by colour alone."""
        self._pointer.setText("▶" if chosen else "")
        set_state(self, "chosen" if chosen else "")
