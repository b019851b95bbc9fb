"""Pure painters of what people come for and what help they need, for those who do not read.

Each is drawn in a square from (-1, -1) to (1, 1), in one colour, and needs no words.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from kiosk.domain.ticket import Need, Service

_LINE = 0.1  # of the square's half: firm, as on signs in public buildings


class IssueSign(Enum):
    """What a sign shows."""

    NEW_CARD = "new_card"
    RENEWED_CARD = "renewed_card"
    BROKEN_CARD = "broken_card"
    LOCKED_CARD = "locked_card"
    QUESTION = "question"
    CITY_HALL = "city_hall"
    WHEELCHAIR = "wheelchair"
    INFANT = "infant"
    INTERPRETER = "interpreter"
    HEARING = "hearing"
    SIGHT = "sight"
    TICKET = "ticket"


SIGN_OF_SERVICE = {
    Service.APPLY: IssueSign.NEW_CARD,
    Service.RENEW: IssueSign.RENEWED_CARD,
    Service.REISSUE: IssueSign.BROKEN_CARD,
    Service.CERTIFICATE: IssueSign.LOCKED_CARD,
    Service.ASK: IssueSign.QUESTION,
}
SIGN_OF_NEED = {
    Need.WHEELCHAIR: IssueSign.WHEELCHAIR,
    Need.INFANT: IssueSign.INFANT,
    Need.INTERPRETER: IssueSign.INTERPRETER,
    Need.HEARING: IssueSign.HEARING,
    Need.SIGHT: IssueSign.SIGHT,
}


def paint_sign(painter: QPainter, area: QRectF, sign: IssueSign, colour: QColor) -> None:
    """Draw the sign in the middle of ``area``."""
    side = min(area.width(), area.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.center())
    painter.scale(side / 2, side / 2)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, cap, join))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINTERS[sign](painter, colour)
    painter.restore()


def _card(painter: QPainter, area: QRectF | None = None) -> None:
    painter.drawRoundedRect(area or QRectF(-0.85, -0.55, 1.7, 1.1), 0.14, 0.14)


def _person(painter: QPainter, colour: QColor, x: float, y: float) -> None:
    painter.save()
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(x, y - 0.14), 0.13, 0.13)
    painter.drawChord(QRectF(x - 0.24, y + 0.06, 0.48, 0.48), 0, 180 * 16)
    painter.restore()


def _new_card(painter: QPainter, colour: QColor) -> None:
    _card(painter, QRectF(-0.9, -0.6, 1.5, 1.0))
    _person(painter, colour, -0.5, -0.1)
    painter.drawLine(QLineF(-0.08, -0.24, 0.34, -0.24))
    painter.drawLine(QLineF(-0.08, 0.04, 0.16, 0.04))
    painter.setPen(QPen(colour, 0.16, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QLineF(0.62, 0.22, 0.62, 0.82))
    painter.drawLine(QLineF(0.32, 0.52, 0.92, 0.52))


def _renewed_card(painter: QPainter, colour: QColor) -> None:
    _card(painter, QRectF(-0.55, -0.36, 1.1, 0.72))
    _person(painter, colour, -0.24, -0.02)
    painter.drawLine(QLineF(0.06, -0.1, 0.34, -0.1))
    painter.drawLine(QLineF(0.06, 0.12, 0.24, 0.12))
    ring = QRectF(-0.86, -0.86, 1.72, 1.72)
    painter.drawArc(ring, 25 * 16, 130 * 16)
    painter.drawArc(ring, 205 * 16, 130 * 16)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(0.82, -0.2), QPointF(0.6, -0.5), QPointF(0.96, -0.5)]))
    painter.drawPolygon(QPolygonF([QPointF(-0.82, 0.2), QPointF(-0.6, 0.5), QPointF(-0.96, 0.5)]))


def _broken_card(painter: QPainter, colour: QColor) -> None:
    for side in (-1, 1):
        half = QPainterPath(QPointF(side * 0.16 - 0.05, -0.55))
        half.lineTo(side * 0.9, -0.55)
        half.lineTo(side * 0.9, 0.55)
        half.lineTo(side * 0.16 - 0.05, 0.55)
        for x, y in ((0.1, 0.25), (-0.12, -0.02), (0.1, -0.28)):
            half.lineTo(side * 0.16 + x, y)
        half.closeSubpath()
        painter.drawPath(half)
    _person(painter, colour, -0.56, -0.08)


def _locked_card(painter: QPainter, colour: QColor) -> None:
    _card(painter, QRectF(-0.9, -0.6, 1.5, 1.0))
    painter.drawLine(QLineF(-0.6, -0.28, 0.3, -0.28))
    painter.drawLine(QLineF(-0.6, 0.04, -0.1, 0.04))
    painter.drawArc(QRectF(0.34, -0.08, 0.48, 0.6), 0, 180 * 16)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0.22, 0.26, 0.72, 0.58), 0.08, 0.08)


def _bubble(painter: QPainter, area: QRectF, tail_x: float) -> None:
    corner = 0.48
    body = QPainterPath(QPointF(area.left(), area.center().y()))
    for x, y, start_deg in (
        (area.left(), area.top(), 180),
        (area.right() - corner, area.top(), 90),
        (area.right() - corner, area.bottom() - corner, 0),
    ):
        body.arcTo(QRectF(x, y, corner, corner), start_deg, -90)
    for x, y in ((tail_x + 0.26, 0.0), (tail_x - 0.08, 0.34), (tail_x - 0.12, 0.0)):
        body.lineTo(x, area.bottom() + y)
    body.arcTo(QRectF(area.left(), area.bottom() - corner, corner, corner), 270, -90)
    body.closeSubpath()
    painter.drawPath(body)


def _letter(painter: QPainter, colour: QColor, letter: str, area: QRectF) -> None:
    """Draw a letter as a shape; type of a unit square's size is no type."""
    path = QPainterPath()
    face = QFont(painter.font())
    face.setPixelSize(100)
    face.setBold(True)
    path.addText(0, 0, face, letter)
    box = path.boundingRect()
    scale = min(area.width() / box.width(), area.height() / box.height())
    painter.save()
    painter.translate(area.center())
    painter.scale(scale, scale)
    painter.translate(-box.center())
    painter.fillPath(path, colour)
    painter.restore()


