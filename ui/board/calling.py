"""Paints the call: the number, where to come, and those called just before."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from kiosk.workflow.queue.view import CallShown
from ui.board.face import BoardFace
from ui.board.fitting import Ink
from ui.board.wording import BoardWords
from ui.theme import Palette, contrast

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
_READABLE = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLook:
    """The colours of a call: flashing, bright for a minute, calm afterwards."""

    ground: str
    number: str
    place: str
    words: str


def call_look(colours: Palette, *, bright: bool, flash: bool) -> CallLook:
    """Return the colours in which the call stands now."""
    if flash:
        ground = colours.focus if colours.focus != colours.key else colours.ink
        ink = colours.focus_line
        return CallLook(ground=ground, number=ink, place=ink, words=ink)
    if not bright:
        return CallLook(
            ground=colours.key_pale, number=colours.ink, place=colours.ink, words=colours.ink
        )
    seen = contrast(colours.focus, colours.key) >= _READABLE
    return CallLook(
        ground=colours.key,
        number=colours.on_key,
        place=colours.focus if seen else colours.on_key,
        words=colours.on_key,
    )


def paint_call(
    ink: Ink, area: QRectF, face: BoardFace, words: BoardWords, *, flash: bool, unit: float
) -> None:
    """Draw the newest call as large as it goes, and the others of the last minute below it."""
    look = call_look(ink.theme.colours, bright=face.bright, flash=flash)
    ink.painter.fillRect(area, QColor(look.ground))
    newest, *others = face.large
    inner = area.adjusted(4 * unit, 4 * unit, -4 * unit, -4 * unit)
    foot_high = inner.height() * 0.2 if others else inner.height() * 0.09
    foot = QRectF(inner.left(), inner.bottom() - foot_high, inner.width(), foot_high)
    rest = QRectF(inner.left(), inner.top(), inner.width(), inner.height() - foot_high)
    _paint_newest(ink, rest, newest, words, look, unit=unit)
    if others:
        _paint_others(ink, foot, others, words, look, unit=unit)
    elif face.soon:
        numbers = "・".join(str(number) for number in face.soon)
        first, second = words.both("board.soon")
        ink.words(f"{numbers}   {first}  {second}", foot, look.words, align=_CENTRE, most=0.5)


def _paint_newest(
    ink: Ink, area: QRectF, call: CallShown, words: BoardWords, look: CallLook, *, unit: float
) -> None:
    def row(top: float, high: float) -> QRectF:
        height = area.height()
        return QRectF(area.left(), area.top() + top * height, area.width(), high * height)

    first, second = words.both("board.now_calling")
    ink.words(f"{first}   {second}", row(0.0, 0.1), look.words, align=_CENTRE, most=0.58)
    # The number alone goes nearly to the edges: upright it is the width that limits it.
    wide = row(0.1, 0.5).adjusted(-2 * unit, 0, 2 * unit, 0)
    ink.words(str(call.number), wide, look.number, bold=True, align=_CENTRE)
    come = words.first.come(call.place)
    ink.words(come, row(0.62, 0.2), look.place, bold=True, align=_CENTRE, most=0.66)
    ink.words(words.second.come(call.place), row(0.83, 0.14), look.words, align=_CENTRE, most=0.52)


def _paint_others(
    ink: Ink,
    area: QRectF,
    calls: list[CallShown],
    words: BoardWords,
    look: CallLook,
    *,
    unit: float,
) -> None:
    """Draw side by side who was called just before: they may still be on their way."""
    colour = QColor(look.words)
    ink.painter.fillRect(QRectF(area.left(), area.top(), area.width(), 0.3 * unit), colour)
    width = area.width() / len(calls)
    for at, call in enumerate(calls):
        cell = QRectF(area.left() + at * width, area.top() + unit, width, area.height() - unit)
        if at:
            edge = cell.adjusted(0, 2 * unit, 0, -2 * unit)
            ink.painter.fillRect(QRectF(edge.left(), edge.top(), 0.3 * unit, edge.height()), colour)
        inner = cell.adjusted(3 * unit, 0, -3 * unit, 0)
        half = inner.width() / 2
        number = inner.adjusted(0, 0, -half + 2 * unit, 0)
        place = inner.adjusted(half + 3 * unit, 0, 0, 0)
        ink.words(str(call.number), number, look.number, bold=True, most=0.62)
        come = words.first.place(call.place)
        ink.words(come, place, look.place, bold=True, align=_RIGHT, most=0.5)
