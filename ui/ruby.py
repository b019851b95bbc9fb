"""Words of a public language, readings above the characters, as large as their place allows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import Run, plain, runs
from ui.style import public_font
from ui.theme import Theme

_MEASURED_PX = 100.0  # widths grow evenly with the size; at 100 px hinting does not matter
_READING = 0.5  # of the characters' size, as furigana are set
_RESERVE = 1.02  # hinting makes small type up to so much wider
_STEP = 0.94
_LINE = 1.3
_LONGEST_WORD = 16
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

    @property
    def width(self) -> float:
        """Return how wide the longest line is."""
        widest = max((_width(line) for line in self.lines), default=0.0)
        return widest * self.size_px * _RESERVE / _MEASURED_PX


class RubyText:
    """One sentence in one language and weight; lays itself out and draws itself.

    ``as_written``: what somebody typed has no marks, and words longer than a line are broken.
    """

    def __init__(
        self,
        theme: Theme,
        language: PublicLanguage,
        marked: str,
        *,
        bold: bool = False,
        as_written: bool = False,
    ) -> None:
        self._theme, self._language, self._bold = theme, language, bold
        self._as_written = as_written
        self.words = marked if as_written else plain(marked)
        self._metrics = QFontMetricsF(self._font(_MEASURED_PX))
        self._parts = tuple(tuple(self._atoms(part)) for part in marked.split("\n"))
        self._has_readings = any(atom.reading for part in self._parts for atom in part)

    @property
    def word_widths(self) -> tuple[float, ...]:
        """Return the widths of what a line should not break, at `_MEASURED_PX`."""
        return tuple(_width(phrase) for part in self._parts for phrase in _phrases(part)) or (0.0,)

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
            strokes = _strokes(line)
            widths = [_drawn_width(one, metrics, over) for one in strokes]
            x = area.left() + ((area.width() - sum(widths)) / 2 if centred else 0.0)
            baseline = top + laid.line_px * 0.5 + laid.size_px * 0.36
            if self._has_readings:
                baseline = top + laid.line_px - laid.size_px * 0.26
            for one, width in zip(strokes, widths, strict=True):
                painter.setFont(font)
                inner = width - metrics.horizontalAdvance(one.words) if one.reading else 0.0
                painter.drawText(QPointF(x + inner / 2, baseline), one.words)
                if one.reading:
                    painter.setFont(small)
                    free = width - over.horizontalAdvance(one.reading)
                    above = baseline - laid.size_px * 0.94
                    painter.drawText(QPointF(x + free / 2, above), one.reading)
                x += width
            top += laid.line_px

    def _font(self, size_px: float) -> QFont:
        return public_font(self._theme, self._language, size_px, bold=self._bold)

    def _lay_at(self, area: QRectF, size_px: float) -> Laid:
        width = area.width() * _MEASURED_PX / (size_px * _RESERVE)
        breaking = _broken if self._as_written else _even
        lines = tuple(line for part in self._parts for line in breaking(part, width))
        line_px = size_px * (_LINE + (_READING if self._has_readings else 0.0))
        inside = all(_width(line) <= width for line in lines)
        return Laid(lines, size_px, line_px, inside and len(lines) * line_px <= area.height())

    def _atoms(self, marked: str) -> Iterator[_Atom]:
        for run in (Run(marked),) if self._as_written else runs(marked):
            pieces: Iterable[str] = (run.words,) if run.reading else _breakable(run.words)
            if self._as_written:
                pieces = [small for piece in pieces for small in _small(piece)]
            for piece in pieces:
                width = max(
                    self._metrics.horizontalAdvance(piece),
                    _READING * self._metrics.horizontalAdvance(run.reading),
                )
                yield _Atom(piece, run.reading, width, piece[-1] in _PHRASE_ENDS)


def _strokes(line: Sequence[_Atom]) -> tuple[Run, ...]:
    """Return what is drawn at one go; what has no reading stays together.

    Letters that join and words from right to left need that. The space a line ends with is dropped.
    """
    made: list[Run] = []
    for atom in line:
        if made and not atom.reading and not made[-1].reading:
            made[-1] = Run(made[-1].words + atom.words)
        else:
            made.append(Run(atom.words, atom.reading))
    if made:
        made[-1] = Run(made[-1].words.rstrip(), made[-1].reading)
    return tuple(made)


def _drawn_width(one: Run, metrics: QFontMetricsF, over: QFontMetricsF) -> float:
    return max(metrics.horizontalAdvance(one.words), over.horizontalAdvance(one.reading))


def _small(piece: str) -> Iterator[str]:
    """Yield a long word in single characters, so that a line may end inside it."""
    whole = len(piece) <= _LONGEST_WORD
    yield from (piece,) if whole else _cut(piece, QTextBoundaryFinder.BoundaryType.Grapheme)


def _breakable(text: str) -> Iterator[str]:
    """Yield the text in pieces between which a line may end (Unicode's rules, UAX 14)."""
    return _cut(text, QTextBoundaryFinder.BoundaryType.Line)


def _cut(text: str, kind: QTextBoundaryFinder.BoundaryType) -> Iterator[str]:
    """Yield the text between boundaries; Qt counts UTF-16, where rare characters are two."""
    finder = QTextBoundaryFinder(kind, text)
    units = text.encode("utf-16-le", "surrogatepass")
    start = 0
    while (end := finder.toNextBoundary()) > start:
        yield units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
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
