"""Names of things that nothing here knows of, one a line."""

import unicodedata

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph

MOST_LINES = 20
LONGEST_LINE = 80
_HEIGHT_PX = 88
"""Three lines of plain type are seen at once."""


class LinesField(QWidget):
    """Enter begins the next line, Tab goes on to the next field."""

    def __init__(self, theme: Theme, texts: Catalogue, field: str) -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(texts[f"field.{field}"])
        self.edit.setFixedHeight(theme.px(_HEIGHT_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(texts[f"field.{field}"], "strong"))
        column.addWidget(self.edit)
        column.addWidget(Paragraph(texts[f"desk.example.{field}"], role="note", line_height=1.4))

    def lines(self) -> tuple[str, ...]:
        """Return what stands there: no empty lines, nothing twice, no control characters."""
        plain = (_plain(one) for one in self.edit.toPlainText().split("\n"))
        return tuple(dict.fromkeys(one for one in plain if one))[:MOST_LINES]

    def wipe(self) -> None:
        """Forget what was typed, the undo history too."""
        self.edit.setPlainText("")

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        self.edit.setReadOnly(read_only)


def _plain(line: str) -> str:
    shown = "".join(one for one in line if unicodedata.category(one)[0] != "C")
    return shown.strip()[:LONGEST_LINE]
