"""What is written on the lists of an event: who looked at what, what went out and what is back."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.contract.checklists import (
    ChecklistRefusedError,
    Said,
    begin,
    checklist_table,
    go_on_anyway,
    tick,
)
from kiosk.contract.equipment import bring_back, take_out, write_off
from kiosk.domain.checklist import Checklist, ChecklistPhase, Equipment, EquipmentSheet, Way
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, PersonId, StationId
from kiosk.domain.person import Person
from kiosk.errors import ExitCode, KioskError
from kiosk.officeports import Change, Kept, OfficeStaleError
from kiosk.workflow.contract.snapshot import OfficeSnapshot

HEADQUARTERS = StationId("HQ")
"""Where a book has one passphrase: who did it is chosen there; at a station the log-in tells."""


class DoerUnknownError(KioskError):
    """Nobody of the roster stands for whoever is signed in; nothing was written."""

    message_key = "doer_unknown"
    exit_code = ExitCode.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose hand it was: of a book's place, who was ``chosen`` there from the roster."""

    where: StationId
    chosen: PersonId | None = None

    @property
    def may_choose(self) -> bool:
        """Tell whether somebody can be chosen here, where no log-in stands for a person."""
        return self.where == HEADQUARTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """What somebody says about an item of a list."""

    event: EventId
    phase: ChecklistPhase
    item: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Excusing:
    """The word of 総括責任者 about all that is open on a list."""

    event: EventId
    phase: ChecklistPhase
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """So many of a thing go one way; ``reason`` of what is lost."""

    thing: Equipment
    way: Way
    count: int = 1
    reason: str = ""


def doer(office: OfficeSnapshot, hand: Hand) -> Person | None:
    """Return who of the roster is signed in; at headquarters else the one who was chosen."""
    mine = (one.person for one in office.people if one.person.station_login == office.by)
    me = next(mine, None)
    if me is not None or not hand.may_choose or hand.chosen is None:
        return me
    chosen = office.person(hand.chosen)
    return chosen.person if chosen is not None else None


def list_of(event: Event, phase: ChecklistPhase, office: OfficeSnapshot) -> tuple[Checklist, int]:
    """Return an event's list and its version, a fresh one and 0 before anybody said anything."""
    fresh = begin(event, phase, checklist_table())
    kept = next((one for one in office.lists if one.entry.id == fresh.id), None)
    return (kept.entry, kept.version) if kept is not None else (fresh, 0)


def sheet_of(event: EventId, office: OfficeSnapshot) -> tuple[EquipmentSheet, int]:
    """Return an event's 持出返却表 and its version, an empty one and 0 before anything moved."""
    kept = kept_sheet(event, office)
    return (kept.entry, kept.version) if kept is not None else (EquipmentSheet(event=event), 0)


def kept_sheet(event: EventId, office: OfficeSnapshot) -> Kept[EquipmentSheet] | None:
    """Return the 持出返却表 that is in the book."""
    return next((one for one in office.sheets if one.entry.event == event), None)


def tick_item(order: Ticking, seen: int, hand: Hand, office: OfficeSnapshot) -> Change:
    """Return the list with what was said about an item; ``seen`` is the version it was said of."""
    checklist, version = _list(order.event, order.phase, seen, office)
    sheet = kept_sheet(order.event, office)
    ticked = tick(
        checklist,
        order.item,
        order.said,
        by=_doer(office, hand),
        at=office.at,
        sheet=sheet.entry if sheet is not None else None,
    )
    return Change(entry=ticked, expected_version=version)


def excuse_items(order: Excusing, seen: int, hand: Hand, office: OfficeSnapshot) -> Change:
    """Return the list with the word of 総括責任者 about what is open.

    What may open is excused at the station alone, where also people and plan are looked at.
    """
    checklist, version = _list(order.event, order.phase, seen, office)
    if order.phase is ChecklistPhase.OPENING:
        raise ChecklistRefusedError(checklist_reason="excused_at_the_gate")
    said = go_on_anyway(checklist, _doer(office, hand), reason=order.reason, at=office.at)
    return Change(entry=said, expected_version=version)


def move_things(
    event: EventId, moves: Sequence[Moving], seen: int, hand: Hand, office: OfficeSnapshot
) -> Change:
    """Return the 持出返却表 with all of these moves, or raise why one of them does not fit."""
    if office.event(event) is None:
        raise OfficeStaleError("gone", entry=event)
    sheet, version = sheet_of(event, office)
    if version != seen:
        raise OfficeStaleError("equipment", entry=event)
    by, at = _doer(office, hand).id, office.at
    for one in moves:
        match one.way:
            case Way.OUT:
                sheet = take_out(sheet, one.thing, count=one.count, by=by, at=at)
            case Way.BACK:
                sheet = bring_back(sheet, one.thing, count=one.count, by=by, at=at)
            case Way.LOST:
                sheet = write_off(
                    sheet, one.thing, count=one.count, reason=one.reason, by=by, at=at
                )
    return Change(entry=sheet, expected_version=version)


def _list(
    event: EventId, phase: ChecklistPhase, seen: int, office: OfficeSnapshot
) -> tuple[Checklist, int]:
    kept = office.event(event)
    if kept is None:
        raise OfficeStaleError("gone", entry=event)
    if kept.entry.status is EventStatus.CANCELLED:
        raise ChecklistRefusedError(checklist_reason="called_off")
    if office.today < kept.entry.date:
        raise ChecklistRefusedError(checklist_reason="before_the_day")
    checklist, version = list_of(kept.entry, phase, office)
    if version != seen:
        raise OfficeStaleError("list", entry=event)
    return checklist, version


def _doer(office: OfficeSnapshot, hand: Hand) -> Person:
    person = doer(office, hand)
    if person is None:
        raise DoerUnknownError(by=office.by)
    return person
