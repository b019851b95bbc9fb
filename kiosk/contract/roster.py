"""Who may work on a day, and whether an event may open with the people who are there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.contract.planfinding import day_words
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.ids import PersonId
from kiosk.domain.names import parse_note
from kiosk.domain.person import Override, Person, PersonRole, TrainingSubject, person_of
from kiosk.errors import ExitCode, KioskError
from kiosk.texts import Catalogue

SECURITY_VALID = timedelta(days=365)
"""番号法 29 条の 2 has it held about once a year; the day a year later still counts."""
LEAST_PEOPLE: Mapping[EventKind, int] = {
    EventKind.VISIT: 2,
    EventKind.VENUE: 2,
    EventKind.RENEWAL: 1,  # the city's officers do the work there
}
"""Specification 8(5)."""
LONGEST_REASON = 500
"""A few sentences; what is longer belongs in a case."""


class RosterRefusedError(KioskError):
    """The register of people stays as it is; ``roster_reason`` is a text key."""

    message_key = "roster_refused"
    exit_code = ExitCode.REFUSED


class Lack(StrEnum):
    """Why somebody may not work on a day, the gravest first."""

    LEFT = "left"
    NO_PLEDGE = "no_pledge"
    NOT_TRAINED = "not_trained"
    SECURITY_MISSING = "security_missing"
    SECURITY_LAPSED = "security_lapsed"


class ObstacleKind(StrEnum):
    """What keeps an event from opening; each has a sentence."""

    CANCELLED = "cancelled"
    ALREADY_HELD = "already_held"
    NOT_APPROVED = "not_approved"
    OTHER_DAY = "other_day"
    NO_MANAGER = "no_manager"
    MANAGER_ABSENT = "manager_absent"
    MANAGER_NOT_APPROVED = "manager_not_approved"
    UNKNOWN_PERSON = "unknown_person"
    TOO_FEW = "too_few"
    LEFT = "left"
    NO_PLEDGE = "no_pledge"
    NOT_TRAINED = "not_trained"
    SECURITY_MISSING = "security_missing"
    SECURITY_LAPSED = "security_lapsed"


_FOR_GOOD = frozenset({ObstacleKind.CANCELLED, ObstacleKind.ALREADY_HELD})
_BY_STATUS: Mapping[EventStatus, ObstacleKind] = {
    EventStatus.CANCELLED: ObstacleKind.CANCELLED,
    EventStatus.REPORTED: ObstacleKind.ALREADY_HELD,
    EventStatus.HELD: ObstacleKind.ALREADY_HELD,
    EventStatus.DRAFT: ObstacleKind.NOT_APPROVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing that blocks the opening; ``person`` is whose, ``have`` of ``need`` people."""

    kind: ObstacleKind
    person: PersonId | None = None
    day: date | None = None
    have: int = 0
    need: int = 0

    @property
    def overridable(self) -> bool:
        """Whether 総括責任者 may go on in spite of it; a cancelled event is none any more."""
        return self.kind not in _FOR_GOOD

    @property
    def code(self) -> str:
        """What an override names; fewer people or another person is another code."""
        parts = (self.kind.value, self.person, self.day, self.have if self.need else None)
        return ":".join(str(one) for one in parts if one is not None)


def obstacle_words(obstacle: Obstacle, people: Iterable[Person], words: Catalogue) -> str:
    """Return the obstacle as a sentence; a person nobody knows is told by number."""
    person = person_of(people, obstacle.person) if obstacle.person else None
    return words.say(
        f"roster.obstacle.{obstacle.kind.value}",
        name=person.name if person else (obstacle.person or ""),
        day=day_words(obstacle.day, words) if obstacle.day else "",
        have=obstacle.have,
        need=obstacle.need,
    )


def lacks(person: Person, day: date) -> tuple[Lack, ...]:
    """Return everything that keeps the person from working on ``day``; none is well."""
    return tuple(_lacks(person, day))


def may_work(person: Person, day: date) -> bool:
    """Tell whether the person is trained, pledged and still here."""
    return not lacks(person, day)


def may_manage(person: Person, day: date) -> bool:
    """Tell whether the city accepted the person to be the 現場管理責任者 of a place."""
    return person.role_on(day) is not PersonRole.STAFF and person.approved_on(day)


def security_valid_to(person: Person, day: date) -> date | None:
    """Return the last day that the latest security training carries; None without one."""
    last = person.last_training(TrainingSubject.SECURITY, day)
    return last + SECURITY_VALID if last else None


