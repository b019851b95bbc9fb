"""A page of the audit trail as a table: when, who, what, about what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.domain.audit import AuditLine
from kiosk.texts import Catalogue
from ui.staff.desks.words import line_words
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph

_LEFT = Qt.AlignmentFlag.AlignLeft
_COLUMNS = ("at", "actor", "kind", "subject")
_WIDTHS_PX = (184, 120, 300)


class TrailTable(QWidget):
    """As many lines as a page has; in large type the subject stands below its line."""

    def __init__(self, theme: Theme, texts: Catalogue, lines: int) -> None:
        super().__init__()
        self._texts = texts
        large = theme.text_scale > 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        per_line = 2 if large else 1
        if not large:
            for at, name in enumerate(_COLUMNS):
                grid.addWidget(label(texts[f"audit.column.{name}"], "strong"), 0, at)
            for at, width in enumerate(_WIDTHS_PX):
                grid.setColumnMinimumWidth(at, width)
        grid.setColumnStretch(2 if large else 3, 1)
        self._cells: list[tuple[Paragraph, ...]] = []
        for line in range(lines):
            cells = tuple(Paragraph(role=_role(at), line_height=1.3) for at in range(len(_COLUMNS)))
            row = 1 + line * per_line
            for at, cell in enumerate(cells):
                if large and at + 1 == len(_COLUMNS):
                    grid.addWidget(cell, row + 1, 0, 1, 3)
                else:
                    grid.addWidget(cell, row, at)
            self._cells.append(cells)

    def show_lines(self, lines: tuple[AuditLine, ...]) -> None:
        """Show these; the rest of the page stays empty."""
        for at, cells in enumerate(self._cells):
            words = line_words(lines[at], self._texts) if at < len(lines) else ("",) * len(_COLUMNS)
            for cell, said in zip(cells, words, strict=True):
                cell.setText(said)
                cell.setVisible(bool(said))


def _role(column: int) -> str:
    return "strong" if _COLUMNS[column] == "kind" else "body"