def _question(painter: QPainter, colour: QColor) -> None:
    _bubble(painter, QRectF(-0.85, -0.8, 1.7, 1.22), -0.3)
    _letter(painter, colour, "?", QRectF(-0.3, -0.58, 0.6, 0.78))


def _city_hall(painter: QPainter, colour: QColor) -> None:
    painter.drawLine(QLineF(-0.9, 0.74, 0.9, 0.74))
    for x in (-0.6, -0.2, 0.2, 0.6):
        painter.drawLine(QLineF(x, -0.08, x, 0.5))
    painter.setBrush(colour)
    roof = [QPointF(-0.86, -0.28), QPointF(0, -0.82), QPointF(0.86, -0.28)]
    painter.drawPolygon(QPolygonF(roof))


def _wheelchair(painter: QPainter, colour: QColor) -> None:
    painter.save()
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(-0.22, -0.74), 0.14, 0.14)
    painter.restore()
    painter.setPen(QPen(painter.pen().brush(), 0.15, c=Qt.PenCapStyle.RoundCap))
    body = QPainterPath(QPointF(-0.22, -0.44))
    body.lineTo(-0.16, 0.1)
    body.lineTo(0.34, 0.1)
    body.lineTo(0.58, 0.66)
    body.lineTo(0.78, 0.58)
    painter.drawPath(body)
    painter.drawLine(QLineF(-0.18, -0.18, 0.26, -0.18))
    painter.drawArc(QRectF(-0.72, -0.2, 1.06, 1.06), 128 * 16, 215 * 16)


