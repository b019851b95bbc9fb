"""What every page of the receiver has: words, a scrolling column, a place for errors, actions."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.errors import KioskError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.action_bar import ActionBar
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.notice import NoticeBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.row_button import RowButton
from ui.widgets.scroll_body import ScrollBody

_PAGES = {"PgDown": 1, "PgUp": -1}
_WIDEST_PX = 1334


class ReceiverPage(QWidget):
    """A title, an explanation, a column to fill; Enter presses a row that has the keyboard."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        kind: str,
        primary: Action | None,
        quiet: tuple[Action, ...],
    ) -> None:
        """Take the ``kind`` of the text keys ``receiver.<kind>.title`` and ``….explain``."""
        super().__init__()
        self.theme, self.texts = theme, texts
        self.bar = ActionBar(theme, texts, primary, quiet)
        self.notice = NoticeBar(theme, texts)
        kept = self.notice.sizePolicy()
        kept.setRetainSizeWhenHidden(False)
        self.notice.setSizePolicy(kept)
        frame, whole = card(padding=24, spacing=12)
        frame.setMaximumWidth(theme.px(_WIDEST_PX))
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(12)
        self.column.addWidget(label(texts[f"receiver.{kind}.title"], "title"))
        self.column.addWidget(Paragraph(texts[f"receiver.{kind}.explain"], role="body"))
        self.body = ScrollBody(inside)
        whole.addWidget(self.body)
        row = QHBoxLayout()
        row.addWidget(frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(row, 1)
        layout.addWidget(self.bar)

    def finish(self) -> None:
        """Close the column with the place for what went wrong."""
        self.column.addWidget(self.notice)
        self.column.addStretch(1)

    def begin(self) -> None:
        """Become the page that is seen."""
        self.bar.withdraw_question()
        self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self.bar.primary or self

    def show_error(self, error: KioskError | None) -> None:
        """Say what went wrong, in sight, or that nothing did."""
        self.notice.show_error(error)
        if error is not None:
            self.body.ensureWidgetVisible(self.notice)

    def press(self, key: str) -> bool:
        """Do what the key stands for here."""
        focused = self.focusWidget()
        if key == "Enter" and isinstance(focused, RowButton) and not self.bar.asking:
            focused.click()
            return True
        if key in _PAGES:
            self.body.page(_PAGES[key])
            return True
        return self.bar.press(key)
