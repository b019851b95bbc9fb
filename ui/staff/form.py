"""The applicant's form: the six fields of the contract."""

from collections.abc import Callable
from datetime import date

from kiosk.domain.applicant import FORM_FIELDS, ApplicantForm
from kiosk.domain.dates import BirthDate
from kiosk.domain.numbers import FormId, grouped
from kiosk.intake.reading import parse_field
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.field import FieldPlan, Read
from ui.widgets.field_form import FieldForm
from ui.words import birth_words


class FormView(FieldForm):
    """What is typed of one person; the same checks as the core's, while typing."""

    def __init__(self, theme: Theme, texts: Catalogue, today: Callable[[], date]) -> None:
        self._texts = texts
        self._today = today
        super().__init__(theme, texts, [self._plan(field) for field in FORM_FIELDS])

    def form(self) -> ApplicantForm:
        """Return what is typed."""
        return ApplicantForm(**self.values())

    def restore(self, form: ApplicantForm) -> None:
        """Put these words into the fields as if they had been typed."""
        for field, one in self.fields.items():
            one.set_text(getattr(form, field))

    def _plan(self, field: str) -> FieldPlan:
        choices = tuple((value, self._texts[f"sex.{value}"]) for value in ("male", "female"))
        return FieldPlan(
            field=field,
            example=self._texts[f"form.{field}.example"],
            read=self._reader(field),
            choices=choices if field == "sex" else (),
            digits=field == "form_id",
        )

    def _reader(self, field: str) -> Read:
        def read(text: str) -> str:
            today = self._today()
            value = parse_field(field, text, today=today)
            match field:
                case "form_id":
                    return grouped(FormId(str(value)))
                case "birth_date" if isinstance(value, BirthDate):
                    return birth_words(value, today, self._texts)
                case "kana" if value != text:
                    return str(value)
                case _:
                    return ""

        return read
