"""Words of a public language, readings above the characters, as large as their place allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import runs
from ui.style import public_font
from ui.theme import Theme

_MEASURED_PX = 100.0  # widths grow evenly with the size; at 100 px hinting does not matter
_READING = 0.5  # of the characters' size, as furigana are set
_RESERVE = 1.02  # hinting makes small type up to so much wider
_STEP = 0.94
_LINE = 1.3
_PHRASE_ENDS = " 、。・,!?,.;/"


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never broken; after ``phrase`` a line ends well. Widths are at `_MEASURED_PX`."""

    words: str
    reading: str
    width: float
    phrase: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """Lines in one size; ``fits`` tells whether all of it has room."""

    lines: tuple[tuple[_Atom, ...], ...]
    size_px: float
    line_px: float
    fits: bool

    @property
    def height(self) -> float:
        """Return how high all lines are."""
        return len(self.lines) * self.line_px


class RubyText:
    """One sentence in one language and weight; lays itself out and draws itself."""

    def __init__(
        self, theme: Theme, language: PublicLanguage, marked: str, *, bold: bool = False
    ) -> None:
        self._theme, self._language, self._bold = theme, language, bold
        self._metrics = QFontMetricsF(self._font(_MEASURED_PX))
        self._parts = tuple(tuple(self._atoms(part)) for part in marked.split("\n"))
        self._has_readings = any(atom.reading for part in self._parts for atom in part)

    def lay(self, area: QRectF, most_px: float, least_px: float) -> Laid:
        """Return the lines in the largest size that has room, `least_px` at the worst."""
        size = most_px
        while True:
            laid = self._lay_at(area, max(size, least_px))
            if laid.fits or size <= least_px:
                return laid
            size *= _STEP

    def draw(self, painter: QPainter, area: QRectF, laid: Laid, *, centred: bool) -> None:
        """Draw the lines in the painter's pen, in the middle of the area's height."""
        font, small = self._font(laid.size_px), self._font(laid.size_px * _READING)
        metrics, over = QFontMetricsF(font), QFontMetricsF(small)
        top = area.top() + (area.height() - laid.height) / 2
        for line in laid.lines:
            widths = [_drawn_width(atom, metrics, over) for atom in line]
            if line:  # the space a line ends with is not seen
                widths[-1] = _drawn_width(line[-1], metrics, over, at_end=True)
            x = area.left() + ((area.width() - sum(widths)) / 2 if centred else 0.0)
            baseline = top + laid.line_px * 0.5 + laid.size_px * 0.36
            if self._has_readings:
                baseline = top + laid.line_px - laid.size_px * 0.26
            for atom, width in zip(line, widths, strict=True):
                painter.setFont(font)
                inner = width - metrics.horizontalAdvance(atom.words) if atom.reading else 0.0
                painter.drawText(QPointF(x + inner / 2, baseline), atom.words)
                if atom.reading:
                    painter.setFont(small)
                    free = width - over.horizontalAdvance(atom.reading)
                    above = baseline - laid.size_px * 0.94
                    painter.drawText(QPointF(x + free / 2, above), atom.reading)
                x += width
            top += laid.line_px

    def _font(self, size_px: float) -> QFont:
        return public_font(self._theme, self._language, size_px, bold=self._bold)

    def _lay_at(self, area: QRectF, size_px: float) -> Laid:
        width = area.width() * _MEASURED_PX / (size_px * _RESERVE)
        lines = tuple(line for part in self._parts for line in _even(part, width))
        line_px = size_px * (_LINE + (_READING if self._has_readings else 0.0))
        inside = all(_width(line) <= width for line in lines)
        return Laid(lines, size_px, line_px, inside and len(lines) * line_px <= area.height())

    def _atoms(self, marked: str) -> Iterator[_Atom]:
        for run in runs(marked):
            pieces = (run.words,) if run.reading else _breakable(run.words)
            for piece in pieces:
                width = max(
                    self._metrics.horizontalAdvance(piece),
                    _READING * self._metrics.horizontalAdvance(run.reading),
                )
                yield _Atom(piece, run.reading, width, piece[-1] in _PHRASE_ENDS)


def _drawn_width(
    atom: _Atom, metrics: QFontMetricsF, over: QFontMetricsF, *, at_end: bool = False
) -> float:
    words = atom.words.rstrip() if at_end else atom.words
    return max(metrics.horizontalAdvance(words), over.horizontalAdvance(atom.reading))


def _breakable(text: str) -> Iterator[str]:
    """Return the text in pieces between which a line may end (Unicode's rules, UAX 14)."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    start = 0
    while (end := finder.toNextBoundary()) > start:
        yield text[start:end]
        start = end


def _width(line: Sequence[_Atom]) -> float:
    return sum(atom.width for atom in line)


def _phrases(atoms: Sequence[_Atom]) -> Iterator[tuple[_Atom, ...]]:
    held: list[_Atom] = []
    for atom in atoms:
        held.append(atom)
        if atom.phrase:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _broken(atoms: Sequence[_Atom], width: float) -> list[tuple[_Atom, ...]]:
    """Return lines that end after phrases; a phrase wider than a line is broken inside."""
    lines: list[tuple[_Atom, ...]] = [()]
    for phrase in _phrases(atoms):
        wide = _width(phrase) > width
        for piece in ((atom,) for atom in phrase) if wide else (phrase,):
            if lines[-1] and _width(lines[-1]) + _width(piece) > width:
                lines.append(())
            lines[-1] += piece
    return lines


def _even(atoms: Sequence[_Atom], width: float) -> list[tuple[_Atom, ...]]:
    """Return lines of even length: the narrowest that are no more than the full width needs.

    No phrase is broken for that.
    """
    best = _broken(atoms, width)
    whole = (_width(phrase) for phrase in _phrases(atoms))
    low, high = max((width / 2, *(one for one in whole if one <= width))), width
    while len(best) > 1 and high - low > _MEASURED_PX / 4:
        middle = (low + high) / 2
        tried = _broken(atoms, middle)
        if len(tried) > len(best) or any(_width(line) > middle for line in tried):
            low = middle
        else:
            high, best = middle, tried
    return best
