"""業務計画書: everything planned stands on it once, and nobody's home."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

import pytest

from kiosk.contract.calendar import service_calendar
from kiosk.documents.planpaper import Plan, PlanHead, plan_paper
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId
from tests.kiosk.contract.events import HOME, event
from tests.kiosk.contract.folk import ANNA, AT, BEN, MANAGER, PEOPLE, VENUE
from tests.kiosk.documents.test_papers import read, settled

HEAD = PlanHead(made_at=AT, program="0.1.0", contractor="研修株式会社", contact="000-0000-0000")
HALL = Place(
    name="研修モール 1階広場",
    address="研修町1-1",
    contact_name="研修 管理",
    contact_phone="000-0000-0001",
    layout="入口の左に受付2席",
    fee_yen=12000,
    city_approved=date(2026, 11, 1),
)
MALL = replace(VENUE, place=HALL, pr=("チラシ 2,000枚",), expected_applicants=40)
ALONE = event(
    "E-7",
    manager=MANAGER.id,
    staff=(ANNA.id, BEN.id),
    place=replace(HOME, name="研修様宅", private_home=True, town_only="研修町"),
)


def paper(*events: Event, notes: tuple[str, ...] = (), head: PlanHead = HEAD) -> str:
    """Return the text of the plan with these events."""
    plan = Plan(events=events, people=PEOPLE, calendar=service_calendar(), notes=notes)
    return read(plan_paper(plan, head))[0]


@cache
def whole() -> str:
    """Return the text of a plan that has something of everything."""
    return paper(MALL, notes=("研修の添え書き",))


@pytest.mark.parametrize(
    "said",
    [
        "下関市長様",
        "研修株式会社",
        "令和9年3月31日",
        "80回以上または130人以上",
        "15回以上または450人以上",
        "10回以上または20人以上",
        "R8.11.24(火)",
        "09:30–16:00",
        "研修モール1階広場",
        "研修町1-1",
        "研修管理000-0000-0001",
        "入口の左に受付2席",
        "12,000円",
        "チラシ2,000枚",
        "研修現場",
        "総括責任者",
        "ノートパソコン",
        "運営マニュアル",
        "研修の添え書き",
    ],
)
def test_the_plan_says_where_when_by_whom_and_how(said: str) -> None:
    assert said in whole()


def test_a_private_home_is_named_by_its_town_alone_unless_the_city_is_to_see_it() -> None:
    text = paper(MALL, ALONE)
    assert "個人宅(研修町)" in text
    assert "研修様宅" not in text
    assert settled(HOME.address) not in text
    shown = paper(MALL, ALONE, head=replace(HEAD, homes=True))
    assert "研修様宅" in shown
    assert settled(HOME.address) in shown
    assert "個人宅の所在地を含みます" in shown


def test_a_finding_that_tells_of_a_home_calls_it_by_its_town_too() -> None:
    unapproved = replace(ALONE, place=replace(ALONE.place, city_approved=None))
    at_once = event(
        "E-8", manager=MANAGER.id, staff=(ANNA.id, BEN.id), place=replace(HALL, name="研修苑")
    )
    text = paper(unapproved, at_once)
    assert "「個人宅(研修町)」は、実施日までに" in text
    assert "研修従事3は同じ時間に「個人宅(研修町)」" in text
    assert "研修様宅" not in text


def test_every_event_of_a_season_is_listed_once_and_a_cancelled_one_is_counted() -> None:
    days = [date(2026, 12, 1) + timedelta(days=n) for n in range(100)]
    many = [
        replace(MALL, id=EventId(f"E-{n}"), date=day, start=time(9)) for n, day in enumerate(days)
    ]
    gone = replace(MALL, id=EventId("E-X"), date=date(2027, 3, 30), status=EventStatus.CANCELLED)
    text = paper(*many, gone)
    assert text.count("09:00–16:00") == 100
    assert "R9.3.30" not in text
    assert "中止になった1件" in text


def test_a_place_of_several_events_stands_once_with_all_its_days() -> None:
    later = replace(MALL, id=EventId("E-2"), date=date(2026, 12, 8))
    text = paper(MALL, later)
    assert text.count("入口の左に受付2席") == 1
    assert "R8.11.24(火)、R8.12.8(火)" in text


def test_what_the_contract_does_not_allow_by_itself_is_asked_for_with_its_reason() -> None:
    saturday = event(
        "E-9",
        kind=EventKind.VISIT,
        date=date(2026, 12, 5),
        manager=MANAGER.id,
        staff=(ANNA.id, BEN.id),
        override="施設の希望",
    )
    text = paper(saturday)
    assert "特に承諾をお願いすること" in text
    assert "土曜日・日曜日です" in text
    assert "施設の希望" in text
    assert "理由は未記入" in paper(replace(saturday, override=None))
    assert "特に承諾をお願いすること" not in paper(MALL)


def test_an_empty_plan_is_said_as_such_and_a_place_without_approval_asks_for_it() -> None:
    assert "予定はまだありません" in paper()
    unapproved = replace(MALL, place=replace(HALL, city_approved=None))
    assert "承認をお願いします" in paper(unapproved)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('#panic("x") *研修* $x$', '#panic("x")*研修*$x$'),
        ("広場\ue000\u202e裏", "広場〓〓裏"),
        ("あ" * 60, "あ" * 60),
    ],
)
def test_what_people_typed_is_text_whatever_it_holds(typed: str, printed: str) -> None:
    assert printed in paper(replace(MALL, place=replace(HALL, layout=typed)))


def test_the_plan_is_an_archive_pdf_and_comes_out_the_same() -> None:
    plan = Plan(events=(MALL, ALONE), people=PEOPLE, calendar=service_calendar())
    pdf = plan_paper(plan, HEAD)
    assert pdf == plan_paper(plan, HEAD)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/FontFile" in pdf
    assert ("【研修】" in read(plan_paper(plan, replace(HEAD, training=True)))[0]) is True
    assert "【研修】" not in read(pdf)[0]
