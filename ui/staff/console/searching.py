"""Finding one of today's tickets, ended ones too."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.ticket import Ticket
from kiosk.queue.search import LONGEST_QUERY, Query, Unclear, match, parse_query
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.staff.console import words
from ui.staff.console.offers import everyone
from ui.staff.console.rail import TicketList
from ui.staff.console.rows import TicketRow
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph


class SearchPanel(QWidget):
    """A field and what it finds; the first that is found is chosen."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        chosen: Callable[[str], None],
        *,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._texts, self._chosen, self._today = texts, chosen, today
        self._queue = QueueView()
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_QUERY)
        self.field.setAccessibleName(texts["console.search.title"])
        self.field.textChanged.connect(self._look)
        self.found = TicketList(theme, texts["console.search.found"], chosen)
        self._name = ""
        self._none = Paragraph(role="body")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(label(texts["console.search.title"], "title"))
        column.addWidget(self.field)
        column.addWidget(self._none)
        column.addWidget(self.found, 1)

    def begin(self) -> None:
        """Ask anew."""
        self.field.clear()
        self._look()
        self.field.setFocus()

    def show_queue(self, queue: QueueView) -> None:
        """Search these."""
        self._queue = queue
        if self.isVisible():
            self._look()

    def press(self, key: str) -> bool:
        """Move in what is found, or take it."""
        names = [one.name for one in self.found.rows]
        if key in {"Up", "Down"} and names:
            at = names.index(self._name) + (1 if key == "Down" else -1)
            self._name = names[max(0, min(at, len(names) - 1))]
            self.found.choose(self._name)
        elif key == "Enter" and names:
            self._chosen(self._name)
        return key in {"Up", "Down", "Enter"}

    def _look(self) -> None:
        query = parse_query(self.field.text(), today=self._today())
        rows = tuple(self._row(one) for one in match(query, everyone(self._queue)))
        self.found.show_rows(rows)
        names = [one.name for one in rows]
        self._name = self._name if self._name in names else names[0] if names else ""
        self.found.choose(self._name)
        self._none.setText(self._texts[_hint(query, found=bool(rows))])

    def _row(self, ticket: Ticket) -> TicketRow:
        texts = self._texts
        about, more = words.service_words(ticket, texts), words.standing_words(ticket, texts)
        return TicketRow(
            name=str(ticket.id),
            number=str(ticket.number),
            about=about,
            more=more,
            spoken=f"{ticket.number} {about} {more}",
        )


def _hint(query: Query, *, found: bool) -> str:
    """Return the key of what to do next, or of why nothing is found."""
    if isinstance(query, Unclear):
        return f"queue.unclear.{query.reason}"
    return "console.search.hint" if found else "console.search.none"
