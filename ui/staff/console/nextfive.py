"""Who is called next: five rows to look at while somebody sits before the camera."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.rail import RAIL_PX, TicketList, waiting_row
from ui.theme import Theme
from ui.widgets.paragraph import Paragraph

NEXT_SHOWN = 5


class NextFive(QWidget):
    """Numbers, minutes and bands; nothing here is pressed, and it takes no focus."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self.rows = TicketList(theme, texts["console.waiting"], lambda _name: None)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more = Paragraph(role="body")
        self.setMinimumWidth(theme.px(RAIL_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows)
        column.addWidget(self._more)

    def show_queue(self, queue: QueueView) -> None:
        """Show the line as it is now; it keeps its height, so that nothing jumps."""
        waiting, texts = queue.waiting, self._texts
        self.rows.show_rows(tuple(waiting_row(one, texts) for one in waiting[:NEXT_SHOWN]))
        self.rows.setFixedHeight(NEXT_SHOWN * self.rows.row_height() + 4)
        more = len(waiting) - NEXT_SHOWN
        told = texts.say("console.five.more", count=more) if more > 0 else ""
        self._more.setText(told if waiting else texts["console.nobody_waits"])
