"""Giving a ticket at the table: what to prepare first, then the service, which gives it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.ticket import (
    IntentId,
    PaperKind,
    Service,
    TicketRequest,
    new_intent,
)
from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.ticketdraft import (
    APPOINTMENT_KEY,
    LANGUAGE_KEYS,
    NEED_KEYS,
    NUMBERED,
    PAPER_KEYS,
    Draft,
)
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody
from ui.widgets.wrapping_row import WrappingRow


class IssuePanel(QWidget):
    """Everything by one key each; A to E give the ticket."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        give: Callable[[TicketRequest, IntentId], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__()
        self._theme, self._texts, self._give = theme, texts, give
        self._draft, self._intent = Draft(), new_intent()
        self._buttons: dict[str, KeyButton] = {}
        self._said = Paragraph(role="strong", line_height=1.4)
        self._now: datetime | None = None
        self._number, self._time = label(role="title"), label(role="title")
        leaving = KeyButton(texts["console.leave"], "Esc", theme)
        leaving.on_press(leave)
        self._buttons["Esc"] = leaving
        self._lay_out()

    def _lay_out(self) -> None:
        texts = self._texts
        services = {one.value: texts[f"console.service.{one.value}"] for one in Service}
        needs = {"P": texts["console.priority"]} | {
            key: texts[f"console.need.{need.value}"] for key, need in NEED_KEYS.items()
        }
        needs[APPOINTMENT_KEY] = texts["console.issue.appointment"]
        papers = {key: texts[f"console.paper.{kind.value}"] for key, kind in PAPER_KEYS.items()}
        tongues = {
            key: texts[f"console.language.{one.value}"] for key, one in LANGUAGE_KEYS.items()
        }
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(label(texts["console.issue.title"], "title"))
        column.addWidget(self._row(services, checkable=False))
        for head, row in (("needs", needs), ("language", tongues), ("paper", papers)):
            column.addWidget(label(texts[f"console.issue.{head}"], "strong"))
            column.addWidget(self._row(row, checkable=True))
        column.addWidget(self._time)
        column.addWidget(self._number)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addWidget(WrappingRow(self._buttons["Esc"]))
        self._body = ScrollBody(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)

    def _row(self, keys: dict[str, str], *, checkable: bool) -> WrappingRow:
        for key, said in keys.items():
            button = KeyButton(said, key, self._theme, kind="choice" if checkable else "quiet")
            button.setCheckable(checkable)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.on_press(self._presser(key))
            self._buttons[key] = button
        return WrappingRow(*(self._buttons[key] for key in keys))

    def _presser(self, key: str) -> Callable[[], None]:
        def press() -> None:
            self._pressed(key)

        return press

    def begin(self, queue: QueueView) -> None:
        """Offer one ticket; where there is no printer the number is written by hand."""
        none = queue.printer is PrinterState.NONE
        paper = PaperKind.HAND_WRITTEN if none else PaperKind.PRINTED
        self._draft, self._intent, self._now = Draft(paper=paper), new_intent(), queue.at
        self._said.setText("")
        self._show()

    @property
    def intent(self) -> IntentId:
        """Return the intent of the ticket that is offered."""
        return self._intent

    def press(self, key: str) -> bool:
        """Do what the key says here; tell whether it says anything."""
        # digits belong to the time or the number while one is asked for, else to the languages
        typed = self._draft.types_time or self._draft.paper in NUMBERED
        if key in self._buttons and not (key.isdecimal() and typed):
            self._buttons[key].click()
            return True
        return self._pressed(key)

    def refused(self, words: str) -> None:
        """Say why no ticket was given; the next press is a new wish."""
        self._intent = new_intent()
        self._said.setText(words)

    def _pressed(self, key: str) -> bool:
        if key in set(Service) and self._draft.unclear:
            self._said.setText(self._texts["console.issue.time_unclear"])
            QTimer.singleShot(0, self, self._show_end)
            return True
        if key in set(Service):
            self._said.setText(self._texts["console.issue.giving"])
            self._give(self._draft.request(Service(key), self._now), self._intent)
            return True
        after = self._draft.after(key)
        if after is not None:
            self._draft = after
        self._show()
        return after is not None

    @Slot()
    def _show_end(self) -> None:
        """Scroll to what is typed, where large type or long words have it below the window."""
        bar = self._body.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show(self) -> None:
        draft, texts = self._draft, self._texts
        chosen = {key for key, one in NEED_KEYS.items() if one in draft.needs}
        chosen |= {"P"} if draft.priority else set()
        chosen |= {APPOINTMENT_KEY} if draft.appointed is not None else set()
        chosen |= {key for key, one in LANGUAGE_KEYS.items() if one is draft.language}
        chosen |= {key for key, one in PAPER_KEYS.items() if one is draft.paper}
        for key, button in self._buttons.items():
            if button.isCheckable():
                button.setChecked(key in chosen)
        at = texts.say("console.issue.time", time=draft.time_shown) if draft.time_shown else ""
        self._time.setText(at)
        self._time.setVisible(bool(at))
        if at:
            QTimer.singleShot(0, self, self._show_end)
        numbered = draft.paper in NUMBERED
        shown = draft.digits or texts["console.issue.next_number"]
        self._number.setText(texts.say("console.issue.number", number=shown) if numbered else "")
