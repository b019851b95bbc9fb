"""A form of fields below each other: lines, choices, and texts of several lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.choice import ChoiceField
from ui.widgets.field import FieldPlan, FormField
from ui.widgets.paragraph import Paragraph

_LINES_PX = 88
_MOST_CHARS = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPlan:
    """A field of several lines, read like one line is."""

    plan: FieldPlan


class _Lines(QPlainTextEdit):
    """Tab goes on; Ctrl+Enter and function keys belong to the page."""

    def __init__(self, theme: Theme, *, height_px: int = _LINES_PX) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(height_px))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if (held and enter) or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class LinesEntry(QObject):
    """Name, edit and answer of a text of several lines; refuses what is too long to be pasted."""

    changed = Signal()

    def __init__(self, plan: FieldPlan, texts: Catalogue, theme: Theme) -> None:
        super().__init__()
        self.field, self._plan, self._texts = plan.field, plan, texts
        self.name = label(texts[f"field.{plan.field}"], "strong")
        self.answer = Paragraph(
            plan.example, role="note", line_height=1.3, align=Qt.AlignmentFlag.AlignTop
        )
        self.answer.setMinimumHeight(theme.px(26))
        self.answer.setContentsMargins(0, 6, 0, 0)
        self.widget = _Lines(theme)
        self.widget.setAccessibleName(texts[f"field.{plan.field}"])
        self.widget.textChanged.connect(self._typed)
        self.name.setBuddy(self.widget)

    @property
    def text(self) -> str:
        """Return what is typed."""
        return self.widget.toPlainText()

    def set_text(self, text: str) -> None:
        """Put words into the field."""
        self.widget.setPlainText(text)

    def wipe(self) -> None:
        """Forget what was typed, the undo history too."""
        self.widget.setPlainText("")
        self._rest()

    def show_error(self, error: FieldError) -> None:
        """Say beside the field what is wrong."""
        self.answer.setText(f"× {self._texts[f'reason.{error.reason}']}")
        set_state(self.answer, "bad")

    @Slot()
    def check(self) -> None:
        """Check what is typed."""
        self._answer(tell_errors=True)

    @Slot()
    def _typed(self) -> None:
        if len(self.text) > _MOST_CHARS:
            self.widget.undo()
            self.show_error(FieldError(self.field, "too_long"))
            return
        self.changed.emit()
        self._answer(tell_errors=False)

    def _answer(self, *, tell_errors: bool) -> None:
        try:
            words = self._plan.read(self.text)
        except FieldError as error:
            if tell_errors:
                self.show_error(error)
            else:
                self._rest()
            return
        self._rest()
        if words and self.text:
            self.answer.setText(f"○ {words}")
            set_state(self.answer, "ok")

    def _rest(self) -> None:
        self.answer.setText(self._plan.example)
        set_state(self.answer, "")


class EntryForm(QWidget):
    """Enter goes from field to field, the last one accepts; Ctrl+Enter accepts from anywhere."""

    accepted = Signal()
    changed = Signal()

    def __init__(
        self, theme: Theme, texts: Catalogue, plans: Sequence[FieldPlan | LinesPlan]
    ) -> None:
        super().__init__()
        self._texts = texts
        self._before: dict[str, str] = {}
        self.fields: dict[str, FormField | LinesEntry] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        stacked = theme.text_scale > 1
        for at, plan in enumerate(plans):
            one = self._field(plan, texts, theme)
            self.fields[one.field] = one
            one.setParent(self)
            one.changed.connect(self.changed)
            left = isinstance(one.widget, ChoiceField)
            place = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0)
            column = 0 if stacked else 1
            grid.addWidget(one.name, 3 * at, 0)
            grid.addWidget(one.widget, 3 * at + (1 if stacked else 0), column, place)
            grid.addWidget(one.answer, 3 * at + 2, column)
        grid.setColumnStretch(0 if stacked else 1, 1)
        inside = QWidget()
        inside.setLayout(grid)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.addWidget(inside)

    def values(self) -> dict[str, str]:
        """Return what is typed, by field."""
        return {field: one.text for field, one in self.fields.items()}

    def begin(self, values: Mapping[str, str]) -> None:
        """Put values in place of what was typed; they count as not edited."""
        for field, one in self.fields.items():
            one.wipe()
            if values.get(field):
                one.set_text(values[field])
        self._before = self.values()

    def edited(self) -> bool:
        """Tell whether something is other than it was at the beginning."""
        return self.values() != self._before

    def wipe(self) -> None:
        """Forget everything that was typed."""
        self.begin({})

    def first(self) -> QWidget:
        """Return the first field."""
        return next(iter(self.fields.values())).widget

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Say beside each field what is wrong, and go to the first."""
        known = [error for error in errors if error.field in self.fields]
        for error in known:
            self.fields[error.field].show_error(error)
        if known:
            self.fields[known[0].field].widget.setFocus()

    def tell_newer(self, newer: Mapping[str, str]) -> None:
        """Say beside each field what a newer version says instead."""
        for field, words in newer.items():
            answer = self.fields[field].answer
            answer.setText(self._texts.say("bureau.newer_value", words=words or "—"))
            set_state(answer, "warn")

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

    def _field(
        self, plan: FieldPlan | LinesPlan, texts: Catalogue, theme: Theme
    ) -> FormField | LinesEntry:
        if isinstance(plan, LinesPlan):
            return LinesEntry(plan.plan, texts, theme)
        return FormField(plan, texts, theme)
