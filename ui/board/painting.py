"""The whole board as a function of what it shows."""

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.board.calling import paint_call
from ui.board.deck import Slide
from ui.board.face import BoardFace
from ui.board.fitting import Ink
from ui.board.layout import Places, places
from ui.board.lists import paint_life, paint_past, paint_waiting
from ui.board.slide import paint_slide
from ui.board.stale import paint_stale
from ui.board.wording import BoardWords, board_words
from ui.theme import STANDARD, Theme

_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLook:
    """How a board is made; ``training`` marks it 研修用."""

    words: BoardWords = field(default_factory=board_words)
    theme: Theme = STANDARD
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState:
    """Everything that is seen; ``beats`` counts those of the core."""

    face: BoardFace = field(default_factory=BoardFace)
    slide: Slide | None = None
    now: datetime | None = None
    beats: int = 0
    flash: bool = False
    stale: bool = False


class BoardPainter:
    """Paints a board; keeps the picture of the slide, which takes longest to lay out."""

    def __init__(self, look: BoardLook) -> None:
        self._look = look
        self._kept: tuple[Slide, QRectF, float] | None = None
        self._slide = QPixmap()

    def paint(self, painter: QPainter, area: QRectF, dirty: QRectF, state: BoardState) -> None:
        """Draw what of the board lies in ``dirty``."""
        look = self._look
        spots = places(area)
        unit, ink = spots.unit, Ink(painter, look.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.stale:
            paint_stale(ink, area, state.now, look.words, unit=unit)
            return
        painter.fillRect(dirty, QColor(look.theme.colours.paper))
        if dirty.intersects(spots.call):
            self._paint_call(ink, spots, state)
        if dirty.intersects(spots.past.united(spots.waiting)):
            paint_past(ink, spots.past, state.face.past, look.words, unit=unit)
            paint_waiting(ink, spots.waiting, state.face, look.words, unit=unit)
        if dirty.intersects(spots.foot) and state.now is not None:
            paint_life(ink, spots.foot, state.now, look.words, beats=state.beats, unit=unit)
        if look.training:
            _paint_training(ink, spots, look.words)

    def _paint_call(self, ink: Ink, spots: Places, state: BoardState) -> None:
        words = self._look.words
        if state.face.large:
            paint_call(ink, spots.call, state.face, words, flash=state.flash, unit=spots.unit)
        elif state.slide is not None:
            self._paint_slide(ink.painter, spots.call, state.slide)
        else:
            _paint_rest(ink, spots, state.face, words)

    def _paint_slide(self, painter: QPainter, area: QRectF, slide: Slide) -> None:
        ratio = painter.device().devicePixelRatioF()
        if self._kept != (slide, area, ratio):
            self._slide = QPixmap((area.size() * ratio).toSize())
            self._slide.setDevicePixelRatio(ratio)
            self._slide.fill(QColor(self._look.theme.colours.paper))
            with QPainter(self._slide) as onto:
                onto.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_slide(
                    onto, QRectF(0, 0, area.width(), area.height()), slide, self._look.theme
                )
            self._kept = (slide, area, ratio)
        painter.drawPixmap(area.topLeft(), self._slide)
        painter.fillRect(_edge(area), QColor(self._look.theme.colours.line))


def _edge(area: QRectF) -> QRectF:
    """Return the line between a slide and the lists at its right."""
    return QRectF(area.right() - 2, area.top(), 2, area.height())


def _paint_rest(ink: Ink, spots: Places, face: BoardFace, words: BoardWords) -> None:
    """Draw what is true while nobody is called and there is no slide."""
    colours, unit = ink.theme.colours, spots.unit
    ink.painter.fillRect(spots.call, QColor(colours.key_pale))
    first, second = words.both("board.closed" if face.closed else "ticket.called_by_number")
    inner = spots.call.adjusted(5 * unit, 0, -5 * unit, 0)
    middle = inner.center().y()
    upper = QRectF(inner.left(), middle - 12 * unit, inner.width(), 12 * unit)
    lower = QRectF(inner.left(), middle + unit, inner.width(), 8 * unit)
    ink.words(first, upper, colours.ink, bold=True, align=_CENTRE, most=0.6)
    ink.words(second, lower, colours.sub, align=_CENTRE, most=0.55)


def _paint_training(ink: Ink, spots: Places, words: BoardWords) -> None:
    """Mark the board: these numbers are nobody's."""
    unit = spots.unit
    chip = QRectF(spots.call.left() + unit, spots.call.top() + unit, 11 * unit, 4.4 * unit)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(QColor(ink.theme.colours.focus))
    ink.painter.drawRoundedRect(chip, 0.6 * unit, 0.6 * unit)
    says = words.first.say("ticket.training")
    inner = chip.adjusted(unit, 0, -unit, 0)
    ink.words(says, inner, ink.theme.colours.focus_line, bold=True, align=_CENTRE, most=0.6)
