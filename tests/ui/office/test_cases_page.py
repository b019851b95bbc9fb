"""Cases by keyboard alone."""

from kiosk.cases.life import step
from kiosk.domain.case import Complaint, Defect, Incident, Noted
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import (
    ME,
    NOW,
)
from tests.ui.office.keys import COMPLAINT, INCIDENT, Make, enter, fill, seen, settle
from ui.office.cases import CasesPage


def test_a_complaint_is_flagged_until_the_city_was_told(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F4")
    page = window.page
    assert isinstance(page, CasesPage)
    page.choose(COMPLAINT)
    assert "市へ未報告の苦情です" in seen(window)
    hands.press("R")
    hands.write("（研修）市担当課")
    hands.press("Enter")
    hands.press("1")
    hands.press("Ctrl+Enter")
    assert "市へ未報告の苦情です" not in seen(window)
    (complaint,) = book.read().entries(Complaint)
    assert complaint.history[-1].by == ME


def test_an_incident_shows_its_last_days_and_who_was_told(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window)
    hands.press("F4")
    page = window.page
    assert isinstance(page, CasesPage)
    page.choose(INCIDENT)
    words = seen(window)
    assert "2026年11月24日（火）　未了" in words  # day 5 is a Sunday, 23 November a holiday
    assert "2026年12月17日（木）　未了" in words
    hands.press("B")
    hands.press("2")
    hands.press("Enter")
    hands.press("1")
    hands.press("Enter")
    hands.write("（研修）市担当課")
    hands.press("Enter")
    hands.press("1")
    hands.press("Ctrl+Enter")
    (incident,) = book.read().entries(Incident)
    assert len(incident.history) == 1
    assert "市へ第一報（電話、（研修）市担当課" in seen(window)


def test_a_new_inquiry_gets_a_number_and_no_name_of_a_person_fits(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F4")
    hands.press("N")
    for key in ("1", "1", "1", "2"):
        hands.press(key)
        hands.press("Enter")
    hands.write("123456789012")
    hands.press("Ctrl+Enter")
    page = window.page
    assert isinstance(page, CasesPage)
    assert page.work is page.talk
    fill(hands, "（研修）受け取りはいつか")
    hands.press("Ctrl+Enter")
    assert page.list.name == "Q-HQ-20261124-001"


def test_a_long_history_is_turned_over_by_keys(make: Make, book: OfficeBook) -> None:
    (case,) = book.read().entries(Complaint)
    for number in range(30):
        case = step(case, Noted(words=f"（研修）電話 {number}"), at=NOW, by=ME)
    book.put(case, by=ME, expected_version=1)
    window = make()
    hands = enter(window)
    hands.press("F4")
    page = window.page
    assert isinstance(page, CasesPage)
    page.choose(COMPLAINT)
    settle()
    details = page.details()
    assert details is not None
    bar = details.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(20):
        hands.press("Space")
    assert bar.value() == bar.maximum()
    hands.press("Shift+Space")
    assert bar.value() < bar.maximum()


def test_a_defect_keeps_a_hash_of_its_number_and_is_not_opened_twice(
    make: Make, book: OfficeBook
) -> None:
    number = "12345678901234567890123"
    window = make()
    hands = enter(window)
    hands.press("F4")
    page = window.page
    assert isinstance(page, CasesPage)
    for wrong in ("123", number, number):
        if page.work is None:
            hands.press("F")
            for key in ("3", "1"):
                hands.press(key)
                hands.press("Enter")
        fill(hands, wrong)
        hands.press("Ctrl+Enter")
        if wrong == "123":
            assert "申請書IDは数字23桁です" in seen(window)
    assert "同じ不備の案件がもうあります" in seen(window)
    (defect,) = book.read().entries(Defect)
    assert (defect.id, defect.by) == ("D-HQ-20261124-001", ME)
    assert number not in repr(defect.number_hash)
    assert defect.number_hash
