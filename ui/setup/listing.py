"""A page that gathers a list: fill in, add, go on when the list is long enough."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.setup.page import SetupPage
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.field import FieldPlan, first_errors
from ui.widgets.field_form import FieldForm
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

T = TypeVar("T")
_LIST_WIDTH_PX = 300


class ListingPage(SetupPage, Generic[T]):
    """Fields at the left, what was added at the right; Enter in the last field adds."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        kind: str,
        plans: tuple[FieldPlan, ...],
        turn: tuple[Callable[[], None], Callable[[], None]],
        *,
        first: tuple[Action, ...] = (),
    ) -> None:
        """Take the ``kind`` of the text keys; ``turn`` are what goes on and what goes back.

        ``first`` are actions to be seen before those of the list.
        """
        self._kind, self._plans, self._next = kind, plans, turn[0]
        quiet = (
            Action("Esc", texts["setup.back"], turn[1]),
            *first,
            Action("F2", texts[f"setup.{kind}_add"], self.add),
            Action("F3", texts[f"setup.{kind}_remove"], self.remove),
        )
        primary = Action("Enter", texts["setup.next"], self.go_on, ("Ctrl+Enter",))
        super().__init__(theme, texts, f"setup.{kind}", f"setup.{kind}_explain", (primary, quiet))
        self.items: list[T] = []
        self.form = FieldForm(theme, texts, plans)
        self.form.accepted.connect(self.add)
        self.listed = Paragraph(role="body", align=Qt.AlignmentFlag.AlignTop)
        self.listed.setFixedWidth(theme.px(_LIST_WIDTH_PX))
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.form, 1)
        row.addWidget(self.listed)
        self.column.addLayout(row)
        self.missing_words = label("", "strong")
        self.missing_words.setProperty("state", "bad")
        self.column.addWidget(self.missing_words)
        self.column.addStretch(1)  # no notice: what can be wrong here is said beside its field
        self.show_items()

    def made(self, values: dict[str, str]) -> T:
        """Return the item these values mean; may raise `FieldError`."""
        raise NotImplementedError

    def words_of(self, item: T) -> str:
        """Return how the item is listed."""
        raise NotImplementedError

    def missing(self) -> str:
        """Return the reason why the list is not long enough, or an empty text."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """Return the first empty field."""
        return self.form.first()

    def add(self) -> None:
        """Add what is typed, or say what is wrong with it."""
        self._added()

    def _added(self) -> bool:
        values = self.form.values()
        errors = first_errors(self._plans, values)
        if not errors:
            try:
                self.items.append(self.made(values))
            except FieldError as error:
                errors = [error]
        self.form.show_errors(())
        self.form.show_errors(errors)
        if errors:
            return False
        self.form.wipe()
        self.show_items()
        self.form.first().setFocus()
        return True

    def remove(self) -> None:
        """Take the last item back."""
        if self.items:
            self.items.pop()
        self.show_items()

    def go_on(self) -> None:
        """Turn to the next page, or say what is missing."""
        if self.form.has_words() and not self._added():
            return
        missing = self.missing()
        self.missing_words.setText(f"× {self.texts[f'reason.{missing}']}" if missing else "")
        if not missing:
            self._next()

    def show_items(self) -> None:
        """Show what is in the list."""
        lines = [f"○ {self.words_of(item)}" for item in self.items]
        self.listed.setText("\n".join(lines) or self.texts[f"setup.{self._kind}_none"])
        if not self.missing():
            self.missing_words.setText("")
