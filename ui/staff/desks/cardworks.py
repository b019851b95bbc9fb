"""What is done about a card: hand it over, give it back, settle that it does not come back."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import CardSlip
from kiosk.intake.cardform import CardForm, card_errors, parse_card_field, terms_of
from kiosk.texts import Catalogue
from ui.staff.desks.cardwords import terms_words
from ui.staff.desks.work import Work
from ui.staff.page import Desk
from ui.widgets.field import FieldPlan, Read
from ui.widgets.field_form import FieldForm
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph

_WIDTH_PX = 1334
_WHOSE = ("card_holder", "card_reading", "card_born", "card_work")
_WHOM = ("card_officer", "card_expected", "card_issued")


class GiveCardWork(Work):
    """Whose card, for what, to whom; beside it advice on how long card and certificates last."""

    def __init__(self, desk: Desk, *, give: Callable[[CardForm], None]) -> None:
        texts = desk.texts
        super().__init__(
            desk,
            title=texts["desk.card_give.title"],
            explain=texts["desk.card_give.explain"],
            primary=texts["desk.card_give.do"],
        )
        self._give = give
        self.officer = ""
        self.whose = _form(desk, _WHOSE)
        self.whom = _form(desk, _WHOM)
        self._forms = (self.whose, self.whom)
        self._terms = Paragraph(role="strong", line_height=1.4)
        self._lay_out()
        self.whose.accepted.connect(lambda: self.whom.first().setFocus())
        self.whom.accepted.connect(self.act)
        for form in self._forms:
            form.changed.connect(self._advise)

    def _lay_out(self) -> None:
        large = self.desk.theme.text_scale > 1
        beside = QVBoxLayout() if large else QHBoxLayout()
        beside.setSpacing(0 if large else 32)
        right = QVBoxLayout()
        right.addWidget(self.whom)
        right.addWidget(self._terms)
        right.addStretch(1)
        beside.addWidget(self.whose, 1)
        beside.addLayout(right, 1)
        self.column.addLayout(beside)
        self.widen(_WIDTH_PX)

    def values(self) -> dict[str, str]:
        """Return what is typed, by field."""
        return self.whose.values() | self.whom.values()

    def first_focus(self) -> QWidget:
        """Return the first field that is empty."""
        return next((one for one in self._forms if not _is_full(one)), self.whose).first()

    def begin(self) -> None:
        """Begin with the officer of the last card: as a rule it is the same one."""
        self.wipe()
        if self.officer:
            self.whom.fields["card_officer"].set_text(self.officer)

    def wipe(self) -> None:
        """Empty the fields, their undo histories too."""
        for form in self._forms:
            form.wipe()
        self._advise()

    def forget(self) -> None:
        """Forget the officer, too."""
        super().forget()
        self.officer = ""

    def rest(self, *, busy: bool) -> None:
        """Take no changes while the desk works."""
        for form in self._forms:
            form.set_read_only(busy)

    def act(self) -> None:
        """Hand it over; what was typed stays until it is kept."""
        form = CardForm(**self.values())
        errors = card_errors(form, today=self.desk.today())
        for one in reversed(self._forms):  # the first wrong field has the focus in the end
            one.show_errors(())
            one.show_errors([error for error in errors if error.field in one.fields])
        if not errors:
            self._give(form)

    def _advise(self) -> None:
        today = self.desk.today()
        terms = terms_of(CardForm(**self.values()), today=today)
        said = "" if terms is None else terms_words(terms, today, self.desk.texts)
        self._terms.setText(said)
        self._terms.setVisible(bool(said))


class EndCardWork(Work):
    """A few ways to end it, each under its digit; Enter takes the first where that is safe."""

    def __init__(
        self,
        desk: Desk,
        words: str,
        ways: Sequence[str],
        *,
        chosen: Callable[[str], None],
        first_by_enter: bool,
    ) -> None:
        """Take the key of the texts in ``words``: ``.title``, ``.explain``, ``.do``, ``.<way>``."""
        texts = desk.texts
        super().__init__(
            desk,
            title=texts[f"desk.{words}.title"],
            explain=texts[f"desk.{words}.explain"],
            primary=texts[f"desk.{words}.do"],
        )
        self._words, self._chosen = words, chosen
        self._first = ways[0] if first_by_enter else ""
        self._buttons: dict[str, KeyButton] = {}
        for at, way in enumerate(ways, start=1):
            button = KeyButton(texts[f"desk.{words}.{way}"], str(at), desk.theme)
            button.on_press(lambda way=way: chosen(way))  # type: ignore[misc]
            self._buttons[str(at)] = button
            self.column.addWidget(button)

    def show_whose(self, slip: CardSlip) -> None:
        """Say whose card it is."""
        key = f"desk.{self._words}.of"
        self.title.setText(self.desk.texts.say(key, number=slip.number, holder=slip.giving.holder))

    def forget(self) -> None:
        """Forget whose it is."""
        self.title.setText("")

    def first_focus(self) -> QWidget | None:
        """Return the first way where Enter means none of them."""
        return None if self._first else self._buttons["1"]

    def ready(self) -> bool:
        """Tell whether Enter means one of the ways."""
        return bool(self._first)

    def act(self) -> None:
        """Take the first way."""
        self._chosen(self._first)

    def rest(self, *, busy: bool) -> None:
        """Take nothing while the desk works."""
        for button in self._buttons.values():
            button.setEnabled(not busy)

    def press(self, key: str) -> bool:
        """Press the button of this digit."""
        button = self._buttons.get(key)
        if button is not None and button.isEnabled():
            button.click()
        return button is not None


def _form(desk: Desk, fields: Sequence[str]) -> FieldForm:
    plans = [_plan(one, desk.texts, desk.today) for one in fields]
    return FieldForm(desk.theme, desk.texts, plans)


def _is_full(form: FieldForm) -> bool:
    return all(form.values().values())


def _plan(field: str, texts: Catalogue, today: Callable[[], date]) -> FieldPlan:
    work = tuple((one.value, texts[f"card.work.{one.value}"]) for one in CardWork)
    return FieldPlan(
        field=field,
        example="" if field == "card_work" else texts[f"desk.example.{field}"],
        read=_reader(field, today),
        choices=work if field == "card_work" else (),
        most_px=440 if field == "card_work" else 0,
    )


def _reader(field: str, today: Callable[[], date]) -> Read:
    def read(text: str) -> str:
        value = parse_card_field(field, text, today=today())
        return value.isoformat() if isinstance(value, date) else ""

    return read
