"""What went out and what is back, noted at the gate of the station: the van waits at the door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.contract.checklists import ChecklistRefusedError, Said, not_for, tick
from kiosk.contract.gate import Gate, person_behind
from kiosk.contract.returns import Loss, all_back, lost, packed_as_planned, pieces, things_out
from kiosk.domain.checklist import Checklist, ChecklistItem, EquipmentSheet, Mark, Proof
from kiosk.domain.dates import JST
from kiosk.domain.person import Person
from kiosk.officeports import Change, OfficeStaleError
from kiosk.workflow.desks import DeskAct, GateDesk
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.gatekeeping import GateKeeping, book_of
from kiosk.workflow.phases import AtDesk

_Move = Callable[[Gate, Person, datetime], tuple[Change, ...]]


class GateThings:
    """Writes 持出返却表 for whoever is signed in; nothing, where it is not the one they saw."""

    def __init__(self, work: DeskWork, gate: GateKeeping) -> None:
        self._work = work
        self._gate = gate

    def bring_back(self, key: str, seen: int) -> None:
        """Note that everything is back of which the item speaks, and tick it in the same act.

        That all of it is back is what the item says: who says the one says the other. Whoever may
        not answer for the item notes the things, and it stays open for those who may.
        """

        def back(gate: Gate, by: Person, at: datetime) -> tuple[Change, ...]:
            item, proof, sheet = _proved(gate, key)
            after = all_back(sheet, proof, by=by.id, at=at)
            changes = _noted(gate, after)
            if not_for(item, by, at) is not None:
                return changes
            said = Said(mark=Mark.DONE)
            ticked = tick(gate.checklist, key, said, by=by, at=at, sheet=after)
            return (*changes, _ticked(gate, ticked))

        self._move(DeskAct.THINGS_BACK, seen, back, key)

    def lose(self, loss: Loss, seen: int) -> None:
        """Note what was looked for and not found; nothing is ticked."""

        def gone(gate: Gate, by: Person, at: datetime) -> tuple[Change, ...]:
            if gate.sheet is None:
                raise OfficeStaleError("equipment", entry=gate.event.id)
            return _noted(gate, lost(gate.sheet, loss, by=by.id, at=at))

        self._move(DeskAct.THING_LOST, seen, gone)

    def take_out(self, seen: int) -> None:
        """Note that all went out as planned; a memory without its number is left to the office."""

        def out(gate: Gate, by: Person, at: datetime) -> tuple[Change, ...]:
            return _noted(gate, packed_as_planned(gate.event, gate.sheet, by=by.id, at=at))

        self._move(DeskAct.THINGS_OUT, seen, out)

    def _move(self, act: DeskAct, seen: int, move: _Move, key: str = "") -> None:
        stage, keeping = self._work.stage, self._gate
        phase, member = stage.phase, stage.staff
        if not isinstance(phase, AtDesk) or not isinstance(phase.desk, GateDesk) or member is None:
            return
        desk = phase.desk

        def read() -> GateDesk:
            return keeping.read(desk.phase, desk.people)

        def moved() -> GateDesk:
            gate = read().gate
            if (gate.event.id, gate.sheet_version) != (desk.gate.event.id, seen):
                raise OfficeStaleError("equipment", entry=desk.gate.event.id)
            at = stage.doors.clock.now()
            by = person_behind(member, gate.people)
            _require_here(by, at)
            if changes := move(gate, by, at):
                book_of(stage).put_all(changes, by=member.id)
            return _told(replace(read(), act=act), gate, key)

        self._work.run(GateDesk, moved, read)


def _proved(gate: Gate, key: str) -> tuple[ChecklistItem, Proof, EquipmentSheet]:
    item = next((one for one in gate.checklist.items if one.key == key), None)
    if item is None or item.proof is None:
        raise ChecklistRefusedError(checklist_reason="unknown_item")
    if gate.sheet is None:
        raise ChecklistRefusedError(checklist_reason="no_sheet")
    return item, item.proof, gate.sheet


def _told(desk: GateDesk, before: Gate, key: str) -> GateDesk:
    """Return the desk with how many things the item ``key`` had out before they came back."""
    item = next((one for one in before.checklist.items if one.key == key), None)
    if item is None:
        return desk
    count = pieces(things_out(before.sheet, item.proof))
    open_still = desk.gate.checklist.mark(key) is Mark.OPEN
    return replace(desk, count=count, left_open=open_still)


def _noted(gate: Gate, after: EquipmentSheet) -> tuple[Change, ...]:
    """Return the sheet to be written; nothing where nothing moved."""
    if gate.sheet == after:
        return ()
    return (Change(entry=after, expected_version=gate.sheet_version),)


def _ticked(gate: Gate, after: Checklist) -> Change:
    return Change(entry=after, expected_version=gate.version)


def _require_here(by: Person, at: datetime) -> None:
    if by.has_left(at.astimezone(JST).date()):
        raise ChecklistRefusedError(checklist_reason="has_left")
