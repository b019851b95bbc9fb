"""What is done to the plan: each is worked out on the newest book, and refused in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.contract.plan import (
    Approve,
    AssignStations,
    Edit,
    PlanAct,
    PlanRefusedError,
    new_event,
    step,
)
from kiosk.contract.planrows import PlanRead
from kiosk.domain.event import Event
from kiosk.domain.ids import EventId
from kiosk.officeports import Change, OfficeStaleError
from kiosk.workflow.contract.files import PlanFiles
from kiosk.workflow.contract.snapshot import Import, OfficeSnapshot

_APRIL = 4


def add_event(planned: Event, office: OfficeSnapshot) -> Change:
    """Return the new event under a number that nobody has."""
    return Change(entry=new_event(_numbered(planned, office)), expected_version=0)


def edit_event(planned: Event, seen: int, office: OfficeSnapshot) -> Sequence[Change]:
    """Return the event as edited; its standing is what the rules make of it."""
    kept = office.event(planned.id)
    if kept is None:
        raise OfficeStaleError("gone", entry=planned.id)
    edited = _edited(kept.entry, planned, office)
    return (Change(entry=edited, expected_version=seen),) if edited != kept.entry else ()


def step_event(event: EventId, act: PlanAct, seen: int, office: OfficeSnapshot) -> Change:
    """Return the event one step further, or as overridden, assigned, called off."""
    kept = office.event(event)
    if kept is None or kept.version != seen:
        raise OfficeStaleError("step", entry=event)
    if isinstance(act, Approve):  # another event may have come between since it was looked at
        act = replace(act, findings=office.findings.get(event, ()))
    return Change(
        entry=step(kept.entry, act, today=office.today),
        expected_version=seen,
    )


def look_into(path: Path, files: PlanFiles, office: OfficeSnapshot) -> Import:
    """Return what the file would change; nothing is written."""
    read = files.read(path, office.names, fiscal_year=fiscal_year_of(office.today))
    return compared(read, office)


def compared(read: PlanRead, office: OfficeSnapshot) -> Import:
    """Return the events of a file beside those of the plan."""
    new: list[Event] = []
    changed = []
    over: list[Event] = []
    same = 0
    for event in read.events:
        kept = office.event(event.id)
        if kept is None:
            new.append(new_event(event))
            continue
        try:
            edited = _edited(kept.entry, event, office)
        except PlanRefusedError:
            over.append(event)
            continue
        if edited == kept.entry:
            same += 1
        else:
            changed.append((kept, edited))
    return Import(read=read, new=tuple(new), changed=tuple(changed), same=same, over=tuple(over))


def take_in(incoming: Import, _office: OfficeSnapshot) -> Sequence[Change]:
    """Return every change of the file, as it was shown; a plan that moved on refuses all."""
    return (
        *(Change(entry=one, expected_version=0) for one in incoming.new),
        *(Change(entry=one, expected_version=kept.version) for kept, one in incoming.changed),
    )


def fiscal_year_of(day: date) -> int:
    """Return the 年度 of a day."""
    return day.year if day.month >= _APRIL else day.year - 1


def _edited(event: Event, planned: Event, office: OfficeSnapshot) -> Event:
    """Return the event as planned; other laptops alone do not ask the city again."""
    edited = step(
        event, Edit(planned=replace(planned, stations=event.stations)), today=office.today
    )
    if planned.stations == event.stations:
        return edited
    return step(edited, AssignStations(stations=planned.stations), today=office.today)


def _numbered(planned: Event, office: OfficeSnapshot) -> Event:
    taken = {one.id for one in office.events}
    number, at = planned.id, 2
    while number in taken:
        number, at = EventId(f"{planned.id}-{at}"), at + 1
    return replace(planned, id=number)
