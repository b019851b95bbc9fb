"""The applicant's receipt number, large, and thanks."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout

from kiosk.domain.ids import ReceiptNumber
from ui.applicant.page import Both, PublicPage
from ui.theme import PublicType, Theme
from ui.widgets.paragraph import Paragraph


class ReceiptPage(PublicPage):
    """Only the number: no name, no picture."""

    def __init__(self, theme: Theme, texts: Both) -> None:
        super().__init__(theme, texts)
        first, second = texts
        self._title = self.words(PublicType.SENTENCE, bold=True)
        self._title.setText(first["applicant.receipt.headline"])
        self.number = Paragraph(role="public")
        self.number.setWordWrap(False)
        self._thanks = self.words(PublicType.LINE)
        self._thanks.setText(first["applicant.receipt.sentence"])
        self._second = self.words(PublicType.LINE)
        self._second.setText(
            f"{second['applicant.receipt.headline']}\n{second['applicant.receipt.sentence']}"
        )
        self._column = QVBoxLayout(self)
        self._column.addStretch(3)
        for part in (self._title, self.number, self._thanks):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._column.addWidget(self._second)
        self._column.addStretch(3)
        self.number.setAlignment(self._title.alignment())

    def show_number(self, number: ReceiptNumber | None) -> None:
        """Show the number, or forget the last one."""
        self.number.setText(str(number) if number is not None else "")
        self._fit_number()

    def arrange(self) -> None:
        """Keep the sides free and the number as large as fits on one line."""
        side = self.width() // 12
        self._column.setContentsMargins(side, side // 2, side, side // 2)
        self._fit_number()

    def _fit_number(self) -> None:
        room = self.width() - 2 * (self.width() // 12)
        largest = self.public_font(PublicType.NUMBER, bold=True)
        wide = QFontMetrics(largest).horizontalAdvance(self.number.text()) or 1
        share = min(1.0, room / (wide * 1.05))
        self.number.setFont(self.public_font(PublicType.NUMBER * share, bold=True))
