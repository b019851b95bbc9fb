"""Second page: the batch's facts, the ledger's word, and the one thing to do now."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.domain.delivery import BatchLook
from kiosk.texts import Catalogue
from ui.receiver.facts import FactGrid, facts_of
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import Action

UNKNOWN_STATION, GAP = "unknown_station", "batch_gap"
_LONGEST_REASON = 200


class LookingPage(ReceiverPage):
    """Opens what follows; asks for the words of an unknown key, and for a reason to skip a gap."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        open_now: Callable[[str], None],
        trust: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        """Take ``open_now``, which is given the reason for a gap or an empty text."""
        self._open_now, self._trust, self._back = open_now, trust, back
        self._look: BatchLook | None = None
        super().__init__(
            theme,
            texts,
            "look",
            Action("Enter", texts["receiver.look.open"], self._go_on, ("Ctrl+Enter",)),
            (Action("Esc", texts["setup.back"], back),),
        )
        self.column.addWidget(self.notice)  # what is wrong comes before what is told
        self._reason_name = label(texts["receiver.look.reason"], "strong")
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setAccessibleName(texts["receiver.look.reason"])
        self.reason.textChanged.connect(self._reason_typed)
        self._reason_name.setBuddy(self.reason)
        self.column.addWidget(self._reason_name)
        self.column.addWidget(self.reason)
        self.facts = FactGrid(theme, texts)
        self.column.addWidget(self.facts)
        self.column.addStretch(1)

    @property
    def kind(self) -> str:
        """Return why the batch is not simply opened: the refusal's key, empty when it is."""
        refusal = None if self._look is None else self._look.refusal
        return "" if refusal is None else refusal.message_key

    def show_look(self, look: BatchLook) -> None:
        """Show a batch and what can be done with it."""
        self._look = look
        self.facts.show_facts(facts_of(look, self.texts))
        self.reason.setText("")
        for widget in (self._reason_name, self.reason):
            widget.setVisible(self.kind == GAP)
        self.show_error(look.refusal)
        if self.bar.primary is not None:
            self.bar.primary.set_words(self.texts[_primary_words(self.kind)])
        self._reason_typed()

    def first_focus(self) -> QWidget:
        """Return the reason where one is asked for."""
        return self.reason if self.kind == GAP else super().first_focus()

    def _reason_typed(self) -> None:
        if self.bar.primary is not None:
            lacking = self.kind == GAP and not self.reason.text().strip()
            self.bar.primary.setEnabled(not lacking)

    def _go_on(self) -> None:
        words = self.texts
        if self.kind == UNKNOWN_STATION and self._look is not None:
            question = words.say("receiver.look.compared", words=self._look.key_words)
            self.bar.ask(question, words["receiver.look.same"], self._trust)
        elif self.kind in {"", GAP}:
            self._open_now(self.reason.text().strip())
        else:
            self._back()


def _primary_words(kind: str) -> str:
    match kind:
        case "":
            return "receiver.look.open"
        case "unknown_station":
            return "receiver.look.trust"
        case "batch_gap":
            return "receiver.look.skip"
        case _:
            return "receiver.look.another"
