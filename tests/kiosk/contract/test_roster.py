"""An event opens with enough trained, pledged people and its manager, or on a named reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.contract.roster import (
    Lack,
    Obstacle,
    ObstacleKind,
    RosterRefusedError,
    lacks,
    lapsing,
    may_manage,
    may_open,
    may_work,
    obstacle_words,
    override_opening,
    still_blocking,
)
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.ids import PersonId
from kiosk.domain.person import Person, PersonRole, Training, TrainingSubject
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.folk import (
    ANNA,
    AT,
    BEN,
    GENERAL,
    HERE,
    MANAGER,
    PEOPLE,
    TODAY,
    TRAINED,
    VENUE,
)

DAY = timedelta(days=1)
REASON = "急病の代わり。総括責任者が同行する"


def kinds(obstacles: Sequence[Obstacle]) -> list[ObstacleKind]:
    return [one.kind for one in obstacles]


def with_anna(anna: Person) -> tuple[Person, ...]:
    return (GENERAL, MANAGER, anna, BEN)


def secured(day: date) -> Person:
    return replace(
        ANNA, trainings=(TRAINED[0], Training(subject=TrainingSubject.SECURITY, date=day))
    )


def test_enough_fit_people_with_their_manager_may_open() -> None:
    assert may_open(VENUE, PEOPLE, HERE, TODAY) == ()


@pytest.mark.parametrize(
    ("person", "lack"),
    [
        (replace(ANNA, pledge=None), Lack.NO_PLEDGE),
        (replace(ANNA, pledge=TODAY + DAY), Lack.NO_PLEDGE),
        (replace(ANNA, left=TODAY), Lack.LEFT),
        (replace(ANNA, trainings=TRAINED[1:]), Lack.NOT_TRAINED),
        (replace(ANNA, trainings=TRAINED[:1]), Lack.SECURITY_MISSING),
        (secured(TODAY + DAY), Lack.SECURITY_MISSING),
        (secured(TODAY - 366 * DAY), Lack.SECURITY_LAPSED),
    ],
)
def test_one_who_may_not_work_is_named_and_does_not_count(person: Person, lack: Lack) -> None:
    assert lacks(person, TODAY) == (lack,)
    assert not may_work(person, TODAY)
    found = may_open(VENUE, with_anna(person), HERE, TODAY)
    assert kinds(found) == [ObstacleKind(lack.value), ObstacleKind.TOO_FEW]
    assert (found[0].person, found[1].have, found[1].need) == (ANNA.id, 1, 2)


@pytest.mark.parametrize("days", [0, 1, 364, 365])
def test_a_security_training_carries_a_year_to_the_day(days: int) -> None:
    assert may_work(secured(TODAY - days * DAY), TODAY)


def test_one_who_may_not_work_blocks_even_where_the_others_are_enough() -> None:
    present = (*HERE, BEN.id)
    found = may_open(VENUE, with_anna(replace(ANNA, pledge=None)), present, TODAY)
    assert kinds(found) == [ObstacleKind.NO_PLEDGE]


@pytest.mark.parametrize(
    ("kind", "present", "enough"),
    [
        (EventKind.VISIT, (MANAGER.id,), False),
        (EventKind.VENUE, (MANAGER.id,), False),
        (EventKind.RENEWAL, (MANAGER.id,), True),
        (EventKind.VISIT, HERE, True),
        (EventKind.VENUE, (MANAGER.id, MANAGER.id), False),
    ],
)
def test_two_people_or_one_beside_the_citys_officers(
    kind: EventKind, present: tuple[PersonId, ...], enough: bool
) -> None:
    found = may_open(replace(VENUE, kind=kind), PEOPLE, present, TODAY)
    assert (ObstacleKind.TOO_FEW not in kinds(found)) is enough


def test_nobody_there_is_too_few_and_without_the_manager() -> None:
    assert kinds(may_open(VENUE, PEOPLE, (), TODAY)) == [
        ObstacleKind.MANAGER_ABSENT,
        ObstacleKind.TOO_FEW,
    ]


def test_two_others_do_not_stand_in_for_the_manager() -> None:
    found = may_open(VENUE, PEOPLE, (ANNA.id, BEN.id), TODAY)
    assert kinds(found) == [ObstacleKind.MANAGER_ABSENT]


@pytest.mark.parametrize(
    "manager",
    [
        replace(MANAGER, city_approved=None),
        replace(MANAGER, city_approved=TODAY + DAY),
        replace(MANAGER, role=PersonRole.STAFF),
    ],
)
def test_a_manager_whom_the_city_did_not_accept_is_none(manager: Person) -> None:
    assert not may_manage(manager, TODAY)
    found = may_open(VENUE, (GENERAL, manager, ANNA), HERE, TODAY)
    assert kinds(found) == [ObstacleKind.MANAGER_NOT_APPROVED]


def test_the_general_manager_may_be_the_manager_of_a_place_when_the_city_accepted_it() -> None:
    event = replace(VENUE, manager=GENERAL.id)
    assert may_open(event, PEOPLE, (GENERAL.id, ANNA.id), TODAY) == ()


@pytest.mark.parametrize(
    ("event", "kind", "overridable"),
    [
        (replace(VENUE, manager=None), ObstacleKind.NO_MANAGER, True),
        (replace(VENUE, status=EventStatus.DRAFT), ObstacleKind.NOT_APPROVED, True),
        (replace(VENUE, date=TODAY + DAY), ObstacleKind.OTHER_DAY, True),
        (replace(VENUE, status=EventStatus.CANCELLED), ObstacleKind.CANCELLED, False),
        (replace(VENUE, status=EventStatus.HELD), ObstacleKind.ALREADY_HELD, False),
        (replace(VENUE, status=EventStatus.REPORTED), ObstacleKind.ALREADY_HELD, False),
    ],
)
def test_an_event_that_is_not_to_be_held_now_does_not_open(
    event: Event, kind: ObstacleKind, overridable: bool
) -> None:
    (found,) = may_open(event, PEOPLE, HERE, TODAY)
    assert found.kind is kind
    assert found.overridable is overridable


def test_one_who_is_not_in_the_register_is_named_by_number() -> None:
    found = may_open(VENUE, PEOPLE, (*HERE, PersonId("P-404")), TODAY)
    assert kinds(found) == [ObstacleKind.UNKNOWN_PERSON]
    assert "P-404" in obstacle_words(found[0], PEOPLE, catalogue(Language.JA))


def test_the_general_manager_goes_on_with_a_reason_that_is_kept() -> None:
    found = may_open(VENUE, PEOPLE, (MANAGER.id,), TODAY)
    word = override_opening(found, GENERAL, reason=f" {REASON} ", at=AT)
    assert still_blocking(found, word) == ()
    assert (word.by, word.reason, word.at) == (GENERAL.id, REASON, AT)
    assert still_blocking(found, None) == found


def test_an_override_excuses_nothing_that_came_later() -> None:
    word = override_opening(
        may_open(VENUE, PEOPLE, (MANAGER.id,), TODAY), GENERAL, reason=REASON, at=AT
    )
    fewer = may_open(VENUE, PEOPLE, (), TODAY)
    assert still_blocking(fewer, word) == fewer
    other = may_open(VENUE, with_anna(replace(ANNA, pledge=None)), HERE, TODAY)
    assert kinds(still_blocking(other, word)) == [ObstacleKind.NO_PLEDGE]


@pytest.mark.parametrize(
    "by",
    [
        MANAGER,
        ANNA,
        replace(GENERAL, left=TODAY),
        replace(GENERAL, role=PersonRole.MANAGER),
    ],
)
def test_nobody_else_goes_on_in_spite_of_an_obstacle(by: Person) -> None:
    found = may_open(VENUE, PEOPLE, (), TODAY)
    with pytest.raises(RosterRefusedError) as refused:
        override_opening(found, by, reason=REASON, at=AT)
    assert refused.value.params == {"roster_reason": "not_general"}


@pytest.mark.parametrize("reason", ["", "  \t ", "\u200b", "番号は123456789012", "あ" * 501])
def test_a_reason_that_is_none_is_refused(reason: str) -> None:
    with pytest.raises(FieldError):
        override_opening(may_open(VENUE, PEOPLE, (), TODAY), GENERAL, reason=reason, at=AT)


def test_a_cancelled_event_is_opened_by_nobody() -> None:
    found = may_open(replace(VENUE, status=EventStatus.CANCELLED), PEOPLE, HERE, TODAY)
    with pytest.raises(RosterRefusedError) as refused:
        override_opening(found, GENERAL, reason=REASON, at=AT)
    assert refused.value.params == {"roster_reason": "not_overridable"}
    forged = override_opening(may_open(VENUE, PEOPLE, (), TODAY), GENERAL, reason=REASON, at=AT)
    forged = replace(forged, covers=tuple(one.code for one in found))
    assert still_blocking(found, forged) == found


def test_an_override_of_nothing_is_refused() -> None:
    with pytest.raises(RosterRefusedError):
        override_opening((), GENERAL, reason=REASON, at=AT)


def test_the_day_of_an_override_is_japans() -> None:
    evening = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 0:30 of the 24th in Japan
    gone = replace(GENERAL, left=TODAY)
    with pytest.raises(RosterRefusedError):
        override_opening(may_open(VENUE, PEOPLE, (), TODAY), gone, reason=REASON, at=evening)


def test_those_whose_training_lapses_soon_come_first_the_most_urgent_first() -> None:
    soon = replace(secured(TODAY - 350 * DAY), id=PersonId("P-010"))
    sooner = replace(secured(TODAY - 360 * DAY), id=PersonId("P-011"))
    lapsed = replace(secured(TODAY - 400 * DAY), id=PersonId("P-012"))
    gone = replace(lapsed, id=PersonId("P-013"), left=TODAY)
    people = (*PEOPLE, soon, sooner, gone, lapsed)
    assert lapsing(people, TODAY, within=timedelta(days=30)) == (lapsed, sooner, soon)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_obstacle_lack_and_role_has_words(language: Language) -> None:
    words = catalogue(language)
    for kind in ObstacleKind:
        obstacle = Obstacle(kind=kind, person=ANNA.id, day=TODAY, have=1, need=2)
        assert "{" not in obstacle_words(obstacle, PEOPLE, words)
    assert all(words[f"roster.lack.{lack.value}"] for lack in Lack)
    assert all(words[f"person_role.{role.value}"] for role in PersonRole)
    assert all(words[f"training_subject.{one.value}"] for one in TrainingSubject)
