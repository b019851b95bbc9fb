"""Names and values below each other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.paragraph import Paragraph

_NAME_PX = 176
_TOP = Qt.AlignmentFlag.AlignTop


class FactSheet(QWidget):
    """Shows only facts that are known; in large type each value stands below its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these."""
        known = tuple((name, value) for name, value in facts if value)
        if known == self._shown:
            return
        self._shown = known
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
        large = self._theme.text_scale > 1
        for at, (name, value) in enumerate(known):
            named = Paragraph(name, role="strong", line_height=1.4, align=_TOP)
            told = Paragraph(value, role="body", line_height=1.4, align=_TOP)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if large:
                self._grid.addWidget(named, 2 * at, 0, 1, 2)
                self._grid.addWidget(told, 2 * at + 1, 0, 1, 2)
            else:
                named.setFixedWidth(_NAME_PX)
                self._grid.addWidget(named, at, 0)
                self._grid.addWidget(told, at, 1)
