"""One field of a form: its name, what is typed, and a line that answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.choice import ChoiceField

Read = Callable[[str], str]
"""What was typed, as it was understood; raises `FieldError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlan:
    """What a field is called, what it asks for, how it is read.

    ``choices`` are value and words, in as many ``columns``; 0 stands for one row.
    """

    field: str
    example: str
    read: Read
    choices: tuple[tuple[str, str], ...] = ()
    columns: int = 0
    secret: bool = False
    digits: bool = False


def first_errors(plans: tuple[FieldPlan, ...], values: dict[str, str]) -> list[FieldError]:
    """Return what is wrong with these values, in the order of the fields."""
    errors = []
    for plan in plans:
        try:
            plan.read(values[plan.field])
        except FieldError as error:
            errors.append(error)
    return errors


class FormField(QObject):
    """Name, edit and answer; checked after editing, so that an IME is never cut off."""

    changed = Signal()

    def __init__(self, plan: FieldPlan, texts: Catalogue, theme: Theme) -> None:
        super().__init__()
        self.field = plan.field
        self._plan = plan
        self._texts = texts
        self.name = label(texts[f"field.{plan.field}"], "strong")
        self.answer = label(plan.example, "note")
        self.answer.setFixedHeight(theme.px(26))
        self.answer.setContentsMargins(0, 6, 0, 0)  # clear of the focus ring
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.edit: QLineEdit | ChoiceField
        if plan.choices:
            self.edit = ChoiceField(theme, plan.choices, columns=plan.columns)
            self.edit.chosen.connect(self._typed)
        else:
            self.edit = _line_edit(plan)
            self.edit.textChanged.connect(self._typed)
            self.edit.editingFinished.connect(self.check)
        self.edit.setAccessibleName(texts[f"field.{plan.field}"])
        self.name.setBuddy(self.edit)

    @property
    def text(self) -> str:
        """Return what is typed, exactly."""
        return self.edit.value if isinstance(self.edit, ChoiceField) else self.edit.text()

    @property
    def widget(self) -> QWidget:
        """Return what has the keyboard."""
        return self.edit

    def set_text(self, text: str) -> None:
        """Put words into the field as if they had been typed."""
        if isinstance(self.edit, ChoiceField):
            self.edit.set_value(text)
            self._typed()
        else:
            self.edit.setText(text)

    def wipe(self) -> None:
        """Forget what was typed, the undo history too."""
        if isinstance(self.edit, ChoiceField):
            self.edit.set_value("")
        else:
            self.edit.setText("")  # unlike clear(), this also forgets what could be undone
        self._rest()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        if isinstance(self.edit, ChoiceField):
            self.edit.set_read_only(read_only)
        else:
            self.edit.setReadOnly(read_only)

    def show_error(self, error: FieldError) -> None:
        """Say beside the field what is wrong, with a mark and a line around it."""
        self.answer.setText(f"× {self._texts[f'reason.{error.reason}']}")
        set_state(self.answer, "bad")
        if isinstance(self.edit, QLineEdit):
            self._set_edit_state("bad")

    @Slot()
    def check(self) -> None:
        """Check what is typed; an empty field is only asked for when the form is accepted."""
        if not self.text:
            self._rest()
            return
        try:
            self._understood(self._plan.read(self.text))
        except FieldError as error:
            self.show_error(error)

    @Slot()
    def _typed(self) -> None:
        """Show what is understood so far; errors wait until the field is left."""
        self.changed.emit()
        try:
            self._understood(self._plan.read(self.text))
        except FieldError:
            self._rest()

    def _understood(self, words: str) -> None:
        self._rest()
        if words:
            self.answer.setText(f"○ {words}")
            set_state(self.answer, "ok")

    def _rest(self) -> None:
        self.answer.setText(self._plan.example)
        set_state(self.answer, "")
        self._set_edit_state("")

    def _set_edit_state(self, state: str) -> None:
        if (self.edit.property("state") or "") == state:
            return
        self.edit.setProperty("state", state)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


def _line_edit(plan: FieldPlan) -> QLineEdit:
    edit = QLineEdit()
    if plan.secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    elif plan.digits:
        edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    return edit
