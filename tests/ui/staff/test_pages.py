"""The pages of the staff window: made when they are needed, and never seen by themselves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import samples
from ui.screens import StationScreens
from ui.staff.day import ReadyPage
from ui.staff.sign_in import SignInPage

pytestmark = pytest.mark.gui


class _Shown(QObject):
    """Remembers the windows that were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QObject] = []

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Take note; leave the event to whom it is for."""
        if event.type() is QEvent.Type.Show and isinstance(seen, QWidget) and seen.isWindow():
            self.windows.append(seen)
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[_Shown]:
    watch = _Shown()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_a_page_is_made_when_it_is_first_needed(screens: StationScreens) -> None:
    assert [type(page) for page in screens.staff.pages.made] == [SignInPage]
    screens.staff.show_view(samples.scenes()["ready"])
    assert [type(page) for page in screens.staff.pages.made] == [SignInPage, ReadyPage]


def test_before_anything_is_known_the_log_in_is_seen(screens: StationScreens) -> None:
    screens.staff.pages.every()
    assert screens.staff.page is screens.staff.pages.sign_in


def test_all_pages_are_made_in_the_pauses_of_a_station_that_was_opened(
    screens: StationScreens, qapp: QApplication
) -> None:
    screens.staff.prepare()
    before = -1
    while (count := len(screens.staff.pages.made)) > before:
        before = count
        qapp.processEvents()
    assert not screens.staff.pages.make_next()


def test_no_page_is_a_window_of_its_own_while_it_is_made(
    screens: StationScreens, shown: _Shown
) -> None:
    active = QApplication.activeWindow()
    screens.staff.pages.every()
    QApplication.processEvents()
    assert shown.windows == []
    assert QApplication.activeWindow() is active
