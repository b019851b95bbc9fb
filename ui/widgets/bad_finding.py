"""A finding that is not in order: number, shape, name, value and limit, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout

from kiosk.domain.finding import Finding
from kiosk.texts import Catalogue
from ui.finding_words import advice, named_value
from ui.theme import BUTTON_RADIUS_PX, Theme
from ui.widgets.card import label
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.words import STATES

_NUMBER_PX = 12  # there are fewer than ten


class BadFinding(QFrame):
    """Two lines on the colour of its verdict; a line around it while it is chosen."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        number: int,
        finding: Finding,
        pressed: Callable[[int], None],
    ) -> None:
        super().__init__()
        self._theme, self._number, self._pressed = theme, number, pressed
        self.chosen = False
        self.setProperty("role", "finding")
        self.setProperty("state", STATES[finding.verdict])
        verdict = texts[f"verdict.{finding.verdict.value}"]
        name, value = texts[f"check.{finding.check.value}"], named_value(finding, texts)
        self.advice = Paragraph(advice(finding, texts), role="body", line_height=1.3)
        self.value = Paragraph(value, role="note", line_height=1.3)
        mark = Mark(theme)
        mark.show_verdict(finding.verdict)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(name, "strong"))
        head.addStretch(1)
        head.addWidget(self.value)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 12, 5)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        numbered = label(str(number), "strong")
        numbered.setFixedWidth(theme.px(_NUMBER_PX))
        grid.addWidget(numbered, 0, 0)
        grid.addWidget(mark, 0, 1)
        grid.addLayout(head, 0, 2)
        grid.addWidget(self.advice, 1, 2)
        grid.setColumnStretch(2, 1)
        self.setAccessibleName(f"{number} {name} {verdict} {value} {self.advice.text()}")

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Draw the line, or not."""
        self.chosen = chosen
        self.update()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose this one."""
        self._pressed(self._number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line around it."""
        super().paintEvent(event)
        if self.chosen:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(self._theme.colours.ink), 2))
                area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(area, BUTTON_RADIUS_PX, BUTTON_RADIUS_PX)
