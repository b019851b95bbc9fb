"""Pure painters of what is drawn over a photo: numbered frames and named lines."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from kiosk.domain.finding import Verdict
from ui.signs import paint_mark
from ui.style import font
from ui.theme import StaffType, Theme

_TAG_PX, _MOST_TAG_PX = 24, 32  # large type must not hide the face


def paint_region(
    painter: QPainter,
    place: QRectF,
    told: tuple[int, Verdict],
    theme: Theme,
    *,
    strong: bool,
) -> None:
    """Frame a part: a whole line for ×, a broken one for △, with number and shape on a tag."""
    number, verdict = told
    colour = QColor(theme.colours.bad if verdict is Verdict.FAIL else theme.colours.warn)
    broken = verdict is not Verdict.FAIL
    width = 4.0 if strong else 2.0
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#ffffff"), width + 3))
    painter.drawRect(place)
    style = Qt.PenStyle.DashLine if broken else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, width, style, Qt.PenCapStyle.FlatCap))
    painter.drawRect(place)
    _paint_tag(painter, place.topLeft(), str(number), verdict, theme)
    painter.restore()


def _paint_tag(
    painter: QPainter, corner: QPointF, number: str, verdict: Verdict, theme: Theme
) -> None:
    side = float(min(theme.px(_TAG_PX), _MOST_TAG_PX))
    tag = QRectF(corner.x(), corner.y(), 2 * side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.paper))
    painter.drawRect(tag)
    mark = QRectF(tag.left() + 3, tag.top() + 3, side - 6, side - 6)
    paint_mark(painter, mark, verdict, theme.colours)
    painter.setPen(QColor(theme.colours.ink))
    painter.setFont(_tag_font(theme, side * StaffType.BODY / _TAG_PX))
    painter.drawText(tag.adjusted(side, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, number)


def _tag_font(theme: Theme, size_px: float) -> QFont:
    made = font(theme, StaffType.NOTE, bold=True)
    made.setPixelSize(round(size_px))
    return made


def paint_line(painter: QPainter, place: QRectF, name: str, theme: Theme, *, strong: bool) -> None:
    """Draw a line across with its name on a tag at the right end; stronger while it is moved."""
    colours = theme.colours
    y = place.top()
    ends = QPointF(place.left(), y), QPointF(place.right(), y)
    width = 3.0 if strong else 1.5
    painter.save()
    painter.setPen(QPen(QColor("#ffffff"), width + 2))
    painter.drawLine(*ends)
    style = Qt.PenStyle.SolidLine if strong else Qt.PenStyle.DashLine
    painter.setPen(QPen(QColor(colours.key), width, style))
    painter.drawLine(*ends)
    made = _tag_font(theme, min(theme.px(StaffType.NOTE), _MOST_TAG_PX * 2 / 3))
    metrics = QFontMetrics(made)
    tag = QRectF(0, 0, metrics.horizontalAdvance(name) + 16, metrics.height() + 4)
    tag.moveRight(place.right() - 2)
    tag.moveBottom(y - 3) if y > tag.height() + 4 else tag.moveTop(y + 3)
    painter.setPen(QPen(QColor(colours.key), 1.5))
    painter.setBrush(QColor(colours.key if strong else colours.paper))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(QColor(colours.on_key if strong else colours.key))
    painter.setFont(made)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, name)
    painter.restore()
