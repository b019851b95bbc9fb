"""The first thing seen at a desk: a list, and what is known of the chosen row."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from ui.staff.desks.factsheet import FactSheet
from ui.staff.page import Desk
from ui.widgets.card import card, label
from ui.widgets.chosen_list import ChosenList, Row
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

_LIST_PX = 220
_TOP = Qt.AlignmentFlag.AlignTop


class Overview(QWidget):
    """List at the left, facts at the right; below each other in large type."""

    def __init__(self, desk: Desk, *, title: str, chosen: Callable[[], None]) -> None:
        super().__init__()
        words, theme = desk.texts, desk.theme
        self.list = ChosenList(theme, words, chosen=chosen)
        self.list.setMinimumHeight(theme.px(_LIST_PX))
        self._none = Paragraph(role="head", align=_TOP)
        left, rows = card(padding=16, spacing=8)
        rows.addWidget(label(title, "title"))
        rows.addWidget(self._none)
        rows.addWidget(self.list, 1)
        right, column = card(padding=24, spacing=12)
        self._remark = Remark(theme, keeps_place=False)
        self._title = Paragraph(role="title", line_height=1.3)
        self._next = Paragraph(role="strong", line_height=1.4)
        self._facts = FactSheet(theme)
        for widget in (self._title, self._next, self._facts):
            column.addWidget(widget)
        column.addStretch(1)
        beside = QVBoxLayout() if theme.text_scale > 1 else QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(left, 5)
        beside.addWidget(right, 6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._remark)
        whole.addLayout(beside, 1)

    def show_rows(self, rows: tuple[Row, ...], *, none: str) -> None:
        """Show these rows, or say that there are ``none``."""
        self._none.setText(none)
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.list.show_rows(rows)

    def tell(self, title: str, next_one: str, facts: tuple[tuple[str, str], ...]) -> None:
        """Say what is known of the chosen row, and what comes next."""
        self._title.setText(title)
        self._next.setText(next_one)
        self._title.setVisible(bool(title))
        self._next.setVisible(bool(next_one))
        self._facts.show_facts(facts)

    def remark(self, words: str, verdict: Verdict = Verdict.PASS) -> None:
        """Say what was just done, or nothing."""
        self._remark.say(words, verdict)

    def forget(self) -> None:
        """Forget every row."""
        self.list.show_rows(())
        self.tell("", "", ())
        self.remark("")
