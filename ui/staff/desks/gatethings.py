"""What of an item is still out, told by name and number; and the form of what is not found."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kiosk.contract.equipment import LONGEST_REMARK, Balance
from kiosk.contract.gate import Gate
from kiosk.contract.plancells import parse_count
from kiosk.contract.returns import Loss, loss_hints, things_lost, things_out, waiting
from kiosk.domain.checklist import ChecklistItem, ChecklistPhase, Equipment, Mark
from kiosk.domain.finding import Verdict
from kiosk.domain.names import parse_note
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.checkrows import Facts
from ui.staff.desks.work import FormWork
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList, Row
from ui.widgets.field import FieldPlan

PACKING = "*things"
"""The row of what the plan names and nobody noted as taken out."""
_COUNT, _LOSS = "equipment_count", "loss_reason"
_LIST_PX = 152
_MOST_LINES = 6  # so many have a line of their own; more would push the event out of sight


def out_of(gate: Gate, item: ChecklistItem | None) -> tuple[Balance, ...]:
    """Return what is still out of which the item speaks."""
    return things_out(gate.sheet, item.proof) if item is not None else ()


def can_pack(gate: Gate) -> int:
    """Return how many things of the plan one key notes as taken out."""
    ready = (one for one in waiting(gate.event, gate.sheet) if one.ready)
    return sum(1 if one.serial else one.count for one in ready)


def thing_facts(gate: Gate, item: ChecklistItem, words: Catalogue) -> Facts:
    """Return what is out and what was given up, each by name, number of pieces and serial."""
    if item.proof is None:
        return ()
    out = [thing_words(one.equipment, one.missing, words) for one in out_of(gate, item)]
    gone = things_lost(gate.sheet, item.proof)
    lost = [thing_words(one.equipment, one.lost, words) for one in gone]
    incident = words["gate.incident"] if loss_hints(gate.sheet) and gone else ""
    return (
        (words["gate.fact.out"], _listed(out, words)),
        (words["gate.fact.lost"], _listed(lost, words)),
        (words["gate.fact.incident"], incident),
    )


def next_about_things(gate: Gate, item: ChecklistItem, words: Catalogue) -> str:
    """Return what the keys do with an item that the sheet proves, "" for any other."""
    if item.proof is None:
        return ""
    if out_of(gate, item):
        return words["gate.next.out"]
    if gate.checklist.mark(item.key) is not Mark.OPEN:
        return ""
    if things_lost(gate.sheet, item.proof):
        return words["gate.next.lost"]
    if gate.sheet is None:
        return words["gate.next.no_sheet_pack" if can_pack(gate) else "gate.next.no_sheet"]
    return ""


def packing_row(gate: Gate, words: Catalogue) -> tuple[Row, ...]:
    """Return the row of what the plan names and nobody noted; it bars nothing."""
    left = waiting(gate.event, gate.sheet)
    if gate.checklist.phase is not ChecklistPhase.OPENING or not left:
        return ()
    head = "gate.things.no_sheet" if gate.sheet is None else "gate.things.left"
    return (
        Row(
            name=PACKING,
            head=words[head],
            about=words["gate.thing.join"].join(one.words for one in left),
            state=words["gate.things.open"],
            verdict=Verdict.WARN,
        ),
    )


def packing_words(gate: Gate, words: Catalogue) -> str:
    """Return what the keys do about the row, and what they leave to the office."""
    by_number = [one.words for one in waiting(gate.event, gate.sheet) if not one.ready]
    said = words["gate.next.pack"] if can_pack(gate) else ""
    if by_number:
        said += words.say("gate.things.number", names=words["gate.thing.join"].join(by_number))
    return said


def loss_words(gate: Gate, words: Catalogue) -> tuple[str, Verdict]:
    """Return that a loss was noted, and what it means where the thing may hold data."""
    said = words["desk.act.thing_lost"]
    hints = loss_hints(gate.sheet)
    if not hints:
        return said, Verdict.WARN
    told = (
        words.say(
            f"incident_hint.{one.kind.value}",
            name=one.equipment.name,
            serial=one.equipment.serial or "—",
        )
        for one in hints
    )
    return "\n".join((said, *told)), Verdict.FAIL  # whom to call now stands beside the item


def thing_words(thing: Equipment, count: int, words: Catalogue) -> str:
    """Return a thing by name, serial number and how many."""
    if thing.serial:
        return words.say("gate.thing.numbered", name=thing.name, serial=thing.serial)
    return words.say("gate.thing.counted", name=thing.name, count=count)


class LostWork(FormWork):
    """The arrows choose what is not there; how many, and how that came about."""

    def __init__(self, desk: Desk, lose: Callable[[Loss], None]) -> None:
        words = desk.texts
        plans = (
            FieldPlan(
                field=_COUNT,
                example=words["gate.example.count"],
                read=_reads_count,
                digits=True,
                compact=True,
            ),
            FieldPlan(field=_LOSS, example=words["gate.example.loss"], read=_reads_reason),
        )
        super().__init__(desk, "gate_lost", plans, self.act)
        self._lose = lose
        self._out: tuple[Balance, ...] = ()
        self.list = ChosenList(desk.theme, words, chosen=self._chosen)
        self.list.setMinimumHeight(desk.theme.px(_LIST_PX))
        self.column.removeWidget(self.form)
        self.column.addWidget(self.list)
        self.column.addWidget(self.form)

    def show_things(self, out: Sequence[Balance]) -> None:
        """Show what could be lost; the chosen one stays chosen while it is out."""
        words, self._out = self.desk.texts, tuple(out)
        rows = (
            Row(
                name=_name(one.equipment),
                head=thing_words(one.equipment, one.missing, words),
                about=words[f"equipment_kind.{one.equipment.kind.value}"],
            )
            for one in self._out
        )
        self.list.show_rows(tuple(rows))

    def first_focus(self) -> QWidget:
        """Return the reason: the number stands there already."""
        return self.form.fields[_LOSS].widget

    def begin(self) -> None:
        """Begin with the first thing and all that is missing of it."""
        super().begin()
        self.list.choose_first()
        self._chosen()

    def ready(self) -> bool:
        """Tell whether anything is out."""
        return self._thing is not None

    def act(self) -> None:
        """Hand the loss on; the words stay until it is kept."""
        thing, values = self._thing, self.read()
        if thing is None or values is None:
            return
        count = parse_count(_COUNT, values[_COUNT]) or 0
        if count > thing.missing:
            self.form.show_errors((FieldError(_COUNT, "more_than_out"),))
            return
        self._lose(Loss(thing=thing.equipment, count=count, reason=values[_LOSS]))

    def press(self, key: str) -> bool:
        """Choose with the arrows."""
        if key not in {"Up", "Down"}:
            return False
        self.list.choose_next(-1 if key == "Up" else 1)
        return True

    def forget(self) -> None:
        """Forget the things, too."""
        super().forget()
        self.show_things(())

    @property
    def _thing(self) -> Balance | None:
        return next((one for one in self._out if _name(one.equipment) == self.list.name), None)

    def _chosen(self) -> None:
        thing = self._thing
        if thing is not None:
            self.form.fields[_COUNT].set_text(str(thing.missing))


def _reads_count(text: str) -> str:
    if not parse_count(_COUNT, text):
        raise FieldError(_COUNT, "required")
    return ""


def _reads_reason(text: str) -> str:
    parse_note(_LOSS, text, LONGEST_REMARK)
    return ""


def _name(thing: Equipment) -> str:
    return f"{thing.serial}\n{thing.name}"


def _listed(names: Sequence[str], words: Catalogue) -> str:
    return ("\n" if len(names) <= _MOST_LINES else words["gate.thing.join"]).join(names)
