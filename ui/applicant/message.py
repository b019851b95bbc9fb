"""A page of words alone: welcome, please wait, checking, not yet open."""

from PySide6.QtWidgets import QVBoxLayout

from ui.applicant.page import Both, PublicPage
from ui.theme import PublicType, Theme


class MessagePage(PublicPage):
    """A headline, a sentence, and both in the second language."""

    def __init__(self, theme: Theme, texts: Both, key: str) -> None:
        super().__init__(theme, texts)
        first, second = texts
        self.headline = self.words(PublicType.HEADLINE, bold=True)
        self.sentence = self.words(PublicType.LINE)
        self.second = self.words(PublicType.LINE)
        self.headline.setText(first[f"{key}.headline"])
        self.sentence.setText(first[f"{key}.sentence"])
        self.second.setText(f"{second[f'{key}.headline']}\n{second[f'{key}.sentence']}")
        self._column = QVBoxLayout(self)
        self._column.addStretch(3)
        self._column.addWidget(self.headline)
        self._column.addWidget(self.sentence)
        self._column.addStretch(1)
        self._column.addWidget(self.second)
        self._column.addStretch(3)

    def arrange(self) -> None:
        """Keep the sides free."""
        side = self.width() // 12
        self._column.setContentsMargins(side, side // 2, side, side // 2)
        self._column.setSpacing(round(24 * self.factor()))
