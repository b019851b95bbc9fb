"""The register of people: nothing of the past is overwritten, one general manager stays."""

import ast
import inspect
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.contract import checklists, equipment, register, roster
from kiosk.contract.register import (
    change_role,
    note_city_approval,
    note_leaving,
    note_pledge,
    note_training,
)
from kiosk.contract.roster import RosterRefusedError, may_manage
from kiosk.domain.person import Person, PersonRole, Training, TrainingSubject
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.folk import ANNA, GENERAL, MANAGER, PEOPLE, TODAY, somebody

TOMORROW = TODAY + timedelta(days=1)
COURSE = Training(subject=TrainingSubject.SECURITY, date=TODAY, title="研修")


def refused(reason: str) -> "pytest.RaisesExc[RosterRefusedError]":
    return pytest.raises(
        RosterRefusedError, check=lambda error: error.params["roster_reason"] == reason
    )


def test_trainings_add_up_in_the_order_of_their_days() -> None:
    person = note_training(ANNA, COURSE, today=TODAY)
    assert person.trainings == (*ANNA.trainings, COURSE)
    early = Training(subject=TrainingSubject.OTHER, date=date(2026, 1, 5))
    assert note_training(person, early, today=TODAY).trainings[0] == early
    with refused("known_already"):
        note_training(person, COURSE, today=TODAY)


def test_nothing_is_noted_that_has_not_happened() -> None:
    with refused("in_the_future"):
        note_training(ANNA, replace(COURSE, date=TOMORROW), today=TODAY)
    with refused("in_the_future"):
        note_pledge(ANNA, TOMORROW, today=TODAY)
    with refused("in_the_future"):
        note_city_approval(MANAGER, TOMORROW, today=TODAY)
    assert note_pledge(ANNA, TODAY, today=TODAY).pledge == TODAY


def test_the_city_accepts_managers_only() -> None:
    with refused("not_a_manager"):
        note_city_approval(ANNA, TODAY, today=TODAY)
    new = replace(MANAGER, city_approved=None)
    assert may_manage(note_city_approval(new, TODAY, today=TODAY), TODAY)


def test_a_change_of_role_keeps_what_was_and_who_changed_it() -> None:
    person = change_role(PEOPLE, MANAGER, PersonRole.STAFF, by=GENERAL, on=TODAY)
    assert person.role is PersonRole.STAFF
    assert person.city_approved is None
    assert may_manage(person, TODAY - timedelta(days=1))
    assert not may_manage(person, TODAY)
    assert person.former_roles[0].changed_by == GENERAL.id
    again = change_role(PEOPLE, person, PersonRole.MANAGER, by=GENERAL, on=TOMORROW)
    assert [one.role for one in again.former_roles] == [PersonRole.MANAGER, PersonRole.STAFF]
    assert not may_manage(again, TOMORROW)  # the city is asked anew
    with refused("before_last_change"):
        change_role(PEOPLE, again, PersonRole.STAFF, by=GENERAL, on=TODAY)


@pytest.mark.parametrize("by", [MANAGER, ANNA, replace(GENERAL, left=TODAY)])
def test_only_a_general_manager_changes_roles_and_lets_people_go(by: Person) -> None:
    with refused("not_general"):
        change_role(PEOPLE, ANNA, PersonRole.MANAGER, by=by, on=TODAY)
    with refused("not_general"):
        note_leaving(PEOPLE, ANNA, by=by, on=TODAY)


def test_one_general_manager_always_stays() -> None:
    with refused("last_general"):
        change_role(PEOPLE, GENERAL, PersonRole.MANAGER, by=GENERAL, on=TODAY)
    with refused("last_general"):
        note_leaving(PEOPLE, GENERAL, by=GENERAL, on=TODAY)
    gone = replace(somebody(8, PersonRole.GENERAL), left=TODAY)
    with refused("last_general"):
        note_leaving((*PEOPLE, gone), GENERAL, by=GENERAL, on=TODAY)
    second = somebody(9, PersonRole.GENERAL)
    assert note_leaving((*PEOPLE, second), GENERAL, by=second, on=TODAY).left == TODAY


def test_one_who_left_keeps_trainings_and_pledge_and_leaves_once() -> None:
    gone = note_leaving(PEOPLE, ANNA, by=GENERAL, on=TODAY)
    assert (gone.trainings, gone.pledge) == (ANNA.trainings, ANNA.pledge)
    with refused("has_left"):
        note_leaving(PEOPLE, gone, by=GENERAL, on=TOMORROW)
    with refused("has_left"):
        change_role(PEOPLE, gone, PersonRole.MANAGER, by=GENERAL, on=TOMORROW)


def test_the_same_role_again_is_no_change() -> None:
    with refused("same_role"):
        change_role(PEOPLE, ANNA, PersonRole.STAFF, by=GENERAL, on=TODAY)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_reason_that_is_given_has_words(language: Language) -> None:
    words = catalogue(language)
    given = [
        f"{word.arg}.{ast.literal_eval(word.value)}"
        for module in (roster, register, checklists, equipment)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg and word.arg.endswith("_reason") and isinstance(word.value, ast.Constant)
    ]
    assert len(given) > 20
    assert [key for key in given if key not in words] == []
