"""Giving a ticket at the table: what to prepare first, then the service, which gives it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.ticket import (
    IntentId,
    Need,
    PaperKind,
    PublicLanguage,
    Service,
    TicketRequest,
    new_intent,
)
from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import QueueView
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody
from ui.widgets.wrapping_row import WrappingRow

NEED_KEYS = {
    "W": Need.WHEELCHAIR,
    "I": Need.INFANT,
    "T": Need.INTERPRETER,
    "H": Need.HEARING,
    "S": Need.SIGHT,
}
LANGUAGE_KEYS = {str(at): one for at, one in enumerate(PublicLanguage, 1)}
PAPER_KEYS = {
    "V": PaperKind.PRINTED,
    "N": PaperKind.HAND_WRITTEN,
    "M": PaperKind.PRE_PRINTED,
    "Z": PaperKind.PAPERLESS,
}
NUMBERED = frozenset({PaperKind.HAND_WRITTEN, PaperKind.PRE_PRINTED})
_MOST_DIGITS = 4  # beyond a band the numbers go on at 1001


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is chosen so far; ``digits`` are of a number that stands on paper already."""

    language: PublicLanguage = PublicLanguage.JA
    needs: frozenset[Need] = frozenset()
    priority: bool = False
    paper: PaperKind = PaperKind.PRINTED
    digits: str = ""

    def request(self, service: Service) -> TicketRequest:
        """Return what is asked for."""
        numbered = self.paper in NUMBERED and self.digits
        return TicketRequest(
            service=service,
            language=self.language,
            needs=self.needs,
            priority=self.priority,
            paper=self.paper,
            number=int(self.digits) if numbered else None,
        )

    def after(self, key: str) -> "Draft | None":
        """Return what is chosen after the key; None when it says nothing here."""
        if key == "P":
            return replace(self, priority=not self.priority)
        if key in NEED_KEYS:
            return replace(self, needs=self.needs ^ {NEED_KEYS[key]})
        if key in PAPER_KEYS:
            return replace(self, paper=PAPER_KEYS[key], digits="")
        if self.paper in NUMBERED and key == "Backspace":
            return replace(self, digits=self.digits[:-1])
        if self.paper in NUMBERED and key.isdecimal() and key.isascii():
            return replace(self, digits=(self.digits + key)[:_MOST_DIGITS])
        if key in LANGUAGE_KEYS:
            return replace(self, language=LANGUAGE_KEYS[key])
        return None


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
        self._number = label(role="title")
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
        column.addWidget(self._number)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addWidget(WrappingRow(self._buttons["Esc"]))
        body = ScrollBody(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)

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
        self._draft, self._intent = Draft(paper=paper), new_intent()
        self._said.setText("")
        self._show()

    @property
    def intent(self) -> IntentId:
        """Return the intent of the ticket that is offered."""
        return self._intent

    def press(self, key: str) -> bool:
        """Do what the key says here; tell whether it says anything."""
        # digits belong to the number while one is asked for, else to the languages
        if key in self._buttons and not (key.isdecimal() and self._draft.paper in NUMBERED):
            self._buttons[key].click()
            return True
        return self._pressed(key)

    def refused(self, words: str) -> None:
        """Say why no ticket was given; the next press is a new wish."""
        self._intent = new_intent()
        self._said.setText(words)

    def _pressed(self, key: str) -> bool:
        if key in set(Service):
            self._said.setText(self._texts["console.issue.giving"])
            self._give(self._draft.request(Service(key)), self._intent)
            return True
        after = self._draft.after(key)
        if after is not None:
            self._draft = after
        self._show()
        return after is not None

    def _show(self) -> None:
        draft, texts = self._draft, self._texts
        chosen = {key for key, one in NEED_KEYS.items() if one in draft.needs}
        chosen |= {"P"} if draft.priority else set()
        chosen |= {key for key, one in LANGUAGE_KEYS.items() if one is draft.language}
        chosen |= {key for key, one in PAPER_KEYS.items() if one is draft.paper}
        for key, button in self._buttons.items():
            if button.isCheckable():
                button.setChecked(key in chosen)
        numbered = draft.paper in NUMBERED
        shown = draft.digits or texts["console.issue.next_number"]
        self._number.setText(texts.say("console.issue.number", number=shown) if numbered else "")
