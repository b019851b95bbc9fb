"""One of a few choices, each with its key; one stop for the Tab key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.key_button import KeyButton, Kind

_LEAST_PX = 144
_GAP_PX = 8


class ChoiceField(QWidget):
    """``1 男性 / 2 女性``: a digit, the arrows or the mouse choose."""

    chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        *,
        columns: int = 0,
        compact: bool = False,
        most_px: int = 0,
    ) -> None:
        """Take ``choices`` as pairs of value and words; ``columns`` 0 puts them in one row.

        ``most_px`` is the width there is: long words stand in fewer columns, 0 for any width.
        """
        super().__init__()
        self._value = ""
        self._read_only = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons: dict[str, KeyButton] = {}
        columns = columns or len(choices)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP_PX)
        for at, (value, words) in enumerate(choices):
            kind: Kind = "check" if compact else "choice"
            button = KeyButton(words, str(at + 1), theme, kind=kind)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            least = 0 if compact else theme.px(_LEAST_PX)
            button.setMinimumWidth(max(least, button.sizeHint().width()))
            self._buttons[value] = button
            button.on_press(lambda value=value: self._choose(value))  # type: ignore[misc]

        widest = max(button.minimumWidth() for button in self._buttons.values())
        if most_px:
            columns = max(1, min(columns, (most_px + _GAP_PX) // (widest + _GAP_PX)))
        for at, button in enumerate(self._buttons.values()):
            grid.addWidget(button, at // columns, at % columns)

    @property
    def values(self) -> tuple[str, ...]:
        """Return what can be chosen, in the order of the keys."""
        return tuple(self._buttons)

    @property
    def value(self) -> str:
        """Return what is chosen, or an empty text."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose without telling anybody."""
        self._value = value
        for one, button in self._buttons.items():
            button.setChecked(one == value)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take choices."""
        self._read_only = read_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit or arrow."""
        values = list(self._buttons)
        at = values.index(self._value) if self._value else -1
        key = event.key()
        if Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(values):
            self._choose(values[key - Qt.Key.Key_1])
        elif key == Qt.Key.Key_Right:
            self._choose(values[min(at + 1, len(values) - 1)])
        elif key == Qt.Key.Key_Left:
            self._choose(values[max(at - 1, 0)])
        else:
            super().keyPressEvent(event)

    def _choose(self, value: str) -> None:
        if self._read_only:
            value = self._value
        self.set_value(value)
        self.setFocus()
        self.chosen.emit()
