"""Everything of the office that waits for somebody: the list of the first page."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from kiosk.cases.overdue import Wait, overdue
from kiosk.contract.equipment import incident_hints, missing
from kiosk.contract.roster import Lack, lacks, lapsing, security_valid_to
from kiosk.domain.case import Case
from kiosk.domain.checklist import EquipmentSheet
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, PersonId
from kiosk.domain.person import Person
from kiosk.workflow.contract.snapshot import Due, DueWhat

# Our own rules until the city says otherwise (domain facts 9).
APPROVAL_AHEAD = timedelta(days=14)  # drafts and people who may not work yet are told of so early
LAPSING_AHEAD = timedelta(days=30)
CASES_AHEAD_DAYS = 2
_GRAVE = frozenset({Wait.FIRST_WORD, Wait.PRELIMINARY, Wait.NOTICE, Wait.FINAL})
_OPEN = frozenset({EventStatus.DRAFT, EventStatus.APPROVED})


def due_list(
    events: Iterable[Event],
    people: Sequence[Person],
    cases: Sequence[Case],
    *,
    now: datetime,
    holidays: Collection[date],
    sheets: Iterable[EquipmentSheet] = (),
) -> tuple[Due, ...]:
    """Return what waits: incidents first, then what is late longest, then what will be soon."""
    today = now.astimezone(JST).date()
    planned = {event.id: event for event in events}
    found = (
        *_of_cases(cases, planned, now, holidays),
        *(one for event in planned.values() for one in _of_event(event, today)),
        *(one for sheet in sheets for one in _of_sheet(sheet, planned, today)),
        *_of_people(people, planned.values(), today),
    )
    return tuple(sorted(found, key=lambda one: (not one.grave, -one.days, one.what, one.id)))


def _of_cases(
    cases: Sequence[Case],
    events: Mapping[EventId, Event],
    now: datetime,
    holidays: Collection[date],
) -> Iterator[Due]:
    places = {case.id: _place(events, case) for case in cases}
    for one in overdue(cases, now, holidays=holidays, ahead_days=CASES_AHEAD_DAYS):
        yield Due(
            what=DueWhat.CASE,
            id=one.case,
            why=f"case.wait.{one.wait.value}",
            about=places[one.case],
            due=one.due,
            days=one.days,
            grave=one.wait in _GRAVE,
        )


def _place(events: Mapping[EventId, Event], case: Case) -> str:
    event = events.get(case.event) if case.event else None
    return event.place.name if event else ""


def _of_event(event: Event, today: date) -> Iterator[Due]:
    if event.status in _OPEN and event.date < today:
        why, due = "unmarked", event.date
    elif event.status is EventStatus.HELD and event.date <= today:
        why, due = "unreported", event.date
    elif event.status is EventStatus.DRAFT and event.date <= today + APPROVAL_AHEAD:
        why, due = "unapproved", event.date
    else:
        return
    yield Due(
        what=DueWhat.EVENT,
        id=event.id,
        why=f"bureau.due.{why}",
        about=event.place.name,
        due=due,
        days=(today - due).days,
    )


def _of_sheet(sheet: EquipmentSheet, events: Mapping[EventId, Event], today: date) -> Iterator[Due]:
    """Yield that things of an event are not back; grave where one may hold data or opens what does.

    On the day itself they are out by right: it is told, and not yet as grave.
    """
    event = events.get(sheet.event)
    if event is None or event.date > today or not missing(sheet):
        return
    serious = any(not one.certain for one in incident_hints(sheet))
    yield Due(
        what=DueWhat.EQUIPMENT,
        id=event.id,
        why="bureau.due.things_out",
        about=event.place.name,
        due=event.date,
        days=(today - event.date).days,
        grave=serious and event.date < today,
    )


def _of_people(people: Sequence[Person], events: Iterable[Event], today: date) -> Iterator[Due]:
    """Yield who may not work at an event that comes soon, and whose training will lapse."""
    first = _first_days(events, today)
    told: set[PersonId] = set()
    for person in people:
        day = first.get(person.id)
        missing = lacks(person, day) if day is not None else ()
        if day is not None and missing:
            told.add(person.id)
            yield _of_person(person, missing[0], day, today)
    for person in lapsing(people, today, within=LAPSING_AHEAD):
        until = security_valid_to(person, today)
        if person.id not in told and until is not None:
            yield _of_person(person, Lack.SECURITY_LAPSED, until, today)


def _of_person(person: Person, lack: Lack, due: date, today: date) -> Due:
    return Due(
        what=DueWhat.PERSON,
        id=person.id,
        why=f"bureau.due.{lack.value}",
        about=person.name,
        due=due,
        days=(today - due).days,
    )


def _first_days(events: Iterable[Event], today: date) -> dict[PersonId, date]:
    first: dict[PersonId, date] = {}
    for event in sorted(events, key=lambda one: one.date):
        if event.status in _OPEN and today <= event.date <= today + APPROVAL_AHEAD:
            for person in event.people:
                first.setdefault(person, event.date)
    return first
