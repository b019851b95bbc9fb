"""A list at the left, what is chosen at the right; in very large type one above the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.office.desk import OfficeDesk
from ui.office.findinglist import FindingList
from ui.office.table import ChosenTable
from ui.theme import LARGE_TYPE
from ui.widgets.card import card
from ui.widgets.named_values import NamedValues
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

_RIGHT_PX = 480
_MOST_RIGHT_PX = 600


class Sides:
    """Fills a page's overview; ``findings`` stand above the facts."""

    def __init__(
        self, desk: OfficeDesk, overview: QWidget, rows: ChosenTable, *, none: str
    ) -> None:
        theme = desk.theme
        self._rows = rows
        self._none = Paragraph(none, role="field")
        self._title = Paragraph(role="title", line_height=1.3)
        self.findings = FindingList(theme, desk.texts)
        self._facts = NamedValues(theme)
        left, left_column = card(padding=12, spacing=8)
        left_column.addWidget(rows, 1)
        left_column.addWidget(self._none)
        right, right_column = card(padding=20, spacing=12)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self._title, self.findings, self._facts):
            column.addWidget(widget)
        column.addStretch(1)
        large = theme.text_scale > LARGE_TYPE
        self.details: ScrollBody | None = None
        if not large:
            self.details = _Narrow(inside)
        right_column.addWidget(self.details or inside)
        layout = QVBoxLayout(overview) if large else QHBoxLayout(overview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(left, 1)
        layout.addWidget(right)
        if not large:
            right.setFixedWidth(min(theme.px(_RIGHT_PX), _MOST_RIGHT_PX))

    def tell(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts of what is chosen."""
        self._rows.setVisible(bool(self._rows.shown))
        self._none.setVisible(not self._rows.shown)
        if self.details is not None and title != self._title.text():
            self.details.verticalScrollBar().setValue(0)
        self._title.setText(title)
        self._facts.show_values(facts)
        if not title:
            self.findings.show_lines(())

    def words(self) -> str:
        """Return the title and the findings, for tests."""
        return f"{self._title.text()}\n{self.findings.words()}"


class _Narrow(ScrollBody):
    """Asks for no more height than there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 0)
