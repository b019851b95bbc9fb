"""What the list of an event is shown as in tests; people and places are invented (研修)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from kiosk.contract.checklists import Said, begin, checklist_table, tick
from kiosk.contract.gate import Gate, Plan, excuse, gate_at
from kiosk.domain.checklist import Checklist, ChecklistPhase, Mark
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
ON_DUTY = (samples.LEAD.id, mornings.STAFF.id)


def said(listed: Checklist, *, but: tuple[str, ...] = ()) -> Checklist:
    """Return the list with every item ticked by the manager, but these."""
    for item in listed.items:
        if item.key not in but and item.proof is None:
            done = Said(mark=Mark.DONE, remark="撮影済み" if item.photo else "")
            listed = tick(listed, item.key, done, by=LEAD, at=NOW)
    return listed


def gate(
    phase: ChecklistPhase = OPENING, person: Person = FIT, *, open_keys: tuple[str, ...] | None = ()
) -> Gate:
    """Return a gate with these items open; None: nobody has begun."""
    listed = begin(EVENT, phase, checklist_table())
    if open_keys is not None:
        listed = said(listed, but=open_keys)
    plan = Plan(
        events=(EVENT,),
        people=(GENERAL, LEAD, person),
        lists=(listed,),
        sheets=(),
        versions={listed.id: 3},
    )
    found = gate_at(plan, phase, STATION, NOW, ON_DUTY)
    assert found is not None
    return found


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
        "gate-confirming": (samples.view(asked, outlook=mornings.OPEN, gate=evening), ()),
        "gate-closed": (replace(closed, gate=evening), ()),
        "gate-closed-asked": (replace(closed, gate=evening), ("Enter",)),
    }
