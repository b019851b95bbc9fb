"""点検表: what bars today's event and what is left to look at; a key ticks an item."""

from collections.abc import Callable

from kiosk.contract.checklists import Said
from kiosk.contract.gate import Gate
from kiosk.contract.returns import Loss, pieces
from kiosk.domain.checklist import ChecklistItem, ChecklistPhase, Mark
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow import desks
from kiosk.workflow.desks import DeskAct, GateDesk
from ui.checkrows import item_of, next_words
from ui.staff.desks.gaterows import OBSTACLE, event_facts, gate_rows, item_facts
from ui.staff.desks.gatethings import (
    PACKING,
    LostWork,
    can_pack,
    loss_words,
    next_about_things,
    out_of,
    packing_words,
)
from ui.staff.desks.overview import Overview
from ui.staff.desks.page import DeskPage
from ui.staff.desks.work import FormWork
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.field import FieldPlan
from ui.widgets.key_button import Action
from ui.widgets.staff_fields import read_something

_NONE, _REASON = "N", "R"
_BACK, _LOST, _PACK = "M", "L", "P"  # beyond the keys of the items


class GatePage(DeskPage):
    """What is lacking and every item at the left, what is known of the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            quiet=(
                Action(_NONE, words["desk.gate_none.menu"], self._open_none),
                Action(_REASON, words["desk.gate_override.menu"], self._open_override),
                Action(_BACK, words["desk.gate_back.menu"], self._ask_back),
                Action(_LOST, words["desk.gate_lost.menu"], self._open_lost),
                Action(_PACK, words["desk.gate_pack.menu"], self._ask_pack),
            ),
        )
        self._desk: GateDesk | None = None
        self._view = Overview(desk, title=words["gate.list"], chosen=self._chosen)
        self.fill_overview(self._view)
        self.none = _ReasonWork(desk, "gate_none", "tick_remark", self._keep_none)
        self.photo = _ReasonWork(desk, "gate_photo", "tick_remark", self._keep_photo)
        self.reason = _ReasonWork(desk, "gate_override", "override_reason", self._keep_override)
        self.lost = LostWork(desk, self._keep_lost)
        for work in (self.none, self.photo, self.reason, self.lost):
            self.add_work(work)

    def show_desk(self, desk: desks.Desk) -> None:
        """Take in the list; what was just done has the word and closes the work it was for."""
        if not isinstance(desk, GateDesk):
            return
        before, self._desk = self._desk, desk
        gate = desk.gate
        self._view.show_rows(gate_rows(gate, self.texts), none="")
        if desk.act is not DeskAct.NOTHING:
            self.open_work(None)
        elif self.work is self.lost:
            self.lost.show_things(out_of(gate, self._item))  # somebody else wrote meanwhile
        if before is None or desk.act is DeskAct.BARRED or self._just_ticked(desk):
            self._choose_next()
        self._chosen()

    def wipe(self) -> None:
        """Forget the list."""
        super().wipe()
        self._desk = None
        self._view.forget()

    def lists(self) -> ChosenList:
        """Return the rows."""
        return self._view.list

    def primary_words(self) -> str:
        """Return that Enter ticks the chosen item, or goes on when everything is done."""
        words, gate = self.texts, self._gate
        if gate is not None and not gate.bars:
            return words["gate.do.open" if self._opens else "gate.do.back"]
        if self._item is None:
            return words["gate.do.again" if self._opens else "gate.do.back"]
        return words["gate.do.tick"]

    def primary_ready(self) -> bool:
        """Tell whether Enter has something to do here: what is ticked is taken back by its key."""
        gate = self._gate
        return gate is not None and (not gate.bars or self._item is None or not self._ticked)

    def do_primary(self) -> None:
        """Tick the chosen item, or go on."""
        gate, item = self._gate, self._item
        if gate is None:
            return
        if gate.bars and item is not None:
            self._tick(item)
        elif self._opens:
            self.desk.commands.open_through_gate()
        else:
            self.desk.commands.go_home()

    def offered(self) -> frozenset[str]:
        """Return what can be done now."""
        gate, keys = self._gate, set[str]()
        if gate is None:
            return frozenset()
        out = out_of(gate, self._item)
        if out:
            keys |= {_BACK, _LOST}
        elif self._item is not None and not self._ticked:
            keys.add(_NONE)
        if gate.bars:
            keys.add(_REASON)
        if self._may_pack:
            keys.add(_PACK)
        return frozenset(keys)

    def press(self, key: str) -> bool:
        """Tick an item by its own key."""
        gate = self._gate
        free = gate is not None and self.work is None and not self.busy and not self.bar.asking
        if free and gate is not None and (item := item_of(gate.checklist, key)) is not None:
            self._view.list.choose(item.key)
            self._tick(item)
            return True
        return super().press(key)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the items, and the arrows."""
        words = self.texts
        return (("1–9 · 0 · A–H", words["gate.keys"]), ("↑ · ↓", words["gate.arrows"]))

    @property
    def _gate(self) -> Gate | None:
        return self._desk.gate if self._desk is not None else None

    @property
    def _opens(self) -> bool:
        return self._desk is not None and self._desk.phase is ChecklistPhase.OPENING

    @property
    def _item(self) -> ChecklistItem | None:
        """Return the chosen item; None where an obstacle is chosen."""
        gate = self._gate
        items = gate.checklist.items if gate is not None else ()
        return next((one for one in items if one.key == self._view.list.name), None)

    @property
    def _may_pack(self) -> bool:
        """Tell whether the plan's things can be noted: in the evening only where nothing was."""
        gate = self._gate
        if gate is None or not can_pack(gate):
            return False
        proved = self._item is not None and self._item.proof is not None
        return self._opens or (gate.sheet is None and proved)

    def _just_ticked(self, desk: GateDesk) -> bool:
        return desk.act in {DeskAct.TICKED, DeskAct.THINGS_BACK} and self._ticked

    @property
    def _ticked(self) -> bool:
        gate, item = self._gate, self._item
        return gate is not None and item is not None and _is_done(gate, item)

    def _choose_next(self) -> None:
        """Choose what is to be done next: what is lacking comes first only when it just barred."""
        gate, rows = self._gate, self._view.list
        if gate is None or self._desk is None:
            return
        barred = self._desk.act is DeskAct.BARRED and gate.blocking
        if gate.unticked and not barred:
            rows.choose(gate.unticked[0].key)
        elif gate.blocking:
            rows.choose_first()
        self.keep_row_in_sight(rows)

    def _chosen(self) -> None:
        gate, item, words = self._gate, self._item, self.texts
        if gate is None or self._desk is None:
            return
        title = words[f"gate.title.{self._desk.phase.value}"]
        if item is None:
            blocking = {f"{OBSTACLE}{one.code}" for one in gate.blocking}
            said = words["gate.next.obstacle"] if self._view.list.name in blocking else ""
            if self._view.list.name == PACKING:
                said = packing_words(gate, words)
            self._view.tell(title, said, event_facts(gate, words))
        else:
            said = next_about_things(gate, item, words) or next_words(gate.checklist, item, words)
            self._view.tell(title, said, item_facts(gate, item, words))
        self._view.remark(*_told(self._desk, words))
        if not self.busy:
            self.settle()

    def _tick(self, item: ChecklistItem) -> None:
        gate = self._gate
        if gate is None:
            return
        if _is_done(gate, item):
            self.desk.commands.tick_gate(item.key, Said(mark=Mark.OPEN))
        elif out_of(gate, item):
            self._ask_back()  # the tick says it: all of it is back
        elif item.photo:
            self.open_work(self.photo)
        else:
            self.desk.commands.tick_gate(item.key, Said(mark=Mark.DONE))

    def _open_none(self) -> None:
        if self._item is not None:
            self.open_work(self.none)

    def _open_override(self) -> None:
        self.open_work(self.reason)

    def _ask_back(self) -> None:
        """Ask once, by the number of things; the answer is for what is shown now."""
        gate, item, words = self._gate, self._item, self.texts
        if gate is None or item is None or not (out := out_of(gate, item)):
            return
        key, seen = item.key, gate.sheet_version
        self.bar.ask(
            words.say("gate.ask_back", count=pieces(out)),
            words["gate.yes_back"],
            lambda: self.desk.commands.bring_things_back(key, seen),
        )

    def _open_lost(self) -> None:
        if self._gate is not None:
            self.lost.show_things(out_of(self._gate, self._item))
            self.open_work(self.lost)

    def _keep_lost(self, loss: Loss) -> None:
        if self._gate is not None:
            self.desk.commands.lose_thing(loss, self._gate.sheet_version)

    def _ask_pack(self) -> None:
        gate, words = self._gate, self.texts
        if gate is None or not self._may_pack:
            return
        seen = gate.sheet_version
        self.bar.ask(
            words.say("gate.ask_pack", count=can_pack(gate)),
            words["gate.yes_pack"],
            lambda: self.desk.commands.take_things_out(seen),
        )

    def _keep_none(self, reason: str) -> None:
        self._keep(Said(mark=Mark.NOT_APPLICABLE, remark=reason))

    def _keep_photo(self, reason: str) -> None:
        self._keep(Said(mark=Mark.DONE, remark=reason))

    def _keep(self, said: Said) -> None:
        if self._item is not None:
            self.desk.commands.tick_gate(self._item.key, said)

    def _keep_override(self, reason: str) -> None:
        self.desk.commands.override_gate(reason)


