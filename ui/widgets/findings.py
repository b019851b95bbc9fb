"""What the checks say, one row each: mark, name, value and limit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.finding import Check, Finding
from kiosk.texts import Catalogue
from ui.finding_words import measured
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.mark import Mark
from ui.words import STATES

_ROW_PX, _LEAST_ROW_PX, _GAP_PX = 34, 24, 2
_CALM_NS = 200_000_000  # values that change 30 times a second cannot be read


class FindingsList(QScrollArea):
    """A row per check, in the order of the checks; its own size does not depend on them."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._rows: dict[Check, _Row] = {}
        self._changed_at_ns = 0
        self._shown: tuple[Finding, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP_PX)
        self._column.addStretch(1)
        self.setWidget(inside)

    def show_findings(self, findings: tuple[Finding, ...], *, at_ns: int) -> None:
        """Show these findings; values alone change at most five times a second."""
        verdicts = [(finding.check, finding.verdict) for finding in findings]
        same = verdicts == [(finding.check, finding.verdict) for finding in self._shown]
        if same and 0 <= at_ns - self._changed_at_ns < _CALM_NS:
            return
        self._shown, self._changed_at_ns = findings, at_ns
        if [finding.check for finding in findings] != list(self._rows):
            self._lay_out(findings)
        for finding in findings:
            self._rows[finding.check].show_finding(finding)

    def _lay_out(self, findings: tuple[Finding, ...]) -> None:
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {one.check: _Row(one.check, self._theme, self._texts) for one in findings}
        for at, row in enumerate(self._rows.values()):
            self._column.insertWidget(at, row)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows their height again."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Make rows lower before the list has to scroll."""
        fair = self.viewport().height() // max(1, len(self._rows)) - _GAP_PX
        height = min(max(fair, self._theme.px(_LEAST_ROW_PX)), self._theme.px(_ROW_PX))
        for row in self._rows.values():
            row.setFixedHeight(height)


class _Row(QFrame):
    def __init__(self, check: Check, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("role", "finding")
        self._mark = Mark(theme)
        self._name = label(texts[f"check.{check.value}"], "strong")
        self._value = label("", "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._value)

    def show_finding(self, finding: Finding) -> None:
        self._mark.show_verdict(finding.verdict)
        state = STATES[finding.verdict]
        set_state(self, "" if state == "ok" else state)
        verdict = self._texts[f"verdict.{finding.verdict.value}"]
        self._value.setText(measured(finding, self._texts) or verdict)
        self.setAccessibleName(f"{self._name.text()} {verdict} {self._value.text()}")
