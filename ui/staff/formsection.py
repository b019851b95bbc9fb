"""A part of the form: its title, then a row for each field."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.checks import ChecksField
from ui.widgets.choice import ChoiceField
from ui.widgets.field import FormField
from ui.widgets.stack import Stack

_NAMES_PX = 112


class FormSection(Stack):
    """Hides what a person's application does not ask for; without a field it is not there."""

    def __init__(self, theme: Theme, texts: Catalogue, name: str) -> None:
        super().__init__(spacing=4)
        self._fields: dict[str, FormField] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, theme.px(_NAMES_PX))
        self._grid.setColumnStretch(1, 1)
        self.put(label(texts[f"form.section.{name}"], "note"), inside)

    def put_field(self, one: FormField) -> None:
        """Add a row for this field."""
        row = 2 * len(self._fields)
        self._fields[one.field] = one
        choice = isinstance(one.edit, ChoiceField)
        place = Qt.AlignmentFlag.AlignLeft if choice else Qt.AlignmentFlag(0)
        self._grid.addWidget(one.name, row, 0)
        self._grid.addWidget(one.widget, row, 1, place)
        self._grid.addWidget(one.answer, row + 1, 1)

    def show_fields(self, wanted: Mapping[str, tuple[str, ...]]) -> None:
        """Show the fields of these names, each with the ticks it offers."""
        for name, one in self._fields.items():
            for widget in (one.name, one.widget, one.answer):
                widget.setHidden(name not in wanted)
            if isinstance(one.edit, ChecksField) and name in wanted:
                one.edit.offer(wanted[name])
        self.setHidden(not wanted.keys() & self._fields.keys())
