"""What is done to the roster: somebody comes, is trained, pledged, accepted, gets another role."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.contract.register import (
    change_role,
    note_city_approval,
    note_leaving,
    note_pledge,
    note_training,
)
from kiosk.contract.roster import RosterRefusedError
from kiosk.domain.ids import PersonId, StaffId, parse_person_id
from kiosk.domain.names import PersonName
from kiosk.domain.person import Person, PersonRole, Training
from kiosk.officeports import Change, OfficeStaleError
from kiosk.workflow.contract.snapshot import OfficeSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How somebody is called and signs in."""

    name: PersonName
    reading: str = ""
    station_login: StaffId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Somebody took part in a training."""

    training: Training


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged:
    """誓約書 was signed."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The city accepted somebody as 現場管理責任者."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """Somebody has another role from a day on."""

    role: PersonRole
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody no longer works here from a day on."""

    on: date


PersonAct = Naming | Trained | Pledged | Accepted | Appointed | Left


def add_person(naming: Naming, role: PersonRole, office: OfficeSnapshot) -> Change:
    """Return a new person with the next free number.

    Somebody with a post is written down by 総括責任者 alone; the very first may be one.
    """
    if role is not PersonRole.STAFF and office.people:
        _acting(office, office.today)
    person = Person(
        id=next(_free_numbers(office)),
        name=naming.name,
        reading=naming.reading,
        role=role,
        station_login=naming.station_login,
    )
    return Change(entry=person, expected_version=0)


def change_person(person: PersonId, act: PersonAct, seen: int, office: OfficeSnapshot) -> Change:
    """Return the person after ``act``; raise `RosterRefusedError` where it does not fit."""
    standing = office.person(person)
    if standing is None or standing.kept.version != seen:
        raise OfficeStaleError("person", entry=person)
    return Change(entry=_after(standing.person, act, office), expected_version=seen)


def _after(person: Person, act: PersonAct, office: OfficeSnapshot) -> Person:
    today = office.today
    everyone = tuple(one.person for one in office.people)
    match act:
        case Naming():
            return replace(
                person, name=act.name, reading=act.reading, station_login=act.station_login
            )
        case Trained(training=training):
            return note_training(person, training, today=today)
        case Pledged(on=on):
            return note_pledge(person, on, today=today)
        case Accepted(on=on):
            return note_city_approval(person, on, today=today)
        case Appointed(role=role, on=on):
            return change_role(everyone, person, role, by=_acting(office, on), on=on)
        case Left(on=on):
            return note_leaving(everyone, person, by=_acting(office, on), on=on)


def _acting(office: OfficeSnapshot, on: date) -> Person:
    """Return who is signed in, as 総括責任者 of the roster."""
    mine = (one.person for one in office.people if one.person.station_login == office.by)
    me = next(mine, None)
    if me is None or me.role_on(on) is not PersonRole.GENERAL or me.has_left(on):
        raise RosterRefusedError(roster_reason="not_general")
    return me


def _free_numbers(office: OfficeSnapshot) -> Iterator[PersonId]:
    taken = {one.person.id for one in office.people}
    at = 1
    while True:
        number = parse_person_id(f"P-{at:02}")
        if number not in taken:
            yield number
        at += 1
