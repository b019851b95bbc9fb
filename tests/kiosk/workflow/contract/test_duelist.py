"""What waits is on the list from its day, the gravest first, and leaves it when it is done."""

from dataclasses import replace
from datetime import date, timedelta

from kiosk.contract.equipment import bring_back, take_out
from kiosk.domain.checklist import Equipment, EquipmentKind, EquipmentSheet
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.person import Person
from kiosk.workflow.contract.duelist import LAPSING_AHEAD, due_list
from kiosk.workflow.contract.snapshot import Due, DueWhat
from tests.ui.office.acts import NOW, TODAY, crew, visit


def waits(events: tuple[Event, ...], people: tuple[Person, ...] = ()) -> tuple[Due, ...]:
    return due_list(events, people, (), now=NOW, holidays=frozenset())


def test_a_day_that_is_over_waits_for_the_word_that_it_was_held_then_for_its_report() -> None:
    event = visit("E-1", TODAY - timedelta(days=3))
    (due,) = waits((event,))
    assert (due.why, due.days) == ("bureau.due.unmarked", 3)
    (due,) = waits((replace(event, status=EventStatus.HELD),))
    assert due.why == "bureau.due.unreported"
    for over in (EventStatus.REPORTED, EventStatus.CANCELLED):
        assert waits((replace(event, status=over),)) == ()


def test_a_draft_is_told_of_two_weeks_ahead() -> None:
    draft = visit("E-1", TODAY + timedelta(days=14), status=EventStatus.DRAFT)
    assert [one.days for one in waits((draft,))] == [-14]
    assert waits((replace(draft, date=TODAY + timedelta(days=15)),)) == ()


def test_who_is_planned_and_may_not_work_is_told_of_before_the_day() -> None:
    one, two = crew()
    event = visit("E-1", TODAY + timedelta(days=2))
    assert waits((event,), (one, two)) == ()
    (due,) = waits((event,), (one, replace(two, pledge=None)))
    assert (due.id, due.why, due.days) == ("P-02", "bureau.due.no_pledge", -2)
    assert waits((), (one, replace(two, pledge=None))) == ()


def test_a_training_that_will_lapse_is_told_of_a_month_before() -> None:
    one, _ = crew()
    until = date(2026, 9, 14) + timedelta(days=365)
    soon = NOW.replace(year=2027, month=9, day=1)
    assert until - soon.date() <= LAPSING_AHEAD
    (due,) = due_list((), (one,), (), now=soon, holidays=frozenset())
    assert (due.why, due.due) == ("bureau.due.security_lapsed", until)


def test_the_latest_comes_first() -> None:
    events = tuple(visit(f"E-{n}", TODAY - timedelta(days=n)) for n in (1, 5, 3))
    assert [one.id for one in waits(events)] == ["E-5", "E-3", "E-1"]


def things_out(event: Event, kind: EquipmentKind, *, days: int) -> tuple[Due, ...]:
    planned = replace(event, status=EventStatus.REPORTED, date=TODAY - timedelta(days=days))
    sheet = EquipmentSheet(event=planned.id)
    thing = Equipment(name="（研修）物", kind=kind, serial="K-1")
    out = take_out(sheet, thing, by=crew()[0].id, at=NOW)
    found = due_list((planned,), (), (), now=NOW, holidays=frozenset(), sheets=(out,))
    back = bring_back(out, thing, by=crew()[0].id, at=NOW)
    assert due_list((planned,), (), (), now=NOW, holidays=frozenset(), sheets=(back,)) == ()
    return found


def test_things_that_are_not_back_wait_from_the_day_of_the_event_until_they_are() -> None:
    event = visit("E-1", TODAY)
    assert things_out(event, EquipmentKind.MEDIUM, days=-1) == ()
    (today,) = things_out(event, EquipmentKind.MEDIUM, days=0)
    assert (today.what, today.id, today.days, today.grave) == (DueWhat.EQUIPMENT, "E-1", 0, False)
    (medium,) = things_out(event, EquipmentKind.MEDIUM, days=1)
    assert (medium.why, medium.days, medium.grave) == ("bureau.due.things_out", 1, True)
    (desk,) = things_out(event, EquipmentKind.FURNITURE, days=1)
    assert not desk.grave
    assert things_out(event, EquipmentKind.SUPPLY, days=1) == ()
