"""Who works at the office signs in: with the station's password, or with the book's passphrase."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.ids import parse_staff_id
from kiosk.errors import FieldError, KioskError
from kiosk.texts import Catalogue
from kiosk.workflow.contract.gate import GateKind
from ui.theme import Theme
from ui.widgets.action_bar import ActionBar
from ui.widgets.card import card, label
from ui.widgets.field import FieldPlan, first_errors
from ui.widgets.field_form import FieldForm
from ui.widgets.key_button import Action
from ui.widgets.notice import NoticeBar
from ui.widgets.paragraph import Paragraph

_WIDTH_PX = 720
_MOST_PX = 1280


class SignInPage(QWidget):
    """Name and word, each with Enter; a new book asks for its word twice."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        kind: GateKind,
        sign_in: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self._sign_in = sign_in
        self._kind = kind
        word = f"bureau_{'password' if kind is GateKind.STATION else 'passphrase'}"
        self._plans = [
            FieldPlan(field="staff_id", example=texts["bureau.example.staff_id"], read=_read_name),
            FieldPlan(field=word, example="", read=self._read_word, secret=True),
        ]
        if kind is GateKind.BEGINNING:
            again = "bureau_passphrase_again"
            self._plans.append(
                FieldPlan(field=again, example="", read=self._read_again, secret=True)
            )
        self._word = word
        self.form = FieldForm(theme, texts, self._plans)
        self.form.accepted.connect(self._accept)
        self.notice = NoticeBar(theme, texts)
        primary = Action("Enter", texts[f"bureau.signin.{kind.value}.do"], self._accept)
        self.bar = ActionBar(theme, texts, primary, ())
        frame, column = card(padding=32, spacing=12)
        frame.setFixedWidth(min(theme.px(_WIDTH_PX), _MOST_PX))
        column.addWidget(label(texts["bureau.title"], "title"))
        column.addWidget(Paragraph(texts[f"bureau.signin.{kind.value}.explain"], role="body"))
        column.addWidget(self.form)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(frame)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        layout.addWidget(self.bar)

    def begin(self) -> None:
        """Become the page that is seen, with nothing typed."""
        self.form.wipe()
        self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        """Turn the wheel while the book is opened and proved."""
        self.bar.set_busy(busy)
        self.form.set_read_only(busy)

    def show_error(self, error: KioskError | None) -> None:
        """Say why the book stays shut; the name stays, the word does not."""
        self.notice.show_error(error)
        if error is not None:
            for plan in self._plans[1:]:
                self.form.fields[plan.field].wipe()
            self.form.fields[self._word].widget.setFocus()

    def press(self, key: str) -> bool:
        """Press the one button."""
        return self.bar.press(key)

    def _accept(self) -> None:
        values = self.form.values()
        errors = first_errors(tuple(self._plans), values)
        self.form.show_errors(errors)
        if not errors and self.bar.primary is not None and not self.bar.primary.busy:
            self._sign_in(values["staff_id"], values[self._word])

    def _read_word(self, text: str) -> str:
        if not text:
            raise FieldError(self._word, "required")
        return ""

    def _read_again(self, text: str) -> str:
        if text != self.form.fields[self._word].text:
            raise FieldError("bureau_passphrase_again", "bureau_not_the_same")
        return ""


def _read_name(text: str) -> str:
    parse_staff_id(text)
    return ""
