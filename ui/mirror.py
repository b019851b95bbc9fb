"""The mirror: the newest frame, mirrored, with oval, ring and arrow where the head is."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.finding import Hint
from kiosk.domain.frame import Frame
from kiosk.workflow.snapshots import LiveView
from ui.imaging import FramePictures
from ui.oval import Oval, glide, oval_of, paint_oval, waiting_oval
from ui.signs import Way, paint_way, way_of
from ui.theme import CARD_RADIUS_PX, Theme
from ui.viewport import Viewport, cover, picture_size
from ui.widgets.paragraph import Paragraph

_SWING_NS = 1_400_000_000  # one swing of an arrow: slow enough to be calm


class Mirror(QWidget):
    """Shows what the camera sees; without a picture, a sentence saying so instead of an old one."""

    frame_painted = Signal(object)
    """The painted frame's ``captured_at_ns``."""

    def __init__(self, theme: Theme, pictures: FramePictures, *, ground: str) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._ground = QColor(ground)
        self._image: QImage | None = None
        self._viewport: Viewport | None = None
        self._oval: Oval | None = None
        self._live: LiveView | None = None
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

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Draw this frame with what was read from it; nothing happens while it is not seen."""
        if not self.isVisible() or self.width() < 1 or self.height() < 1:
            return
        size = (frame.width_px, frame.height_px)
        viewport = cover(size, picture_size(size, (self.width(), self.height())), mirrored=True)
        self._image = self._pictures.of(frame, viewport, self.devicePixelRatioF())
        self._viewport, self._live = viewport, live
        self._oval = self._next_oval(live, *size)
        self._captured_at_ns = frame.captured_at_ns
        self._unpainted = True
        self._words.setVisible(False)
        self.update()

    def show_nothing(self, words: str = "") -> None:
        """Drop the picture and say why there is none."""
        self._image = self._viewport = self._oval = self._live = None
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

    def _next_oval(self, live: LiveView | None, width: int, height: int) -> Oval | None:
        if live is None:
            return None
        if live.face is None:
            return waiting_oval(width, height)
        return glide(self._oval, oval_of(live.face))

    def _way(self) -> Way | None:
        if self._live is None:
            return None
        roll = self._live.face.roll_deg if self._live.face else 0.0
        return way_of(self._live.hint, roll)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture, oval, arrow; then tell that this frame is on the screen."""
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
            self._paint_guide(painter, area, self._viewport)
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

    def _paint_guide(self, painter: QPainter, area: QRectF, viewport: Viewport) -> None:
        if self._live is None:
            return
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        if self._oval is not None:
            hold = 1.0 if self._live.hint is Hint.TAKING else self._live.hold
            paint_oval(painter, viewport, self._oval, self._theme.colours, hold=hold)
        if way := self._way():
            phase = self._captured_at_ns % _SWING_NS / _SWING_NS if self._theme.motion else 0.0
            here = QRectF(0, 0, viewport.width, viewport.height)
            paint_way(painter, here, way, self._theme.colours, phase=phase)
        painter.restore()

    def _round_corners(self, painter: QPainter, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        corners = QPainterPath()
        corners.addRect(area)
        inner = QPainterPath()
        inner.addRoundedRect(area, CARD_RADIUS_PX, CARD_RADIUS_PX)
        painter.drawPath(corners.subtracted(inner))
