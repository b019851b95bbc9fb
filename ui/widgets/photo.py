"""The finished photo, as large as its place allows, unmirrored."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.photo import HEIGHT_MM, WIDTH_MM, Photo
from ui.theme import Theme


class PhotoView(QWidget):
    """Shows one photo; scaled once per photo and size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._photo: Photo | None = None
        self._whole = QImage()
        self._fitted = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    @property
    def has_photo(self) -> bool:
        """Tell whether somebody is to be seen."""
        return not self._whole.isNull()

    def show_photo(self, photo: Photo | None) -> None:
        """Show the photo, or nothing and forget the last."""
        if photo is self._photo:
            return
        self._photo = photo
        self._fitted = QImage()
        self._whole = QImage.fromData(photo.jpeg) if photo is not None else QImage()
        self.update()

    def photo_area(self) -> QRectF:
        """Return where the photo is drawn: in the upper middle."""
        width = min(self.width(), self.width_for(self.height()))
        height = round(width * HEIGHT_MM / WIDTH_MM)
        return QRectF((self.width() - width) // 2, 0, width, height)

    def sizeHint(self) -> QSize:
        """Return the photo's proportions."""
        return QSize(350, 450)

    def width_for(self, height: int) -> int:
        """Return how wide the photo is at this height."""
        return round(height * WIDTH_MM / HEIGHT_MM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the width this height needs; the height does not depend on the width."""
        super().resizeEvent(event)
        self.setFixedWidth(self.width_for(self.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the photo with a fine line around it."""
        with QPainter(self) as painter:
            self._paint_photo(painter, self.photo_area())

    def _paint_photo(self, painter: QPainter, area: QRectF) -> None:
        if self._whole.isNull():
            painter.fillRect(area, QColor(self.theme.colours.paper))
            return
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(area.width() * ratio), round(area.height() * ratio))
        if self._fitted.size() != wanted:
            self._fitted = self._whole.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        painter.drawImage(area, self._fitted)
        painter.setPen(QPen(QColor(self.theme.colours.line), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
