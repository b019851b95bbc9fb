"""What every page of the set-up has: words, work, a place for what went wrong, actions."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.action_bar import ActionBar
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.notice import NoticeBar
from ui.widgets.paragraph import Paragraph


class SetupPage(QWidget):
    """A title, an explanation, a column to fill."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        title: str,
        explain: str,
        actions: tuple[Action, tuple[Action, ...]],
    ) -> None:
        """Take the keys of ``title`` and ``explain``; ``actions`` are the primary and the quiet."""
        super().__init__()
        self.theme, self.texts = theme, texts
        self.notice = NoticeBar(theme, texts)
        self.notice.setParent(self)
        self.notice.setMinimumHeight(theme.px(112))
        self.bar = ActionBar(theme, texts, *actions)
        frame, self.column = card(padding=24, spacing=12)
        self.column.addWidget(label(texts[title], "title"))
        self.column.addWidget(Paragraph(texts[explain], role="body"))
        row = QHBoxLayout()
        frame.setMaximumWidth(theme.px(1334))
        row.addWidget(frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(row, 1)
        layout.addWidget(self.bar)

    def finish(self) -> None:
        """Close the column with the place for what went wrong."""
        self.column.addStretch(1)
        self.column.addWidget(self.notice)

    def begin(self) -> None:
        """Become the page that is seen."""
        self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self.bar.primary or self

    def show_error(self, error: KioskError | None) -> None:
        """Say what went wrong, or that nothing did."""
        self.notice.show_error(error)

    def press(self, key: str) -> bool:
        """Do what the key stands for here."""
        return self.bar.press(key)
