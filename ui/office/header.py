"""The head of the office's window: its pages with their keys, who is signed in, training."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.texts import Catalogue
from ui.office.desk import PageSpec
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.wrapping_row import WrappingRow


class OfficeHeader(QFrame):
    """Buttons of pages, wrapped in large type."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        pages: Sequence[PageSpec],
        turn: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._texts = texts
        self.buttons: dict[str, KeyButton] = {}
        for spec in (one for one in pages if not one.under):
            button = KeyButton(texts[f"bureau.page.{spec.name}"], spec.key, theme, kind="check")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.on_press(lambda name=spec.name: turn(name))  # type: ignore[misc]
            self.buttons[spec.name] = button
        tabs = WrappingRow(*self.buttons.values())
        self._who = label(role="strong")
        self._where = label(role="note")
        self._training = label(texts["bureau.training"], "training")
        self._training.hide()
        layout = QVBoxLayout(self) if theme.text_scale > 1 else QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(tabs, 1)
        right = QHBoxLayout()
        right.setSpacing(16)
        for one in (self._training, self._where, self._who):
            right.addWidget(one)
        right.addStretch(1 if theme.text_scale > 1 else 0)
        layout.addLayout(right)

    def show_page(self, name: str) -> None:
        """Mark the page that is seen."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def show_training(self, *, training: bool) -> None:
        """Mark a book in which everything is made up."""
        self._training.setVisible(training)

    def show_who(self, who: str, where: str) -> None:
        """Say who is signed in, and at which book."""
        self._who.setText(self._texts.say("bureau.who", who=who))
        self._where.setText(where)
