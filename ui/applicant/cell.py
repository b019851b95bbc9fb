"""One field on the confirmation: its label in two languages above what is kept of it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.applicant.entries import Entry
from ui.applicant.tongue import Said
from ui.ruby import Laid, RubyText
from ui.theme import Palette, Theme

_ENDLESS_PX = 100_000.0
_LABEL = 0.62  # of the value's size
_GAP = 0.5  # between words side by side, of the value's size
_STEP = 0.94


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes of a field in pixels; labels never get smaller than ``least_px``."""

    value_px: float
    least_px: float

    @property
    def label_px(self) -> float:
        """Return the label's size."""
        return max(self.least_px, self.value_px * _LABEL)

    @property
    def echo_px(self) -> float:
        """Return the size of what the second language says."""
        return self.label_px * 0.9

    def smaller(self) -> "Sizes":
        """Return the next smaller sizes."""
        return Sizes(self.value_px * _STEP, self.least_px)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: RubyText
    laid: Laid
    left: float
    top: float
    quiet: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A field in one width and size; ``fits`` tells whether no word is wider than that."""

    pieces: tuple[_Piece, ...]
    height: float
    fits: bool

    def paint(self, painter: QPainter, left: float, top: float, colours: Palette) -> None:
        """Draw it with its upper left corner there."""
        for piece in self.pieces:
            painter.setPen(QColor(colours.sub if piece.quiet else colours.ink))
            area = QRectF(left + piece.left, top + piece.top, _ENDLESS_PX, piece.laid.height)
            piece.text.draw(painter, area, piece.laid, centred=False)


class Cell:
    """One field; measures itself in any width and size."""

    def __init__(self, theme: Theme, entry: Entry) -> None:
        self.wide = entry.wide
        self._label = _text(theme, entry.label)
        self._note = _text(theme, entry.note)
        self._value = _text(theme, entry.value, bold=True, as_written=entry.written)
        self._echo = _text(theme, entry.echo)

    def drawn(self, width: float, sizes: Sizes) -> Drawing:
        """Return the field in this width: labels in a line, the value below, each beside its echo.

        What has no room beside the other stands below it.
        """
        gap = sizes.value_px * _GAP
        pieces: list[_Piece] = []
        top, fits = 0.0, True
        for main, main_px, side, side_px, quiet in (
            (self._label, sizes.label_px, self._note, sizes.echo_px, True),
            (self._value, sizes.value_px, self._echo, sizes.echo_px, False),
        ):
            if main is None:
                continue
            laid = main.lay(QRectF(0, 0, width, _ENDLESS_PX), main_px, main_px)
            pieces.append(_Piece(main, laid, 0.0, top, quiet))
            fits = fits and laid.fits
            height = laid.height
            if side is not None:
                beside = side.lay(QRectF(0, 0, width, _ENDLESS_PX), side_px, side_px)
                left = laid.width + gap
                if len(laid.lines) == len(beside.lines) == 1 and left + beside.width <= width:
                    lower = laid.height - beside.height
                    pieces.append(_Piece(side, beside, left, top + max(0.0, lower * 0.7), True))
                else:
                    pieces.append(_Piece(side, beside, 0.0, top + height, True))
                    fits = fits and beside.fits
                    height += beside.height
            top += height
        return Drawing(tuple(pieces), top, fits)


def _text(
    theme: Theme, said: Said, *, bold: bool = False, as_written: bool = False
) -> RubyText | None:
    if not said.marked:
        return None
    return RubyText(theme, said.language, said.marked, bold=bold, as_written=as_written)
