"""点検表 of an event in the office: each item by a key, as on the station's gate."""

from collections.abc import Sequence
from functools import cached_property

from kiosk.contract.checklists import Said, item_words, open_items, still_open
from kiosk.contract.equipment import unsettled
from kiosk.domain.checklist import Checklist, ChecklistItem, ChecklistPhase, Mark
from kiosk.domain.event import EventStatus
from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.checkwork import Excusing, Ticking, kept_sheet, list_of
from kiosk.workflow.contract.snapshot import Did, OfficeSnapshot
from ui.checkrows import called, item_facts, item_of, key_of, next_words, override_fact
from ui.office.asking import ReasonWork
from ui.office.desk import OfficeDesk
from ui.office.eventlists import EventListPage, Line
from ui.office.table import TableRow
from ui.office.words import joined, minute
from ui.widgets.key_button import Action

_NONE, _REASON = "N", "R"


class ChecklistPage(EventListPage):
    """Enter ticks the chosen item, its own key any item; the rules say who may."""

    def __init__(self, desk: OfficeDesk, phase: ChecklistPhase) -> None:
        words = desk.texts
        quiet = (
            Action(_NONE, words["desk.gate_none.menu"], lambda: self._open(self.none)),
            Action(_REASON, words["desk.gate_override.menu"], lambda: self._open(self.excuse)),
        )
        self.phase = phase
        super().__init__(desk, quiet, name=phase.value, yields=(2, 4))

    @cached_property
    def none(self) -> ReasonWork:
        """Return the form of why an item does not apply."""
        return self.add_work(ReasonWork(self.desk, "item_none", self._keep_none))

    @cached_property
    def photo(self) -> ReasonWork:
        """Return the form of where the photo of an item is."""
        return self.add_work(ReasonWork(self.desk, "item_photo", self._keep_photo))

    @cached_property
    def excuse(self) -> ReasonWork:
        """Return the form of the word of 総括責任者."""
        return self.add_work(ReasonWork(self.desk, "list_excuse", self._keep_excuse))

    @property
    def checklist(self) -> Checklist | None:
        """Return the list as it is in the book, or a fresh one."""
        return self._listed[0] if self._listed is not None else None

    def list_rows(self) -> Sequence[TableRow]:
        """Return every item."""
        checklist = self.checklist
        items = checklist.items if checklist is not None else ()
        return tuple(self._row(checklist, one) for one in items if checklist is not None)

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the list; after a tick the next open item is chosen."""
        super().show_office(snapshot)
        ticked = snapshot.done is not None and snapshot.done.did is Did.LIST_TICKED
        if self.isVisible() and ticked and not self._waits:
            self.choose_next()

    def choose_next(self) -> None:
        """Choose the first item that is open."""
        checklist = self.checklist
        waiting = still_open(checklist) if checklist is not None else ()
        if waiting:
            self.list.choose(waiting[0].key)

    def tell_chosen(self) -> bool:
        """Show the whole sentence of the item, what was said, and what keeps it from being done."""
        checklist, item, words = self.checklist, self._item, self.texts
        if checklist is None or item is None:
            return False
        people = tuple(one.person for one in self.snapshot.people)
        facts = (
            *((words["bureau.fact.next"], next_words(checklist, item, words)),),
            *item_facts(checklist, item, people, words),
            *self.event_lines(),
            override_fact(checklist, people, words),
        )
        self.sides.tell(item_words(item, words), [one for one in facts if one[1]])
        self.sides.findings.show_lines(
            (*self._standing(checklist), *self.doer_lines(), *self._proof(item))
        )
        return True

    def primary_words(self) -> str:
        """Return that Enter ticks."""
        return self.texts["gate.do.tick"]

    def primary_ready(self) -> bool:
        """Tell whether the chosen item is open: what is ticked is taken back by its key."""
        return super().primary_ready() and self._waits

    def do_primary(self) -> None:
        """Tick the chosen item."""
        if (item := self._item) is not None:
            self._tick(item)

    def offered(self) -> frozenset[str]:
        """Return what can be done now."""
        checklist, item, keys = self.checklist, self._item, set[str]()
        if checklist is not None and item is not None:
            if checklist.mark(item.key) is Mark.OPEN:
                keys.add(_NONE)
            if self.phase is ChecklistPhase.CLOSING and open_items(checklist):
                keys.add(_REASON)
        return frozenset(keys | ({"W"} if self.may_choose_doer() else set()))

    def press(self, key: str) -> bool:
        """Tick an item by its own key."""
        checklist = self.checklist
        free = self.work is None and not self.bar.asking and not self.snapshot.busy
        if free and checklist is not None and (item := item_of(checklist, key)) is not None:
            self.list.choose(item.key)
            self._tick(item)
            return True
        return super().press(key)

    @property
    def _waits(self) -> bool:
        checklist, item = self.checklist, self._item
        return item is not None and checklist is not None and checklist.mark(item.key) is Mark.OPEN

    @property
    def _listed(self) -> tuple[Checklist, int] | None:
        kept = self.held
        return list_of(kept.entry, self.phase, self.snapshot) if kept is not None else None

    @property
    def _item(self) -> ChecklistItem | None:
        checklist = self.checklist
        items = checklist.items if checklist is not None else ()
        return next((one for one in items if one.key == self.list.name), None)

    def _row(self, checklist: Checklist, item: ChecklistItem) -> TableRow:
        words, mark, tick = self.texts, checklist.mark(item.key), checklist.last_tick(item.key)
        excused = mark is Mark.OPEN and item not in still_open(checklist)
        said = tick is not None and mark is not Mark.OPEN
        people = (one.person for one in self.snapshot.people)
        done = Verdict.PASS if mark is not Mark.OPEN else None
        return TableRow(
            name=item.key,
            cells=(
                key_of(checklist, item),
                words["gate.state.excused" if excused else f"gate.state.{mark.value}"],
                called(people, tick.by) if said and tick is not None else "",
                item_words(item, words),
                minute(tick.at, words) if said and tick is not None else "",
            ),
            verdict=Verdict.WARN if excused else done,
        )

    def _standing(self, checklist: Checklist) -> tuple[Line, ...]:
        words, kept = self.texts, self.held
        if kept is not None and kept.entry.status is EventStatus.CANCELLED:
            return ((Verdict.WARN, words["checklist_reason.called_off"], ""),)
        if kept is not None and self.snapshot.today < kept.entry.date:
            return ((Verdict.WARN, words["checklist_reason.before_the_day"], ""),)
        waiting = len(still_open(checklist))
        if not waiting:
            return ((Verdict.PASS, words["gate.all_done"], ""),)
        return ((Verdict.WARN, words.say("bureau.list.open", count=waiting), ""),)

    def _proof(self, item: ChecklistItem) -> tuple[Line, ...]:
        """Return what of the 持出返却表 keeps the item from being ticked."""
        words, kept = self.texts, self.held
        if item.proof is None or kept is None:
            return ()
        sheet = kept_sheet(kept.entry.id, self.snapshot)
        if sheet is None:
            return ((Verdict.WARN, words["checklist_reason.no_sheet"], ""),)
        out = unsettled(sheet.entry, item.proof)
        names = joined(f"{one.equipment.name} {one.equipment.serial}".strip() for one in out)
        return ((Verdict.FAIL, words["bureau.things.not_back"], names),) if out else ()

    def _tick(self, item: ChecklistItem) -> None:
        checklist = self.checklist
        if checklist is None:
            return
        if checklist.mark(item.key) is not Mark.OPEN:
            self.with_doer(lambda: self._say(Said(mark=Mark.OPEN)))
        elif item.photo:
            self._open(self.photo)
        else:
            self.with_doer(lambda: self._say(Said(mark=Mark.DONE)))

    def _open(self, work: ReasonWork) -> None:
        def begin() -> None:
            work.begin()
            self.open_work(work)

        self.with_doer(begin)

    def _keep_none(self) -> None:
        self._say(Said(mark=Mark.NOT_APPLICABLE, remark=self.none.reason()))

    def _keep_photo(self) -> None:
        self._say(Said(mark=Mark.DONE, remark=self.photo.reason()))

    def _say(self, said: Said) -> None:
        listed, item, kept = self._listed, self._item, self.held
        if listed is None or item is None or kept is None:
            return
        order = Ticking(event=kept.entry.id, phase=self.phase, item=item.key, said=said)
        self.desk.session.tick_item(order, listed[1])

    def _keep_excuse(self) -> None:
        listed, kept = self._listed, self.held
        if listed is not None and kept is not None:
            order = Excusing(event=kept.entry.id, phase=self.phase, reason=self.excuse.reason())
            self.desk.session.excuse_items(order, listed[1])


def opening_page(desk: OfficeDesk) -> ChecklistPage:
    """Return the page of what is looked at before an event opens."""
    return ChecklistPage(desk, ChecklistPhase.OPENING)


def closing_page(desk: OfficeDesk) -> ChecklistPage:
    """Return the page of what is looked at before everybody goes home."""
    return ChecklistPage(desk, ChecklistPhase.CLOSING)
