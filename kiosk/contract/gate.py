"""The gate of a day: which event it is for, what bars its opening, what is left at its end."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.contract.checklists import begin, checklist_table, open_items, still_open
from kiosk.contract.roster import Obstacle, may_open, overrule, still_blocking
from kiosk.domain.checklist import Checklist, ChecklistItem, ChecklistPhase, EquipmentSheet
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import PersonId, StaffId, StationId
from kiosk.domain.names import PersonName
from kiosk.domain.person import Override, Person, PersonRole
from kiosk.domain.staff import Role, StaffMember

_AWAITS: Mapping[ChecklistPhase, frozenset[EventStatus]] = {
    ChecklistPhase.OPENING: frozenset({EventStatus.DRAFT, EventStatus.APPROVED}),
    ChecklistPhase.CLOSING: frozenset({EventStatus.DRAFT, EventStatus.APPROVED, EventStatus.HELD}),
}
_ROLES: Mapping[Role, PersonRole] = {
    Role.GENERAL: PersonRole.GENERAL,
    Role.LEAD: PersonRole.MANAGER,
    Role.STAFF: PersonRole.STAFF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the office's book knows that matters here; ``versions`` of lists and sheets by name."""

    events: tuple[Event, ...]
    people: tuple[Person, ...]
    lists: tuple[Checklist, ...]
    sheets: tuple[EquipmentSheet, ...]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """An event before it opens, or at its end; ``obstacles`` are only before it opens.

    ``version`` is that of the list in the book, 0 when nobody has said anything yet;
    ``sheet_version`` that of 持出返却表, 0 when nobody has noted anything on it.
    """

    event: Event
    people: tuple[Person, ...]
    present: tuple[PersonId, ...]
    obstacles: tuple[Obstacle, ...]
    checklist: Checklist
    version: int
    sheet: EquipmentSheet | None
    sheet_version: int = 0

    @property
    def override(self) -> Override | None:
        """Return the word of 総括責任者; it is kept with the list."""
        return self.checklist.override

    @property
    def blocking(self) -> tuple[Obstacle, ...]:
        """Return what keeps the event from opening and is not excused."""
        return still_blocking(self.obstacles, self.override)

    @property
    def unticked(self) -> tuple[ChecklistItem, ...]:
        """Return what nobody has looked at and 総括責任者 has not excused."""
        return still_open(self.checklist)

    @property
    def bars(self) -> bool:
        """Tell whether anything is lacking that nobody has answered for."""
        return bool(self.blocking or self.unticked)


def event_at(
    events: Iterable[Event], phase: ChecklistPhase, station: StationId, now: datetime
) -> Event | None:
    """Return the event of today that this station opens or ends, None when there is none.

    An event that names other stations is theirs. Of several the morning takes the first that is
    not over, the evening the last that has begun.
    """
    local = now.astimezone(JST)
    todays = sorted(
        (
            one
            for one in events
            if one.date == local.date()
            and one.status in _AWAITS[phase]
            and (not one.stations or station in one.stations)
        ),
        key=lambda one: (one.start, one.end, one.id),
    )
    if phase is ChecklistPhase.OPENING:
        ahead = [one for one in todays if one.end > local.time()]
        return next(iter(ahead or todays[-1:]), None)
    begun = [one for one in todays if one.start <= local.time()]
    return next(iter(begun[-1:] or todays), None)


def gate_at(
    plan: Plan,
    phase: ChecklistPhase,
    station: StationId,
    now: datetime,
    on_duty: Collection[StaffId] | None = None,
) -> Gate | None:
    """Return the gate of today's event; ``on_duty`` None: everybody comes who was planned."""
    event = event_at(plan.events, phase, station, now)
    if event is None:
        return None
    fresh = begin(event, phase, checklist_table())
    kept = next((one for one in plan.lists if one.id == fresh.id), None)
    present = people_here(event, plan.people, on_duty)
    opens = phase is ChecklistPhase.OPENING
    today = now.astimezone(JST).date()
    sheet = next((one for one in plan.sheets if one.event == event.id), None)
    return Gate(
        event=event,
        people=plan.people,
        present=present,
        obstacles=may_open(event, plan.people, present, today) if opens else (),
        checklist=kept or fresh,
        version=plan.versions.get(fresh.id, 0),
        sheet=sheet,
        sheet_version=plan.versions.get(sheet.id, 0) if sheet is not None else 0,
    )


def people_here(
    event: Event, people: Iterable[Person], on_duty: Collection[StaffId] | None
) -> tuple[PersonId, ...]:
    """Return who is at the event: those on duty here, and those planned who have no log-in here.

    Somebody on duty whom the register does not know is told by the log-in name.
    """
    if on_duty is None:
        return tuple(sorted(event.people))
    by_login = {one.station_login: one.id for one in people if one.station_login is not None}
    unseen = event.people - frozenset(by_login.values())
    here = {by_login.get(staff, PersonId(staff)) for staff in on_duty}
    return tuple(sorted(here | unseen))


def person_behind(member: StaffMember, people: Iterable[Person]) -> Person:
    """Return who of the register is signed in; somebody it does not know stands for the log-in."""
    known = next((one for one in people if one.station_login == member.id), None)
    if known is not None:
        return known
    name = PersonName(member.display_name)
    return Person(id=PersonId(member.id), name=name, role=_ROLES[member.role])


def lacking_codes(gate: Gate) -> tuple[str, ...]:
    """Return everything that an override given now would have to name."""
    return (
        *(one.code for one in gate.obstacles if one.overridable),
        *(one.key for one in open_items(gate.checklist)),
    )


def excuse(gate: Gate, by: Person, *, reason: str, at: datetime) -> Checklist:
    """Return the list with the word of 総括責任者 about all that is lacking now.

    Raise as `kiosk.contract.roster.overrule`.
    """
    said = overrule(lacking_codes(gate), by, reason=reason, at=at)
    return replace(gate.checklist, override=said)


def general_to_call(gate: Gate, by: Person, at: datetime) -> Person:
    """Return 総括責任者 who answers: ``by`` where that is one, else the first of the register.

    Where there is none ``by`` is returned, whom `overrule` refuses.
    """
    day = at.astimezone(JST).date()
    for one in (by, *gate.people):
        if one.role_on(day) is PersonRole.GENERAL and not one.has_left(day):
            return one
    return by
