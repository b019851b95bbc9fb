"""First page: which batch, with which key, to where, in which form."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.receiver.page import ReceiverPage
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.choice import ChoiceField
from ui.widgets.key_button import Action
from ui.widgets.row_button import RowButton

_STATE_PX = 620
_ROWS = {"batch": "F2", "identity": "F3", "out": "F4"}


class ChoosingPage(ReceiverPage):
    """Three rows and a choice; going on is possible when all of it is chosen."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        profiles: tuple[str, ...],
        ask: Callable[[str], None],
        go_on: Callable[[], None],
    ) -> None:
        """Take ``ask``, which is told what is to be chosen: a row's name, stick or ledger."""
        quiet = tuple(
            Action(key, texts[f"receiver.choose.{what}"], lambda what=what: ask(what))  # type: ignore[misc]
            for key, what in (("F5", "stick"), ("F6", "ledger"))
        )
        primary = Action("Enter", texts["receiver.choose.go"], go_on, ("Ctrl+Enter",))
        super().__init__(theme, texts, "choose", primary, quiet)
        self.chosen: dict[str, Path] = {}
        self.rows: dict[str, RowButton] = {}
        state_px = _STATE_PX if theme.text_scale == 1 else round(_STATE_PX * 0.9)
        for what, key in _ROWS.items():
            row = RowButton(theme, key, texts[f"receiver.choose.{what}"], state_px=state_px)
            row.clicked.connect(lambda _checked=False, what=what: ask(what))
            self.rows[what] = row
            self.column.addWidget(row)
        self.column.addWidget(label(texts["receiver.choose.profile"], "strong"))
        choices = tuple((one, texts[f"receiver.profile.{one}"]) for one in profiles)
        self.profile = ChoiceField(theme, choices, columns=1 if theme.text_scale > 1 else 0)
        self.profile.set_value(profiles[0])
        self.profile.setAccessibleName(texts["receiver.choose.profile"])
        self.column.addWidget(self.profile)
        self.finish()
        self._show()

    def choose(self, what: str, path: Path) -> None:
        """Take what was chosen; the keyboard goes to what is missing."""
        self.chosen[what] = path
        self._show()
        self.first_focus().setFocus()

    def forget_batch(self) -> None:
        """Keep key, folder and form for the next batch."""
        self.chosen.pop("batch", None)
        self._show()

    def first_focus(self) -> QWidget:
        """Return the first row that is not chosen, else what goes on."""
        missing = [row for what, row in self.rows.items() if what not in self.chosen]
        return missing[0] if missing else super().first_focus()

    @property
    def complete(self) -> bool:
        """Tell whether everything is chosen."""
        return all(what in self.chosen for what in self.rows)

    def press(self, key: str) -> bool:
        """Press the row of this key."""
        for what, row_key in _ROWS.items():
            if key == row_key:
                self.rows[what].click()
                return True
        return super().press(key)

    def _show(self) -> None:
        for what, row in self.rows.items():
            path = self.chosen.get(what)
            words = self.texts["receiver.choose.none"] if path is None else _short(path)
            row.show_state(words, None if path is None else Verdict.PASS)
        if self.bar.primary is not None:
            self.bar.primary.setEnabled(self.complete)


def _short(path: Path) -> str:
    """Return the end of the path, which says most."""
    return str(Path(*path.parts[-2:])) if len(path.parts) > 2 else str(path)  # noqa: PLR2004
