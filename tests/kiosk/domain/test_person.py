"""A person's past stays: what somebody was on a day does not change when they become another."""

from dataclasses import replace
from datetime import date

from kiosk.domain.ids import PersonId
from kiosk.domain.person import (
    FormerRole,
    PersonRole,
    Training,
    TrainingSubject,
    person_of,
)
from tests.kiosk.contract.folk import ANNA, GENERAL, PEOPLE

APRIL, JUNE, AUGUST = date(2026, 4, 1), date(2026, 6, 1), date(2026, 8, 1)


def test_a_role_of_long_ago_is_the_one_of_that_day() -> None:
    first = FormerRole(
        role=PersonRole.STAFF, until=APRIL, city_approved=None, changed_by=GENERAL.id
    )
    second = FormerRole(
        role=PersonRole.MANAGER, until=AUGUST, city_approved=JUNE, changed_by=GENERAL.id
    )
    person = replace(ANNA, role=PersonRole.STAFF, former_roles=(first, second))
    assert person.role_on(date(2026, 3, 31)) is PersonRole.STAFF
    assert person.role_on(APRIL) is PersonRole.MANAGER
    assert person.role_on(date(2026, 7, 31)) is PersonRole.MANAGER
    assert person.role_on(AUGUST) is PersonRole.STAFF
    assert person.approved_on(date(2026, 7, 31))
    assert not person.approved_on(date(2026, 5, 31))
    assert not person.approved_on(AUGUST)


def test_the_first_day_away_is_no_day_of_work() -> None:
    person = replace(ANNA, left=JUNE)
    assert not person.has_left(date(2026, 5, 31))
    assert person.has_left(JUNE)
    assert not ANNA.has_left(date.max)


def test_the_last_training_is_the_latest_up_to_the_day() -> None:
    held = tuple(
        Training(subject=TrainingSubject.SECURITY, date=day) for day in (AUGUST, APRIL, JUNE)
    )
    person = replace(ANNA, trainings=held)
    assert person.last_training(TrainingSubject.SECURITY, date(2026, 7, 31)) == JUNE
    assert person.last_training(TrainingSubject.SECURITY, AUGUST) == AUGUST
    assert person.last_training(TrainingSubject.SECURITY, date(2026, 3, 31)) is None
    assert person.last_training(TrainingSubject.OPERATIONS, AUGUST) is None


def test_nobody_has_a_number_that_was_not_given() -> None:
    assert person_of(PEOPLE, ANNA.id) == ANNA
    assert person_of(PEOPLE, PersonId("P-999")) is None


def test_a_log_never_shows_who_it_is() -> None:
    assert "研修" not in repr(ANNA)
    assert "ケンシュウ" not in repr(ANNA)
