"""An event is written and edited here; what speaks against it is told while it is typed."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.contract.planrow import Column, Reader, people_by_name, read_event
from kiosk.domain.event import Event, EventKind
from kiosk.domain.finding import Verdict
from kiosk.errors import FieldError
from kiosk.officeports import Kept
from kiosk.workflow.contract.planwork import fiscal_year_of
from kiosk.workflow.contract.snapshot import Clash, OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm, LinesPlan
from ui.office.eventwords import differing, typed_values
from ui.office.findinglist import FindingList
from ui.office.words import form_texts, long_day, minute
from ui.office.work import OfficeWork
from ui.theme import LARGE_TYPE
from ui.widgets.card import card, label
from ui.widgets.field import FieldPlan
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

_RIGHT_PX = 380
TAKE_NEWER = "F8"
_LINES = frozenset({Column.STAFF, Column.PR, Column.EQUIPMENT, Column.LAYOUT, Column.REMARKS})
_YES_NO = frozenset({Column.PRIVATE_HOME, Column.NEUTRAL})
_DAYS = frozenset({Column.DATE, Column.PLACE_APPROVED})
FIELDS = (
    Column.KIND,
    Column.DATE,
    Column.START,
    Column.END,
    Column.PLACE,
    Column.ADDRESS,
    Column.PRIVATE_HOME,
    Column.TOWN,
    Column.PLACE_APPROVED,
    Column.NEUTRAL,
    Column.MANAGER,
    Column.STAFF,
    Column.EQUIPMENT,
    Column.CONTACT,
    Column.PHONE,
    Column.FEE,
    Column.PR,
    Column.LAYOUT,
    Column.EXPECTED,
    Column.STATIONS,
    Column.REMARKS,
)
"""What can be typed, in the order in which a place is found and prepared."""


class EventWork(OfficeWork):
    """Edits one event; a version that somebody else wrote meanwhile is shown beside each field."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        super().__init__(
            desk, title="", explain="", primary=words["bureau.event.save"], tall=_beside(desk)
        )
        self._texts = form_texts(words)
        self._snapshot = desk.session.snapshot
        self._seen = 0
        self._id = ""
        self._clash: Clash | None = None
        self.form = EntryForm(desk.theme, self._texts, tuple(map(self._plan, FIELDS)))
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self._typed)
        self.findings = FindingList(desk.theme, words)
        self._people = Paragraph(role="body", line_height=1.5)
        self._lay_out()

    def begin_new(self, snapshot: OfficeSnapshot) -> None:
        """Begin an event that is not there yet; a form left open before is gone on with."""
        self._start(snapshot, self.texts["bureau.event.new"], seen=0, number="")
        self.form.begin({_name(Column.KIND): self._texts[f"event_kind.{EventKind.VISIT.value}"]})
        self._typed()

    def edit(self, kept: Kept[Event], snapshot: OfficeSnapshot) -> None:
        """Begin with an event as it is kept."""
        self._start(
            snapshot, self.texts["bureau.event.edit"], seen=kept.version, number=kept.entry.id
        )
        self._fill(kept.entry)

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Know who and what else is planned."""
        self._snapshot = snapshot
        if snapshot.clash is None:
            self._check()

    def first_focus(self) -> QWidget:
        """Return the first field."""
        return self.form.first()

    def edited(self) -> bool:
        """Tell whether something would be lost."""
        return self.form.edited()

    def act(self) -> bool:
        """Keep the event, or say beside each field what is wrong."""
        event, wrong = self._read()
        if event is None:
            self.form.show_errors([FieldError(_name(at), why) for at, why in wrong.items()])
            return False
        self.desk.session.save_event(event, self._seen)
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Show a newer version beside what was typed; the next time this one is kept on top."""
        clash = snapshot.clash
        if clash is None:
            return
        self._clash, self._seen = clash, clash.newer.version
        words = self.texts
        newer = differing(clash.mine, clash.newer.entry, snapshot, self._texts)
        self.newer.say(
            words.say("bureau.clash", by=clash.newer.by, at=minute(clash.newer.at, words)),
            Verdict.WARN,
        )
        self.primary = words["bureau.event.save_mine"]
        shown = {_name(at): said for at, said in newer.items() if at in FIELDS}
        self.form.tell_newer(shown)
        if shown:
            self.form.fields[next(iter(shown))].widget.setFocus()

    def press(self, key: str) -> bool:
        """Take the newer version in place of what was typed."""
        if key == TAKE_NEWER and self._clash is not None:
            newer = self._clash.newer
            self.edit(newer, self._snapshot)
            return True
        return False

    def forget(self) -> None:
        """Forget what was typed."""
        self._clash = None
        self.newer.say("", Verdict.PASS)
        self.primary = self.texts["bureau.event.save"]
        self.form.wipe()

    def _start(self, snapshot: OfficeSnapshot, title: str, *, seen: int, number: str) -> None:
        self.forget()
        self._snapshot, self._seen, self._id = snapshot, seen, number
        self.title.setText(title)
        today = snapshot.today
        able = [one.person.name for one in snapshot.people if not one.person.has_left(today)]
        self._people.setText("\n".join(able) or self.texts["bureau.people.none"])

    def _fill(self, event: Event) -> None:
        typed = typed_values(event, self._snapshot, self._texts)
        self.form.begin({_name(at): typed[at] for at in FIELDS})
        self._check()

    def _typed(self) -> None:
        self.changed.emit()
        self._check()

    def _check(self) -> None:
        event, wrong = self._read()
        if event is not None:
            self.findings.show_findings(self.desk.session.check_draft(event))
            return
        missing = [self._texts[f"field.{_name(at)}"] for at in wrong]
        words = self.texts
        self.findings.show_lines(
            ((Verdict.WARN, words["bureau.event.unfinished"], "、".join(missing)),)
        )

    def _read(self) -> tuple[Event | None, Mapping[Column, str]]:
        cells = self._cells()
        event, wrong = read_event(cells, self._reader())
        needed = {at: "required" for at in (Column.START, Column.END) if not cells[at].strip()}
        if needed:
            return None, {**needed, **wrong}
        return event, wrong

    def _cells(self) -> dict[Column, str]:
        values = self.form.values()
        typed = {at: values[_name(at)] for at in FIELDS}
        return typed | {Column.ID: self._id} if self._id else typed

    def _reader(self) -> Reader:
        return Reader(
            people=people_by_name(self._snapshot.names),
            fiscal_year=fiscal_year_of(self._snapshot.today),
        )

    def _plan(self, column: Column) -> FieldPlan | LinesPlan:
        words = self._texts
        choices: tuple[tuple[str, str], ...] = ()
        if column is Column.KIND:
            kinds = tuple(words[f"event_kind.{one.value}"] for one in EventKind)
            choices = tuple((one, one) for one in kinds)
        elif column in _YES_NO:
            choices = (("○", words["case.yes"]), ("×", words["case.no"]))
        plan = FieldPlan(
            field=_name(column),
            example=words.get(f"bureau.example.{column.value}", ""),
            read=self._answer(column),
            choices=choices,
            most_px=700,
        )
        return LinesPlan(plan=plan) if column in _LINES else plan

    def _answer(self, column: Column) -> Callable[[str], str]:
        """Return what reads one field beside the others: an understood day is spelled out."""

        def read(text: str) -> str:
            cells = {Column.KIND: "visit", column: text}
            if column in {Column.START, Column.END}:
                cells = {Column.START: text, Column.END: text}
            event, wrong = read_event(cells, self._reader())
            if column in wrong:
                raise FieldError(_name(column), wrong[column])
            if event is None and column in _DAYS and text:
                return self._spelled_day(column, text)
            return ""

        return read

    def _spelled_day(self, column: Column, text: str) -> str:
        whole = {Column.KIND: "visit", Column.DATE: text, Column.START: "9:00", Column.END: "9:00"}
        event, _ = read_event({**whole, Column.PLACE: "-", column: text}, self._reader())
        if event is None:
            return ""
        day = event.date if column is Column.DATE else event.place.city_approved
        return long_day(day, self.texts)

    def _lay_out(self) -> None:
        words = self.texts
        beside, column = card(padding=16, spacing=12)
        column.addWidget(label(words["bureau.event.checks"], "head"))
        column.addWidget(self.findings)
        column.addWidget(label(words["bureau.event.people"], "head"))
        column.addWidget(self._people)
        column.addStretch(1)
        side = _beside(self.desk)
        row = QHBoxLayout() if side else QVBoxLayout()
        row.setSpacing(16)
        if side:  # the checks stay in sight while the fields scroll
            self.body = ScrollBody(self.form)
            beside.setFixedWidth(_RIGHT_PX)
        row.addWidget(self.body or self.form, 1)
        row.addWidget(beside)
        self.column.addLayout(row, 1)


def _beside(desk: OfficeDesk) -> bool:
    return desk.theme.text_scale < LARGE_TYPE


def _name(column: Column) -> str:
    return f"plan_{column.value}"
