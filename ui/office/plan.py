"""計画: every event by day, what speaks against the chosen one, what can be done with it."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from kiosk.contract.plan import Approve, Cancel, Hold, Override, PlanAct, ReportIn
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId
from kiosk.officeports import Kept
from kiosk.workflow.contract.snapshot import Import, OfficeSnapshot
from ui.office.asking import DayWork, ReasonWork
from ui.office.desk import OfficeDesk
from ui.office.eventform import EventWork
from ui.office.eventwords import event_facts
from ui.office.importing import ImportWork
from ui.office.listpage import ListPage
from ui.office.table import TableRow
from ui.office.words import event_verdict, hours, short_day
from ui.widgets.key_button import Action

_NEW, _APPROVE, _HOLD, _REPORT = "N", "A", "H", "R"
_OVERRIDE, _CANCEL, _IMPORT, _SHEET, _CALENDAR = "O", "C", "I", "X", "K"
_LISTS = {"B": "opening", "F": "closing", "E": "equipment"}
"""The lists of an event, each a page of its own under this one."""
_OPEN = frozenset({EventStatus.DRAFT, EventStatus.APPROVED})


class PlanPage(ListPage):
    """The next event is chosen at first; Enter edits it, letters take it further."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        runs: dict[str, Callable[[], None]] = {
            _NEW: self._open_new,
            _APPROVE: self._open_approval,
            _HOLD: self._ask_hold,
            _REPORT: self._ask_report,
            _OVERRIDE: self._open_override,
            _CANCEL: self._open_cancel,
            _IMPORT: self._import,
            _SHEET: self._export_sheet,
            _CALENDAR: self._export_calendar,
            **{key: partial(self._open_list, name) for key, name in _LISTS.items()},
        }
        quiet = tuple(Action(key, words[f"bureau.plan.{key}"], run) for key, run in runs.items())
        super().__init__(desk, quiet, name="plan", yields=(2, 1, 4))
        self._at_start = True
        self._looked_into: Import | None = None

    @cached_property
    def form(self) -> EventWork:
        """Return the form of an event."""
        return self.add_work(EventWork(self.desk))

    @cached_property
    def approval(self) -> DayWork:
        """Return the form of the city's approval."""
        return self.add_work(DayWork(self.desk, "approve", self._approve))

    @cached_property
    def override(self) -> ReasonWork:
        """Return the form of a reason for an exception."""
        return self.add_work(ReasonWork(self.desk, "override", self._override))

    @cached_property
    def calling_off(self) -> ReasonWork:
        """Return the form of a reason for calling an event off."""
        return self.add_work(ReasonWork(self.desk, "cancel", self._cancel))

    @cached_property
    def importing(self) -> ImportWork:
        """Return what shows a file before it is taken in."""
        return self.add_work(ImportWork(self.desk))

    def list_rows(self) -> Sequence[TableRow]:
        """Return the events of the plan."""
        return tuple(self._row(one) for one in self.snapshot.plan)

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the plan; at first the next event is chosen."""
        super().show_office(snapshot)
        if self._at_start and snapshot.plan:
            self._at_start = False
            coming = snapshot.coming
            self.list.choose(coming[0].id if coming else snapshot.plan[-1].entry.id)
        incoming = snapshot.incoming
        fresh = incoming is not self._looked_into  # else it was put away already
        if incoming is not None and fresh and self.isVisible() and self.work is None:
            self._looked_into = incoming
            self.importing.show_import(incoming)
            self.open_work(self.importing)
        if isinstance(self.work, EventWork):
            self.work.show_office(snapshot)

    def primary_words(self) -> str:
        """Return that Enter edits, or begins the plan."""
        return self.texts["bureau.plan.edit" if self._kept else "bureau.plan.N"]

    def do_primary(self) -> None:
        """Open the form of the chosen event, or an empty one."""
        kept = self._kept
        if kept is None:
            self._open_new()
        else:
            self.form.edit(kept, self.snapshot)
            self.open_work(self.form)

    def offered(self) -> frozenset[str]:
        """Return what the standing of the chosen event lets be done."""
        keys = {_NEW, _IMPORT}
        kept = self._kept
        if kept is None:
            return frozenset(keys)
        event = kept.entry
        keys |= {_SHEET, _CALENDAR, *_LISTS}
        blocked = any(one.blocks for one in self.snapshot.findings.get(event.id, ()))
        if event.status is EventStatus.DRAFT:
            keys |= {_APPROVE} | ({_OVERRIDE} if blocked else set())
        if event.status is EventStatus.APPROVED and event.date <= self.snapshot.today:
            keys.add(_HOLD)
        if event.status is EventStatus.HELD:
            keys.add(_REPORT)
        if event.status in _OPEN:
            keys.add(_CANCEL)
        return frozenset(keys)

    @property
    def _kept(self) -> Kept[Event] | None:
        name = self.list.name
        return self.snapshot.event(EventId(name)) if name else None

    def _row(self, kept: Kept[Event]) -> TableRow:
        event, words = kept.entry, self.texts
        findings = self.snapshot.findings.get(event.id, ())
        return TableRow(
            name=event.id,
            cells=(
                short_day(event.date, words),
                hours(event),
                words[f"bureau.kind.{event.kind.value}"],
                event.place.name,
                words[f"event_status.{event.status.value}"],
            ),
            verdict=event_verdict(event, findings),
        )

    def tell_chosen(self) -> bool:
        """Show the facts of the chosen event, and what speaks against it."""
        kept = self._kept
        if kept is None:
            return False
        snapshot, event = self.snapshot, kept.entry
        self.sides.tell(event.place.name, event_facts(kept, snapshot, self.texts))
        if event.status in _OPEN:
            self.sides.findings.show_findings(snapshot.findings.get(event.id, ()))
        else:
            self.sides.findings.show_lines(())
        return True

    def _open_new(self) -> None:
        self.form.begin_new(self.snapshot)
        self.open_work(self.form)

    def _open_list(self, page: str) -> None:
        if self.list.name:
            self.desk.open_entry(page, self.list.name)

    def _open_approval(self) -> None:
        self.approval.begin(self.snapshot.today)
        self.open_work(self.approval)

    def _open_override(self) -> None:
        self.override.begin()
        self.open_work(self.override)

    def _open_cancel(self) -> None:
        self.calling_off.begin()
        self.open_work(self.calling_off)

    def _ask_hold(self) -> None:
        words = self.texts
        self.bar.ask(words["bureau.ask_hold"], words["bureau.plan.H"], lambda: self._step(Hold()))

    def _ask_report(self) -> None:
        words = self.texts
        self.bar.ask(
            words["bureau.ask_report"], words["bureau.plan.R"], lambda: self._step(ReportIn())
        )

    def _approve(self) -> None:
        if (kept := self._kept) is not None:
            findings = self.snapshot.findings.get(kept.entry.id, ())
            self._step(Approve(on=self.approval.day(), findings=findings))

    def _override(self) -> None:
        self._step(Override(reason=self.override.reason()))

    def _cancel(self) -> None:
        self._step(Cancel(reason=self.calling_off.reason()))

    def _step(self, act: PlanAct) -> None:
        if (kept := self._kept) is not None:
            self.desk.session.step_event(kept.entry.id, act, kept.version)

    def _import(self) -> None:
        if (path := self.desk.chooser.plan_file()) is not None:
            self.desk.session.look_into(path)

    def _export_sheet(self) -> None:
        if (path := self.desk.chooser.sheet_out()) is not None:
            self.desk.session.export_plan(path)

    def _export_calendar(self) -> None:
        if (path := self.desk.chooser.calendar_out()) is not None:
            self.desk.session.export_plan(path)
