"""A camera's newest frame as large as its place allows; words where there is none."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.face import Point
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Region
from kiosk.guidance.lighting import LightFinding
from ui.imaging import FramePictures
from ui.signs import paint_raster
from ui.theme import CARD_RADIUS_PX, Theme
from ui.viewport import Viewport, cover, picture_size
from ui.widgets.paragraph import Paragraph

_RASTER_ROWS = 8  # squares over the picture's height: seen from a step away, the wall stays seen


class CameraPicture(QWidget):
    """Shows what the camera sees; without a picture, a sentence saying so instead of an old one."""

    frame_painted = Signal(object)
    """The painted frame's ``captured_at_ns``."""
    mirrored = False

    def __init__(self, theme: Theme, pictures: FramePictures, *, ground: str) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._ground = QColor(ground)
        self._image: QImage | None = None
        self._viewport: Viewport | None = None
        self._captured_at_ns = 0
        self._unpainted = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # spares the pages below
        self._words = Paragraph("", role="title", align=Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addWidget(self._words)

    @property
    def words(self) -> Paragraph:
        """Return the sentence shown in place of a picture."""
        return self._words

    @property
    def has_picture(self) -> bool:
        """Tell whether a frame is shown."""
        return self._image is not None

    def take_frame(self, frame: Frame) -> bool:
        """Keep this frame to be drawn; tell whether it will be: not while nobody sees it."""
        if not self.isVisible() or self.width() < 1 or self.height() < 1:
            return False
        size = (frame.width_px, frame.height_px)
        place = picture_size(size, (self.width(), self.height()))
        viewport = cover(size, place, mirrored=self.mirrored)
        self._image = self._pictures.of(frame, viewport, self.devicePixelRatioF())
        self._viewport = viewport
        self._captured_at_ns = frame.captured_at_ns
        self._unpainted = True
        self._words.setVisible(False)
        self.update()
        return True

    def show_nothing(self, words: str = "") -> None:
        """Drop the picture and say why there is none."""
        self._image = self._viewport = None
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.update()

    def picture_area(self) -> QRectF:
        """Return where the picture is drawn inside this widget."""
        if self._viewport is None:
            return QRectF(self.rect())
        left = (self.width() - self._viewport.width) / 2
        top = (self.height() - self._viewport.height) / 2
        return QRectF(round(left), round(top), self._viewport.width, self._viewport.height)

    def paint_over(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw what lies over the picture; the painter's origin is the picture's corner."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture and what lies over it; then tell that it is on the screen."""
        area = self.picture_area()
        with QPainter(self) as painter:
            self._paint_around(painter, area)
            if self._image is None or self._viewport is None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.colours.paper))
                painter.drawRoundedRect(area, CARD_RADIUS_PX, CARD_RADIUS_PX)
                return
            painter.drawImage(area.topLeft(), self._image)
            painter.save()
            painter.setClipRect(area)
            painter.translate(area.topLeft())
            self.paint_over(painter, self._viewport)
            painter.restore()
            self._round_corners(painter, area)
        if self._unpainted:
            self._unpainted = False
            self.frame_painted.emit(self._captured_at_ns)

    def _paint_around(self, painter: QPainter, area: QRectF) -> None:
        """Fill what the picture leaves free; all of it while there is none."""
        if self._image is not None:
            inside = QRegion(area.toRect().adjusted(1, 1, -1, -1))
            painter.setClipRegion(QRegion(self.rect()).subtracted(inside))
        painter.fillRect(self.rect(), self._ground)
        painter.setClipping(False)

    def _round_corners(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        corners = QPainterPath()
        corners.addRect(area)
        inner = QPainterPath()
        inner.addRoundedRect(area, CARD_RADIUS_PX, CARD_RADIUS_PX)
        painter.drawPath(corners.subtracted(inner))


class RoomPicture(CameraPicture):
    """The room as staff see it who stand behind the camera, the place of a finding marked."""

    def __init__(self, theme: Theme, pictures: FramePictures, *, ground: str) -> None:
        super().__init__(theme, pictures, ground=ground)
        self._finding: LightFinding | None = None
        self._frame_px = (1, 1)

    def show_frame(self, frame: Frame) -> None:
        """Draw this frame."""
        if self.take_frame(frame):
            self._frame_px = (frame.width_px, frame.height_px)

    def show_finding(self, finding: LightFinding | None) -> None:
        """Mark where this finding is, if it has a place."""
        if finding != self._finding:
            self._finding = finding
            self.update()

    def paint_over(self, painter: QPainter, viewport: Viewport) -> None:
        """Lay a raster over the part the finding is about."""
        if self._finding is None or self._finding.region is None:
            return
        area = self._area(self._finding.region, viewport)
        colours, cell = self._theme.colours, viewport.height / _RASTER_ROWS
        paint_raster(painter, area, self._finding.verdict, colours, cell=cell)

    def _area(self, region: Region, viewport: Viewport) -> QRectF:
        """Return where a part of the frame is in the picture, inside its edges."""
        width, height = self._frame_px
        first, last = (
            viewport.place(Point(x * width, y * height))
            for x, y in ((region.left, region.top), (region.right, region.bottom))
        )
        area = QRectF(QPointF(first.x, first.y), QPointF(last.x, last.y)).normalized()
        return area.intersected(QRectF(4, 4, viewport.width - 8, viewport.height - 8))
