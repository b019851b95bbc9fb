"""Several of a few choices, each with its key; one stop for the Tab key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.theme import Theme
from ui.widgets.choice import ChoiceField

TICKED = "✓ "


class ChecksField(ChoiceField):
    """``1 点字 / ✓ 2 …``: a digit or the mouse ticks and takes back; values with commas between."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        columns: int = 0,
        most_px: int = 0,
    ) -> None:
        self._words = dict(choices)
        ticked = [(value, f"{TICKED}{words}") for value, words in choices]  # room for the tick
        super().__init__(theme, ticked, columns=columns, compact=True, most_px=most_px)
        self.set_value("")

    @property
    def offered(self) -> tuple[str, ...]:
        """Return what can be ticked now."""
        return tuple(value for value, one in self._buttons.items() if not one.isHidden())

    def offer(self, values: Sequence[str]) -> None:
        """Show these choices alone; every choice keeps its key."""
        for value, button in self._buttons.items():
            button.setHidden(value not in values)

    def set_value(self, value: str) -> None:
        """Tick these, with commas between them, without telling anybody."""
        ticked = {one for one in value.split(",") if one}
        self._value = ",".join(one for one in self._buttons if one in ticked)
        for one, button in self._buttons.items():
            button.setChecked(one in ticked)
            button.set_words(f"{TICKED if one in ticked else ''}{self._words[one]}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or take back by digit; leave every other key to the form."""
        at = event.key() - Qt.Key.Key_1
        values = list(self._buttons)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain or not 0 <= at < len(values) or values[at] not in self.offered:
            event.ignore()
            return
        self._choose(values[at])

    def _choose(self, value: str) -> None:
        ticked = set(self._value.split(",")) if self._value else set()
        if not self._read_only:
            ticked ^= {value}
        self.set_value(",".join(ticked))
        self.setFocus()
        self.chosen.emit()
