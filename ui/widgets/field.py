"""One field of a form: its name, what is typed, and a line that answers it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.checks import ChecksField
from ui.widgets.choice import ChoiceField
from ui.widgets.paragraph import Paragraph
from ui.widgets.words_edit import WordsEdit

Read = Callable[[str], str]
"""What was typed, as it was understood, or a `Caution`; raises `FieldError`."""


class Caution(str):
    """An answer that warns: what was typed is taken, and somebody should look at it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlan:
    """What a field is called, what it asks for, how it is read.

    ``choices`` are value and words, in as many ``columns`` as ``most_px`` has room for; 0 stands
    for one row and any width. ``several`` may be ticked; ``compact`` ones need little room.
    """

    field: str
    example: str
    read: Read
    choices: tuple[tuple[str, str], ...] = ()
    columns: int = 0
    most_px: int = 0
    several: bool = False
    compact: bool = False
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
        self._hint = self._mark = ""
        self._told, self._state = plan.example, ""
        self.name = label(texts[f"field.{plan.field}"], "strong")
        self.answer = Paragraph(
            plan.example, role="note", line_height=1.3, align=Qt.AlignmentFlag.AlignTop
        )
        self.answer.setMinimumHeight(theme.px(26))
        self.answer.setContentsMargins(0, 6, 0, 0)  # clear of the focus ring
        self.edit: QLineEdit | ChoiceField
        if plan.choices:
            self.edit = _choice_field(plan, theme)
            self.edit.chosen.connect(self._typed)
        else:
            words = self.edit = _line_edit(plan)
            words.refused.connect(self._refused)
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
        self._hint = self._mark = ""
        self._rest()

    def hint(self, words: str) -> None:
        """Say this in place of the example while the field is empty."""
        self._hint = words
        if not self.text:
            self._rest()

    def mark(self, words: str) -> None:
        """Say this before every answer, or nothing."""
        if words != self._mark:
            self._mark = words
            self._say(self._told, self._state)
            if self._state != "bad":
                self._set_edit_state("changed" if words else "")

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        if isinstance(self.edit, ChoiceField):
            self.edit.set_read_only(read_only)
        else:
            self.edit.setReadOnly(read_only)

    def set_secret(self, secret: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Show dots in place of what is typed, or what is typed."""
        if isinstance(self.edit, QLineEdit):
            modes = QLineEdit.EchoMode
            self.edit.setEchoMode(modes.Password if secret else modes.Normal)

    def show_error(self, error: FieldError) -> None:
        """Say beside the field what is wrong, with a mark and a line around it."""
        self._say(f"× {self._texts[f'reason.{error.reason}']}", "bad")
        if isinstance(self.edit, QLineEdit):
            self._set_edit_state("bad")

    @Slot()
    def check(self) -> None:
        """Check what is typed; an empty field is only asked for when the form is accepted.

        It stays asked for until something is typed: the keyboard may go elsewhere meanwhile.
        """
        if not self.text:
            if self._state != "bad":
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

    @Slot()
    def _refused(self) -> None:
        """Say that nothing was taken of what was pasted."""
        self.show_error(FieldError(self.field, "too_long"))

    def _understood(self, words: str) -> None:
        self._rest()
        caution = isinstance(words, Caution)
        if words:
            self._say(f"{'△' if caution else '○'} {words}", "warn" if caution else "ok")

    def _rest(self) -> None:
        self._say((not self.text and self._hint) or self._plan.example)
        self._set_edit_state("changed" if self._mark else "")

    def _say(self, words: str, state: str = "") -> None:
        self._told, self._state = words, state
        besides = words if state or not self._mark else ""  # a mark takes the example's place
        self.answer.setText("　".join(filter(None, (self._mark, besides))))
        set_state(self.answer, state)

    def _set_edit_state(self, state: str) -> None:
        if isinstance(self.edit, ChoiceField) or (self.edit.property("state") or "") == state:
            return
        self.edit.setProperty("state", state)
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


def _choice_field(plan: FieldPlan, theme: Theme) -> ChoiceField:
    columns, most_px = plan.columns, plan.most_px
    if plan.several:
        return ChecksField(theme, plan.choices, columns=columns, most_px=most_px)
    return ChoiceField(theme, plan.choices, columns=columns, compact=plan.compact, most_px=most_px)


def _line_edit(plan: FieldPlan) -> WordsEdit:
    edit = WordsEdit()
    if plan.secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    elif plan.digits:
        edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    return edit