def _infant(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(0, 0.08), 0.66, 0.66)
    painter.drawArc(QRectF(-0.84, -0.12, 0.36, 0.4), 70 * 16, 220 * 16)
    painter.drawArc(QRectF(0.48, -0.12, 0.36, 0.4), -110 * 16, 220 * 16)
    painter.drawArc(QRectF(-0.16, -0.84, 0.32, 0.36), -60 * 16, 260 * 16)
    painter.drawArc(QRectF(-0.26, 0.08, 0.52, 0.4), 200 * 16, 140 * 16)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (-0.24, 0.24):
        painter.drawEllipse(QPointF(x, 0.02), 0.08, 0.08)


def _interpreter(painter: QPainter, colour: QColor) -> None:
    _bubble(painter, QRectF(-0.92, -0.86, 1.0, 0.84), -0.62)
    _letter(painter, colour, "あ", QRectF(-0.68, -0.7, 0.52, 0.52))
    _bubble(painter, QRectF(-0.02, -0.24, 0.94, 0.8), 0.46)
    _letter(painter, colour, "A", QRectF(0.2, -0.06, 0.5, 0.44))


def _struck(painter: QPainter) -> None:
    painter.drawLine(QLineF(-0.74, 0.74, 0.74, -0.74))


def _hearing(painter: QPainter, colour: QColor) -> None:
    ear = QPainterPath(QPointF(-0.42, -0.1))
    ear.cubicTo(-0.46, -1.02, 0.62, -0.98, 0.5, -0.14)
    ear.cubicTo(0.46, 0.2, 0.16, 0.24, 0.12, 0.54)
    ear.cubicTo(0.06, 0.94, -0.4, 0.9, -0.42, 0.52)
    painter.drawPath(ear)
    inner = QPainterPath(QPointF(-0.16, -0.16))
    inner.cubicTo(-0.14, -0.58, 0.28, -0.54, 0.22, -0.16)
    inner.cubicTo(0.2, 0.02, -0.02, 0.06, -0.08, 0.26)
    painter.drawPath(inner)
    painter.setPen(QPen(colour, 0.14, c=Qt.PenCapStyle.RoundCap))
    _struck(painter)


def _sight(painter: QPainter, colour: QColor) -> None:
    lids = QPainterPath(QPointF(-0.88, 0))
    lids.quadTo(0, -0.86, 0.88, 0)
    lids.quadTo(0, 0.86, -0.88, 0)
    painter.drawPath(lids)
    painter.save()
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 0.2, 0.2)
    painter.restore()
    painter.setPen(QPen(colour, 0.14, c=Qt.PenCapStyle.RoundCap))
    _struck(painter)


def _ticket(painter: QPainter, colour: QColor) -> None:
    paper = QPainterPath(QPointF(-0.5, -0.8))
    paper.lineTo(0.5, -0.8)
    paper.lineTo(0.5, 0.62)
    for at in range(5):
        paper.lineTo(0.4 - at * 0.2, 0.8 if at % 2 == 0 else 0.62)
    paper.lineTo(-0.5, 0.62)
    paper.closeSubpath()
    painter.drawPath(paper)
    _letter(painter, colour, "123", QRectF(-0.34, -0.58, 0.68, 0.44))
    painter.drawLine(QLineF(-0.26, 0.1, 0.26, 0.1))
    painter.drawLine(QLineF(-0.26, 0.36, 0.26, 0.36))


_PAINTERS: dict[IssueSign, Callable[[QPainter, QColor], None]] = {
    IssueSign.NEW_CARD: _new_card,
    IssueSign.RENEWED_CARD: _renewed_card,
    IssueSign.BROKEN_CARD: _broken_card,
    IssueSign.LOCKED_CARD: _locked_card,
    IssueSign.QUESTION: _question,
    IssueSign.CITY_HALL: _city_hall,
    IssueSign.WHEELCHAIR: _wheelchair,
    IssueSign.INFANT: _infant,
    IssueSign.INTERPRETER: _interpreter,
    IssueSign.HEARING: _hearing,
    IssueSign.SIGHT: _sight,
    IssueSign.TICKET: _ticket,
}
