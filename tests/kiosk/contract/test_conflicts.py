"""What an event lacks, and what two events take from each other."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from kiosk.contract.calendar import service_calendar
from kiosk.contract.conflicts import conflicts, lacks, plan_findings, same_place
from kiosk.contract.planfinding import PlanCheck, Severity, block, finding_words
from kiosk.domain.event import EventKind, EventStatus, Place
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.events import HALL, HOME, ONE, THREE, TWO, event

BLOCK, WARN = Severity.BLOCK, Severity.WARN


def told(*findings: Any) -> list[tuple[PlanCheck, Severity]]:
    return [(one.key, one.severity) for one in findings]


def test_nothing_speaks_against_a_good_plan() -> None:
    first, second = event(), event("E-2", start=time(13), end=time(15), place=HOME)
    found = plan_findings([first, second], service_calendar())
    assert found == {first.id: (), second.id: ()}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"staff": (ONE,)}, [(PlanCheck.TOO_FEW_PEOPLE, BLOCK)]),
        ({"staff": (ONE, ONE)}, [(PlanCheck.TOO_FEW_PEOPLE, BLOCK)]),
        ({"staff": (TWO,)}, []),
        ({"manager": None}, [(PlanCheck.NO_MANAGER, BLOCK)]),
        ({"kind": EventKind.RENEWAL, "staff": (ONE,)}, []),
        ({"kind": EventKind.RENEWAL, "manager": None}, [(PlanCheck.NO_MANAGER, BLOCK)]),
        (
            {"kind": EventKind.RENEWAL, "staff": (), "manager": None},
            [(PlanCheck.TOO_FEW_PEOPLE, BLOCK), (PlanCheck.NO_MANAGER, BLOCK)],
        ),
        ({"place": replace(HALL, city_approved=None)}, [(PlanCheck.PLACE_UNAPPROVED, BLOCK)]),
        (
            {"place": replace(HALL, city_approved=date(2026, 12, 2))},
            [(PlanCheck.PLACE_UNAPPROVED, BLOCK)],
        ),
        ({"neutral": None}, []),
        ({"kind": EventKind.VENUE, "neutral": None}, [(PlanCheck.NEUTRAL_UNASKED, BLOCK)]),
        ({"kind": EventKind.VENUE, "neutral": False}, [(PlanCheck.NOT_NEUTRAL, BLOCK)]),
        ({"place": replace(HALL, private_home=True)}, [(PlanCheck.TOWN_MISSING, WARN)]),
    ],
)
def test_what_the_contract_asks_for_is_missed(
    changes: dict[str, Any], expected: list[tuple[PlanCheck, Severity]]
) -> None:
    assert told(*lacks(event(**changes))) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (time(12, 45), time(14), []),
        (time(12, 44), time(14), [(PlanCheck.TRAVEL_SHORT, WARN)]),
        (time(12), time(14), [(PlanCheck.TRAVEL_SHORT, WARN)]),
        (time(11, 59), time(14), [(PlanCheck.PERSON_TWICE, BLOCK)]),
        (time(9), time(17), [(PlanCheck.PERSON_TWICE, BLOCK)]),
        (time(11), time(11, 30), [(PlanCheck.PERSON_TWICE, BLOCK)]),
        (time(8), time(9, 15), []),
        (time(8), time(9, 16), [(PlanCheck.TRAVEL_SHORT, WARN)]),
    ],
)
def test_nobody_is_at_two_places_and_travel_takes_time(
    start: time, end: time, expected: list[tuple[PlanCheck, Severity]]
) -> None:
    other = event("E-2", start=start, end=end, place=HOME, staff=(ONE, THREE), manager=THREE)
    travel = timedelta(minutes=45)
    assert told(*conflicts(event(), [other], travel=travel)) == expected
    assert told(*conflicts(other, [event()], travel=travel)) == expected


def test_without_travel_time_events_may_touch() -> None:
    other = event("E-2", start=time(12), end=time(13), place=HOME)
    assert conflicts(event(), [other], travel=timedelta()) == ()


def test_the_same_piece_of_equipment_is_not_at_two_places() -> None:
    mine = event(equipment=("プリンター１号", "机"))
    theirs = event("E-2", place=HOME, staff=(THREE,), manager=None, equipment=("プリンター1号",))
    found = conflicts(mine, [theirs])
    assert told(*found) == [(PlanCheck.EQUIPMENT_TWICE, BLOCK)]
    later = replace(theirs, start=time(12, 10), end=time(13))
    assert told(*conflicts(mine, [later])) == [(PlanCheck.EQUIPMENT_TRAVEL_SHORT, WARN)]


def test_one_place_holds_two_kinds_at_once_and_not_the_same_twice() -> None:
    renewal = event("E-2", kind=EventKind.RENEWAL)
    assert told(*conflicts(event(), [renewal])) == [(PlanCheck.PLACE_SHARED, WARN)]
    assert told(*conflicts(event(), [event("E-2")])) == [(PlanCheck.PLACE_TWICE, BLOCK)]


def test_cancelled_events_and_other_days_take_nothing() -> None:
    others = [
        event("E-2", status=EventStatus.CANCELLED),
        event("E-3", date=date(2026, 12, 2)),
        event(),
    ]
    assert conflicts(event(), others) == ()
    cancelled = event("E-9", status=EventStatus.CANCELLED, staff=())
    assert plan_findings([cancelled], service_calendar()) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Place(name="研修会館"), Place(name="研修 会館"), True),
        (Place(name="ＡＢＣ"), Place(name="abc", address="研修町1"), True),
        (Place(name="個人宅", address="研修町1"), Place(name="個人宅", address="研修町2"), False),
        (Place(name="研修会館"), Place(name="研修苑"), False),
    ],
)
def test_places_are_the_same_by_name_and_address(one: Place, other: Place, same: bool) -> None:
    assert same_place(one, other) is same_place(other, one) is same


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("check", PlanCheck)
def test_every_finding_has_words(check: PlanCheck, language: Language) -> None:
    where = ("place", "start", "end", "opens", "closes", "first", "last")
    values = dict.fromkeys(
        (*where, "day", "name", "person", "minutes", "item", "people", "least"), "x"
    )
    assert finding_words(block(check, **values), catalogue(language))


def test_the_findings_of_a_plan_say_what_they_are_about() -> None:
    mine = event(staff=(ONE, TWO))
    other = event("E-2", place=HOME, staff=(TWO, THREE), manager=THREE, start=time(11))
    found = plan_findings([mine, other], service_calendar())[mine.id]
    words = [finding_words(one, catalogue(Language.JA)) for one in found]
    assert words == ["J-02は同じ時間に「研修苑」（11:00～12:00）にも入っています。"]
