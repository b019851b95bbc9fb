"""The form of one paper: a few fields, and beside them what the paper would hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.contract.periods import Period, month_of
from kiosk.domain.case import Case, Incident
from kiosk.domain.finding import Verdict
from kiosk.domain.ids import CaseId
from kiosk.errors import FieldError
from kiosk.workflow.contract.paperoutlook import Outlook
from kiosk.workflow.contract.paperwork import CasePaper, PaperKind, PaperWish, Sheet
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office import reportsfields as fields
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm, LinesPlan
from ui.office.findinglist import FindingList
from ui.office.reportsfields import Reader
from ui.office.reportslines import PaperLines
from ui.office.words import form_texts
from ui.office.work import OfficeWork
from ui.theme import LARGE_TYPE
from ui.widgets.card import card, label
from ui.widgets.scroll_body import ScrollBody

_RIGHT_PX = 420
CHOOSE = "Ctrl+O"
_DATED = (*fields.DAYS, fields.MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a form begins with: the book as it is, words typed before, the case pointed to."""

    snapshot: OfficeSnapshot
    outlook: Outlook
    lines: PaperLines
    kept: Mapping[str, str]
    case: str = ""


class PaperWork(OfficeWork):
    """What is typed stays until the paper was written or somebody drops it."""

    def __init__(self, desk: OfficeDesk, kind: PaperKind) -> None:
        words = desk.texts
        side = desk.theme.text_scale < LARGE_TYPE
        super().__init__(
            desk,
            title=words[f"bureau.paper.{kind.value}"],
            explain=words.get(f"bureau.paper.{kind.value}.explain", ""),
            primary=words["bureau.paper.write"],
            tall=side,
        )
        self.kind = kind
        self._start: Start | None = None
        self._reader = Reader(kind, desk.session.snapshot)
        self._plans = fields.plans(kind, words, lambda: self._reader)
        self.form = EntryForm(desk.theme, form_texts(words), self._plans)
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self._typed)
        self.now = FindingList(desk.theme, words)
        self.typing = bool(self.form.fields)
        self._seen: tuple[str, ...] | None = None
        self._lay_out(side=side)

    def begin(self, start: Start) -> None:
        """Begin with what is usual for this paper."""
        self._start, self._seen = start, None
        self._reader = Reader(self.kind, start.snapshot)
        usual = self._usual(start)
        self.form.begin({field: usual.get(field, "") for field in self.form.fields})
        self._tell()

    def show_office(self, snapshot: OfficeSnapshot, outlook: Outlook, lines: PaperLines) -> None:
        """Know the book as it is now; what was typed stays."""
        if self._start is not None:
            self._start = Start(
                snapshot=snapshot, outlook=outlook, lines=lines, kept=self._start.kept
            )
            self._reader = Reader(self.kind, snapshot)
            self._seen = None
            self._tell()

    def first_focus(self) -> QWidget:
        """Return the first field, where there is one."""
        return self.form.first() if self.form.fields else self

    def edited(self) -> bool:
        """Tell whether something would be lost."""
        return self.form.edited()

    def forget(self) -> None:
        """Forget what was typed."""
        self._start = None
        self.form.wipe()

    def act(self) -> bool:
        """Ask for the folder and have the paper written there."""
        values = self.right_values()
        if values is None:
            self.desk.session.put_notice_away()  # that of the last try says nothing of this one
        out = self.desk.chooser.folder_out() if values is not None else None
        if values is None or out is None:
            return False
        self.desk.session.write_paper(self._wish(values, out))
        return True

    def press(self, key: str) -> bool:
        """Have a folder chosen for the field that has the keyboard."""
        focused = self.window().focusWidget()
        for name in (fields.TEMPLATES, fields.CERTIFICATES):
            field = self.form.fields.get(name)
            if key == CHOOSE and field is not None and field.widget is focused:
                folder = self.desk.chooser.folder_in()
                if folder is not None:
                    field.set_text(str(folder))
                return True
        return False

    def typed(self) -> Mapping[str, str]:
        """Return what is to stand in the next form of this session."""
        values = self.form.values()
        return {field: values[field] for field in fields.KEPT if field in values}

    def right_values(self) -> dict[str, str] | None:
        """Return what is typed when all of it is right; else say what is not."""
        values, wrong = self.form.values(), []
        for one in self._plans:
            plan = one.plan if isinstance(one, LinesPlan) else one
            try:
                plan.read(values[plan.field])
            except FieldError as error:
                wrong.append(FieldError(plan.field, error.reason))
        wrong = wrong or list(self._crossed(values))
        self.form.show_errors(wrong)
        return None if wrong else values

    def _crossed(self, values: Mapping[str, str]) -> tuple[FieldError, ...]:
        """Return what only two fields together get wrong."""
        reader = self._reader
        if fields.FIRST in values:
            first = reader.day(fields.FIRST, values[fields.FIRST])
            last = reader.day(fields.LAST, values[fields.LAST])
            if first is not None and last is not None and last < first:
                return (FieldError(fields.LAST, "doc_last_before_first"),)
        if values.get(fields.CASE_PAPER) == CasePaper.INCIDENT and not isinstance(
            reader.case(values[fields.CASE]), Incident
        ):
            return (FieldError(fields.CASE, "doc_no_incident"),)
        return ()

    def _usual(self, start: Start) -> dict[str, str]:
        outlook, kind = start.outlook, self.kind
        period = outlook.period_of(kind)
        cases = [one.case for one in start.snapshot.cases]
        usual = {
            **start.kept,
            fields.DAY: fields.spelled(outlook.last_day),
            fields.MONTH: fields.spelled_month(outlook.last_month),
            fields.FIRST: fields.spelled(period.first),
            fields.LAST: fields.spelled(period.last),
            fields.AS_OF: fields.spelled(outlook.today),
            fields.SHEET: fields.sheets(kind)[0].value,
            fields.HOMES: fields.NO,
            fields.PICTURES: fields.NO,
            fields.CASE: start.case or _first_case(cases),
            fields.CASE_PAPER: CasePaper.BOTH.value,
        }
        if kind is PaperKind.FLYER:
            usual |= {fields.FIRST: fields.spelled(outlook.today), fields.LAST: ""}
        return usual

    def _wish(self, values: Mapping[str, str], out: Path) -> PaperWish:
        """Return what was typed as what is wanted; every field was read before."""
        reader = self._reader

        def said(field: str) -> str:
            return reader.words(field, values.get(field, ""))

        days = {one: reader.day(one, values[one]) for one in fields.DAYS if one in values}
        if fields.MONTH in values:
            days[fields.FIRST] = reader.month(values[fields.MONTH])
        person = reader.person(values.get(fields.PERSON, ""))
        asked = values.get(fields.CASE)
        return PaperWish(
            kind=self.kind,
            out=out,
            first=days.get(fields.DAY) or days.get(fields.FIRST),
            last=days.get(fields.LAST),
            as_of=days.get(fields.AS_OF),
            sheet=Sheet(values.get(fields.SHEET, Sheet.PDF)),
            templates=reader.folder(fields.TEMPLATES, values.get(fields.TEMPLATES, "")),
            certificates=reader.folder(fields.CERTIFICATES, values.get(fields.CERTIFICATES, "")),
            contractor=said(fields.CONTRACTOR),
            contact=said(fields.CONTACT),
            addressee=said(fields.ADDRESSEE),
            weather=said(fields.WEATHER),
            remarks=reader.lines(fields.REMARKS, values.get(fields.REMARKS, "")),
            lessons=reader.lines(fields.LESSONS, values.get(fields.LESSONS, "")),
            homes=values.get(fields.HOMES) == fields.YES,
            pictures=values.get(fields.PICTURES) == fields.YES,
            person=fields.person_number(person),
            case=CaseId(reader.case(asked).id) if asked is not None else None,
            case_paper=CasePaper(values.get(fields.CASE_PAPER, CasePaper.BOTH)),
        )

    def _typed(self) -> None:
        self.changed.emit()
        self._tell()

    def _tell(self) -> None:
        """Say what the paper would hold with what is typed now."""
        start, values = self._start, self.form.values()
        asked = tuple(values.get(one, "") for one in _DATED)
        if start is None or asked == self._seen:
            return
        self._seen = asked
        try:
            lines = self._lines(start, values)
        except FieldError:
            words = self.texts["bureau.paper.unfinished"]
            lines = ((Verdict.WARN, words, ""),)
        self.now.show_lines(lines)

    def _lines(
        self, start: Start, values: Mapping[str, str]
    ) -> tuple[tuple[Verdict, str, str], ...]:
        reader, lines = self._reader, start.lines
        until = reader.day(fields.AS_OF, values[fields.AS_OF]) if fields.AS_OF in values else None
        if fields.DAY in values:
            day = reader.day(fields.DAY, values[fields.DAY])
            return (lines.day(start.outlook.day(day or start.outlook.today)),)
        if fields.MONTH in values:
            return tuple(lines.period(month_of(reader.month(values[fields.MONTH])), until))
        if fields.FIRST not in values:
            return lines.of(self.kind)
        first = reader.day(fields.FIRST, values[fields.FIRST]) or start.outlook.today
        last = reader.day(fields.LAST, values[fields.LAST])
        if last is not None and last < first:
            raise FieldError(fields.LAST, "doc_last_before_first")
        if self.kind is PaperKind.FLYER:
            return tuple(lines.venues(first, last))
        return tuple(lines.period(Period(first, last or first), until))

    def _lay_out(self, *, side: bool) -> None:
        beside, column = card(padding=16, spacing=12)
        column.addWidget(label(self.texts["bureau.paper.now"], "head"))
        if side:
            column.addWidget(ScrollBody(_at_top(self.now)), 1)
            beside.setFixedWidth(_RIGHT_PX)
            self.body = ScrollBody(_at_top(self.form))
        else:
            column.addWidget(self.now)
        row = QHBoxLayout() if side else QVBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.body or self.form, 1)
        row.addWidget(beside)
        self.column.addLayout(row, 1)


def _at_top(widget: QWidget) -> QWidget:
    """Return the widget with the room that is left below it."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return inside


def _first_case(cases: list[Case]) -> str:
    """Return the newest incident, else the newest case."""
    incidents = (one.id for one in cases if isinstance(one, Incident))
    return next(incidents, next((one.id for one in cases), ""))
