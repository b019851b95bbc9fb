"""Where the board stands."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.texts import Language, catalogue
from tests.ui.board.conftest import MakeBoard
from ui.board.place import BoardPlace, StationWindows, preview_area
from ui.monitor_memory import MonitorMemory, Remembered


@pytest.mark.parametrize("laptop", [QRect(0, 0, 1366, 728), QRect(0, 40, 1920, 1040)])
def test_the_preview_is_small_and_on_the_laptop(laptop: QRect) -> None:
    area = preview_area(laptop)
    assert laptop.contains(area)
    assert area.width() * area.height() < 0.12 * laptop.width() * laptop.height()


def test_without_a_screen_the_board_is_as_large_as_in_a_hall(make_board: MakeBoard) -> None:
    board, staff, applicant = make_board(), QWidget(), QWidget()
    memory = MonitorMemory()
    place = BoardPlace(
        StationWindows(staff=staff, applicant=applicant, board=board),
        catalogue(Language.JA),
        memory,
    )
    place.follow()
    assert board.height() == 1080
    assert not place.on_screen
    assert memory.now == Remembered()
    place.stop()
    for window in (staff, applicant):
        window.close()
        window.deleteLater()
    QApplication.processEvents()
