"""What the list of an event is shown as in tests; people and places are invented (研修)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from kiosk.contract.checklists import Said, begin, checklist_table, tick
from kiosk.contract.equipment import parse_equipment, take_out, write_off
from kiosk.contract.gate import Gate, Plan, excuse, gate_at
from kiosk.contract.returns import all_back, packed_as_planned
from kiosk.domain.checklist import (
    Checklist,
    ChecklistPhase,
    EquipmentKind,
    EquipmentSheet,
    Mark,
    Proof,
)
from kiosk.domain.event import Event
from kiosk.domain.ids import StationId
from kiosk.domain.person import Person
from kiosk.workflow import phases
from kiosk.workflow.desks import DeskAct, GateDesk
from kiosk.workflow.gatelook import GateNews, GateView
from kiosk.workflow.snapshots import StationView
from storage.office.errors import OfficeGapError
from tests.kiosk.contract.folk import ANNA, GENERAL, MANAGER, VENUE
from tests.ui import mornings, samples

STATION = StationId("KENSHU1")
NOW = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
OPENING, CLOSING = ChecklistPhase.OPENING, ChecklistPhase.CLOSING
LEAD = replace(MANAGER, station_login=samples.LEAD.id)
UNTRAINED = replace(ANNA, station_login=mornings.STAFF.id, trainings=(), pledge=None)
FIT = replace(ANNA, station_login=mornings.STAFF.id)
EVENT = replace(VENUE, date=samples.TODAY, start=time(9, 30), staff=(ANNA.id,), manager=MANAGER.id)
STICK = parse_equipment("USBメモリー（研修）", EquipmentKind.MEDIUM, "K-1")
THINGS = (
    (STICK, 1),
    (parse_equipment("受付端末（研修）", EquipmentKind.DEVICE, "T-2"), 1),
    (parse_equipment("折りたたみ机", EquipmentKind.FURNITURE), 4),
)
ON_DUTY = (samples.LEAD.id, mornings.STAFF.id)


def said(listed: Checklist, *, but: tuple[str, ...] = ()) -> Checklist:
    """Return the list with every item ticked by the manager, but these."""
    for item in listed.items:
        if item.key not in but and item.proof is None:
            done = Said(mark=Mark.DONE, remark="撮影済み" if item.photo else "")
            listed = tick(listed, item.key, done, by=LEAD, at=NOW)
    return listed


def gate(
    phase: ChecklistPhase = OPENING,
    person: Person = FIT,
    *,
    open_keys: tuple[str, ...] | None = (),
    sheet: EquipmentSheet | None = None,
    event: Event = EVENT,
) -> Gate:
    """Return a gate with these items open; None: nobody has begun.

    Where no ``sheet`` is given all that the plan names is packed in the morning.
    """
    if sheet is None and phase is OPENING and event is EVENT:
        sheet = packed_as_planned(EVENT, None, by=LEAD.id, at=NOW)
    listed = begin(EVENT, phase, checklist_table())
    if open_keys is not None:
        listed = said(listed, but=open_keys)
    plan = Plan(
        events=(event,),
        people=(GENERAL, LEAD, person),
        lists=(listed,),
        sheets=(sheet,) if sheet is not None else (),
        versions={listed.id: 3} | ({sheet.id: 5} if sheet is not None else {}),
    )
    found = gate_at(plan, phase, STATION, NOW, ON_DUTY)
    assert found is not None
    return found


def taken(*lost: EquipmentKind) -> EquipmentSheet:
    """Return what went out, of which things of these kinds were not found."""
    sheet = EquipmentSheet(event=EVENT.id)
    for thing, count in THINGS:
        sheet = take_out(sheet, thing, count=count, by=LEAD.id, at=NOW)
    for thing, _ in THINGS:
        if thing.kind in lost:
            reason = "会場と車を二度探した（研修）"
            sheet = write_off(sheet, thing, reason=reason, by=LEAD.id, at=NOW)
    return sheet


def things_out(*lost: EquipmentKind, **changes: object) -> GateDesk:
    """Return the closing list with everything answered but what went out."""
    one = gate(CLOSING, sheet=taken(*lost))
    return replace(GateDesk(phase=CLOSING, gate=one), **changes)  # type: ignore[arg-type]


def media_back(**changes: object) -> GateDesk:
    """Return the closing list with the media back and the item about them open."""
    sheet = all_back(taken(), Proof.MEDIA, by=FIT.id, at=NOW)
    desk = GateDesk(phase=CLOSING, gate=gate(CLOSING, sheet=sheet))
    return replace(desk, **changes)  # type: ignore[arg-type]


def excused(one: Gate) -> Gate:
    """Return the gate with the word of 総括責任者 about everything that is lacking."""
    reason = "急病の代わり。総括責任者が同行する（研修）"
    return replace(one, checklist=excuse(one, GENERAL, reason=reason, at=NOW))


def at(desk: GateDesk, **changes: object) -> StationView:
    """Return a view of the desk."""
    return samples.view(phases.AtDesk(desk), outlook=mornings.UNOPENED, **changes)


def read(one: Gate, phase: ChecklistPhase = OPENING) -> GateView:
    """Return what the pages of morning and evening say of the gate."""
    return GateView(news=GateNews.READ, phase=phase, gate=one)


PLANNED = replace(EVENT, equipment=("折りたたみ机×4", "受付端末", "USBメモリー"))
FRESH = gate(open_keys=None)
HALF = gate(open_keys=("printer", "clock", "hygiene"))
BARRED = gate(person=UNTRAINED, open_keys=("printer",))
READY = gate()
EVENING = gate(CLOSING, open_keys=("papers", "cards"))
DESK = GateDesk(phase=OPENING, gate=HALF, people=ON_DUTY)
NO_EVENT = GateView(news=GateNews.NO_EVENT)
BROKEN = GateView(news=GateNews.TROUBLE, trouble=OfficeGapError(line="7"))


def scenes() -> Mapping[str, tuple[StationView, tuple[str, ...]]]:
    """Return a view and the keys that lead to its state, by name."""
    barred = GateDesk(phase=OPENING, gate=BARRED, people=ON_DUTY, act=DeskAct.BARRED)
    asked = phases.ConfirmingClose(41, 0, (mornings.CITY, mornings.OFFICE))
    evening = read(EVENING, CLOSING)
    closed = mornings.scenes()["closed-filed"]
    return {
        "gate-opening-none": (mornings.opening(mornings.UNOPENED, gate=NO_EVENT), ()),
        "gate-opening-lacking": (mornings.opening(mornings.UNOPENED, gate=read(BARRED)), ()),
        "gate-opening-ready": (mornings.opening(mornings.UNOPENED, gate=read(READY)), ()),
        "gate-opening-excused": (
            mornings.opening(mornings.UNOPENED, gate=read(excused(BARRED))),
            (),
        ),
        "gate-opening-broken": (mornings.opening(mornings.UNOPENED, gate=BROKEN), ()),
        "gate-fresh": (at(replace(DESK, gate=FRESH)), ()),
        "gate-half": (at(DESK), ()),
        "gate-barred": (at(barred), ()),
        "gate-excused": (at(replace(barred, gate=excused(BARRED), act=DeskAct.EXCUSED)), ()),
        "gate-ready": (at(replace(DESK, gate=READY, act=DeskAct.TICKED)), ()),
        "gate-none": (at(DESK), ("N", "*研修のため不要")),
        "gate-photo": (at(replace(DESK, gate=gate(open_keys=("layout",)))), ("Enter",)),
        "gate-reason": (at(barred), ("R",)),
        "gate-closing-list": (at(GateDesk(phase=CLOSING, gate=EVENING)), ()),
        "gate-things-out": (at(things_out()), ()),
        "gate-things-asked": (at(things_out()), ("M",)),
        "gate-lost-question": (at(things_out()), ("L",)),
        "gate-lost": (at(things_out(EquipmentKind.MEDIUM, act=DeskAct.THING_LOST)), ()),
        "gate-things-left-open": (
            at(media_back(act=DeskAct.THINGS_BACK, count=1, left_open=True)),
            (),
        ),
        "gate-nothing-noted": (at(GateDesk(phase=CLOSING, gate=gate(CLOSING))), ()),
        "gate-unpacked": (at(replace(DESK, gate=gate(event=PLANNED))), ("Up",) * 20),
        "gate-unpacked-asked": (at(replace(DESK, gate=gate(event=PLANNED))), ("P",)),
        "gate-confirming": (samples.view(asked, outlook=mornings.OPEN, gate=evening), ()),
        "gate-closed": (replace(closed, gate=evening), ()),
        "gate-closed-asked": (replace(closed, gate=evening), ("Enter",)),
    }
