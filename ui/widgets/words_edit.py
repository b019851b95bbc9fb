"""A line of words: deletes whole characters, refuses what no field can hold, knows its reading."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit

from ui.widgets.reading import Reading

MOST_UNITS = 1024
"""UTF-16 units; an address of 250 characters, each with a variation selector, needs 1,000."""


class WordsEdit(QLineEdit):
    """Takes nothing instead of a part of what is too long; `refused` tells."""

    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self.setMaxLength(MOST_UNITS)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete a letter together with its variation selector; look before pasting."""
        if event.matches(QKeySequence.StandardKey.Paste) and not self._fits(_clipboard()):
            self.refused.emit()
            return
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        back = event.key() == Qt.Key.Key_Backspace and plain and not self.hasSelectedText()
        if back and not self.isReadOnly():
            # QLineEdit takes one code point: 葛 would lose the selector that makes it another 葛.
            self.cursorBackward(True, 1)
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits, whole or not at all."""
        words = event.commitString()
        if words and not self._fits(words):
            self.refused.emit()
            return
        if words:
            self.reading.commit(words, event.preeditString())
        else:
            self.reading.compose(event.preeditString())
        super().inputMethodEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu unless it would paste what does not fit."""
        if self._fits(_clipboard()):
            super().contextMenuEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Paste nothing with the middle button."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def _fits(self, words: str) -> bool:
        if len(words) > MOST_UNITS:
            return False
        return _units(words) + _units(self.text()) - _units(self.selectedText()) <= MOST_UNITS


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
