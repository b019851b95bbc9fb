"""Mark and word of one device's state, in the head of the staff window."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton

MARKS = {"ok": "○", "warn": "△", "bad": "×"}


class Chip(QPushButton):
    """Mark and word of one device's state; a click says what to do about it."""

    def __init__(self, says: Mapping[str, tuple[str, str]], does: Mapping[str, str]) -> None:
        """``says`` holds state and words, ``does`` what to do, by what the device is."""
        super().__init__()
        self._says, self._does = says, does
        self._shown = next(iter(says))
        self.setProperty("kind", "chip")

    def fix_width(self) -> None:
        """Take the width of the longest words, so that nothing jumps."""
        self.setProperty("state", "ok")
        self.ensurePolished()
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for _, words in self._says.values())
        self.setFixedWidth(widest + 32)

    def show_state(self, shown: str) -> None:
        """Show this."""
        self._shown = shown
        state, words = self._says[shown]
        self.setText(words)
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)

    def explanation(self) -> str:
        """Return what to do."""
        return self._does[self._shown]
