"""Names and values below each other, to be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph
from ui.widgets.stack import Stack

_NAMES_PX = 136
_BASELINE_PX = 6  # the small names stand on the line of the larger values


class NamedValues(Stack):
    """Made anew when something changed; long values run over several lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(spacing=6)
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_values(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines instead of what was there."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while (item := self.column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
        for name, value in lines:
            self.put(self._line(name, value))
        self.column.addStretch(1)

    def _line(self, name: str, value: str) -> QWidget:
        top = Qt.AlignmentFlag.AlignTop
        named = label(name, "note")
        named.setFixedWidth(max(self._theme.px(_NAMES_PX), named.sizeHint().width()))
        named.setContentsMargins(0, self._theme.px(_BASELINE_PX), 0, 0)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        row.addWidget(named, 0, top)
        row.addWidget(Paragraph(value, role="field", line_height=1.35, align=top), 1)
        return line
