"""Small forms that take one thing: a reason, or a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from kiosk.contract.plan import LONGEST_REASON
from kiosk.contract.plancells import parse_day
from kiosk.domain.dates import birth_date_of
from kiosk.domain.names import parse_note
from kiosk.errors import FieldError
from kiosk.workflow.contract.planwork import fiscal_year_of
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.words import form_texts, long_day
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan


class _OneField(OfficeWork):
    def __init__(
        self, desk: OfficeDesk, kind: str, plan: FieldPlan, run: Callable[[], None]
    ) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words[f"bureau.{kind}.title"],
            explain=words[f"bureau.{kind}.explain"],
            primary=words[f"bureau.{kind}.do"],
        )
        self._plan, self._run = plan, run
        self.form = EntryForm(desk.theme, form_texts(words), (plan,))
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def first_focus(self) -> QWidget:
        return self.form.first()

    def edited(self) -> bool:
        return self.form.edited()

    def act(self) -> bool:
        try:
            self._plan.read(self.text)
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        self._run()
        return True

    def forget(self) -> None:
        self.form.wipe()

    @property
    def text(self) -> str:
        return self.form.values()[self._plan.field]


class ReasonWork(_OneField):
    """Takes a sentence or two."""

    def __init__(self, desk: OfficeDesk, kind: str, run: Callable[[], None]) -> None:
        plan = FieldPlan(
            field="bureau_reason", example=desk.texts[f"bureau.{kind}.example"], read=_read_reason
        )
        super().__init__(desk, kind, plan, run)

    def begin(self) -> None:
        """Begin empty."""
        self.form.wipe()

    def reason(self) -> str:
        """Return what is typed."""
        return self.text


class DayWork(_OneField):
    """Takes a day; today stands there already."""

    def __init__(self, desk: OfficeDesk, kind: str, run: Callable[[], None]) -> None:
        plan = FieldPlan(
            field="bureau_day", example=desk.texts["bureau.example.day"], read=self._read
        )
        self._today = desk.session.snapshot.today
        super().__init__(desk, kind, plan, run)

    def begin(self, today: date) -> None:
        """Begin with today."""
        self._today = today
        self.form.begin({"bureau_day": birth_date_of(today).wareki()})

    def day(self) -> date:
        """Return the day that is typed."""
        return parse_day("bureau_day", self.text, fiscal_year=fiscal_year_of(self._today))

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Keep what was typed."""
        self._today = snapshot.today

    def _read(self, text: str) -> str:
        day = parse_day("bureau_day", text, fiscal_year=fiscal_year_of(self._today))
        return long_day(day, self.texts)


def _read_reason(text: str) -> str:
    parse_note("bureau_reason", text, LONGEST_REASON)
    return ""
