"""White cards on the grey ground, and labels by role."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout


def card(*, padding: int = 16, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """Return an empty card and the column to fill."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(padding, padding, padding, padding)
    column.setSpacing(spacing)
    return frame, column


def label(text: str = "", role: str = "body") -> QLabel:
    """Return one line of plain words in the given role."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def set_state(widget: QLabel | QFrame, state: str) -> None:
    """Give the widget the colours of a state: ``ok``, ``warn``, ``bad`` or none."""
    if widget.property("state") == state:
        return
    widget.setProperty("state", state)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
