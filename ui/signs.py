"""Pure painters of signs: arrows over the picture, the marks ○ △ ×, a busy wheel."""

import math
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kiosk.domain.finding import Hint, Verdict
from ui.theme import Palette


class Way(Enum):
    """Where an arrow points on the screen; in a mirror the person's left is on the left."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)
    CLOSER = (1, 1)
    AWAY = (2, 2)
    CLOCKWISE = (3, 3)
    ANTICLOCKWISE = (4, 4)


_WAYS = {
    Hint.MOVE_LEFT: Way.LEFT,
    Hint.TURN_LEFT: Way.LEFT,
    Hint.MOVE_RIGHT: Way.RIGHT,
    Hint.TURN_RIGHT: Way.RIGHT,
    Hint.SIT_HIGHER: Way.UP,
    Hint.CHIN_UP: Way.UP,
    Hint.SIT_LOWER: Way.DOWN,
    Hint.CHIN_DOWN: Way.DOWN,
    Hint.MOVE_CLOSER: Way.CLOSER,
    Hint.MOVE_BACK: Way.AWAY,
}


def way_of(hint: Hint, roll_deg: float) -> Way | None:
    """Return where the hint points in the mirror, or None when it is only words."""
    if hint is Hint.STRAIGHTEN_HEAD:
        # clockwise in the unmirrored picture is anticlockwise in the mirror: turn back clockwise
        return Way.CLOCKWISE if roll_deg > 0 else Way.ANTICLOCKWISE
    return _WAYS.get(hint)


def sign_radius(area: QRectF) -> float:
    """Return how large a sign is; 54 px on a picture 720 px high."""
    return max(24.0, area.height() * 0.075)


def arrow_places(area: QRectF, way: Way) -> tuple[tuple[QPointF, float], ...]:
    """Return where arrows stand in the picture and how each is turned (0: to the right)."""
    centre = area.center()
    x_step = min(area.height() * 0.44, area.width() / 2 - 1.4 * sign_radius(area))
    y_step = area.height() * 0.40
    left = QPointF(centre.x() - x_step, centre.y())
    right = QPointF(centre.x() + x_step, centre.y())
    match way:
        case Way.LEFT:
            return ((left, 180.0),)
        case Way.RIGHT:
            return ((right, 0.0),)
        case Way.UP:
            return ((QPointF(right.x(), centre.y() - y_step / 2), -90.0),)
        case Way.DOWN:
            return ((QPointF(right.x(), centre.y() + y_step / 2), 90.0),)
        case Way.CLOSER:
            return _corners(centre, x_step, y_step, inwards=False)
        case Way.AWAY:
            return _corners(centre, x_step, y_step, inwards=True)
        case Way.CLOCKWISE | Way.ANTICLOCKWISE:
            return ((QPointF(right.x(), centre.y() - y_step / 2), 0.0),)


def _corners(
    centre: QPointF, x_step: float, y_step: float, *, inwards: bool
) -> tuple[tuple[QPointF, float], ...]:
    """Return four arrows around the head: growing out of it, or closing in on it."""
    return tuple(
        (
            QPointF(centre.x() + x * 0.9 * x_step, centre.y() + y * 0.72 * y_step),
            math.degrees(math.atan2(y, x)) + (180.0 if inwards else 0.0),
        )
        for x, y in ((-1, -1), (1, -1), (-1, 1), (1, 1))
    )


def paint_way(painter: QPainter, area: QRectF, way: Way, colours: Palette, *, phase: float) -> None:
    """Draw the arrow or arrows of ``way``; ``phase`` 0..1 swings them once along their way."""
    radius = sign_radius(area)
    swing = 0.18 * radius * math.sin(math.tau * phase)
    for place, turn in arrow_places(area, way):
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(place)
        painter.setPen(QPen(QColor("#ffffff"), radius * 0.1))
        painter.setBrush(QColor(colours.key))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        if way in {Way.CLOCKWISE, Way.ANTICLOCKWISE}:
            _paint_turn(painter, radius, clockwise=way is Way.CLOCKWISE, swing_deg=40 * phase)
        else:
            painter.rotate(turn)
            painter.translate(swing, 0)
            _paint_arrow(painter, radius, QColor(colours.on_key))
        painter.restore()


def _paint_arrow(painter: QPainter, radius: float, colour: QColor) -> None:
    shape = ((0.62, 0), (0.05, -0.5), (0.05, -0.18), (-0.55, -0.18))
    points = [QPointF(x * radius, y * radius) for x, y in shape]
    points += [QPointF(point.x(), -point.y()) for point in reversed(points)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(points))


def _paint_turn(painter: QPainter, radius: float, *, clockwise: bool, swing_deg: float) -> None:
    if not clockwise:
        painter.scale(-1, 1)
    painter.rotate(swing_deg - 20)
    area = QRectF(-radius * 0.5, -radius * 0.5, radius, radius)
    pen = QPen(QColor("#ffffff"), radius * 0.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(area, 200 * 16, -200 * 16)
    painter.translate(radius * 0.5, 0)
    painter.rotate(90)
    painter.scale(0.62, 0.62)
    _paint_arrow(painter, radius * 0.8, QColor("#ffffff"))


def _mark_colour(verdict: Verdict, colours: Palette) -> str:
    return {
        Verdict.PASS: colours.ok,
        Verdict.WARN: colours.warn,
        Verdict.FAIL: colours.bad,
    }[verdict]


def paint_mark(painter: QPainter, area: QRectF, verdict: Verdict, colours: Palette) -> None:
    """Draw ○, △ or × in its colour: the shape says it without the colour."""
    colour = _mark_colour(verdict, colours)
    inner = area.adjusted(2, 2, -2, -2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), max(2.0, area.height() / 8)))
    path = QPainterPath()
    match verdict:
        case Verdict.PASS:
            path.addEllipse(inner)
        case Verdict.WARN:
            path.moveTo(inner.center().x(), inner.top())
            path.lineTo(inner.right(), inner.bottom())
            path.lineTo(inner.left(), inner.bottom())
            path.closeSubpath()
        case Verdict.FAIL:
            path.moveTo(inner.topLeft())
            path.lineTo(inner.bottomRight())
            path.moveTo(inner.topRight())
            path.lineTo(inner.bottomLeft())
    painter.drawPath(path)
    painter.restore()


def paint_wheel(painter: QPainter, area: QRectF, colour: QColor, *, phase: float) -> None:
    """Draw a busy wheel: three quarters of a circle, turned by ``phase`` 0..1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(2.0, area.width() / 8)))
    painter.drawArc(area.adjusted(3, 3, -3, -3), round(-phase * 360 * 16), 270 * 16)
    painter.restore()


