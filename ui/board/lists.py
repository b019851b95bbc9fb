"""Paints what stands beside the call: the last calls, how many wait and how long, sign of life."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.workflow.queue.view import CALLS_SHOWN, CallShown, ServiceLine
from ui.board.face import BoardFace
from ui.board.fitting import Ink, even_px
from ui.board.wording import BoardWords, wait_words

_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft
_LEAST_ROWS = 3  # one service alone is not written larger than three
_SERVICE_SHARE = 0.5
_UPPER, _LOWER = 0.54, 0.4  # of a row: the large words and the small ones below them


def paint_past(
    ink: Ink, area: QRectF, calls: tuple[CallShown, ...], words: BoardWords, *, unit: float
) -> None:
    """Draw the last calls below each other, the newest on top."""
    if not calls:
        return
    colours = ink.theme.colours
    rows = _below_head(ink, area, words.both("board.recent"), unit=unit)
    high = rows.height() / (CALLS_SHOWN - 1)
    for at, call in enumerate(calls[: CALLS_SHOWN - 1]):
        row = QRectF(rows.left(), rows.top() + at * high, rows.width(), high)
        number = QRectF(row.left(), row.top(), row.width() * 0.62, high)
        place = QRectF(number.right() + unit, row.top(), row.width() * 0.38 - unit, high)
        ink.words(str(call.number), number, colours.ink, bold=True, most=0.72)
        spelled = words.first.place(call.place)
        ink.words(spelled, place, colours.sub, align=_RIGHT, most=0.5)


def paint_waiting(
    ink: Ink, area: QRectF, face: BoardFace, words: BoardWords, *, unit: float
) -> None:
    """Draw how many wait for each service, and how long somebody who comes now would wait."""
    if not face.services:
        return
    line = QRectF(area.left(), area.top(), area.width(), max(1.0, 0.2 * unit))
    ink.painter.fillRect(line, QColor(ink.theme.colours.line))
    body = area.adjusted(0, 1.5 * unit, 0, 0)
    rows = _below_head(ink, body, words.both("board.wait"), unit=unit)
    high = rows.height() / max(_LEAST_ROWS, len(face.services))
    cell = QRectF(0, 0, rows.width() * _SERVICE_SHARE - unit, high)
    names = [words.both(f"service.{one.service.value}") for one in face.services]
    waits = [_waits(one, words) for one in face.services]
    for texts, left, align in ((names, rows.left(), _LEFT), (waits, rows.right(), _RIGHT)):
        column = cell.translated(left if align == _LEFT else left - cell.width(), rows.top())
        _paint_column(ink, column, texts, align)


def _waits(service: ServiceLine, words: BoardWords) -> tuple[str, str]:
    """Return how long it will take and how many wait; the second alone when nobody can tell."""
    count = words.first.say("board.waiting", count=service.waiting)
    wait = wait_words(words.first, service.wait)
    return (wait, count) if wait else (count, "")


def _paint_column(
    ink: Ink, first: QRectF, texts: list[tuple[str, str]], align: Qt.AlignmentFlag
) -> None:
    """Draw pairs of lines, one below the other, each kind in one size; ``first`` is the top one."""
    colours = ink.theme.colours
    upper = QRectF(first.left(), first.top(), first.width(), first.height() * _UPPER)
    lower = QRectF(first.left(), upper.bottom(), first.width(), first.height() * _LOWER)
    large = even_px(ink.theme, [large for large, _ in texts], upper, bold=True, most=0.8)
    small = even_px(ink.theme, [small for _, small in texts], lower, most=0.76)
    for at, (above, below) in enumerate(texts):
        down = at * first.height()
        place = upper if below else first  # words alone stand in the middle
        ink.words(
            above, place.translated(0, down), colours.ink, bold=True, align=align, most_px=large
        )
        ink.words(below, lower.translated(0, down), colours.sub, align=align, most_px=small)


def _below_head(ink: Ink, area: QRectF, head: tuple[str, str], *, unit: float) -> QRectF:
    """Draw the head of a list and return the place below it."""
    high = 5.2 * unit
    row = QRectF(area.left(), area.top(), area.width(), high)
    ink.words(f"{head[0]}  {head[1]}", row, ink.theme.colours.sub, most=0.62)
    return QRectF(area.left(), row.bottom(), area.width(), area.height() - high)


def paint_life(
    ink: Ink, area: QRectF, now: datetime, words: BoardWords, *, beats: int, unit: float
) -> None:
    """Draw the time and a dot that moves with every beat of the core."""
    colours = ink.theme.colours
    says = words.first.say("board.alive", time=f"{now:%H:%M}")
    track = area.adjusted(area.width() * 0.72, 0, 0, 0)
    line = area.adjusted(0, 0, -area.width() * 0.28 - 2 * unit, 0)
    ink.words(says, line, colours.ok, most=0.42)
    paint_dot(ink.painter, track, beats, ground=colours.line, dot=colours.ok, unit=unit)


BEATS_ACROSS = 20


def paint_dot(
    painter: QPainter, track: QRectF, beats: int, *, ground: str, dot: str, unit: float
) -> None:
    """Draw a dot on its way from the left to the right and back, a step for every beat."""
    round_trip = 2 * BEATS_ACROSS
    step = beats % round_trip
    along = (step if step <= BEATS_ACROSS else round_trip - step) / BEATS_ACROSS
    radius = 1.1 * unit
    middle = track.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    thin = 0.25 * unit
    way = QRectF(track.left(), middle - thin, track.width(), 2 * thin)
    painter.drawRoundedRect(way, thin, thin)
    painter.setBrush(QColor(dot))
    left = track.left() + along * (track.width() - 2 * radius)
    painter.drawEllipse(QRectF(left, middle - radius, 2 * radius, 2 * radius))
