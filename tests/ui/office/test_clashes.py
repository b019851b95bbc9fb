"""Two people at the same event or case: nothing of either is lost."""

from dataclasses import replace
from datetime import date

from kiosk.cases.life import step
from kiosk.domain.case import Complaint, Noted
from kiosk.domain.person import Person
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import (
    ME,
    NOW,
    OTHER,
)
from tests.ui.office.keys import COMPLAINT, SOON, Make, enter, fill, kept, plan_of, seen
from ui.hands import Hands
from ui.office.cases import CasesPage
from ui.office.window import OfficeWindow


def meet_a_newer_version(window: OfficeWindow, book: OfficeBook) -> Hands:
    """Edit E-2's start while OTHER moves it to another day; try to save."""
    hands = enter(window)
    hands.press("F2")
    hands.press("Enter")
    for _ in range(2):
        hands.press("Enter")
    fill(hands, "13:00")
    hands.press("Enter")
    fill(hands, "15:00")
    moved = replace(kept(book, "E-2"), date=date(2026, 11, 27))
    book.put(moved, by=OTHER, expected_version=1)
    hands.press("Ctrl+Enter")
    return hands


def test_a_stale_edit_is_shown_beside_the_newer_version_and_nothing_is_written(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    meet_a_newer_version(window, book)
    assert kept(book, "E-2").date == date(2026, 11, 27)
    assert kept(book, "E-2").start.hour == 10
    words = seen(window)
    assert "kenshu2 さん" in words
    assert "△ 新しい内容：令和8年11月27日" in words
    assert "△ 新しい内容：10:00" in words
    assert plan_of(window).form.form.values()["plan_start"] == "13:00"


def test_after_a_clash_either_mine_or_the_newer_one_is_taken(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = meet_a_newer_version(window, book)
    hands.press("F8")
    assert plan_of(window).form.form.values()["plan_start"] == "10:00"
    assert "新しい内容：" not in seen(window)
    fill(hands, "R8.11.30")
    hands.press("Ctrl+Enter")
    hands.press("Enter")
    assert kept(book, "E-2").start.hour == 10


def test_mine_is_kept_on_top_of_the_newer_one_when_asked_again(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = meet_a_newer_version(window, book)
    hands.press("Ctrl+Enter")
    assert kept(book, "E-2").start.hour == 13
    assert kept(book, "E-2").date == SOON


def test_a_word_about_a_case_that_somebody_else_wrote_to_is_kept_and_looked_at_again(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F4")
    page = window.page
    assert isinstance(page, CasesPage)
    page.choose(COMPLAINT)
    hands.press("A")
    hands.press("1")
    hands.press("Enter")
    hands.write("（研修）おわびした")
    (before,) = book.read().entries(Complaint)
    noted = step(before, Noted(words="（研修）二度目の電話"), at=NOW, by=OTHER)
    book.put(noted, by=OTHER, expected_version=1)
    hands.press("Ctrl+Enter")
    words = seen(window)
    assert "ほかの人が次の記録を加えました" in words
    assert "（研修）二度目の電話" in words
    assert page.work is not None
    (met,) = book.read().entries(Complaint)
    assert len(met.history) == 1
    hands.press("Ctrl+Enter")
    (after,) = book.read().entries(Complaint)
    assert [entry.by for entry in after.history] == [OTHER, ME]
    assert page.work is None


def test_a_training_meets_a_newer_version_of_the_person(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F3")
    hands.press("End")
    hands.press("T")
    two = book.read().entries(Person)[1]
    book.put(replace(two, reading="ケンシュウ"), by=OTHER, expected_version=1)
    hands.press("3")
    hands.press("Ctrl+Enter")
    assert "kenshu2 さん" in seen(window)
    assert len(book.read().entries(Person)[1].trainings) == 2
    hands.press("Ctrl+Enter")
    kept_now = book.read().entries(Person)[1]
    assert (len(kept_now.trainings), kept_now.reading) == (3, "ケンシュウ")
