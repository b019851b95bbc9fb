"""A picture of a venue at work: its covers with numbers, a box being placed, faces still found."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.box import Box
from kiosk.domain.sitephoto import Cover, Hides
from ui.style import font
from ui.theme import StaffType, Theme

LEAST_PX = (320, 240)
LEAST_SHARE = 0.02  # of a side: a click is no box
_BADGE_PX = 26
_LINE_PX = 2
_CHOSEN_PX = 4


class Way(StrEnum):
    """What an arrow does to the box that is being placed."""

    LEFT = "Left"
    RIGHT = "Right"
    UP = "Up"
    DOWN = "Down"


class PhotoCanvas(QWidget):
    """Shows the picture as large as there is room; boxes are in shares of its sides."""

    drawn = Signal(object)
    """A box somebody drew with the mouse."""
    picked = Signal(int)
    """Which cover was clicked."""

    def __init__(self, theme: Theme, accessible: str) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QPixmap()
        self._covers: tuple[Cover, ...] = ()
        self._left: tuple[Box, ...] = ()
        self.chosen = -1
        self.box: Box | None = None
        self._from: QPointF | None = None
        self._to = QPointF()
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for no more than there is: the picture takes what the words leave."""
        return QSize(*LEAST_PX)

    def show_picture(self, jpeg: bytes) -> None:
        """Show these bytes, or nothing."""
        image = QImage.fromData(jpeg) if jpeg else QImage()
        self._picture = QPixmap.fromImage(image)
        self.update()

    def show_covers(self, covers: Sequence[Cover], left: Sequence[Box]) -> None:
        """Show where something is covered, and where a face is still found."""
        self._covers, self._left = tuple(covers), tuple(left)
        self.chosen = min(self.chosen, len(self._covers) - 1)
        self.update()

    def choose(self, at: int) -> None:
        """Have this cover stand out."""
        self.chosen = at
        self.update()

    def place(self, box: Box | None) -> None:
        """Show a box that is being placed."""
        self.box = box
        self.update()

    def area(self) -> QRectF:
        """Return where on the widget the picture is."""
        if self._picture.isNull():
            return QRectF(self.rect())
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(0, 0, size.width(), size.height())
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, then what is on it."""
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(colours.ground))
            if self._picture.isNull():
                return
            painter.drawPixmap(self.area(), self._picture, QRectF(self._picture.rect()))
            for at, cover in enumerate(self._covers):
                if at != self.chosen:
                    self._draw_cover(painter, at, cover)
            if 0 <= self.chosen < len(self._covers):
                self._draw_cover(painter, self.chosen, self._covers[self.chosen])
            for box in self._left:
                self._draw_left(painter, self._on_widget(box))
            if self._from is not None:
                self._draw_box(painter, QRectF(self._from, self._to).normalized())
            elif self.box is not None:
                self._draw_box(painter, self._on_widget(self.box))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a box."""
        if event.button() == Qt.MouseButton.LeftButton and not self._picture.isNull():
            self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it larger."""
        if self._from is not None:
            self._to = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand over the box; where nothing was drawn, the cover that was clicked."""
        if self._from is None:
            return
        box = self._in_picture(QRectF(self._from, event.position()).normalized())
        self._from = None
        self.update()
        if box is not None:
            self.drawn.emit(box)
            return
        place = event.position()
        under = [
            at
            for at, cover in enumerate(self._covers)
            if self._on_widget(cover.box).contains(place)
        ]
        if under:
            self.picked.emit(under[-1])

    def _in_picture(self, drawn: QRectF) -> Box | None:
        """Return what was drawn within the picture; None for what is no box."""
        area = self.area()
        inside = drawn.intersected(area)
        if inside.width() < LEAST_SHARE * area.width() or inside.height() < (
            LEAST_SHARE * area.height()
        ):
            return None
        return Box(
            (inside.left() - area.left()) / area.width(),
            (inside.top() - area.top()) / area.height(),
            inside.width() / area.width(),
            inside.height() / area.height(),
        )

    def _on_widget(self, box: Box) -> QRectF:
        area = self.area()
        return QRectF(
            area.left() + box.left * area.width(),
            area.top() + box.top * area.height(),
            box.width * area.width(),
            box.height * area.height(),
        )

    def _draw_cover(self, painter: QPainter, at: int, cover: Cover) -> None:
        colours = self._theme.colours
        area, chosen = self._on_widget(cover.box), at == self.chosen
        if chosen:
            painter.setPen(QPen(QColor(colours.focus), _CHOSEN_PX * 2))
            painter.drawRect(area)
        ink = QColor(colours.key)
        dashed = Qt.PenStyle.SolidLine if cover.hides is Hides.FACE else Qt.PenStyle.DashLine
        painter.setPen(QPen(ink, _CHOSEN_PX if chosen else _LINE_PX, dashed))
        painter.drawRect(area)
        self._draw_badge(painter, area.topLeft(), str(at + 1), ink)

    def _draw_left(self, painter: QPainter, area: QRectF) -> None:
        ink = QColor(self._theme.colours.bad)
        painter.setPen(QPen(ink, _CHOSEN_PX))
        painter.drawRect(area)
        self._draw_badge(painter, area.topLeft(), "×", ink)

    def _draw_box(self, painter: QPainter, area: QRectF) -> None:
        colours = self._theme.colours
        for colour, width in ((colours.focus_line, 6), (colours.focus, 3)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(area)

    def _draw_badge(self, painter: QPainter, at: QPointF, words: str, ground: QColor) -> None:
        side = min(self._theme.px(_BADGE_PX), 2 * _BADGE_PX)
        above = at.y() - side  # a small cover stays visible below its number
        badge = QRectF(at.x(), above if above >= self.area().top() else at.y(), side, side)
        painter.setFont(font(self._theme, StaffType.BODY, bold=True))
        badge.setWidth(max(side, painter.fontMetrics().horizontalAdvance(words) + 8))
        painter.fillRect(badge, ground)
        painter.setPen(QColor(self._theme.colours.on_key))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def moved(box: Box, way: Way, step: float) -> Box:
    """Return the box moved one step, inside the picture."""
    left = box.left + {Way.LEFT: -step, Way.RIGHT: step}.get(way, 0.0)
    top = box.top + {Way.UP: -step, Way.DOWN: step}.get(way, 0.0)
    return Box(
        min(max(left, 0.0), 1 - box.width),
        min(max(top, 0.0), 1 - box.height),
        box.width,
        box.height,
    )


def resized(box: Box, way: Way, step: float) -> Box:
    """Return the box a step larger (right, down) or smaller, inside the picture."""
    width = box.width + {Way.LEFT: -step, Way.RIGHT: step}.get(way, 0.0)
    height = box.height + {Way.UP: -step, Way.DOWN: step}.get(way, 0.0)
    return Box(
        box.left,
        box.top,
        min(max(width, LEAST_SHARE), 1 - box.left),
        min(max(height, LEAST_SHARE), 1 - box.top),
    )
