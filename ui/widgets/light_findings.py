"""What to do about the light: one instruction large, the next ones below it, in order."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.guidance.lighting import LightFinding
from kiosk.texts import Catalogue
from kiosk.workflow.phases import CheckingLight
from ui.room_words import do_words, value_words
from ui.signs import paint_ring
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.words import STATES

_RING_PX = 72
_GAP_PX = 8


class LightFindings(QWidget):
    """Says what to do now; shows as many of the next things as there is room for."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._findings: tuple[LightFinding, ...] | None = None
        self._now = label(texts["room.now"], "note")
        self._first = _First(theme, texts)
        self._next = label(texts["room.then"], "note")
        self._rows: list[_Row] = []
        self._more = label(role="note")
        self._ring = _Ring(theme)
        self._still = Paragraph(role="head", line_height=1.4)
        still = QHBoxLayout()
        still.setSpacing(16)
        still.addWidget(self._ring)
        still.addWidget(self._still, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP_PX)
        for shown in (self._now, self._first, self._next, self._more):
            self._column.addWidget(shown)
        self._column.addStretch(1)
        self._column.addLayout(still)
        for hidden in (self._ring, self._still, self._next, self._more):
            hidden.hide()

    def show_phase(self, phase: CheckingLight, share: float) -> None:
        """Show what this moment asks for; ``share`` of the measuring is done."""
        words = self._texts
        self._first.show_words(
            phase.findings[0] if phase.findings else None, words[f"room.do.{phase.step.value}"]
        )
        if phase.findings != self._findings:
            self._findings = phase.findings
            self._lay_out((phase.findings or ())[1:])
        self._fit()
        self._ring.show_share(share)
        self._still.setText(words["room.still" if share < 1 else "room.working"])
        for widget in (self._ring, self._still):
            widget.setVisible(phase.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, further: tuple[LightFinding, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(one, self._theme, self._texts) for one in further]
        before = self._column.indexOf(self._more)
        for at, row in enumerate(self._rows):
            self._column.insertWidget(before + at, row)
        self._fit()

    def _fit(self) -> None:
        """Hide what would be cut off, and say how much that is."""
        width = self.width()
        self._first.settle()
        note = self._more.sizeHint().height() + _GAP_PX
        first = self._first.heightForWidth(width) + _GAP_PX
        self.setMinimumHeight(first + 2 * note)
        free = self.height() - first - 3 * note
        shown = 0
        for row in self._rows:
            free -= row.heightForWidth(width) + _GAP_PX
            if free < 0:
                break
            shown += 1
        for at, row in enumerate(self._rows):
            row.setVisible(at < shown)
        rest = len(self._rows) - shown
        self._next.setVisible(shown > 0)
        self._more.setText(self._texts.say("room.more", count=rest) if rest else "")
        self._more.setVisible(rest > 0)


class _First(QFrame):
    """The one thing to do now, large."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("role", "finding")
        self._mark = Mark(theme, size_px=32)
        self._what = Paragraph(role="title", line_height=1.4)
        self._value = Paragraph(role="note", line_height=1.4)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._what)
        words.addWidget(self._value)
        self._layout = _marked_row(self, self._mark, words)

    def show_words(self, finding: LightFinding | None, otherwise: str) -> None:
        """Show what the finding asks for; before there is one, ``otherwise``."""
        self._mark.show_verdict(finding.verdict if finding else None)
        self._mark.setVisible(finding is not None)
        set_state(self, STATES[finding.verdict] if finding else "")
        self._what.setText(do_words(finding, self._texts) if finding else otherwise)
        value = value_words(finding, self._texts) if finding else ""
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self.setAccessibleName(f"{self._what.text()} {value}".strip())

    def settle(self) -> None:
        """Forget the heights of the last words: Qt keeps those of inner layouts until shown."""
        self._layout.activate()


class _Row(QFrame):
    """One of the next things to do."""

    def __init__(self, finding: LightFinding, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self.setProperty("role", "finding")
        self.setProperty("state", STATES[finding.verdict])
        mark = Mark(theme)
        mark.show_verdict(finding.verdict)
        words = QVBoxLayout()
        words.setSpacing(0)
        value = value_words(finding, texts)
        words.addWidget(Paragraph(do_words(finding, texts), role="strong", line_height=1.3))
        if value:
            words.addWidget(Paragraph(value, role="note", line_height=1.3))
        _marked_row(self, mark, words)
        self.setAccessibleName(f"{do_words(finding, texts)} {value}".strip())


def _marked_row(frame: QFrame, mark: Mark, words: QVBoxLayout) -> QHBoxLayout:
    marked = QVBoxLayout()
    marked.setContentsMargins(0, 4, 0, 0)
    marked.addWidget(mark)
    marked.addStretch(1)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(12)
    row.addLayout(marked)
    row.addLayout(words, 1)
    return row


class _Ring(QWidget):
    """How much of the measuring is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(theme.px(_RING_PX), theme.px(_RING_PX))

    def show_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        with QPainter(self) as painter:
            paint_ring(painter, QRectF(self.rect()), self._theme.colours, share=self._share)
