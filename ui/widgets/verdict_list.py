"""The verdict on a photo: what is wrong, one by one, and all that is right in one line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.domain.finding import Finding, Verdict
from kiosk.texts import Catalogue
from ui.finding_words import measured
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.bad_finding import BadFinding
from ui.widgets.card import label
from ui.widgets.row_button import RowButton

PASSES_KEY = "P"
_COLUMNS = 3


class VerdictList(QWidget):
    """One of the bad findings is chosen; what passed unfolds."""

    chosen_changed = Signal()

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._columns = 1 if theme.text_scale > LARGE_TYPE else _COLUMNS
        self._findings: tuple[Finding, ...] = ()
        self.rows: list[BadFinding] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.passes = RowButton(theme, PASSES_KEY, "", state_px=0)
        self.passes.clicked.connect(self.unfold)
        self._unfolded = QWidget()
        self._grid = QGridLayout(self._unfolded)
        self._grid.setContentsMargins(12, 0, 12, 4)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._unfolded.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.passes)
        self._column.addWidget(self._unfolded)

    @property
    def bad(self) -> tuple[Finding, ...]:
        """Return what is not in order: first what fails, then what is to be looked at."""
        return tuple(
            one
            for verdict in (Verdict.FAIL, Verdict.WARN)
            for one in self._findings
            if one.verdict is verdict
        )

    @property
    def chosen(self) -> Finding | None:
        """Return the bad finding that is pointed at."""
        return self.bad[self._at] if self.bad else None

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings, the first bad one chosen."""
        if findings == self._findings:
            return
        self._findings = findings
        self._at = 0
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [
            BadFinding(self._theme, self._texts, number, one, self._press)
            for number, one in enumerate(self.bad, start=1)
        ]
        for at, row in enumerate(self.rows):
            self._column.insertWidget(at, row)
        self._show_passes()
        self._show_chosen()

    def unfold(self) -> None:
        """Tell what passed one by one, or in one line again."""
        self._unfolded.setVisible(self._unfolded.isHidden())

    def choose(self, at: int) -> None:
        """Point at the bad finding with this place in the list."""
        if self.bad:
            self._at = min(max(0, at), len(self.bad) - 1)
            self._show_chosen()
            self.chosen_changed.emit()

    def step(self, by: int) -> None:
        """Point at the next bad finding, or the one before."""
        self.choose(self._at + by)

    def _press(self, number: int) -> None:
        self.setFocus()
        self.choose(number - 1)

    def _show_chosen(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_chosen(at == self._at)
        spoken = self.rows[self._at] if self.rows else self.passes
        self.setAccessibleName(spoken.accessibleName())

    def _show_passes(self) -> None:
        passed = [one for one in self._findings if one.verdict is Verdict.PASS]
        self.passes.about.setText(self._texts.say("review.passed", count=len(passed)))
        self.passes.setVisible(bool(passed))
        self.passes.show_state("", Verdict.PASS if passed else None)
        self._unfolded.hide()
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at, one in enumerate(passed):
            name = self._texts[f"check.{one.check.value}"]
            words = label(f"○ {name}  {measured(one, self._texts)}".strip(), "note")
            self._grid.addWidget(words, at // self._columns, at % self._columns)
