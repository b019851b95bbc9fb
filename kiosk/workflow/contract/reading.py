"""The book as it is now, thought through: what the window shows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.cases.duties import duties
from kiosk.cases.overdue import Overdue, overdue
from kiosk.contract.calendar import ServiceCalendar
from kiosk.contract.conflicts import plan_findings
from kiosk.contract.figures import join
from kiosk.contract.planfinding import PlanFinding
from kiosk.contract.roster import lacks, may_manage, security_valid_to
from kiosk.contract.targets import standings
from kiosk.domain.case import Case, Complaint, Defect, Incident, Inquiry
from kiosk.domain.checklist import Checklist, EquipmentSheet
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.domain.ids import EventId, PersonId, StaffId
from kiosk.domain.person import Person
from kiosk.domain.sitepicture import SitePicture
from kiosk.officeports import Kept, OfficeView
from kiosk.workflow.contract.duelist import due_list
from kiosk.workflow.contract.paperwork import of_practice
from kiosk.workflow.contract.snapshot import CaseStanding, OfficeSnapshot, PersonStanding

_ALL_AHEAD = timedelta(days=366).days
"""A page shows every last day of its case, however far away."""


def picture(
    view: OfficeView, calendar: ServiceCalendar, *, now: datetime, by: StaffId
) -> OfficeSnapshot:
    """Return the snapshot of a book; nothing of it is kept anywhere else."""
    today = now.astimezone(JST).date()
    plan = sorted(view.of(Event), key=lambda one: (one.entry.date, one.entry.start, one.entry.id))
    events = [one.entry for one in plan]
    people = sorted(view.of(Person), key=lambda one: one.entry.id)
    cases = kept_cases(view)
    holidays = days_off(calendar)
    figures = view.entries(DayFigures)
    counted = applicants_of(events, figures)
    return OfficeSnapshot(
        at=now,
        today=today,
        by=by,
        plan=tuple(plan),
        findings=named_findings(events, calendar, {one.entry.id: one.entry.name for one in people}),
        applicants=counted,
        targets=standings(events, counted, calendar, on=today),
        overdue=due_list(
            events,
            [one.entry for one in people],
            [one.entry for one in cases],
            now=now,
            holidays=holidays,
            sheets=view.entries(EquipmentSheet),
        ),
        people=tuple(_standing(one, today) for one in people),
        cases=_with_waits(cases, now, holidays),
        lists=view.of(Checklist),
        sheets=view.of(EquipmentSheet),
        figures=figures,
        pictures=view.of(SitePicture),
        unknown=len(view.unknown),
        lines=view.lines,
    )


def days_off(calendar: ServiceCalendar) -> frozenset[date]:
    """Return the days on which no last day of a case falls, besides Saturdays and Sundays."""
    return frozenset({*calendar.holidays, *calendar.closed} - calendar.opened)


def kept_cases(view: OfficeView) -> tuple[Kept[Case], ...]:
    """Return the cases of all four kinds, the youngest first."""
    found: list[Kept[Case]] = [
        Kept(ref=one.ref, version=one.version, at=one.at, by=one.by, entry=one.entry)
        for one in view.kept
        if isinstance(one.entry, Defect | Inquiry | Complaint | Incident)
    ]
    return tuple(sorted(found, key=lambda one: (one.entry.opened, one.entry.id), reverse=True))


def applicants_of(events: Sequence[Event], figures: Sequence[DayFigures]) -> dict[EventId, int]:
    """Return the applicants of each event that has figures.

    A book holds either real days or training, never both as one sum.
    """
    joined = join(events, figures, training=of_practice(figures))
    return {one.event.id: one.people for one in joined.events if one.days}


def named_findings(
    events: Sequence[Event], calendar: ServiceCalendar, names: Mapping[PersonId, str]
) -> dict[EventId, tuple[PlanFinding, ...]]:
    """Return what speaks against each event; people are called by name."""
    return {
        event: tuple(_named(finding, names) for finding in found)
        for event, found in plan_findings(events, calendar).items()
    }


def findings_of_draft(
    draft: Event, snapshot: OfficeSnapshot, calendar: ServiceCalendar
) -> tuple[PlanFinding, ...]:
    """Return what speaks against an event that is still being typed, among those of its day."""
    others = [one for one in snapshot.events if one.id != draft.id and one.date == draft.date]
    return named_findings([draft, *others], calendar, snapshot.names)[draft.id]


def _named(finding: PlanFinding, names: Mapping[PersonId, str]) -> PlanFinding:
    values = tuple(
        (key, names.get(PersonId(value), value))
        if key == "person" and isinstance(value, str)
        else (key, value)
        for key, value in finding.values
    )
    return replace(finding, values=values)


def _standing(kept: Kept[Person], today: date) -> PersonStanding:
    person = kept.entry
    return PersonStanding(
        kept=kept,
        lacks=lacks(person, today),
        approved=may_manage(person, today),
        valid_to=security_valid_to(person, today),
    )


def _with_waits(
    cases: Sequence[Kept[Case]], now: datetime, holidays: frozenset[date]
) -> tuple[CaseStanding, ...]:
    waits: dict[str, list[Overdue]] = {}
    entries = [one.entry for one in cases]
    for one in overdue(entries, now, holidays=holidays, ahead_days=_ALL_AHEAD):
        waits.setdefault(one.case, []).append(one)
    return tuple(
        CaseStanding(
            kept=one,
            waits=tuple(waits.get(one.entry.id, ())),
            duties=duties(one.entry, holidays) if isinstance(one.entry, Incident) else (),
        )
        for one in cases
    )
