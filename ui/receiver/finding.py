"""The batches of a folder, one of which is to be opened now."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.texts import Catalogue
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.key_button import Action
from ui.widgets.row_button import RowButton

_MOST_KEYS = 9


class FindingPage(ReceiverPage):
    """A row for each batch; the first nine have a digit."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        chosen: Callable[[Path], None],
        back: Callable[[], None],
    ) -> None:
        self._chosen = chosen
        self._rows: list[RowButton] = []
        super().__init__(theme, texts, "find", None, (Action("Esc", texts["setup.back"], back),))
        self.finish()

    def show_batches(self, found: tuple[Path, ...]) -> None:
        """Show these, the last one first: it is the newest by name."""
        for row in self._rows:
            self.column.removeWidget(row)
            row.setParent(None)
        self._rows = []
        at_row = self.column.indexOf(self.notice)
        for at, path in enumerate(reversed(found)):
            key = str(at + 1) if at < _MOST_KEYS else ""
            row = RowButton(self.theme, key, path.name, state_px=self.theme.px(120))
            row.clicked.connect(lambda _checked=False, path=path: self._chosen(path))
            self.column.insertWidget(at_row + at, row)
            self._rows.append(row)

    def first_focus(self) -> QWidget:
        """Return the newest batch."""
        return self._rows[0] if self._rows else self

    def press(self, key: str) -> bool:
        """Choose by digit, and keep the row that has the keyboard in sight."""
        if key.isdigit() and 1 <= int(key) <= min(_MOST_KEYS, len(self._rows)):
            self._rows[int(key) - 1].click()
            return True
        return super().press(key)
