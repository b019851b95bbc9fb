"""The mirror: the newest frame, mirrored, with oval, ring, arrow and sign where the head is."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from kiosk.domain.finding import Hint
from kiosk.domain.frame import Frame
from kiosk.workflow.snapshots import LiveView
from ui.camera_picture import CameraPicture
from ui.imaging import FramePictures
from ui.oval import Oval, glide, look_of, oval_of, paint_oval, waiting_oval
from ui.pictograms import paint_pictogram, pictogram_area, pictogram_of
from ui.signs import Way, paint_way, way_of
from ui.theme import Theme
from ui.viewport import Viewport

_SWING_NS = 1_400_000_000  # one swing of an arrow: slow enough to be calm


class Mirror(CameraPicture):
    """Shows the person before the camera as a mirror does, guided by what was read of the face."""

    mirrored = True

    def __init__(self, theme: Theme, pictures: FramePictures, *, ground: str) -> None:
        super().__init__(theme, pictures, ground=ground)
        self._oval: Oval | None = None
        self._live: LiveView | None = None

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Draw this frame with what was read from it; nothing happens while it is not seen."""
        if self.take_frame(frame):
            self._live = live
            self._oval = self._next_oval(live, frame.width_px, frame.height_px)

    def show_nothing(self, words: str = "") -> None:
        """Drop the picture and say why there is none."""
        self._oval = self._live = None
        super().show_nothing(words)

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

    def paint_over(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw oval, arrow and pictogram."""
        if self._live is None:
            return
        hint, colours = self._live.hint, self._theme.colours
        if self._oval is not None:
            hold = 1.0 if hint is Hint.TAKING else self._live.hold
            look = look_of(hint)
            paint_oval(painter, viewport, self._oval, colours, look=look, hold=hold)
        here = QRectF(0, 0, viewport.width, viewport.height)
        if way := self._way():
            phase = self._captured_at_ns % _SWING_NS / _SWING_NS if self._theme.motion else 0.0
            paint_way(painter, here, way, colours, phase=phase)
        if pictogram := pictogram_of(hint):
            paint_pictogram(painter, pictogram_area(here), pictogram, colours)
