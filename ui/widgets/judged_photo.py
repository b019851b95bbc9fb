"""The photo with what was found in it: numbered frames, and the lines of crown and chin."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from kiosk.domain.finding import Finding
from kiosk.domain.shot import HeadLines
from ui.head_lines import Line, nearest, put
from ui.photo_marks import paint_line, paint_region
from ui.theme import Theme
from ui.widgets.photo import PhotoView

_REACH_PX = 12  # half a finger of a mouse


class JudgedPhoto(PhotoView):
    """Frames are numbered as in the list; lines follow the mouse at any time."""

    placed = Signal()
    """A line was let go of; `lines` tells where both are."""

    def __init__(self, theme: Theme, names: Mapping[Line, str]) -> None:
        super().__init__(theme)
        self._names = names
        self._lines: HeadLines | None = None
        self._findings: tuple[Finding, ...] = ()
        self._chosen: Finding | None = None
        self._held: Line | None = None
        self._movable = True
        self._moving = False
        self.setMouseTracking(True)

    @property
    def lines(self) -> HeadLines | None:
        """Return where the lines are."""
        return self._lines

    def show_lines(self, lines: HeadLines | None) -> None:
        """Draw the lines here."""
        self._lines = lines
        self.update()

    def set_moving(self, moving: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Draw the lines as something that is being moved, or as a quiet remark."""
        self._moving = moving
        self.update()

    def set_movable(self, movable: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Let the mouse take the lines, or not."""
        self._movable = movable
        if not movable:
            self._held = None
            self.unsetCursor()

    def show_findings(self, findings: tuple[Finding, ...], chosen: Finding | None) -> None:
        """Frame the regions of these findings, the chosen one's more strongly."""
        self._findings, self._chosen = findings, chosen
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line under the mouse."""
        self._held = self._line_at(event.position())
        if self._held is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line that is held; show which one could be."""
        if self._held is None or self._lines is None:
            over = self._line_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SplitVCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self._lines = put(self._lines, self._held, self._share(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the line."""
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        self._held = None
        self.placed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frames and lines over the photo."""
        super().paintEvent(event)
        if not self.has_photo:
            return
        area = self.photo_area()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(area)
            self._paint_findings(painter, area)
            if self._lines is not None:
                for line, share in ((Line.CROWN, self._lines.crown), (Line.CHIN, self._lines.chin)):
                    y = area.top() + share * area.height()
                    place = QRectF(area.left(), y, area.width(), 0)
                    strong = self._moving or line is self._held
                    paint_line(painter, place, self._names[line], self.theme, strong=strong)

    def _paint_findings(self, painter: QPainter, area: QRectF) -> None:
        numbered = list(enumerate(self._findings, start=1))
        numbered.sort(key=lambda one: one[1] is self._chosen)  # the chosen one on top
        for number, finding in numbered:
            for region in finding.regions:
                place = QRectF(
                    area.left() + region.left * area.width(),
                    area.top() + region.top * area.height(),
                    (region.right - region.left) * area.width(),
                    (region.bottom - region.top) * area.height(),
                )
                paint_region(
                    painter,
                    place.intersected(area.adjusted(3, 3, -3, -3)),
                    (number, finding.verdict),
                    self.theme,
                    strong=finding is self._chosen,
                )

    def _line_at(self, point: QPointF) -> Line | None:
        if self._lines is None or not self._movable or not self.has_photo:
            return None
        reach = _REACH_PX / max(1.0, self.photo_area().height())
        return nearest(self._lines, self._share(point), reach=reach)

    def _share(self, point: QPointF) -> float:
        area = self.photo_area()
        return (point.y() - area.top()) / max(1.0, area.height())
