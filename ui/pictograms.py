"""Pure painters of pictograms beside the mirror: what to take off, open, close, or leave to staff.

Each is drawn in a square from (-1, -1) to (1, 1) and needs no words and no colour to be told apart.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kiosk.domain.finding import Hint
from ui.theme import Palette

_LINE = 0.09  # of the square's half: a firm line, as on signs in public buildings


class Pictogram(Enum):
    """What a pictogram says; those to take something off are crossed out."""

    NO_MASK = "no_mask"
    NO_SUNGLASSES = "no_sunglasses"
    NO_HAT = "no_hat"
    OPEN_EYES = "open_eyes"
    CLOSED_MOUTH = "closed_mouth"
    ONE_PERSON = "one_person"
    LIGHT = "light"


_SHOWN = {
    Hint.TAKE_OFF_MASK: Pictogram.NO_MASK,
    Hint.TAKE_OFF_SUNGLASSES: Pictogram.NO_SUNGLASSES,
    Hint.TAKE_OFF_HAT: Pictogram.NO_HAT,
    Hint.OPEN_EYES: Pictogram.OPEN_EYES,
    Hint.CLOSE_MOUTH: Pictogram.CLOSED_MOUTH,
    Hint.ONE_PERSON: Pictogram.ONE_PERSON,
    Hint.LIGHT_FROM_SIDE: Pictogram.LIGHT,
    Hint.TOO_DARK: Pictogram.LIGHT,
    Hint.TOO_BRIGHT: Pictogram.LIGHT,
}
_CROSSED = frozenset({Pictogram.NO_MASK, Pictogram.NO_SUNGLASSES, Pictogram.NO_HAT})


def pictogram_of(hint: Hint) -> Pictogram | None:
    """Return what is drawn for a hint, None when an arrow or words say it better."""
    return _SHOWN.get(hint)


def pictogram_area(area: QRectF) -> QRectF:
    """Return where a pictogram stands in the picture: at the right, above the middle."""
    side = max(72.0, area.height() * 0.24)
    right = area.center().x() + min(area.height() * 0.46, area.width() / 2 - side * 0.56)
    return QRectF(right - side / 2, area.center().y() - area.height() * 0.2 - side / 2, side, side)


def paint_pictogram(
    painter: QPainter, area: QRectF, pictogram: Pictogram, colours: Palette
) -> None:
    """Draw a white disc with the pictogram in it."""
    ink = QColor(colours.key if colours.paper == "#ffffff" else "#000000")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center())
    painter.scale(area.width() / 2, area.height() / 2)
    painter.setPen(QPen(ink, _LINE))
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(QPointF(0, 0), 0.95, 0.95)
    painter.setPen(_pen(ink))
    _PAINTERS[pictogram](painter, ink)
    if pictogram in _CROSSED:
        painter.setPen(QPen(QColor("#ffffff"), 3 * _LINE))
        painter.drawLine(QLineF(-0.58, 0.58, 0.58, -0.58))
        painter.setPen(QPen(QColor("#ce0000"), 1.6 * _LINE))
        painter.drawLine(QLineF(-0.64, 0.64, 0.64, -0.64))
    painter.restore()


def _pen(ink: QColor) -> QPen:
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(ink, _LINE, Qt.PenStyle.SolidLine, round_cap, round_join)


def _head(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0.02), 0.46, 0.58)


def _eyes(painter: QPainter, ink: QColor) -> None:
    painter.save()
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (-0.18, 0.18):
        painter.drawEllipse(QPointF(x, -0.08), 0.055, 0.055)
    painter.restore()


def _mask(painter: QPainter, ink: QColor) -> None:
    _head(painter)
    _eyes(painter, ink)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(-0.31, 0.1, 0.62, 0.36), 0.12, 0.12)
    painter.drawLine(QLineF(-0.31, 0.16, -0.44, 0.04))
    painter.drawLine(QLineF(0.31, 0.16, 0.44, 0.04))


def _sunglasses(painter: QPainter, ink: QColor) -> None:
    _head(painter)
    painter.setBrush(ink)
    for x in (-0.36, 0.06):
        painter.drawRoundedRect(QRectF(x, -0.17, 0.3, 0.21), 0.08, 0.08)
    painter.drawLine(QLineF(-0.08, -0.12, 0.08, -0.12))
    painter.drawArc(QRectF(-0.16, 0.2, 0.32, 0.18), 200 * 16, 140 * 16)


def _hat(painter: QPainter, ink: QColor) -> None:
    _head(painter)
    _eyes(painter, ink)
    painter.drawArc(QRectF(-0.16, 0.2, 0.32, 0.18), 200 * 16, 140 * 16)
    crown = QPainterPath()
    crown.moveTo(-0.42, -0.24)
    crown.cubicTo(-0.44, -0.86, 0.44, -0.86, 0.42, -0.24)
    crown.closeSubpath()
    painter.setBrush(ink)
    painter.drawPath(crown)
    painter.drawLine(QLineF(-0.62, -0.24, 0.62, -0.24))


def _open_eyes(painter: QPainter, ink: QColor) -> None:
    lids = QPainterPath()
    lids.moveTo(-0.66, 0)
    lids.quadTo(0, -0.62, 0.66, 0)
    lids.quadTo(0, 0.62, -0.66, 0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lids)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(0, 0), 0.19, 0.19)
    for x, y, lean in ((-0.42, -0.32, -0.1), (0.0, -0.42, 0.0), (0.42, -0.32, 0.1)):
        painter.drawLine(QLineF(x, y, x + lean, y - 0.16))


def _closed_mouth(painter: QPainter, ink: QColor) -> None:
    _head(painter)
    _eyes(painter, ink)
    painter.drawLine(QLineF(-0.17, 0.28, 0.17, 0.28))


def _one_person(painter: QPainter, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(-0.22, -0.3), 0.19, 0.19)
    shoulders = QPainterPath()
    shoulders.moveTo(-0.62, 0.5)
    shoulders.cubicTo(-0.62, -0.12, 0.18, -0.12, 0.18, 0.5)
    shoulders.closeSubpath()
    painter.drawPath(shoulders)
    one = QPainterPath()
    one.moveTo(0.36, -0.18)
    one.lineTo(0.5, -0.3)
    one.lineTo(0.5, 0.3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.5 * _LINE))
    painter.drawPath(one)


def _light(painter: QPainter, ink: QColor) -> None:
    """Draw a lamp on a stand: somebody else sees to it."""
    shade = QPainterPath()
    shade.moveTo(-0.16, -0.56)
    shade.lineTo(0.16, -0.56)
    shade.lineTo(0.38, -0.12)
    shade.lineTo(-0.38, -0.12)
    shade.closeSubpath()
    painter.setBrush(ink)
    painter.drawPath(shade)
    for x, dx in ((-0.26, -0.14), (0.0, 0.0), (0.26, 0.14)):
        painter.drawLine(QLineF(x, 0.04, x + dx, 0.26))
    painter.drawLine(QLineF(-0.34, 0.56, 0.34, 0.56))


_PAINTERS: dict[Pictogram, Callable[[QPainter, QColor], None]] = {
    Pictogram.NO_MASK: _mask,
    Pictogram.NO_SUNGLASSES: _sunglasses,
    Pictogram.NO_HAT: _hat,
    Pictogram.OPEN_EYES: _open_eyes,
    Pictogram.CLOSED_MOUTH: _closed_mouth,
    Pictogram.ONE_PERSON: _one_person,
    Pictogram.LIGHT: _light,
}