class _ReasonWork(FormWork):
    """One line of words; they stay until they are kept."""

    def __init__(self, desk: Desk, words: str, field: str, keep: Callable[[str], None]) -> None:
        plan = FieldPlan(
            field=field,
            example=desk.texts[f"desk.example.{field}"],
            read=read_something(field),
        )
        self._field, self._keep = field, keep
        super().__init__(desk, words, (plan,), self.act)

    def act(self) -> None:
        """Hand the words on."""
        values = self.read()
        if values is not None:
            self._keep(values[self._field])


def _is_done(gate: Gate, item: ChecklistItem) -> bool:
    return gate.checklist.mark(item.key) is not Mark.OPEN


def _told(desk: GateDesk, words: Catalogue) -> tuple[str, Verdict]:
    gate = desk.gate
    if desk.act is DeskAct.NOTHING:
        return words[f"gate.explain.{desk.phase.value}"], Verdict.PASS
    if desk.act is DeskAct.BARRED:
        return words["desk.act.barred"], Verdict.WARN
    if desk.act is DeskAct.THING_LOST:
        return loss_words(gate, words)
    if desk.act is DeskAct.THINGS_BACK and desk.left_open:
        return words.say("desk.act.things_back_open", count=desk.count), Verdict.WARN
    if desk.act in {DeskAct.TICKED, DeskAct.THINGS_BACK} and not gate.bars:
        return words["gate.all_done"], Verdict.PASS
    said = words.say(f"desk.act.{desk.act.value}", open=len(gate.unticked), count=desk.count)
    return said, Verdict.PASS
