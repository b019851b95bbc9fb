"""The ledger as a list: what never came first, then every line, the newest first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.ledger import LedgerLine, Outcome
from kiosk.texts import Catalogue
from ui.receiver.door import History
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import Action
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

MOST_LINES = 300  # a year of days; `kiosk batch ledger` lists all of them
_VERDICTS = {
    Outcome.TRUSTED: None,
    Outcome.OPENED: Verdict.PASS,
    Outcome.OPENED_WITH_PROBLEMS: Verdict.WARN,
    Outcome.REFUSED: Verdict.FAIL,
}


class LedgerPage(ReceiverPage):
    """Scrolls by PgUp and PgDown; F8 turns to the ledger of practice and back."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        back: Callable[[], None],
        turn: Callable[[], None],
    ) -> None:
        super().__init__(
            theme,
            texts,
            "ledger",
            Action("Enter", texts["setup.back"], back, ("Esc",)),
            (Action("F8", texts["receiver.ledger.training"], turn),),
        )
        self._gaps = Remark(theme, keeps_place=False)
        self.column.addWidget(self._gaps)
        self._lines = QWidget()
        self.column.addWidget(self._lines)
        self.finish()

    def show_history(self, history: History, *, training: bool) -> None:
        """Show this ledger."""
        words = self.texts
        other = "receiver.ledger.real" if training else "receiver.ledger.training"
        self.bar.set_quiet_words("F8", words[other])
        gaps = [
            words.say("receiver.gap", station=one.station, numbers=one.spelled(), words=one.words)
            for one in history.gaps
        ]
        self._gaps.say("\n".join(gaps), Verdict.WARN)
        place = self.column.indexOf(self._lines)
        self.column.removeWidget(self._lines)
        self._lines.setParent(None)
        self._lines = self._listed(history.lines)
        self.column.insertWidget(place, self._lines)

    def _listed(self, lines: tuple[LedgerLine, ...]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        if not lines:
            grid.addWidget(Paragraph(self.texts["receiver.empty"], role="field"), 0, 2)
        for row, line in enumerate(reversed(lines[-MOST_LINES:])):
            mark = Mark(self.theme)
            mark.show_verdict(_VERDICTS[line.outcome])
            at = line.at.astimezone().strftime("%Y-%m-%d %H:%M")
            grid.addWidget(mark, row, 0, top)
            grid.addWidget(label(at, "body"), row, 1, top)
            grid.addWidget(Paragraph(self._words_of(line), role="body", line_height=1.4), row, 2)
        return inside

    def _words_of(self, line: LedgerLine) -> str:
        words = self.texts
        what = line.batch.name if line.batch else line.file
        why = words.get(f"receiver.refusal.{line.words}", line.words)
        parts = (words[f"receiver.outcome.{line.outcome.value}"], line.station, what, why)
        return "　".join(part for part in parts if part)
