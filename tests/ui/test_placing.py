"""Where the two windows go."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import plain_app
from ui.placing import LEAST_APPLICANT_PX, LEAST_STAFF_PX, side_by_side
from ui.screens import StationScreens


@pytest.mark.parametrize(
    "area", [QRect(0, 0, 2560, 1440), QRect(0, 40, 3840, 2120), QRect(100, 0, 2010, 1080)]
)
def test_on_one_wide_screen_both_windows_are_whole_and_none_covers_the_other(area: QRect) -> None:
    staff, applicant = side_by_side(area)
    assert area.contains(staff)
    assert area.contains(applicant)
    assert not staff.intersects(applicant)


def test_on_a_laptop_both_windows_have_their_least_size_inside_the_screen() -> None:
    area = QRect(0, 0, 1440, 900)
    staff, applicant = side_by_side(area)
    assert (staff.width(), staff.height()) >= LEAST_STAFF_PX
    assert (applicant.width(), applicant.height()) >= LEAST_APPLICANT_PX
    assert area.contains(applicant)


def test_without_a_screen_both_windows_are_as_large_as_in_a_hall(screens: StationScreens) -> None:
    plain_app()
    assert screens.open() == ""
    QApplication.processEvents()
    assert screens.staff.isVisible()
    assert screens.applicant.isVisible()
    assert screens.staff.width() >= LEAST_STAFF_PX[0]
    assert screens.applicant.height() == 1080
