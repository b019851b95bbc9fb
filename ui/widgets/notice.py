"""What happened, what is safe, what to do next: shown where the work is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from ui.widgets.paragraph import Paragraph


class NoticeBar(QFrame):
    """A quiet frame with three sentences; empty and unseen without an error."""

    def __init__(self, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._shown: KioskError | None = None
        self.setProperty("role", "notice")
        self.setProperty("state", "bad")
        mark = QLabel("×")
        mark.setProperty("role", "title")
        mark.setProperty("state", "bad")
        self._what = Paragraph(role="strong", line_height=1.4)
        self._rest = Paragraph(role="body", line_height=1.4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._rest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 16, 8)
        layout.setSpacing(12)
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
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
