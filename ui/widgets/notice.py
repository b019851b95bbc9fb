"""What happened, what is safe, what to do next: shown where the work is."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.domain.finding import Verdict
from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph


class NoticeBar(QFrame):
    """A quiet frame with three sentences; empty and unseen without an error."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._shown: KioskError | None = None
        self.setProperty("role", "notice")
        mark = Mark(theme)
        mark.show_verdict(Verdict.FAIL)
        self._what = Paragraph(role="strong", line_height=1.4)
        self._rest = Paragraph(role="body", line_height=1.4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        marked = QVBoxLayout()
        marked.setContentsMargins(0, 2, 0, 0)
        marked.addWidget(mark)
        marked.addStretch(1)
        layout.addLayout(marked)
        layout.addLayout(words, 1)
        kept = self.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.setSizePolicy(kept)
        self.hide()

    def show_error(self, error: KioskError | None) -> None:
        """Show the three sentences, or nothing."""
        if error is self._shown:
            return
        self._shown = error
        if error is not None:
            what, safe, then = self._texts.explain(error)
            self._what.setText(what)
            self._rest.setText(f"{safe}\n{then}")
            self.setAccessibleName(f"{what} {safe} {then}")
        self.setVisible(error is not None)
        self.raise_()

    def words(self) -> str:
        """Return what is shown, for tests and for reading aloud."""
        return self.accessibleName() if self._shown is not None else ""
