"""A table for reading: short labels at the left, a plain sentence beside each."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.publictexts import plain
from ui.applicant.tongue import Said
from ui.ruby import Laid, RubyText
from ui.theme import GRID_PX, Theme

_MOST_PX = 40  # of a full HD screen
_LEAST_PX = 20  # what is read at arm's length
_LABEL_SHARE = 0.24
_STEP = 0.96
_ENDLESS_PX = 100_000.0
_Line = tuple[Laid, Laid, float]


class TermSheet(QWidget):
    """Paints the table in one size, the largest that has room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._terms: tuple[tuple[RubyText, RubyText], ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self.fits = True
        self.factor = 1.0

    def show_terms(self, said: Sequence[tuple[Said, Said]]) -> None:
        """Show these sentences, each with its label; a label may have no words."""
        self._terms = tuple(
            (self._text(label, bold=True), self._text(sentence)) for label, sentence in said
        )
        lines = (f"{plain(label.marked)} {plain(line.marked)}".strip() for label, line in said)
        self.setAccessibleName("\n".join(lines))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the table out anew."""
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows, what is left of the height shared among them."""
        colours, rows = self._theme.colours, list(zip(self._terms, self._lines, strict=True))
        if not rows:
            return
        spare = max(0.0, self.height() - sum(line[2] for line in self._lines)) / len(rows)
        label_width, left = self._columns()
        top = 0.0
        with QPainter(self) as painter:
            for (label, sentence), (label_laid, laid, height) in rows:
                painter.setPen(QPen(QColor(colours.line), 1))
                begins = 0.0 if label.words else left
                painter.drawLine(QPointF(begins, top + 0.5), QPointF(self.width(), top + 0.5))
                painter.setPen(QColor(colours.ink))
                row = QRectF(0, top, label_width, height + spare)
                label.draw(painter, row, label_laid, centred=False)
                row = QRectF(left, top, self.width() - left, height + spare)
                sentence.draw(painter, row, laid, centred=False)
                top += height + spare

    def _lay(self) -> None:
        if not self._terms or self.width() < 1:
            self._lines = ()
            return
        size = max(_LEAST_PX * min(1.0, self.factor / 0.6), _MOST_PX * self._scale())
        least = min(size, _LEAST_PX * min(1.0, self.factor / 0.6))
        while True:
            lines = tuple(self._line(term, size) for term in self._terms)
            high = sum(line[2] for line in lines)
            self.fits = high <= self.height() and all(one[0].fits and one[1].fits for one in lines)
            if self.fits or size <= least:
                break
            size = max(size * _STEP, least)
        self._lines = lines
        self.update()

    def _line(self, term: Sequence[RubyText], size_px: float) -> _Line:
        label_width, left = self._columns()
        label = term[0].lay(QRectF(0, 0, label_width, _ENDLESS_PX), size_px, size_px)
        sentence = term[1].lay(QRectF(0, 0, self.width() - left, _ENDLESS_PX), size_px, size_px)
        height = max(label.height, sentence.height) + GRID_PX
        return label, sentence, height

    def _columns(self) -> tuple[float, float]:
        """Return the width of the labels and where the sentences begin."""
        label = self.width() * _LABEL_SHARE
        return label, label + 2 * GRID_PX

    def _scale(self) -> float:
        return self.factor * self._theme.text_scale

    def _text(self, said: Said, *, bold: bool = False) -> RubyText:
        return RubyText(self._theme, said.language, said.marked, bold=bold)
