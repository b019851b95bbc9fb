"""The applicant's form: Enter goes from field to field, the last one accepts."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm, parse_field
from kiosk.domain.dates import BirthDate
from kiosk.domain.numbers import grouped, parse_form_id
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.staff.field import FormField, Read
from ui.theme import Theme
from ui.words import birth_words

WIDEST_FIELD_PX = 760


class FormView(QWidget):
    """Six fields with their answers; what is typed stays until `wipe`."""

    accepted = Signal()
    """Enter in the last field."""

    def __init__(self, theme: Theme, texts: Catalogue, today: Callable[[], date]) -> None:
        super().__init__()
        self._texts = texts
        self._today = today
        self._shown_errors: tuple[FieldError, ...] = ()
        self.fields = {
            field: FormField(field, texts, theme, self._reader(field)) for field in FORM_FIELDS
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for at, one in enumerate(self.fields.values()):
            one.setParent(self)
            grid.addWidget(one.name, 2 * at, 0)
            place = Qt.AlignmentFlag.AlignLeft if one.field == "sex" else Qt.AlignmentFlag(0)
            grid.addWidget(one.widget, 2 * at, 1, place)
            grid.addWidget(one.answer, 2 * at + 1, 1)
        grid.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        inside.setMaximumWidth(theme.px(WIDEST_FIELD_PX + 160))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)

    def form(self) -> ApplicantForm:
        """Return what is typed."""
        return ApplicantForm(**{field: one.text for field, one in self.fields.items()})

    def has_words(self) -> bool:
        """Tell whether anything would be lost."""
        return any(one.text.strip() for one in self.fields.values())

    def first(self) -> QWidget:
        """Return the first field that is empty, else the first."""
        widgets = [one.widget for one in self.fields.values()]
        return next((one.widget for one in self.fields.values() if not one.text), widgets[0])

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self._shown_errors = ()
        for one in self.fields.values():
            one.wipe()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        for one in self.fields.values():
            one.set_read_only(read_only)

    def show_errors(self, errors: tuple[FieldError, ...]) -> None:
        """Say beside each field what is wrong, and go to the first."""
        spelled = tuple((error.field, error.reason) for error in errors)
        if spelled == tuple((error.field, error.reason) for error in self._shown_errors):
            return
        self._shown_errors = errors
        for error in errors:
            self.fields[error.field].show_error(error)
        if errors:
            self.fields[errors[0].field].widget.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field with Enter, back with Shift+Enter; accept from the last."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        turns = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or plain not in turns:
            super().keyPressEvent(event)
            return
        widgets = [one.widget for one in self.fields.values()]
        focused = self.window().focusWidget()
        if focused not in widgets:
            super().keyPressEvent(event)
            return
        here = widgets.index(focused)
        event.accept()
        there = max(0, here + turns[plain])
        if there < len(widgets):
            widgets[there].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.accepted.emit()

    def _reader(self, field: str) -> Read:
        def read(text: str) -> str:
            value = parse_field(field, text, today=self._today())
            match field:
                case "form_id":
                    return grouped(parse_form_id(text))
                case "birth_date" if isinstance(value, BirthDate):
                    return birth_words(value, self._today(), self._texts)
                case "kana" if value != text:
                    return str(value)
                case _:
                    return ""

        return read
