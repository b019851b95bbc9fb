"""The applicant's form: the fields that this person's application asks for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import CaseFile
from kiosk.errors import FieldError
from kiosk.intake.shape import asked
from kiosk.intake.triage import rule
from kiosk.texts import Catalogue
from ui.staff.correction import means_the_same
from ui.staff.formnumber import FormNumber
from ui.staff.formplans import GROUPS, SECTIONS, Plans, grouped_values
from ui.staff.formsection import FormSection
from ui.theme import Theme
from ui.widgets.field import FormField
from ui.widgets.words_edit import WordsEdit

_BAR_PX = 20  # clear of the scroll bar
_LEFT = ("person",)
_RIGHT = ("home", "representative", "wish")
_BELOW = ("visit", "paper")


class FormView(QWidget):
    """What is typed of one person; the same checks as the core's, while typing."""

    accepted = Signal()
    """Enter in the last field."""
    changed = Signal()
    """Something was typed, chosen or put in."""

    def __init__(self, theme: Theme, texts: Catalogue, today: Callable[[], date]) -> None:
        super().__init__()
        self._texts, self._today = texts, today
        self._form = ApplicantForm()
        self._seen = CaseFile()
        self._original: ApplicantForm | None = None
        self._quiet = self._touched = False
        self._shown_errors: tuple[tuple[str, str], ...] = ()
        self._plans = Plans(texts, today, self._typed_text)
        self.number = FormNumber(theme, texts)
        self.fields: dict[str, FormField] = {}
        self._sections = {name: self._section(name, theme) for name in SECTIONS}
        self._lay_out(theme)
        self._read_names()
        self.show_case(CaseFile())

    @property
    def stops(self) -> tuple[str, ...]:
        """Return the names of the fields that are asked for, in the order of the keys."""
        return tuple(name for name, one in self.fields.items() if not one.widget.isHidden())

    def show_case(self, case: CaseFile) -> None:
        """Ask what this case asks, and show what it holds; what is the same keeps its caret."""
        self._touched = self._touched or case != CaseFile()
        self.number.show_case(case)
        wanted = grouped_values(asked(rule(case).shape))
        for section in self._sections.values():
            section.show_fields(wanted)
        if case.form != self._seen.form:
            self.restore(case.form)
        self._seen = case

    def show_original(self, form: ApplicantForm | None) -> None:
        """Mark what is another than in this form from now on; None marks nothing."""
        if form != self._original:
            self._original = form
            self._mark()

    def changed_fields(self) -> tuple[str, ...]:
        """Return the names of the fields whose meaning is another than in the original."""
        original = self._original
        if original is None:
            return ()
        number = () if self._form.form_id == original.form_id else ("form_id",)
        return (*number, *(name for name in self.stops if self._differs(name, original)))

    def form(self) -> ApplicantForm:
        """Return what is typed; the number is the reception's."""
        typed = {name: one.text for name, one in self.fields.items() if name not in GROUPS}
        ticked: dict[str, str] = {}
        for name, group in GROUPS.items():
            values = self.fields[name].text.split(",")
            if group.field:
                both = [*ticked.get(group.field, "").split(","), *values]
                ticked[group.field] = ",".join(one for one in both if one)
            else:
                ticked |= {one: "yes" if one in values else "" for one in group.values}
        return replace(self._form, **typed, **ticked)

    def restore(self, form: ApplicantForm) -> None:
        """Put these words into the fields, without telling anybody."""
        self._form, self._quiet = form, True
        for name, one in self.fields.items():
            group = GROUPS.get(name)
            text = group.ticked(form) if group else getattr(form, name)
            if one.text != text:
                one.set_text(text)
                if isinstance(one.edit, WordsEdit):
                    one.edit.home(False)  # an address is read from its beginning
        self._quiet = False
        self._mark()

    def has_words(self) -> bool:
        """Tell whether anything would be lost."""
        return any(one.text.strip() for one in self.fields.values())

    def first(self) -> QWidget:
        """Return the first field that is empty, else the first."""
        here = [self.fields[name] for name in self.stops]
        return next((one.widget for one in here if not one.text), here[0].widget)

    def wipe(self) -> None:
        """Forget everything that was typed; asked with every view, so only what was touched."""
        self._shown_errors, self._form, self._seen = (), ApplicantForm(), CaseFile()
        self._original = None
        if not self._touched:
            return
        self._touched, self._quiet = False, True
        for one in self.fields.values():
            one.wipe()
            if isinstance(one.edit, WordsEdit):
                one.edit.reading.forget()
                one.edit.setPlaceholderText("")
        self._touched = self._quiet = False
        self.number.show_case(CaseFile())

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Refuse or take changes."""
        for one in self.fields.values():
            one.set_read_only(read_only)

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Say beside each field what is wrong, and go to the first; each set of errors once."""
        self._touched = self._touched or bool(errors)
        spelled = tuple((error.field, error.reason) for error in errors)
        if spelled == self._shown_errors:
            return
        self._shown_errors = spelled
        beside = [(self._beside(error.field), error) for error in errors]
        for one, error in beside:
            if one is None:
                self.number.show_error(error)
            else:
                one.show_error(error)
        first = next((one for one, _ in beside if one is not None), None)
        if first is not None:
            first.widget.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field with Enter, back with Shift+Enter; accept from the last."""
        if event.key() == Qt.Key.Key_Down and self._take_suggestion():
            event.accept()
            return
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        turns = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
        widgets = [self.fields[name].widget for name in self.stops]
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

    def _section(self, name: str, theme: Theme) -> FormSection:
        section = FormSection(theme, self._texts, name)
        for plan in self._plans.of(SECTIONS[name], large=theme.text_scale > 1):
            one = self.fields[plan.field] = FormField(plan, self._texts, theme)
            one.setParent(self)
            one.changed.connect(self._changed)
            section.put_field(one)
        return section

    def _lay_out(self, theme: Theme) -> None:
        sides = QVBoxLayout() if theme.text_scale > 1 else QHBoxLayout()
        sides.setSpacing(8 if theme.text_scale > 1 else 32)
        for names in (_LEFT, _RIGHT):
            column = QVBoxLayout()
            column.setSpacing(8)
            for name in names:
                column.addWidget(self._sections[name])
            column.addStretch(1)
            sides.addLayout(column, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _BAR_PX, 0)
        column.setSpacing(8)
        column.addWidget(self.number)
        column.addLayout(sides)
        for name in _BELOW:
            column.addWidget(self._sections[name])
        column.addStretch(1)

    def _changed(self) -> None:
        self._touched = True
        if not self._quiet:
            self._mark()
            self.changed.emit()

    def _mark(self) -> None:
        changed = self.changed_fields()
        self.number.mark(self._mark_of("form_id" in changed))
        for name, one in self.fields.items():
            one.mark(self._mark_of(name in changed))

    def _mark_of(self, changed: bool) -> str:  # noqa: FBT001 - it has no other word
        return self._texts["correcting.changed"] if changed else ""

    def _differs(self, name: str, original: ApplicantForm) -> bool:
        group = GROUPS.get(name)
        before = group.ticked(original) if group else getattr(original, name)
        return not means_the_same(name, before, self.fields[name].text, self._today())

    def _typed_text(self, field: str) -> str:
        return self.fields[field].text if field in self.fields else ""

    def _beside(self, field: str) -> FormField | None:
        names = [name for name, group in GROUPS.items() if group.holds(field)]
        return self.fields.get(names[0] if names else field)

    # --- what suggests itself ----------------------------------------------------------------

    def _read_names(self) -> None:
        self.fields["name"].changed.connect(self._suggest_kana)
        self.fields["postal_code"].changed.connect(self._suggest_address)

    def _suggest_kana(self) -> None:
        """Show in grey how the name was typed, while the フリガナ are empty."""
        name, kana = self.fields["name"].edit, self.fields["kana"]
        if not isinstance(name, WordsEdit) or not isinstance(kana.edit, WordsEdit):
            return
        if not name.text():
            name.reading.forget()
        suggested = name.reading.suggestion(name.text())
        kana.edit.setPlaceholderText(suggested)
        kana.hint(self._texts.say("form.kana.suggested", kana=suggested) if suggested else "")

    def _take_suggestion(self) -> bool:
        """Put the grey フリガナ into their empty field; tell whether that was done."""
        edit = self.fields["kana"].edit
        if not isinstance(edit, WordsEdit) or self.window().focusWidget() is not edit:
            return False
        if edit.text() or not edit.placeholderText() or edit.isReadOnly():
            return False
        edit.setText(edit.placeholderText())
        return True

    def _suggest_address(self) -> None:
        """Put the town of a 郵便番号 into an empty address."""
        head = self._plans.address_head(self.fields["postal_code"].text)
        if head and not self._quiet and not self.fields["address"].text:
            self.fields["address"].set_text(head)
