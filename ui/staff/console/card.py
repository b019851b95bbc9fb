"""The chosen ticket, large: what may be done with it now, and why it stands where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.ticket import Called, Ticket, Waiting
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.staff.console import words
from ui.staff.console.offers import keys_for
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.wrapping_row import WrappingRow

TICKET_KEYS = ("C", "R", "N", "H", "B", "T", "P", "F", "J", "X")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question about a ticket."""

    words: str
    run: Callable[[], None]


class TicketCard(QWidget):
    """Number and standing above, the actions below; a question takes the actions' place."""

    def __init__(self, theme: Theme, texts: Catalogue, do: Callable[[str], None]) -> None:
        super().__init__()
        self._texts = texts
        self._number = label(role="number")
        self._service, self._needs = Paragraph(role="title"), Paragraph(role="strong")
        self._standing, self._why = Paragraph(role="head"), Paragraph(role="body")
        self._more = Paragraph(role="body")
        self.buttons = {
            key: _quiet(KeyButton(texts[f"console.do.{key}"], key, theme)) for key in TICKET_KEYS
        }
        for key, button in self.buttons.items():
            button.on_press(lambda key=key: do(key))  # type: ignore[misc]
        self._actions = WrappingRow(*self.buttons.values())
        self.options = Options(theme, texts)
        self._lay_out(theme)
        self.show_nobody()

    def _lay_out(self, theme: Theme) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addStretch(1)
        beside.addWidget(self._service)
        beside.addWidget(self._needs)
        beside.addStretch(1)
        head = QHBoxLayout() if theme.text_scale == 1 else QVBoxLayout()
        head.setSpacing(24)
        head.addWidget(self._number)
        head.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for one in (self._standing, self._why, self._more):
            column.addWidget(one)
        column.addStretch(1)
        column.addWidget(self._actions)
        column.addWidget(self.options)

    def show_nobody(self, *, waiting: bool = False) -> None:
        """Tell that nobody is chosen, or nobody waits."""
        self._number.setText("—")
        key = "console.nobody" if waiting else "console.nobody_waits"
        self._service.setText(self._texts[key])
        for one in (self._needs, self._standing, self._why, self._more):
            one.setText("")
        self._show_keys(frozenset())

    def show_ticket(self, ticket: Ticket, queue: QueueView) -> None:
        """Show this ticket."""
        texts = self._texts
        self._number.setText(str(ticket.number))
        self._service.setText(words.service_words(ticket, texts))
        self._needs.setText(words.need_words(ticket, texts))
        standing = words.standing_words(ticket, texts)
        minutes = words.minute_words(words.since(ticket, queue), texts)
        self._standing.setText(texts.say("console.since", standing=standing, minutes=minutes))
        why = self._why_words(ticket, queue)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._more.setText(self._more_words(ticket, queue))
        on_priority = "console.do.P_off" if ticket.priority else "console.do.P"
        self.buttons["P"].set_words(texts[on_priority])
        again = "console.do.B_again" if ticket.ended else "console.do.B"
        self.buttons["B"].set_words(texts[again])
        self._show_keys(keys_for(ticket, queue))

    def ask(self, title: str, options: Sequence[Option], leave: Callable[[], None]) -> None:
        """Put a question in the actions' place."""
        self._actions.hide()
        self.options.put(title, options, leave)

    def withdraw(self) -> None:
        """Take the question away."""
        self.options.clear()
        self._actions.show()

    def _show_keys(self, keys: frozenset[str]) -> None:
        for key, button in self.buttons.items():
            button.setVisible(key in keys)
            button.setEnabled(key in keys)
        self._actions.relay()

    def _why_words(self, ticket: Ticket, queue: QueueView) -> str:
        if not isinstance(ticket.standing, Waiting):
            return words.return_words(ticket, self._texts)
        for at, line in enumerate(queue.waiting):
            if line.ticket.id == ticket.id:
                why = words.why_words(line.reason, queue.rules, self._texts)
                place = "console.next" if at == 0 else "console.ahead"
                return f"{self._texts.say(place, count=line.ahead or at)} {why}".strip()
        return ""

    def _more_words(self, ticket: Ticket, queue: QueueView) -> str:
        texts = self._texts
        parts = [texts.say("console.came", time=words.clock_words(ticket.reserved_at))]
        if ticket.appointment_at is not None:
            time = words.clock_words(ticket.appointment_at)
            parts.append(texts.say("console.appointed", time=time))
        if ticket.calls:
            parts.append(texts.say("console.calls", count=ticket.calls))
        if isinstance(ticket.standing, Called) and ticket.calls >= queue.rules.no_show_calls:
            parts.append(texts["console.offer_absent"])
        return texts["console.between"].join(parts)


class Options(QWidget):
    """A question with answers by digit; Esc takes it back."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._title = Paragraph(role="head", line_height=1.3)
        self._buttons: dict[str, KeyButton] = {}
        self._row: WrappingRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._title)
        self.hide()

    @property
    def asking(self) -> bool:
        """Tell whether a question stands."""
        return self._row is not None

    def put(self, title: str, options: Sequence[Option], leave: Callable[[], None]) -> None:
        """Ask this."""
        self.clear()
        self._title.setText(title)
        for at, one in enumerate(options, 1):
            self._add(str(at), one.words, one.run)
        self._add("Esc", self._texts["console.leave"], leave)
        self._row = WrappingRow(*self._buttons.values())
        self._column.addWidget(self._row)
        self.setAccessibleName(title)
        self.show()

    def press(self, key: str) -> bool:
        """Answer by this key; tell whether it is one of the answers."""
        button = self._buttons.get(key)
        if button is not None:
            button.click()
        return button is not None

    def clear(self) -> None:
        """Ask nothing."""
        self._buttons = {}
        if self._row is not None:
            self._column.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row = None
        self.hide()

    def _add(self, key: str, said: str, run: Callable[[], None]) -> None:
        button = _quiet(KeyButton(said, key, self._theme))
        button.on_press(run)
        self._buttons[key] = button


def _quiet(button: KeyButton) -> KeyButton:
    """Keep the keyboard where it is when the mouse presses the button: Space has one meaning."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
