"""The office's window by keyboard alone, on a real book."""

import pytest

from tests.ui.office.acts import (
    ME,
    WORD,
    OpenGate,
)
from tests.ui.office.keys import Make, enter, fill, plan_of, seen
from ui.hands import Hands
from ui.office.cases import CasesPage
from ui.office.desk import OfficeDesk, PageSpec
from ui.office.page import OfficePage
from ui.office.pages import PAGES
from ui.office.start import StartPage


def test_a_wrong_word_opens_nothing_and_keeps_the_name(make: Make) -> None:
    window = make()
    hands = Hands(window)
    hands.sign_in(ME, "another word")
    assert window.page is None
    assert "合言葉が違う" in seen(window)
    hands.write(WORD)
    hands.press("Enter")
    assert isinstance(window.page, StartPage)


def test_the_first_page_says_what_is_late_and_how_the_targets_stand(make: Make) -> None:
    window = make()
    enter(window)
    page = window.page
    assert isinstance(page, StartPage)
    rows = [row.cells for row in page.list.shown]
    assert [row[2] for row in rows] == [
        "事故の第一報（市）",
        "事故の速報",
        "事故の本人への通知",
        "実施の記録がまだ",
        "苦情の市への報告",
        "苦情への回答",
        "市の承認がまだ",
    ]
    assert rows[0][0] == "6日超過"
    assert rows[3][0] == "7日超過"
    assert rows[-1][0] == "あと2日"
    assert "実施 0／80 回（予定 2、見込み 2）" in page.targets[0].words()
    assert "実施の記録がまだのもの 1 件。" in page.targets[0].words()
    assert "（研修）苑E-2" in seen(window)


def test_enter_on_the_first_page_opens_what_waits_where_it_is_done(make: Make) -> None:
    window = make()
    hands = enter(window)
    for _ in range(3):
        hands.press("Down")
    hands.press("Enter")
    assert plan_of(window).list.name == "E-1"
    hands.press("F1")
    hands.press("Home")
    hands.press("Enter")
    assert isinstance(window.page, CasesPage)
    assert window.page.list.name == "I-HQ-20261118-001"


def test_a_lock_leaves_nothing_of_the_book_on_the_screen(make: Make, gate: OpenGate) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("F12")
    assert window.page is None
    assert "（研修）苑" not in seen(window)
    assert gate.shut_times == 1
    hands.write(ME)
    assert "（研修）苑" not in seen(window)


class _Extra(OfficePage):
    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__(desk, ())

    def show_office(self, snapshot: object) -> None:
        """Show nothing."""


def test_another_page_is_added_by_one_line(make: Make) -> None:
    spec = PageSpec(name="plan", key="F5", make=_Extra)
    window = make(pages=(PAGES[0], spec))
    enter(window).press("F5")
    assert isinstance(window.page, _Extra)


@pytest.mark.parametrize("way", ["lock", "close"])
def test_what_is_typed_is_asked_for_before_the_window_goes(
    make: Make, gate: OpenGate, way: str
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F2")
    hands.press("N")
    hands.press("Enter")
    fill(hands, "12月5日")
    hands.press("F1")

    def leave() -> None:
        if way == "lock":
            hands.press("F12")
        else:
            window.close()

    leave()
    page = plan_of(window)
    assert page.bar.asking
    hands.press("Esc")
    assert page.form.form.values()["plan_date"] == "12月5日"
    leave()
    hands.press("Y")
    assert window.page is None
    assert window.isVisible() is (way == "lock")
    assert gate.shut_times == (1 if way == "lock" else 0)