def lapsing(people: Iterable[Person], today: date, *, within: timedelta) -> tuple[Person, ...]:
    """Return whose security training must be held anew soon, the most urgent first."""
    soon = [
        (until, person.id, person)
        for person in people
        if not person.has_left(today)
        and (until := security_valid_to(person, today)) is not None
        and until <= today + within
    ]
    return tuple(person for _, _, person in sorted(soon, key=lambda one: one[:2]))


def may_open(
    event: Event, people: Iterable[Person], present: Collection[PersonId], today: date
) -> tuple[Obstacle, ...]:
    """Return everything that keeps the event from opening today; none: it may open.

    Everybody present works, so one who may not is an obstacle even where the others are enough.
    """
    known = {person.id: person for person in people}
    return (
        *_about_the_event(event, today),
        *_about_the_manager(event, known, present, today),
        *_about_the_people(event, known, present, today),
    )


def still_blocking(
    obstacles: Iterable[Obstacle], override: Override | None
) -> tuple[Obstacle, ...]:
    """Return the obstacles that the override does not name; one that came later is not excused."""
    covered = frozenset(override.covers) if override else frozenset[str]()
    return tuple(one for one in obstacles if not one.overridable or one.code not in covered)


def override_opening(
    obstacles: Collection[Obstacle], by: Person, *, reason: str, at: datetime
) -> Override:
    """Return the word of 総括責任者 that goes on in spite of ``obstacles``, all of them.

    Raise `RosterRefusedError` for anybody else and for what cannot be excused, `FieldError` for
    a reason that is none.
    """
    if any(not one.overridable for one in obstacles):
        raise RosterRefusedError(roster_reason="not_overridable")
    return overrule([one.code for one in obstacles], by, reason=reason, at=at)


def overrule(codes: Collection[str], by: Person, *, reason: str, at: datetime) -> Override:
    """Return the override of what ``codes`` name; raise as `override_opening`."""
    day = at.astimezone(JST).date()
    if by.role_on(day) is not PersonRole.GENERAL or by.has_left(day):
        raise RosterRefusedError(roster_reason="not_general")
    if not codes:
        raise RosterRefusedError(roster_reason="nothing_to_override")
    clean = parse_note("override_reason", reason, LONGEST_REASON)
    return Override(by=by.id, reason=clean, at=at, covers=tuple(codes))


def _lacks(person: Person, day: date) -> Iterator[Lack]:
    if person.has_left(day):
        yield Lack.LEFT
    if person.pledge is None or person.pledge > day:
        yield Lack.NO_PLEDGE
    if person.last_training(TrainingSubject.OPERATIONS, day) is None:
        yield Lack.NOT_TRAINED
    until = security_valid_to(person, day)
    if until is None:
        yield Lack.SECURITY_MISSING
    elif until < day:
        yield Lack.SECURITY_LAPSED


def _about_the_event(event: Event, today: date) -> Iterator[Obstacle]:
    if (kind := _BY_STATUS.get(event.status)) is not None:
        yield Obstacle(kind=kind)
    if event.date != today:
        yield Obstacle(kind=ObstacleKind.OTHER_DAY, day=event.date)


def _about_the_manager(
    event: Event,
    known: Mapping[PersonId, Person],
    present: Collection[PersonId],
    today: date,
) -> Iterator[Obstacle]:
    if event.manager is None:
        yield Obstacle(kind=ObstacleKind.NO_MANAGER)
        return
    if event.manager not in present:
        yield Obstacle(kind=ObstacleKind.MANAGER_ABSENT, person=event.manager)
    manager = known.get(event.manager)
    if manager is None or not may_manage(manager, today):
        yield Obstacle(kind=ObstacleKind.MANAGER_NOT_APPROVED, person=event.manager)


def _about_the_people(
    event: Event,
    known: Mapping[PersonId, Person],
    present: Collection[PersonId],
    today: date,
) -> Iterator[Obstacle]:
    fit = 0
    for one in sorted(set(present)):
        person = known.get(one)
        if person is None:
            yield Obstacle(kind=ObstacleKind.UNKNOWN_PERSON, person=one)
            continue
        found = lacks(person, today)
        fit += not found
        for lack in found:
            yield Obstacle(kind=ObstacleKind(lack.value), person=one)
    if fit < (need := LEAST_PEOPLE[event.kind]):
        yield Obstacle(kind=ObstacleKind.TOO_FEW, have=fit, need=need)
