"""What speaks against an event: a shape, a word and a sentence each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.contract.planfinding import PlanFinding, finding_words
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph


class FindingList(QWidget):
    """Made anew when something changed; says in words, too, that nothing speaks against it."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._shown: tuple[tuple[Verdict, str, str], ...] | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._inside)

    def show_findings(self, findings: Sequence[PlanFinding]) -> None:
        """Show these."""
        words = self._texts
        lines = tuple(
            (
                Verdict.FAIL if one.blocks else Verdict.WARN,
                words[f"plan_severity.{one.severity.value}"],
                finding_words(one, words),
            )
            for one in findings
        )
        self.show_lines(lines or ((Verdict.PASS, words["bureau.fine"], ""),))

    def show_lines(self, lines: Sequence[tuple[Verdict, str, str]]) -> None:
        """Show lines of shape, word and sentence."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        self._column.removeWidget(self._inside)
        self._inside.setParent(None)
        self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (verdict, word, sentence) in enumerate(self._shown):
            mark = Mark(self._theme)
            mark.show_verdict(verdict)
            grid.addWidget(mark, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Paragraph(word, role="strong", line_height=1.35), 2 * at, 1)
            if sentence:
                grid.addWidget(Paragraph(sentence, role="body", line_height=1.35), 2 * at + 1, 1)
        self._column.addWidget(self._inside)

    def words(self) -> str:
        """Return what is said, for tests and for reading aloud."""
        return "\n".join(f"{word} {sentence}".strip() for _, word, sentence in self._shown or ())
