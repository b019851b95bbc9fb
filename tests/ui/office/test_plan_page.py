"""The plan by keyboard alone: written, approved, held, called off, exchanged as files."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import (
    ONE,
    OTHER,
    TWO,
    Files,
)
from tests.ui.office.keys import Make, enter, fill, kept, plan_of, seen
from ui.hands import Hands
from ui.office.people import PeoplePage


def test_the_plan_opens_at_the_next_event(make: Make) -> None:
    window = make()
    enter(window).press("F2")
    assert plan_of(window).list.name == "E-2"


def test_an_approval_takes_one_key_a_day_and_enter(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("A")
    fill(hands, "R8.11.20")
    hands.press("Enter")
    assert kept(book, "E-2").status is EventStatus.APPROVED
    assert kept(book, "E-2").city_approved == date(2026, 11, 20)
    assert plan_of(window).work is None


def test_an_approval_after_today_is_refused_in_words_and_what_was_typed_stays(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("A")
    fill(hands, "R8.12.20")
    hands.press("Enter")
    assert kept(book, "E-2").status is EventStatus.DRAFT
    assert "承認日が今日より後です" in seen(window)
    assert plan_of(window).approval.text == "R8.12.20"


def test_a_past_event_is_marked_as_held_after_a_question(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("Home")
    hands.press("H")
    assert kept(book, "E-1").status is EventStatus.APPROVED
    hands.press("Y")
    assert kept(book, "E-1").status is EventStatus.HELD
    hands.press("R")
    hands.press("Y")
    assert kept(book, "E-1").status is EventStatus.REPORTED


def test_calling_off_needs_a_reason(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("C")
    hands.press("Enter")
    assert kept(book, "E-2").status is EventStatus.DRAFT
    hands.write("（研修）台風のため")
    hands.press("Enter")
    assert kept(book, "E-2").cancelled == "（研修）台風のため"


def type_event(hands: Hands, day: str) -> None:
    hands.press("1")
    for words in ("", day, "9:00", "11:00", "（研修）新しい苑", "下関市研修町1番"):
        if words:
            fill(hands, words)
        hands.press("Enter")
    hands.press("2")
    hands.press("Enter")
    for words in ("", "R8.11.1"):
        hands.write(words)
        hands.press("Enter")
    hands.press("Enter")  # nobody asks of a visit whether it is neutral
    hands.write("研修 一郎")
    hands.press("Enter")
    hands.write("研修 一郎\n研修 二子")


def test_a_new_event_is_typed_checked_while_it_is_typed_and_kept(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("N")
    form = plan_of(window).form
    assert "まだ入っていません" in form.findings.words()
    type_event(hands, "12月5日")
    assert "土曜日・日曜日" in form.findings.words()
    hands.press("Ctrl+Enter")
    made = next(one for one in book.read().entries(Event) if one.place.name == "（研修）新しい苑")
    assert (made.date, made.staff, made.manager) == (date(2026, 12, 5), (ONE, TWO), ONE)
    assert (made.kind, made.status) == (EventKind.VISIT, EventStatus.DRAFT)
    assert plan_of(window).list.name == made.id


def test_a_blocked_event_is_approved_only_with_a_reason(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("N")
    type_event(hands, "12月5日")
    hands.press("Ctrl+Enter")
    number = plan_of(window).list.name
    hands.press("A")
    hands.press("Enter")
    assert "確認事項が残っています" in seen(window)
    hands.press("Esc")
    hands.press("O")
    hands.write("（研修）市担当課と協議済み")
    hands.press("Enter")
    hands.press("A")
    hands.press("Enter")
    assert kept(book, number).status is EventStatus.APPROVED
    assert kept(book, number).override == "（研修）市担当課と協議済み"


def test_a_wrong_field_is_told_beside_it_and_nothing_is_kept(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    lines = book.read().lines
    hands.press("N")
    hands.press("Enter")
    fill(hands, "2月30日")
    hands.press("Ctrl+Enter")
    assert "暦にない日付です" in seen(window)
    assert book.read().lines == lines


def test_what_is_typed_outlives_a_look_at_another_page_and_is_asked_for_before_it_is_dropped(
    make: Make,
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("N")
    hands.press("Enter")
    fill(hands, "12月5日")
    hands.press("F3")
    assert isinstance(window.page, PeoplePage)
    hands.press("F2")
    assert plan_of(window).form.form.values()["plan_date"] == "12月5日"
    hands.press("Esc")
    assert plan_of(window).bar.asking
    hands.press("Esc")
    assert plan_of(window).work is plan_of(window).form
    hands.press("Esc")
    hands.press("Y")
    assert plan_of(window).work is None


def test_the_plan_goes_out_as_a_sheet_and_comes_back_changed(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    files.out = tmp_path / "plan.xlsx"
    hands.press("X")
    assert "3件を plan.xlsx に書き出しました" in seen(window)
    hands.press("X")
    assert "出力先がすでにあります" in seen(window)
    files.plan = files.out
    book.put(replace(kept(book, "E-3"), remarks="（研修）"), by=OTHER, expected_version=1)
    hands.press("I")
    assert "新規 0件・変更 1件・同じ 2件" in seen(window)
    hands.press("Enter")
    assert "1件を取り込みました" in seen(window)
    assert kept(book, "E-3").remarks == ""


def test_a_calendar_goes_out_and_a_file_that_is_none_is_told(
    make: Make, files: Files, tmp_path: Path
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    files.out = tmp_path / "plan.ics"
    hands.press("K")
    assert files.out.read_bytes().count(b"BEGIN:VEVENT") == 3
    files.plan = tmp_path / "wrong.xlsx"
    files.plan.write_bytes(b"no sheet")
    hands.press("I")
    page = plan_of(window)
    assert page.work is page.importing
    assert "読めない箇所 1件" in seen(window)
    assert page.bar.primary is not None
    assert not page.bar.primary.isEnabled()
