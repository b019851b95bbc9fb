"""○ △ × as a small widget."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.finding import Verdict
from ui.signs import paint_mark
from ui.theme import Theme


class Mark(QWidget):
    """Shows one verdict as a shape; nothing before the first."""

    def __init__(self, theme: Theme, *, size_px: int = 20) -> None:
        super().__init__()
        self._theme = theme
        self._verdict: Verdict | None = None
        self.setFixedSize(theme.px(size_px), theme.px(size_px))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show this verdict."""
        if verdict is not self._verdict:
            self._verdict = verdict
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shape."""
        if self._verdict is not None:
            with QPainter(self) as painter:
                area = QRectF(self.rect())
                paint_mark(painter, area, self._verdict, self._theme.colours)
