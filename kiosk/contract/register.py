"""The register of people changes: trained, pledged, accepted, given another role, gone.

Nothing is overwritten: trainings add up, a role that ended stays with its days.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.contract.roster import RosterRefusedError
from kiosk.domain.person import FormerRole, Person, PersonRole, Training


def note_training(person: Person, training: Training, *, today: date) -> Person:
    """Return the person with one training more; refuse one that was not yet held, or is known."""
    if training.date > today:
        raise RosterRefusedError(roster_reason="in_the_future")
    if training in person.trainings:
        raise RosterRefusedError(roster_reason="known_already")
    held = sorted((*person.trainings, training), key=lambda one: (one.date, one.subject))
    return replace(person, trainings=tuple(held))


def note_pledge(person: Person, signed: date, *, today: date) -> Person:
    """Return the person with the day on which 誓約書 was signed."""
    if signed > today:
        raise RosterRefusedError(roster_reason="in_the_future")
    return replace(person, pledge=signed)


def note_city_approval(person: Person, approved: date, *, today: date) -> Person:
    """Return the person as one whom the city accepted as 現場管理責任者."""
    if approved > today:
        raise RosterRefusedError(roster_reason="in_the_future")
    if person.role is PersonRole.STAFF:
        raise RosterRefusedError(roster_reason="not_a_manager")
    return replace(person, city_approved=approved)


def change_role(
    people: Iterable[Person], changed: Person, role: PersonRole, *, by: Person, on: date
) -> Person:
    """Return ``changed`` with ``role`` from ``on`` on; the role before stays in its history.

    Only 総括責任者 may, and one of them must stay. The city's acceptance ends with the post.
    """
    _require_general(by, on)
    if role is changed.role:
        raise RosterRefusedError(roster_reason="same_role")
    if changed.has_left(on):
        raise RosterRefusedError(roster_reason="has_left")
    if changed.former_roles and on < changed.former_roles[-1].until:
        raise RosterRefusedError(roster_reason="before_last_change")
    if role is not PersonRole.GENERAL:
        _require_another_general(people, changed, on)
    ended = FormerRole(
        role=changed.role, until=on, city_approved=changed.city_approved, changed_by=by.id
    )
    return replace(
        changed,
        role=role,
        city_approved=None if role is PersonRole.STAFF else changed.city_approved,
        former_roles=(*changed.former_roles, ended),
    )


def note_leaving(people: Iterable[Person], left: Person, *, by: Person, on: date) -> Person:
    """Return ``left`` as gone from ``on`` on; trainings and the pledge stay on record."""
    _require_general(by, on)
    if left.left is not None:
        raise RosterRefusedError(roster_reason="has_left")
    _require_another_general(people, left, on)
    return replace(left, left=on)


def _require_general(by: Person, on: date) -> None:
    if by.role_on(on) is not PersonRole.GENERAL or by.has_left(on):
        raise RosterRefusedError(roster_reason="not_general")


def _require_another_general(people: Iterable[Person], but: Person, on: date) -> None:
    if but.role is PersonRole.GENERAL and not any(
        one.role is PersonRole.GENERAL and one.id != but.id and not one.has_left(on)
        for one in people
    ):
        raise RosterRefusedError(roster_reason="last_general")
