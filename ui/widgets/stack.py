"""Widgets below each other without margins."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Stack(QWidget):
    """A column that is filled once."""

    def __init__(self, *, spacing: int = 8) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)

    def put(self, *widgets: QWidget) -> None:
        """Add these below what is there."""
        for widget in widgets:
            self.column.addWidget(widget)
