"""One thing that is done at a desk: its words, its fields, what Enter does."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.errors import FieldError
from ui.staff.page import Desk
from ui.widgets.card import card, label
from ui.widgets.field import FieldPlan, first_errors
from ui.widgets.field_form import FieldForm
from ui.widgets.paragraph import Paragraph

_WIDTH_PX = 960
_MOST_PX = 1334  # the smallest window without its margins
_ALL = 1000  # the margins beside a card share what it leaves


class Work(QWidget):
    """A card on its own; ``primary`` are the words of the page's button while it is open."""

    def __init__(
        self, desk: Desk, *, title: str, explain: str, primary: str, tall: bool = False
    ) -> None:
        """Take the words; a ``tall`` card has a list in it and takes all the height there is."""
        super().__init__()
        self.desk = desk
        self.primary = primary
        frame, self.column = card(padding=24, spacing=12)
        self.title = Paragraph(title, role="title", line_height=1.3)
        self.explain = Paragraph(explain, role="body", line_height=1.4)
        self.column.addWidget(self.title)
        self.column.addWidget(self.explain)
        self.explain.setVisible(bool(explain))
        self._frame = frame
        self.widen(_WIDTH_PX)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(frame, _ALL)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1 if tall else 0)
        if not tall:
            column.addStretch(1)

    def widen(self, width_px: int) -> None:
        """Let the card be so wide, in pixels of plain type."""
        self._frame.setMaximumWidth(min(self.desk.theme.px(width_px), _MOST_PX))

    def make_room(self, *, for_notice: bool) -> None:
        """Leave the explanation out while a notice says what to do."""
        self.explain.setVisible(bool(self.explain.text()) and not for_notice)

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Tell whether Enter can do it now."""
        return True

    def begin(self) -> None:
        """Become the work that is seen."""

    def wipe(self) -> None:
        """Forget what was typed."""

    def forget(self) -> None:
        """Forget what is shown, too: the desk was left."""
        self.wipe()

    def rest(self, *, busy: bool) -> None:
        """Take no changes while the desk works."""

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard first; None leaves it to the primary button."""
        return None

    def press(self, _key: str) -> bool:
        """Do what the key stands for here; tell whether it stands for anything."""
        return False


class FormWork(Work):
    """Fields that are read and handed on; secrets are gone before anybody has used them."""

    def __init__(
        self,
        desk: Desk,
        words: str,
        plans: Sequence[FieldPlan],
        accept: Callable[[], None],
    ) -> None:
        """Take the key of the texts in ``words``; ``accept`` is what Enter in the last field does.

        The texts are ``desk.<words>.title``, ``.explain`` and ``.do``.
        """
        texts = desk.texts
        super().__init__(
            desk,
            title=texts[f"desk.{words}.title"],
            explain=texts[f"desk.{words}.explain"],
            primary=texts[f"desk.{words}.do"],
        )
        self._plans = tuple(plans)
        self.form = FieldForm(desk.theme, texts, self._plans)
        self.form.accepted.connect(accept)
        self.column.addWidget(self.form)

    def first_focus(self) -> QWidget:
        """Return the first empty field."""
        return self.form.first()

    def begin(self) -> None:
        """Begin with empty fields."""
        self.wipe()

    def wipe(self) -> None:
        """Empty the fields, their undo histories too."""
        self.form.wipe()

    def rest(self, *, busy: bool) -> None:
        """Take no changes while the desk works."""
        self.form.set_read_only(busy)

    def read(self, *more: FieldError) -> dict[str, str] | None:
        """Return what was typed, None when something is wrong with it; secrets are emptied."""
        values = self.form.values()
        errors = [*first_errors(self._plans, values), *more]
        self.form.show_errors(())
        self.form.show_errors(errors)
        if errors:
            return None
        self.forget_secrets()
        return values

    def forget_secrets(self) -> None:
        """Empty the fields of passwords."""
        for plan in self._plans:
            if plan.secret:
                self.form.fields[plan.field].wipe()


def facts(rows: Sequence[tuple[str, str]]) -> str:
    """Return names and values, a line each."""
    return "\n".join(f"{name}　{value}" for name, value in rows if value)


def heading(words: str) -> QWidget:
    """Return a line above something."""
    return label(words, "strong")
