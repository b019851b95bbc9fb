"""The two sides of the console: the line with its rail, and the lead's board."""

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.staff.console.rail import RAIL_PX
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.card import card

_STACKED_PX = 340  # in very large type the page scrolls: the card has a height of its own


class Middle(QStackedWidget):
    """The chosen ticket, or a panel in its place; ``panels`` are those after the ticket."""

    def __init__(self, chosen: QWidget, *panels: QWidget) -> None:
        super().__init__()
        self._panels = panels
        self.addWidget(chosen)
        for panel in panels:
            frame, column = card(padding=20, spacing=8)
            column.addWidget(panel)
            self.addWidget(frame)

    @property
    def panel(self) -> QWidget | None:
        """Return the panel that is seen, None while it is the ticket."""
        at = self.currentIndex()
        return self._panels[at - 1] if at else None

    def show_panel(self, panel: QWidget | None) -> None:
        """Show this panel, None: the ticket."""
        self.setCurrentIndex(0 if panel is None else 1 + self._panels.index(panel))


class Sides(QStackedWidget):
    """Shows one side at a time."""

    def __init__(self, theme: Theme, rail: QWidget, middle: QWidget, board: QWidget) -> None:
        super().__init__()
        self._board = board
        line = QWidget()
        stacked = theme.text_scale > LARGE_TYPE
        both: QBoxLayout = QVBoxLayout(line) if stacked else QHBoxLayout(line)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(rail)
        both.addWidget(middle, 1)
        if stacked:
            middle.setMinimumHeight(theme.px(_STACKED_PX))
        else:
            rail.setFixedWidth(theme.px(RAIL_PX))
        self.addWidget(line)
        self.addWidget(board)

    @property
    def on_board(self) -> bool:
        """Tell whether the lead's board is seen."""
        return self.currentWidget() is self._board

    def turn(self) -> None:
        """Turn to the other side."""
        self.setCurrentIndex(0 if self.on_board else 1)


def ticket_side(
    theme: Theme, remarks: Iterable[QWidget], ticket: QWidget, venue: QWidget
) -> QWidget:
    """Return the chosen ticket below its remarks, the venue beside it; large type has no venue."""
    frame, column = card(padding=24, spacing=8)
    for remark in remarks:
        column.addWidget(remark)
    column.addWidget(ticket, 1)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(frame, 1)
    row.addWidget(venue)
    venue.setVisible(theme.text_scale == 1)
    return made
