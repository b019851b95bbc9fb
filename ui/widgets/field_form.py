"""Fields below each other: Enter goes from field to field, the last one accepts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.choice import ChoiceField
from ui.widgets.field import FieldPlan, FormField

WIDEST_FIELD_PX = 760
_NAMES_PX = 160


class FieldForm(QWidget):
    """A column of fields with their answers; what is typed stays until `wipe`."""

    accepted = Signal()
    """Enter in the last field."""
    changed = Signal()
    """Something was typed, chosen or put in."""

    def __init__(self, theme: Theme, texts: Catalogue, plans: Sequence[FieldPlan]) -> None:
        super().__init__()
        self._shown_errors: tuple[tuple[str, str], ...] = ()
        self.fields = {plan.field: FormField(plan, texts, theme) for plan in plans}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for at, one in enumerate(self.fields.values()):
            one.setParent(self)
            one.changed.connect(self.changed)
            choice = isinstance(one.edit, ChoiceField)
            place = Qt.AlignmentFlag.AlignLeft if choice else Qt.AlignmentFlag(0)
            grid.addWidget(one.name, 2 * at, 0)
            grid.addWidget(one.widget, 2 * at, 1, place)
            grid.addWidget(one.answer, 2 * at + 1, 1)
        grid.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        inside.setMaximumWidth(theme.px(WIDEST_FIELD_PX + _NAMES_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)

    def values(self) -> dict[str, str]:
        """Return what is typed, by field."""
        return {field: one.text for field, one in self.fields.items()}

    def has_words(self) -> bool:
        """Tell whether anything would be lost."""
        return any(one.text.strip() for one in self.fields.values())

    def first(self) -> QWidget:
        """Return the first field that is empty, else the first."""
        every = list(self.fields.values())
        return next((one.widget for one in every if not one.text), every[0].widget)

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self._shown_errors = ()
        for one in self.fields.values():
            one.wipe()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        for one in self.fields.values():
            one.set_read_only(read_only)

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Say beside each field what is wrong, and go to the first; each set of errors once."""
        spelled = tuple((error.field, error.reason) for error in errors)
        if spelled == self._shown_errors:
            return
        self._shown_errors = spelled
        for error in errors:
            self.fields[error.field].show_error(error)
        if errors:
            self.fields[errors[0].field].widget.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field with Enter, back with Shift+Enter; accept from the last."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        turns = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
        widgets = [one.widget for one in self.fields.values()]
        focused = self.window().focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not enter or plain not in turns or focused not in widgets:
            super().keyPressEvent(event)
            return
        event.accept()
        there = max(0, widgets.index(focused) + turns[plain])
        if there < len(widgets):
            widgets[there].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.accepted.emit()
