"""Paints that the board no longer knows how things stand."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from kiosk.domain.finding import Verdict
from ui.board.fitting import Ink
from ui.board.wording import BoardWords
from ui.signs import paint_mark

_CENTRE = Qt.AlignmentFlag.AlignHCenter


def paint_stale(
    ink: Ink, area: QRectF, since: datetime | None, words: BoardWords, *, unit: float
) -> None:
    """Draw over the whole board that it stands still, and when it was told something last."""
    colours = ink.theme.colours
    ink.painter.fillRect(area, QColor(colours.bad_pale))
    inner = area.adjusted(4 * unit, 4 * unit, -4 * unit, -4 * unit)
    mark = QRectF(0, 0, 16 * unit, 16 * unit)
    mark.moveCenter(inner.center())
    mark.moveTop(inner.top() + inner.height() * 0.12)
    paint_mark(ink.painter, mark, Verdict.FAIL, colours)
    top = mark.bottom() + 5 * unit
    first, second = words.both("board.stale")
    for sentence, high, bold in ((first, 11 * unit, True), (second, 6.5 * unit, False)):
        for line in _lines(sentence):
            row = QRectF(inner.left(), top, inner.width(), high)
            ink.words(line, row, colours.ink, bold=bold, align=_CENTRE, most=0.68)
            top = row.bottom()
        top += 2 * unit
    if since is not None:
        foot = QRectF(inner.left(), inner.bottom() - 7 * unit, inner.width(), 7 * unit)
        ink.words(f"× {since:%H:%M}", foot, colours.bad, bold=True, most=0.7)


def _lines(sentence: str) -> list[str]:
    """Return one line for each sentence."""
    split = sentence.replace("。", "。\n").replace(". ", ".\n")
    return [line.strip() for line in split.split("\n") if line.strip()]
