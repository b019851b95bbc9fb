"""Why a photo is taken as it is though a check failed: one key, or words of one's own."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.review import LONGEST_WORDS, Override, OverrideReason
from kiosk.texts import Catalogue
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph

_COLUMNS = 3
_DROP_KEY = "0"


class Reasons(QWidget):
    """Four reasons need no words; the fifth is told in words."""

    def __init__(
        self, theme: Theme, texts: Catalogue, decided: Callable[[Override | None], None]
    ) -> None:
        """Call ``decided`` with the reason, None when it is taken back."""
        super().__init__()
        self._texts, self._decided = texts, decided
        self._reason: OverrideReason | None = None
        self._buttons: dict[OverrideReason, KeyButton] = {}
        columns = 1 if theme.text_scale > LARGE_TYPE else _COLUMNS
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, reason in enumerate(OverrideReason):
            button = KeyButton(texts[f"override.{reason.value}"], str(at + 1), theme, kind="choice")
            button.setCheckable(True)
            button.on_press(lambda reason=reason: self._pick(reason))  # type: ignore[misc]
            self._buttons[reason] = button
            grid.addWidget(button, at // columns, at % columns)
        self._drop = KeyButton(texts["override.drop"], _DROP_KEY, theme)
        self._drop.on_press(lambda: self._decided(None))
        grid.addWidget(self._drop, len(OverrideReason) // columns, columns - 1)
        self.words = QLineEdit()
        self.words.setAccessibleName(texts["override.words"])
        self._ask = Paragraph(role="note", line_height=1.3)
        self._lay_out(grid)

    def _lay_out(self, grid: QGridLayout) -> None:
        name = label(self._texts["override.words"], "strong")
        name.setBuddy(self.words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(name)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._ask)
        column.addLayout(grid)
        column.addLayout(row)
        column.addStretch(1)

    def open(self, override: Override | None) -> None:
        """Begin with the reason that stands, if any."""
        self._choose(override.reason if override else None)
        self.words.setText(override.words if override else "")
        self._drop.setVisible(override is not None)
        self._say("override.ask", bad=False)
        asked = override is not None and override.reason is OverrideReason.OTHER
        (self.words if asked else next(iter(self._buttons.values()))).setFocus()

    def press(self, key: str) -> bool:
        """Pick a reason by its digit; keep the words with Enter."""
        if key == "Enter":
            self.keep()
            return True
        if key == _DROP_KEY and not self._drop.isHidden():
            self._decided(None)
            return True
        keys = {str(at): reason for at, reason in enumerate(OverrideReason, start=1)}
        if key in keys:
            self._pick(keys[key])
        return True

    def keep(self) -> None:
        """Decide for the reason that is picked, if its words are there and not too long."""
        if self._reason is None:
            self._say("override.ask", bad=True)
            return
        words = self.words.text().strip()
        if len(words) > LONGEST_WORDS or (self._reason is OverrideReason.OTHER and not words):
            self._say("override.too_long" if words else "override.words_needed", bad=True)
            self.words.setFocus()
            return
        self._decided(Override(reason=self._reason, words=words))

    def wipe(self) -> None:
        """Forget what was typed, the undo history too."""
        self.words.setText("")
        self._choose(None)

    def _pick(self, reason: OverrideReason) -> None:
        self._choose(reason)
        if reason is OverrideReason.OTHER:
            self.words.setFocus()
            self._say("override.words_needed", bad=False)
        else:
            self.keep()

    def _choose(self, reason: OverrideReason | None) -> None:
        self._reason = reason
        for one, button in self._buttons.items():
            button.setChecked(one is reason)

    def _say(self, key: str, *, bad: bool) -> None:
        self._ask.setText(("× " if bad else "") + self._texts[key])
        state = "bad" if bad and key != "override.ask" else ""
        self.words.setProperty("state", state)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
