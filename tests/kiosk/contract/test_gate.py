"""Which event of today a station opens and ends, and who counts as there."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from kiosk.contract.checklists import checklist_table
from kiosk.contract.gate import Plan, event_at, excuse, gate_at, people_here, person_behind
from kiosk.contract.roster import ObstacleKind
from kiosk.domain.checklist import ChecklistPhase
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId, PersonId, StaffId, StationId
from kiosk.domain.person import PersonRole
from kiosk.domain.staff import Role, StaffMember
from tests.kiosk.contract.folk import ANNA, AT, BEN, GENERAL, MANAGER, PEOPLE, VENUE

HERE, ELSEWHERE = StationId("KENSHU1"), StationId("KENSHU2")
OPENING, CLOSING = ChecklistPhase.OPENING, ChecklistPhase.CLOSING
EARLY = replace(VENUE, id=EventId("E-EARLY"), start=time(9), end=time(12))
LATE = replace(VENUE, id=EventId("E-LATE"), start=time(13), end=time(16))


def at(hour: int) -> datetime:
    """Return a moment of the day in Japan."""
    return datetime(2026, 11, 24, hour - 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phase", "hour", "wanted"),
    [
        (OPENING, 9, EARLY),
        (OPENING, 12, LATE),
        (OPENING, 18, LATE),
        (CLOSING, 9, EARLY),
        (CLOSING, 12, EARLY),
        (CLOSING, 18, LATE),
    ],
)
def test_of_two_events_the_one_of_the_hour_is_taken(
    phase: ChecklistPhase, hour: int, wanted: Event
) -> None:
    assert event_at((LATE, EARLY), phase, HERE, at(hour)) == wanted


def test_an_event_belongs_to_the_stations_it_names_or_to_all() -> None:
    ours = replace(LATE, stations=(HERE,))
    theirs = replace(EARLY, stations=(ELSEWHERE,))
    assert event_at((theirs, ours), OPENING, HERE, at(9)) == ours
    assert event_at((theirs,), OPENING, HERE, at(9)) is None
    assert event_at((EARLY,), OPENING, ELSEWHERE, at(9)) == EARLY


@pytest.mark.parametrize("status", EventStatus)
def test_what_is_over_or_off_is_not_opened_and_what_is_held_is_ended(status: EventStatus) -> None:
    event = replace(VENUE, status=status)
    opens = status in {EventStatus.DRAFT, EventStatus.APPROVED}
    assert (event_at((event,), OPENING, HERE, at(10)) is not None) is opens
    ends = opens or status is EventStatus.HELD
    assert (event_at((event,), CLOSING, HERE, at(10)) is not None) is ends


def test_midnight_in_japan_ends_the_day() -> None:
    before, after = (
        datetime(2026, 11, 23, 14, 59, tzinfo=UTC),
        datetime(2026, 11, 23, 15, tzinfo=UTC),
    )
    assert event_at((VENUE,), OPENING, HERE, before) is None
    assert event_at((VENUE,), OPENING, HERE, after) == VENUE


def test_people_on_duty_are_there_and_so_are_those_who_have_no_log_in() -> None:
    anna = replace(ANNA, station_login=StaffId("anna"))
    people = (GENERAL, replace(MANAGER, station_login=StaffId("manager")), anna, BEN)
    assert people_here(VENUE, people, (StaffId("anna"),)) == (ANNA.id, BEN.id)
    assert people_here(VENUE, people, None) == tuple(sorted(VENUE.people))
    stranger = people_here(VENUE, people, (StaffId("stranger"),))
    assert PersonId("stranger") in stranger


@pytest.mark.parametrize("role", Role)
def test_whom_the_register_does_not_know_has_the_role_of_the_log_in(role: Role) -> None:
    member = StaffMember(id=StaffId("someone"), display_name="研修 某", role=role)
    roles = {Role.GENERAL: PersonRole.GENERAL, Role.LEAD: PersonRole.MANAGER}
    assert person_behind(member, PEOPLE).role is roles.get(role, PersonRole.STAFF)
    known = replace(ANNA, station_login=member.id)
    assert person_behind(member, (*PEOPLE, known)) == known


def test_one_word_excuses_people_and_items_and_neither_has_the_name_of_the_other() -> None:
    items = {one.key for phase in ChecklistPhase for one in checklist_table().items[phase]}
    assert not items & {kind.value for kind in ObstacleKind}
    plan = Plan(
        events=(VENUE,),
        people=(GENERAL, MANAGER, replace(ANNA, pledge=None)),
        lists=(),
        sheets=(),
        versions={},
    )
    gate = gate_at(plan, OPENING, HERE, AT)
    assert gate is not None
    assert gate.bars
    assert gate.blocking
    assert gate.unticked
    said = replace(gate, checklist=excuse(gate, GENERAL, reason="研修のため", at=AT))
    assert not said.bars
    assert gate_at(replace(plan, lists=(said.checklist,)), OPENING, HERE, AT) == said
