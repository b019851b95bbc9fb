"""The number of the form: scanned, or typed twice; the 個人番号 only where there is no other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.finding import Verdict
from kiosk.domain.intake import CaseFile
from kiosk.domain.numbers import (
    IndividualNumber,
    grouped,
    parse_form_id,
    parse_individual_number,
)
from kiosk.errors import FieldError
from kiosk.intake.triage import rule
from ui.staff.page import Desk
from ui.theme import StaffType
from ui.widgets.card import label
from ui.widgets.field import FieldPlan, FormField
from ui.widgets.remark import Remark
from ui.widgets.stack import Stack

_TYPED = ("form_id", "individual_number", "number_again")


class Numbering(Stack):
    """Fields below their names; Enter goes on, from the last one it `accepted`."""

    accepted = Signal()
    typed = Signal()

    def __init__(self, desk: Desk, follow: Callable[[str], None]) -> None:
        """Call ``follow`` with the receipt number of an earlier application that is typed."""
        super().__init__(spacing=6)
        words, theme = desk.texts, desk.theme
        self._texts = words
        self._case = CaseFile()
        self._title = label(role="head")
        self.state = Remark(theme)
        self.fields = {
            "form_id": FormField(_plan(desk, "form_id", self._read_form_id), words, theme),
            "individual_number": FormField(
                _plan(desk, "individual_number", _read_number, secret=True), words, theme
            ),
            "number_again": FormField(_plan(desk, "number_again", self._read_again), words, theme),
            "follows": FormField(_plan(desk, "follows", lambda _: ""), words, theme),
        }
        self.put(self._title, self.state)
        for one in self.fields.values():
            one.setParent(self)
            self.put(one.name, one.widget, one.answer)
        self.column.addStretch(1)
        for field in _TYPED:
            # 23 digits must be seen at once
            self.fields[field].widget.setStyleSheet(f"font-size: {theme.px(StaffType.BODY)}px;")
            self.fields[field].changed.connect(self._typed)
        self._follow, self._quiet = follow, False
        self.fields["follows"].changed.connect(self._followed)

    def show_case(self, case: CaseFile) -> None:
        """Show the number's state and the fields that it needs."""
        words, by_hand = self._texts, rule(case).shape.hand_written
        number = "individual_number" if by_hand else "form_id"
        self._case = case
        scanned = case.intake.scanned and not by_hand
        self._title.setText(words[f"reception.number.{number}"])
        key = "scanned" if scanned else "by_hand" if by_hand else "none"
        self.state.say(words[f"reception.number.{key}"], Verdict.PASS if scanned else Verdict.WARN)
        shown = {number, "follows"} if scanned else {number, "number_again", "follows"}
        for field, one in self.fields.items():
            for widget in (one.name, one.widget, one.answer):
                widget.setVisible(field in shown)
        self.fields["number_again"].set_secret(by_hand)
        self._put_in(case)

    def form(self, form: ApplicantForm) -> ApplicantForm:
        """Return the form with the numbers that are typed here."""
        return replace(form, **{field: self.fields[field].text for field in _TYPED})

    def first(self) -> QWidget:
        """Return the first field of the number."""
        by_hand = rule(self._case).shape.hand_written
        return self.fields["individual_number" if by_hand else "form_id"].widget

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Say beside the field what is wrong with the number, and go there."""
        for error in errors:
            if error.field in self.fields:
                self.fields[error.field].show_error(error)
                self.fields[error.field].widget.setFocus()

    def wipe(self) -> None:
        """Forget every number."""
        self._quiet = True
        for one in self.fields.values():
            one.wipe()
        self._case = CaseFile()
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next field with Enter, back with Shift+Enter; the last number accepts."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = plain == Qt.KeyboardModifier.ShiftModifier
        widgets = [one.widget for one in self.fields.values() if not one.widget.isHidden()]
        focused = self.window().focusWidget()
        held = plain not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        if not enter or held or focused not in widgets:
            super().keyPressEvent(event)
            return
        event.accept()
        there = widgets.index(focused) + (-1 if shift else 1)
        if there >= len(widgets) - 1 and not shift:  # what follows the number is seldom needed
            self.accepted.emit()
        else:
            widgets[max(0, there)].setFocus(Qt.FocusReason.TabFocusReason)

    def _put_in(self, case: CaseFile) -> None:
        """Show what the case holds; what is the same stays as it is, with its caret."""
        known = {field: getattr(case.form, field) for field in _TYPED} | {"follows": case.follows}
        self._quiet = True
        for field, text in known.items():
            one = self.fields[field]
            if one.text.strip() != text.strip():
                one.set_text(text)
        self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self.typed.emit()

    def _followed(self) -> None:
        if not self._quiet:
            self._follow(self.fields["follows"].text)

    def _read_form_id(self, text: str) -> str:
        return grouped(parse_form_id(text))

    def _read_again(self, text: str) -> str:
        """Return that both are the same, or raise; shorter ones are still being typed."""
        by_hand = rule(self._case).shape.hand_written
        first = self.fields["individual_number" if by_hand else "form_id"].text
        read = parse_individual_number if by_hand else parse_form_id
        try:
            again, before = read(text), read(first)
        except FieldError as error:
            raise FieldError("number_again", error.reason) from error
        if again != before:
            raise FieldError("number_again", "number_differs")
        return self._texts["reception.number.same"]


def _read_number(text: str) -> str:
    """Return nothing: the 個人番号 is checked and never shown."""
    _: IndividualNumber = parse_individual_number(text)
    return ""


def _plan(desk: Desk, field: str, read: Callable[[str], str], *, secret: bool = False) -> FieldPlan:
    return FieldPlan(
        field=field,
        example=desk.texts[f"form.{field}.example"],
        read=read,
        digits=field != "follows",
        secret=secret,
    )
