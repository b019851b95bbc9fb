"""Last page: what came out, what must be looked at, and the code for the station."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from kiosk.domain.delivery import Reception
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

_MOST_LISTED = 200  # all of them are in problems.csv
_GROUP = 4  # characters of the code that are read out in one breath


class ResultPage(ReceiverPage):
    """Shows the receipt code at once when all is well, and on demand when it is not.

    With the code the station may delete its data, so a batch with problems does not offer it.
    """

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        again: Callable[[], None],
        ledger: Callable[[], None],
    ) -> None:
        super().__init__(
            theme,
            texts,
            "result",
            Action("Enter", texts["receiver.result.again"], again, ("Ctrl+Enter",)),
            (
                Action("F6", texts["receiver.choose.ledger"], ledger),
                Action("F7", texts["receiver.result.show_code"], self._ask_code),
            ),
        )
        self._reception: Reception | None = None
        self._summary = Paragraph(role="field")
        self._remark = Remark(theme, keeps_place=False)
        self._code_words = Paragraph(role="body")
        self.code = Paragraph(role="number", align=Qt.AlignmentFlag.AlignHCenter)
        self.problems = Paragraph(role="body", line_height=1.4)
        self.column.addWidget(self._summary)
        self.column.addWidget(self._remark)
        self.column.addWidget(self._code_words)
        self.column.addWidget(self.code)
        self.column.addWidget(self.problems)
        self.finish()

    def show_reception(self, reception: Reception) -> None:
        """Show what was opened."""
        self._reception = reception
        words, bad = self.texts, len(reception.problems)
        summary = words.say(
            "receiver.result.summary",
            batch=reception.batch,
            records=reception.records,
            photos=reception.photos,
            folder=reception.folder,
        )
        cards = reception.cards and words.say("receiver.result.cards", cards=reception.cards)
        self._summary.setText(f"{summary}\n{cards}" if cards else summary)
        remark = words.say("receiver.result.problems", count=bad) if bad else ""
        if not bad and reception.code is None:
            remark = words["receiver.result.no_code"]
        self._remark.say(remark, Verdict.FAIL if bad else Verdict.WARN)
        listed = [f"× {item}：{words[key]}" for item, key in reception.problems[:_MOST_LISTED]]
        self.problems.setText("\n".join(listed))
        self.problems.setVisible(bool(bad))
        self._show_code(shown=not bad)
        self.bar.show_action("F7", shown=bool(bad) and reception.code is not None)

    def forget(self) -> None:
        """Show nothing of the last batch any more, its code least of all."""
        self._reception = None
        for one in (self._summary, self._code_words, self.code, self.problems):
            one.setText("")

    def _ask_code(self) -> None:
        words = self.texts
        self.bar.ask(
            words["receiver.result.ask_code"],
            words["receiver.result.show_code"],
            lambda: self._show_code(shown=True),
        )

    def _show_code(self, *, shown: bool) -> None:
        code = None if self._reception is None or not shown else self._reception.code
        spelled = code or ""
        groups = [spelled[at : at + _GROUP] for at in range(0, len(spelled), _GROUP)]
        self._code_words.setText(self.texts["receiver.result.read_out"] if code else "")
        self.code.setText("  ".join(groups))
        self.code.setAccessibleName(" ".join(spelled))
        for one in (self._code_words, self.code):
            one.setVisible(bool(code))
