"""The roster by keyboard alone."""

from kiosk.domain.person import Person
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import (
    ME,
    ONE,
    OTHER,
    TODAY,
)
from tests.ui.office.keys import Make, enter, seen
from ui.office.people import PeoplePage


def test_somebody_new_lacks_everything_and_is_trained_and_pledged_by_keys(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = enter(window)
    hands.press("F3")
    page = window.page
    assert isinstance(page, PeoplePage)
    hands.press("N")
    hands.write("研修 三江")
    hands.press("Ctrl+Enter")
    assert page.list.name == "P-03"
    assert "誓約書なし" in page.list.shown[2].cells[3]
    for subject in ("1", "2"):
        hands.press("T")
        hands.press(subject)
        hands.press("Ctrl+Enter")
    hands.press("P")
    hands.press("Enter")
    assert page.list.shown[2].cells[3] == "従事できます"
    three = book.read().entries(Person)[2]
    assert (len(three.trainings), three.pledge) == (2, TODAY)


def test_only_the_general_manager_gives_roles(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = enter(window, OTHER)
    hands.press("F3")
    hands.press("End")
    hands.press("B")
    hands.press("2")
    hands.press("Ctrl+Enter")
    assert "総括責任者だけができます" in seen(window)
    hands.press("F12")
    hands.press("Y")  # what was chosen in the form is dropped
    hands = enter(window, ME)
    hands.press("F3")
    hands.press("End")
    hands.press("B")
    hands.press("2")
    hands.press("Ctrl+Enter")
    two = book.read().entries(Person)[1]
    assert two.role.value == "manager"
    assert two.former_roles[0].changed_by == ONE
