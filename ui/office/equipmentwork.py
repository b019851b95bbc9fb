"""持出返却表 of an event: what the plan names goes out by one key a row, and comes back so."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from kiosk.contract.equipment import Balance, HintKind, balances, incident_hints
from kiosk.contract.packing import Planned, to_pack
from kiosk.domain.case import IncidentKind
from kiosk.domain.checklist import EquipmentSheet, Way
from kiosk.domain.dates import JST
from kiosk.workflow.contract.checkwork import Moving, sheet_of
from kiosk.workflow.contract.snapshot import Did, OfficeSnapshot
from ui.office.caseforms import NewIncidentWork
from ui.office.desk import OfficeDesk
from ui.office.equipmentforms import CountWork, NewThingWork
from ui.office.equipmentwords import Thing, row_name, sheet_lines, thing_facts, thing_row
from ui.office.eventlists import WHO, EventListPage
from ui.office.table import TableRow
from ui.widgets.key_button import Action

_ALL, _NEW, _PART, _AGAIN, _LOST, _INCIDENT = "A", "N", "B", "O", "L", "I"
_INCIDENTS = {
    HintKind.MEDIUM: IncidentKind.LOST_MEDIUM,
    HintKind.DEVICE: IncidentKind.LOST_MEDIUM,
    HintKind.KEY: IncidentKind.OTHER,  # KEY_LOST is the loss of what decrypts
}


class EquipmentPage(EventListPage):
    """What is not packed stands first; Enter packs it, and brings back what is out."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        runs: dict[str, Callable[[], None]] = {
            _ALL: lambda: self.with_doer(self._pack_all),
            _NEW: lambda: self.with_doer(self._open_new),
            _PART: lambda: self._open_count(Way.BACK),
            _LOST: lambda: self._open_count(Way.LOST),
            _AGAIN: lambda: self._open_count(Way.OUT),
            _INCIDENT: self._open_incident,
        }
        quiet = tuple(Action(key, words[f"bureau.thing.{key}"], run) for key, run in runs.items())
        super().__init__(desk, quiet, name="equipment", yields=(1, 0, 2))
        self._counts: dict[Way, CountWork] = {}
        self._going: Way | None = None

    @cached_property
    def new(self) -> NewThingWork:
        """Return the form of a thing that nobody planned."""
        return self.add_work(NewThingWork(self.desk, self._move))

    @cached_property
    def incident(self) -> NewIncidentWork:
        """Return the form of an incident."""
        return self.add_work(NewIncidentWork(self.desk))

    def count(self, way: Way) -> CountWork:
        """Return the form of how many go one way."""
        if way not in self._counts:
            self._counts[way] = self.add_work(CountWork(self.desk, way, self._move))
        return self._counts[way]

    def list_rows(self) -> Sequence[TableRow]:
        """Return what is to be packed, then every thing that ever moved."""
        return tuple(thing_row(one, self.texts) for one in self._things)

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the list; where one key did its work, the next row that waits for it is chosen."""
        super().show_office(snapshot)
        if snapshot.busy:
            return
        way, self._going = self._going, None
        moved = snapshot.done is not None and snapshot.done.did is Did.THINGS_MOVED
        if moved and way is not None:
            self._choose_waiting(way)

    def choose_next(self) -> None:
        """Choose what is to be packed, else what is to come back."""
        if not self._choose_waiting(Way.OUT):
            self._choose_waiting(Way.BACK)

    def tell_chosen(self) -> bool:
        """Show the thing and its moves, and what of the whole list is missing."""
        words, kept, thing = self.texts, self.held, self._thing
        if kept is None:
            return False
        sheet, _ = self._sheet
        people = tuple(one.person for one in self.snapshot.people)
        facts = thing_facts(thing, sheet, people, words) if thing is not None else ()
        title = kept.entry.place.name
        if thing is not None:
            title = thing.words if isinstance(thing, Planned) else thing.equipment.name
        self.sides.tell(title, [one for one in (*facts, *self.event_lines()) if one[1]])
        waiting = to_pack(kept.entry, sheet)
        lines = sheet_lines(sheet, waiting, words, over=self._over)
        self.sides.findings.show_lines((*self.doer_lines(), *lines))
        return True

    def primary_words(self) -> str:
        """Return which way the chosen thing goes with Enter."""
        thing = self._thing
        if thing is None:
            return self.texts[f"bureau.thing.{_NEW}"]
        return self.texts[f"bureau.thing.do.{(_natural(thing) or Way.BACK).value}"]

    def primary_ready(self) -> bool:
        """Tell whether it waits to go."""
        thing = self._thing
        return super().primary_ready() and (thing is None or _natural(thing) is not None)

    def do_primary(self) -> None:
        """Have the chosen thing go, all that is missing of it; the number of a memory is asked."""
        thing = self._thing
        match thing:
            case None:
                self.with_doer(self._open_new)
            case Planned(ready=False):
                self.with_doer(partial(self._open_new, thing))
            case Planned():
                self.with_doer(partial(self._go, Way.OUT, (_packed(thing),)))
            case Balance():
                back = Moving(thing=thing.equipment, way=Way.BACK, count=thing.missing)
                self.with_doer(partial(self._go, Way.BACK, (back,)))

    def offered(self) -> frozenset[str]:
        """Return what can be done with the list and the chosen thing."""
        kept, thing = self.held, self._thing
        if kept is None:
            return frozenset()
        keys = {_NEW}
        if any(one.ready for one in to_pack(kept.entry, self._sheet[0])):
            keys.add(_ALL)
        if isinstance(thing, Balance):
            if thing.missing:
                keys |= {_PART, _LOST}
            if not (thing.equipment.serial and thing.missing):
                keys.add(_AGAIN)
        if self._over and incident_hints(self._sheet[0]):
            keys.add(_INCIDENT)
        return frozenset(keys | ({WHO} if self.may_choose_doer() else set()))

    @property
    def _sheet(self) -> tuple[EquipmentSheet, int]:
        event = self.held
        if event is None:
            raise LookupError
        return sheet_of(event.entry.id, self.snapshot)

    @property
    def _things(self) -> tuple[Thing, ...]:
        kept = self.held
        if kept is None:
            return ()
        sheet, _ = self._sheet
        return (*to_pack(kept.entry, sheet), *balances(sheet))

    @property
    def _thing(self) -> Thing | None:
        return next((one for one in self._things if row_name(one) == self.list.name), None)

    @property
    def _over(self) -> bool:
        """Tell whether the event is over: what is out then is missing; a lost thing is so at once.

        On its day the things are out by right until its end.
        """
        kept = self.held
        if kept is None:
            return False
        there = self.snapshot.at.astimezone(JST)
        ended = (kept.entry.date, kept.entry.end) < (there.date(), there.time())
        return ended or any(one.lost for one in balances(self._sheet[0]))

    def _choose_waiting(self, way: Way) -> bool:
        waiting = (one for one in self._things if _natural(one) is way)
        first = next(waiting, None)
        return first is not None and self.list.choose(row_name(first))

    def _pack_all(self) -> None:
        if (kept := self.held) is not None:
            ready = (one for one in to_pack(kept.entry, self._sheet[0]) if one.ready)
            self._go(Way.OUT, tuple(_packed(one) for one in ready))

    def _go(self, way: Way, moves: Sequence[Moving]) -> None:
        kept = self.held
        if kept is not None and moves:
            self._going = way
            self.desk.session.move_things(kept.entry.id, moves, self._sheet[1])

    def _move(self, moving: Moving) -> None:
        self._go(moving.way, (moving,))

    def _open_new(self, planned: Planned | None = None) -> None:
        self.new.begin(planned)
        self.open_work(self.new)

    def _open_count(self, way: Way) -> None:
        thing = self._thing
        if isinstance(thing, Balance):
            self.with_doer(partial(self._begin_count, way, thing))

    def _begin_count(self, way: Way, thing: Balance) -> None:
        work = self.count(way)
        work.begin(thing)
        self.open_work(work)

    def _open_incident(self) -> None:
        """Open the form with what is known: what is missing, where; today it became known."""
        kept, hints = self.held, incident_hints(self._sheet[0])
        if kept is None or not hints:
            return
        chosen = self._thing
        mine = (h for h in hints if isinstance(chosen, Balance) and h.equipment == chosen.equipment)
        hint = next(mine, hints[0])
        overview = self.texts.say(
            "bureau.things.overview", name=hint.equipment.name, event=kept.entry.id
        )
        self.incident.begin_about(
            self.snapshot, _INCIDENTS[hint.kind], kept.entry, overview=overview
        )
        self.open_work(self.incident)


def _natural(thing: Thing) -> Way | None:
    """Return which way a thing goes next; None where it is where it belongs."""
    if isinstance(thing, Planned):
        return Way.OUT
    return Way.BACK if thing.missing else None


def _packed(planned: Planned) -> Moving:
    count = 1 if planned.serial else planned.count
    return Moving(thing=planned.thing, way=Way.OUT, count=count)
