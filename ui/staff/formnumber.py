"""The number the form begins with; it was scanned or typed twice at the reception."""

from kiosk.domain.intake import CaseFile
from kiosk.domain.numbers import grouped, parse_form_id
from kiosk.errors import FieldError
from kiosk.intake.triage import rule
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label, set_state
from ui.widgets.key_button import row_of
from ui.widgets.stack import Stack

_NAMES_PX = 112


class FormNumber(Stack):
    """Shows the 申請書ID; of a 個人番号 only that it is there."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__(spacing=0)
        self._texts = texts
        self._name, self._number = label(role="strong"), label(role="strong")
        self._name.setMinimumWidth(theme.px(_NAMES_PX))
        self.answer = label(role="note")
        self._marked = label(role="note")
        self._marked.hide()
        row = row_of(self._name, self._number, self._marked, spacing=12)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.answer)
        self.answer.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show the number of this case."""
        by_hand = rule(case).shape.hand_written
        key = "individual_number" if by_hand else "form_id"
        self._name.setText(self._texts[f"field.{key}"])
        self._number.setText(self._masked(case) if by_hand else _grouped(case.form.form_id))
        self.answer.hide()

    def mark(self, words: str) -> None:
        """Say this beside the number, or nothing."""
        self._marked.setText(words)
        self._marked.setVisible(bool(words))

    def show_error(self, error: FieldError) -> None:
        """Say below the number what is wrong with it."""
        self.answer.setText(f"× {self._texts[f'reason.{error.reason}']}")
        set_state(self.answer, "bad")
        self.answer.show()

    def _masked(self, case: CaseFile) -> str:
        return self._texts["form.number.there"] if case.form.individual_number else ""


def _grouped(text: str) -> str:
    try:
        return grouped(parse_form_id(text))
    except FieldError:
        return text
