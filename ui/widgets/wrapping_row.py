"""A row of widgets that becomes several rows where the window is narrow or the type is large."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class WrappingRow(QWidget):
    """Lays its widgets from the left, at their own size; as high as that needs."""

    def __init__(self, *widgets: QWidget, gap_px: int = 8) -> None:
        super().__init__()
        self._widgets = widgets
        self._gap_px = gap_px
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        hints = [widget.sizeHint() for widget in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap_px * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the widest widget and the height of all rows at the present width."""
        widest = max((widget.sizeHint().width() for widget in self._shown()), default=0)
        return QSize(widest, self._lay_out(max(self.width(), widest), move=False))

    def relay(self) -> None:
        """Lay out anew after a widget has changed its size."""
        self._lay_out(self.width(), move=True)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width; the height follows."""
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _lay_out(self, width: int, *, move: bool) -> int:
        """Return the height of all rows; place the widgets in the middle of the height given."""
        rows: list[list[QWidget]] = []
        left = width + 1
        for widget in self._shown():
            wide = widget.sizeHint().width()
            if left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append(widget)
            left += wide + self._gap_px
        heights = [max(widget.sizeHint().height() for widget in row) for row in rows]
        needed = sum(heights) + self._gap_px * max(0, len(heights) - 1)
        if move:
            top = max(0, (self.height() - needed) // 2)
            for row, height in zip(rows, heights, strict=True):
                x = 0
                for widget in row:
                    widget.setGeometry(x, top, widget.sizeHint().width(), height)
                    x += widget.width() + self._gap_px
                top += height + self._gap_px
        return needed
