"""Ways on over a page: one key each, the keyboard stands on staying, the page below rests."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.workflow import phases
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, sittings
from ui.hands import Hands
from ui.screens import StationScreens
from ui.widgets.pick_panel import PickPanel


@pytest.fixture
def panel(screens: StationScreens, hands: Hands) -> PickPanel:
    screens.show_view(sittings.receiving(sittings.NEW))
    hands.press("Esc")
    QApplication.processEvents()
    return screens.staff.findChildren(PickPanel)[0]


def test_esc_and_enter_change_nothing_and_give_the_keyboard_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, panel: PickPanel
) -> None:
    assert panel.isVisible()
    hands.press("Enter")
    assert panel.isVisible()
    hands.press("Esc")
    assert not panel.isVisible()
    assert screens.staff.focusWidget() is screens.staff.page.bar.primary
    assert commands.asked == []


def test_no_key_reaches_the_page_below(
    hands: Hands, commands: RecordingCommands, panel: PickPanel
) -> None:
    for key in ("C", "L", "-", "0", "Ctrl+Enter", "F6", "Enter"):
        hands.press(key)
    assert commands.asked == []
    assert panel.isVisible()


def test_the_tab_key_goes_round_in_the_panel(
    screens: StationScreens, hands: Hands, panel: PickPanel
) -> None:
    seen = set()
    for _ in range(25):
        focused = screens.staff.focusWidget()
        assert focused is not None
        assert panel.isAncestorOf(focused)
        seen.add(id(focused))
        hands.press("Tab")
    assert len(seen) == 10  # nine reasons and staying
    hands.press("Shift+Tab")
    assert panel.isAncestorOf(screens.staff.focusWidget())


def test_locking_is_possible_with_the_panel_open(
    hands: Hands, commands: RecordingCommands, panel: PickPanel
) -> None:
    assert panel.isVisible()
    hands.press("F12")
    assert commands.asked == ["lock"]


def test_it_goes_with_the_page_it_was_opened_on(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, panel: PickPanel
) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    assert not panel.isVisible()
    hands.press("1")
    assert commands.asked == []
