"""A plan that goes out as a table comes back as it was; what people typed wrong is named."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract import plancells
from kiosk.contract.plancells import Cell, NoValue
from kiosk.contract.planrow import Column, Reader, people_by_name
from kiosk.contract.planrows import MOST_ROWS, PlanRead, error_words, read_table, table_of
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId, PersonId, StationId
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.events import NAMES, ONE, THREE, TWO, event

JA, EN = catalogue(Language.JA), catalogue(Language.EN)
READER = Reader(people=people_by_name(NAMES), fiscal_year=2026)
HEADINGS: list[Cell] = [
    "区分",
    "実施日",
    "開始時刻",
    "終了時刻",
    "会場名",
    "従事者",
    "電話",
    "曜日",
]
GOOD: list[Cell] = ["訪問", "令和8年12月1日", "10:00", "12:00", "研修会館", "研修 一郎", "", ""]

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="𛀀"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip() == text and _is_plain(text))
SIGNS = st.sampled_from(["=1+1", "+81", "-", "@x", "_x0041_", "チラシ、のぼり", "a,b", "○", "1-2"])
TEXTS = WORDS | SIGNS


def _is_plain(text: str) -> bool:
    try:
        return plancells.parse_text("x", text, 80) == text
    except FieldError:
        return False


DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
PLACES = st.builds(
    Place,
    name=TEXTS,
    address=TEXTS | st.just(""),
    town_only=TEXTS | st.just(""),
    contact_name=TEXTS | st.just(""),
    contact_phone=st.sampled_from(["", "000-0000-0000"]),
    layout=st.lists(TEXTS, max_size=3).map("\n".join),
    fee_yen=st.integers(0, 10_000_000),
    city_approved=st.none() | DAYS,
    private_home=st.booleans(),
)
EVENTS = st.builds(
    Event,
    id=st.from_regex(r"[A-Z0-9][A-Z0-9-]{0,31}", fullmatch=True).map(EventId),
    kind=st.sampled_from(EventKind),
    date=DAYS,
    start=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    end=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    place=PLACES,
    pr=st.lists(TEXTS, max_size=4).map(tuple),
    staff=st.lists(st.sampled_from([ONE, TWO, THREE]), unique=True).map(tuple),
    manager=st.none() | st.sampled_from([ONE, TWO, THREE]),
    equipment=st.lists(TEXTS, max_size=4).map(tuple),
    status=st.sampled_from(EventStatus),
    city_approved=st.none() | DAYS,
    override=st.none() | TEXTS,
    cancelled=st.none() | TEXTS,
    stations=st.lists(st.sampled_from(["SK01", "SK02"]).map(StationId), unique=True).map(tuple),
    expected_applicants=st.none() | st.integers(0, 10_000),
    neutral=st.none() | st.booleans(),
    remarks=st.lists(TEXTS, max_size=3).map("\n".join),
)


def read(*rows: list[Cell]) -> PlanRead:
    return read_table([HEADINGS, *rows], READER)


def wrong(read_: PlanRead) -> list[tuple[int, Column | None, str]]:
    return [(one.row, one.column, one.reason) for one in read_.errors]


def with_cell(at: int, cell: Cell) -> list[Cell]:
    return [*GOOD[:at], cell, *GOOD[at + 1 :]]


@given(st.lists(EVENTS, max_size=5, unique_by=lambda one: one.id), st.sampled_from([JA, EN]))
def test_a_plan_comes_back_as_it_went(events: list[Event], words: Any) -> None:
    headings, rows = table_of(events, words, NAMES)
    back = read_table([list[Cell](headings), *(list[Cell](row) for row in rows)], READER)
    assert back.errors == ()
    assert back.ignored == ()
    assert sorted(back.events, key=lambda one: one.id) == sorted(events, key=lambda one: one.id)


def test_the_day_is_written_as_the_city_writes_it() -> None:
    headings, rows = table_of([event()], JA, NAMES)
    shown = dict(zip(headings, rows[0], strict=True))
    assert (shown["実施日"], shown["曜日"]) == ("令和8年12月1日", "火")
    assert (shown["区分"], shown["状態"]) == ("訪問型申請", "下書き")
    assert (shown["従事者"], shown["現場管理責任者"]) == ("研修 一郎、研修 二子", "研修 一郎")


@pytest.mark.parametrize(
    "typed",
    [
        "令和8年12月1日",
        "令和８年１２月１日（火）",
        "令和8年12月1日(火・祝)",
        "R8.12.1",
        "Ｒ８．１２．１",
        "令8.12.1 火曜日",
        "2026/12/1",
        "2026-12-01",
        "2026年12月1日",
        "20261201",
        20261201,
        "12月1日",
        "12/1(火)",
        datetime(2026, 12, 1),  # noqa: DTZ001 - a date cell has no zone
        date(2026, 12, 1),
    ],
)
def test_days_are_read_as_they_are_typed(typed: Cell) -> None:
    assert plancells.parse_day("date", typed, fiscal_year=2026) == date(2026, 12, 1)


def test_a_day_without_a_year_is_in_the_fiscal_year() -> None:
    assert plancells.parse_day("date", "4月1日", fiscal_year=2026) == date(2026, 4, 1)
    assert plancells.parse_day("date", "3/31", fiscal_year=2026) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("令和8年12月1日（水）", "weekday_differs"),
        ("令和8年2月30日", "date_does_not_exist"),
        ("2/30", "date_does_not_exist"),
        ("平成40年12月1日", "date_in_reiwa"),
        ("令和8年12月", "date_form"),
        ("12月上旬", "date_form"),
        ("来週", "date_form"),
        (46357, "date_form"),
        (True, "date_form"),
        ("令" * 5000, "date_form"),
        (NoValue.FORMULA, "formula"),
        (NoValue.BROKEN, "broken_cell"),
        (None, "required"),
    ],
)
def test_a_day_that_is_none_is_named_with_its_reason(typed: Cell, reason: str) -> None:
    assert wrong(read(with_cell(1, typed))) == [(2, Column.DATE, reason)]


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:00", time(9)),
        ("９：３０", time(9, 30)),
        ("9時", time(9)),
        ("9時半", time(9, 30)),
        ("午後1時15分", time(13, 15)),
        ("午後12時30分", time(12, 30)),
        ("午前0時", time(0)),
        ("PM 3:00", time(15)),
        ("13:00:00", time(13)),
        (time(9, 5, 59), time(9, 5)),
        (0.375, time(9)),
    ],
)
def test_times_are_read_as_they_are_typed(typed: Cell, clock: time) -> None:
    assert plancells.parse_clock("start", typed) == clock


@pytest.mark.parametrize(
    "typed", ["24:00", "9:60", "午後13時", "9", 9, 1.5, "朝", date(2026, 1, 1)]
)
def test_a_time_that_is_none_is_named(typed: Cell) -> None:
    assert wrong(read(with_cell(3, typed))) == [(2, Column.END, "time_form")]


@pytest.mark.parametrize("typed", ["10:00～12:00", "10:00〜12:00", "10時から12時", "10:00-12:00"])
def test_start_and_end_may_share_a_cell(typed: str) -> None:
    row = with_cell(2, typed)
    row[3] = None
    assert [(one.start, one.end) for one in read(row).events] == [(time(10), time(12))]


@pytest.mark.parametrize(
    ("at", "cell", "column", "reason"),
    [
        (0, "出張", Column.KIND, "unknown_word"),
        (0, "", Column.KIND, "required"),
        (4, None, Column.PLACE, "required"),
        (4, datetime(2026, 1, 2), Column.PLACE, "became_a_date"),  # noqa: DTZ001 - as above
        (4, "研修\u202e会館", Column.PLACE, "control_characters"),
        (4, "研修\x00会館", Column.PLACE, "control_characters"),
        (4, "\ue000会館", Column.PLACE, "private_character"),
        (4, "館" * 1_000_000, Column.PLACE, "too_long"),
        (5, "研修 四郎", Column.STAFF, "person_unknown"),
        (5, "J-04", Column.STAFF, "person_unknown"),
        (5, "、".join(["研修 一郎"] * 51), Column.STAFF, "too_many_items"),
        (6, 901234567, Column.PHONE, "phone_lost_zero"),
        (7, "水", Column.WEEKDAY, "weekday_differs"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    at: int, cell: Cell, column: Column, reason: str
) -> None:
    found = read(GOOD, with_cell(at, cell))
    assert wrong(found) == [(3, column, reason)]
    assert len(found.events) == 1


def test_every_wrong_cell_of_a_row_is_named_at_once() -> None:
    row: list[Cell] = ["出張", "12月32日", "朝", "夜", "", "だれか"]
    assert [one.column for one in read(row).errors] == [
        Column.KIND,
        Column.DATE,
        Column.START,
        Column.END,
        Column.PLACE,
        Column.STAFF,
    ]
    words = error_words(read(row).errors[1], JA)
    assert words == "2行目「実施日」: 暦にない日付です。"


def test_a_weekday_that_the_sheet_works_out_is_left_alone() -> None:
    assert read(with_cell(7, NoValue.FORMULA)).errors == ()


def test_headings_are_found_under_titles_and_by_other_words() -> None:
    headings: list[Cell] = [
        "種別",
        "年月日",
        "実施時間",
        "施設名",
        "備 考",
        "天気",
        NoValue.FORMULA,
    ]
    row: list[Cell] = ["(2)", "R8.12.5（土）", "10:00～16:00", "研修モール", "雨天決行", "晴れ"]
    found = read_table([["令和8年度 業務計画"], [], headings, [], row], READER)
    assert found.errors == ()
    assert found.ignored == ("天気",)
    (one,) = found.events
    assert (one.kind, one.date, one.end) == (EventKind.VENUE, date(2026, 12, 5), time(16))
    assert (one.place.name, one.remarks) == ("研修モール", "雨天決行")


def test_headings_that_are_missing_or_there_twice_are_named() -> None:
    headings: list[Cell] = ["区分", "実施日", "日付", "会場"]
    assert wrong(read_table([headings, GOOD], READER)) == [
        (1, Column.DATE, "heading_twice"),
        (1, Column.START, "heading_missing"),
    ]
    assert wrong(read_table([["a"], ["b"]], READER)) == [(0, None, "no_headings")]
    assert wrong(read_table([], READER)) == [(0, None, "no_headings")]


def test_a_row_without_a_number_has_the_same_one_next_time() -> None:
    first, again = read(GOOD), read(with_cell(6, "000-0000-0000"))
    assert first.events[0].id == again.events[0].id
    assert wrong(read(GOOD, GOOD)) == [(3, None, "row_twice")]


def test_a_table_that_never_ends_is_read_to_its_limit() -> None:
    many = [with_cell(4, f"研修会館{at}") for at in range(MOST_ROWS + 10)]
    found = read(*many)
    assert len(found.events) == MOST_ROWS
    assert wrong(found) == [(MOST_ROWS + 2, None, "too_many_rows")]
    six: list[Cell] = ["x"] * 6
    bad = read(*([six] * 1_000))
    assert wrong(bad)[-1][2] == "too_many_errors"
    assert len(bad.errors) < 600


def test_two_people_of_one_name_are_told_apart_by_number_only() -> None:
    names = {ONE: "研修 一郎", TWO: "研修 一郎", THREE: "研修 三江"}
    headings, rows = table_of([event(staff=(ONE, THREE))], JA, names)
    assert dict(zip(headings, rows[0], strict=True))["従事者"] == "J-01、研修 三江"
    reader = Reader(people=people_by_name(names), fiscal_year=2026)
    table = [list[Cell](headings), list[Cell](rows[0])]
    assert read_table(table, reader).events[0].staff == (ONE, THREE)
    assert wrong(read_table([HEADINGS, GOOD], reader)) == [(2, Column.STAFF, "person_unknown")]


def test_a_name_that_is_another_persons_number_does_not_pass_for_it() -> None:
    names = {ONE: "J-02", TWO: "研修 二子"}
    assert people_by_name(names)["j-02"] == PersonId("J-02")
    headings, rows = table_of([event(staff=(ONE, TWO))], JA, names)
    reader = Reader(people=people_by_name(names), fiscal_year=2026)
    assert read_table([list[Cell](headings), list[Cell](rows[0])], reader).events[0].staff == (
        ONE,
        TWO,
    )


def test_a_row_whose_items_hold_a_separator_stays_one_item() -> None:
    one = replace(event(), pr=("チラシ、のぼり",))
    headings, rows = table_of([one], JA, NAMES)
    back = read_table([list[Cell](headings), list[Cell](rows[0])], READER)
    assert back.events == (one,)


CELLS: st.SearchStrategy[Cell] = (
    st.none()
    | st.text(max_size=30)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from(NoValue)
    | st.sampled_from(["区分", "実施日", "会場", "開始", "訪問", "R8.12.1", "9:00"])
)


@given(st.lists(st.lists(CELLS, max_size=9), max_size=9), st.booleans())
def test_no_table_whatever_is_in_it_raises(rows: list[list[Cell]], headed: bool) -> None:
    found = read_table([HEADINGS, *rows] if headed else rows, READER)
    assert all(error_words(one, words) for one in found.errors for words in (JA, EN))
