"""One ticket in a list: number, what to prepare, how long, and how long is too long."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kiosk.workflow.queue.view import Patience
from ui.staff.console.words import PATIENCE_MARKS
from ui.style import font
from ui.theme import BUTTON_RADIUS_PX, StaffType, Theme

ROW = Qt.ItemDataRole.UserRole
ROW_PX = 54
_EDGE_PX = 8
_GAP_PX = 8
_POINTER_PX = 16
_USUAL_NUMBER = "A-000"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """What a row says; ``about`` and ``more`` stand above each other beside the number."""

    name: str
    number: str
    about: str
    more: str = ""
    minutes: str = ""
    patience: Patience = Patience.FRESH
    bad: bool = False
    spoken: str = ""


class RowPainter(QStyledItemDelegate):
    """Paints rows; the chosen one is told by ground, line and a sign."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same height for every row."""
        return QSize(100, self._theme.px(ROW_PX) + 4)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, number, words and minutes."""
        row = index.data(ROW)
        if not isinstance(row, TicketRow):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect).adjusted(1, 2, -1, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, chosen=chosen, bad=row.bad)
        inner = area.adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
        right = self._paint_minutes(painter, inner, row)
        number = self._paint_number(painter, inner, row, chosen=chosen)
        left = inner.left() + number + _GAP_PX
        words = QRectF(left, inner.top(), right - left - _GAP_PX, inner.height())
        self._paint_words(painter, words, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF, *, chosen: bool, bad: bool) -> None:
        colours = self._theme.colours
        line = colours.key if chosen else colours.bad if bad else colours.line
        ground = colours.key_pale if chosen else colours.bad_pale if bad else colours.paper
        painter.setPen(QPen(QColor(line), 2 if chosen else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, BUTTON_RADIUS_PX, BUTTON_RADIUS_PX)

    def _paint_number(
        self, painter: QPainter, area: QRectF, row: TicketRow, *, chosen: bool
    ) -> float:
        """Paint pointer and number; return how wide they are."""
        bold = font(self._theme, StaffType.TITLE, bold=True)
        pointer = self._theme.px(_POINTER_PX)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if chosen:
            painter.setPen(QColor(self._theme.colours.key))
            painter.setFont(font(self._theme, StaffType.NOTE, bold=True))
            painter.drawText(area, middle, "▶")
        painter.setFont(bold)
        painter.setPen(QColor(self._theme.colours.ink))
        painter.drawText(area.adjusted(pointer, 0, 0, 0), middle, row.number)
        longest = max(_USUAL_NUMBER, row.number, key=len)
        return pointer + QFontMetricsF(bold).horizontalAdvance(longest)

    def _paint_words(self, painter: QPainter, area: QRectF, row: TicketRow) -> None:
        plain, strong = (
            font(self._theme, StaffType.NOTE),
            font(self._theme, StaffType.NOTE, bold=True),
        )
        lines = [(row.about, plain, self._theme.colours.text)]
        if row.more:
            lines.append((row.more, strong, self._theme.colours.ink))
        high = QFontMetricsF(plain).height()
        top = area.center().y() - high * len(lines) / 2
        for words, face, colour in lines:
            painter.setFont(face)
            painter.setPen(QColor(colour))
            cut = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(
                QRectF(area.left(), top, area.width(), high), Qt.AlignmentFlag.AlignVCenter, cut
            )
            top += high

    def _paint_minutes(self, painter: QPainter, area: QRectF, row: TicketRow) -> float:
        """Paint how long, on the band's ground with its shape; return where the words end."""
        if not row.minutes:
            return area.right()
        colours = self._theme.colours
        face = font(self._theme, StaffType.BODY, bold=True)
        mark = PATIENCE_MARKS[row.patience]
        words = f"{mark} {row.minutes}" if mark else row.minutes
        width = QFontMetricsF(face).horizontalAdvance(words) + 12
        high = QFontMetricsF(face).height() + 4
        pill = QRectF(area.right() - width, area.center().y() - high / 2, width, high)
        if row.patience is not Patience.FRESH:
            red = row.patience is Patience.RED
            painter.setPen(QPen(QColor(colours.bad if red else colours.warn), 1))
            painter.setBrush(QColor(colours.bad_pale if red else colours.warn_pale))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setPen(QColor(colours.bad if red else colours.ink))
        else:
            painter.setPen(QColor(colours.ink))
        painter.setFont(face)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return pill.left()
