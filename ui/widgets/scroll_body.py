"""A page's body that can be scrolled where large type needs more room than the window has."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollBody(QScrollArea):
    """Shows a widget at least as high as it needs to be; never cuts its words."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)

    def page(self, by: int) -> None:
        """Scroll so many pages down, or up when negative."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def line(self, by: int) -> None:
        """Scroll so many lines down, or up when negative."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.singleStep())


class KeylessScrollBody(ScrollBody):
    """Leaves every key to its page: where there is a list, the arrows choose in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take none; a scroll area would have the arrows for itself."""
        event.ignore()
