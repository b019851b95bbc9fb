"""One calm sentence with its mark: something is not as it should be, and work goes on."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.domain.finding import Verdict
from ui.theme import Theme
from ui.widgets.card import set_state
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.words import STATES


class Remark(QFrame):
    """A mark and a sentence on its pale ground; keeps its place while there is nothing to say."""

    def __init__(self, theme: Theme, *, keeps_place: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "finding")
        self._mark = Mark(theme)
        self._words = Paragraph(role="strong", line_height=1.4)
        marked = QVBoxLayout()
        marked.setContentsMargins(0, 2, 0, 0)
        marked.addWidget(self._mark)
        marked.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(marked)
        row.addWidget(self._words, 1)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(keeps_place)
        self.setSizePolicy(kept)
        self.hide()

    def say(self, words: str, verdict: Verdict = Verdict.WARN) -> None:
        """Say this, or nothing."""
        self._mark.show_verdict(verdict)
        self._words.setText(words)
        self.setAccessibleName(words)
        set_state(self, STATES[verdict])
        self.setVisible(bool(words))
