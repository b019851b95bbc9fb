"""What keeps staff's session open: their own keys, and nobody's at the public's screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.timepiece import Timepiece
from ui.screens import StationScreens
from ui.touch import EVERY_NS, TouchWatch

pytestmark = pytest.mark.gui


@pytest.fixture
def touches(screens: StationScreens, qtbot: QtBot) -> Iterator[list[int]]:
    told: list[int] = []
    clock = Timepiece()

    def touched() -> None:
        told.append(clock.monotonic_ns())
        clock.wait(2 * EVERY_NS / 1e9)

    watch = TouchWatch(touched, clock, screens.public)
    watch.start()
    yield told
    watch.stop()
    QApplication.processEvents()


def test_a_tap_on_the_self_service_screen_is_no_sign_of_staff(
    screens: StationScreens, touches: list[int]
) -> None:
    for place in (screens.applicant, screens.applicant.page):
        assert place is not None
        QTest.mouseClick(place, Qt.MouseButton.LeftButton)
        QTest.keyClick(place, Qt.Key.Key_A)
    assert touches == []


def test_a_key_at_the_staff_window_is(screens: StationScreens, touches: list[int]) -> None:
    QTest.keyClick(screens.staff, Qt.Key.Key_A)
    assert touches