def paint_ring(painter: QPainter, area: QRectF, colours: Palette, *, share: float) -> None:
    """Draw a ring of which ``share`` (0..1) is done, clockwise from its top."""
    thick = area.width() / 10
    inner = area.adjusted(thick, thick, -thick, -thick)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.line), thick))
    painter.drawEllipse(inner)
    pen = QPen(QColor(colours.key), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(inner, 90 * 16, -round(min(share, 1.0) * 360 * 16))
    painter.restore()


def paint_raster(
    painter: QPainter, area: QRectF, verdict: Verdict, colours: Palette, *, cell: float
) -> None:
    """Lay a raster of squares (``cell`` wide) and the verdict's mark over a part of a picture."""
    colour = QColor(_mark_colour(verdict, colours))
    lines = _raster_lines(area, cell)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour_here, thin, thick in ((QColor("#ffffff"), 3.0, 9.0), (colour, 1.5, 5.0)):
        painter.setPen(QPen(colour_here, thin))
        painter.drawLines(lines)
        painter.setPen(QPen(colour_here, thick))
        painter.drawRect(area)
    disc = QRectF(0, 0, cell, cell)
    disc.moveCenter(area.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.paper))
    painter.drawEllipse(disc)
    painter.restore()
    inset = cell * 0.24
    paint_mark(painter, disc.adjusted(inset, inset, -inset, -inset), verdict, colours)


def _raster_lines(area: QRectF, cell: float) -> list[QLineF]:
    """Return the lines between the squares, evenly spread."""
    columns, rows = (max(1, round(side / cell)) for side in (area.width(), area.height()))
    across = [area.left() + area.width() * at / columns for at in range(1, columns)]
    down = [area.top() + area.height() * at / rows for at in range(1, rows)]
    return [QLineF(x, area.top(), x, area.bottom()) for x in across] + [
        QLineF(area.left(), y, area.right(), y) for y in down
    ]
