"""Every page by keyboard alone, through real key events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import mornings, samples
from ui.hands import Hands
from ui.screens import StationScreens

KEYS: list[tuple[Phase, str, str]] = [
    (phases.Ready(), "Enter", "begin_sitting"),
    (phases.Ready(), "F10", "ask_close"),
    (phases.Ready(), "F12", "lock"),
    (phases.Ready(), "Ctrl+L", "lock"),
    (phases.Ready(), "F4", "open_hand_over"),
    (phases.Ready(), "F5", "open_audit"),
    (phases.Ready(), "F6", "open_staff"),
    (phases.Ready(), "F7", "open_policy"),
    (phases.Filling(1, samples.shot(), samples.review()), "Ctrl+L", "lock"),
    (phases.Opening(mornings.UNOPENED), "Enter", "open_day"),
    (phases.Opening(mornings.UNOPENED), "F4", "open_hand_over"),
    (phases.Opening(mornings.UNOPENED), "F9", "go_home"),
    (phases.Opening(mornings.LEFT_OPEN), "Enter", "ask_close"),
    (phases.Opening(mornings.CUT_OFF), "Enter", "ask_close"),
    (phases.Opening(mornings.CUT_OFF), "F8", "open_day"),
    (phases.Resuming(mornings.DRAFT), "Enter", "resume_draft"),
    (phases.Posing(1), "Enter", "take_photo"),
    (phases.Posing(1), "M", "take_photo"),
    (phases.Posing(1), "A", "toggle_auto_capture"),
    (phases.Posing(1), "F6", "reopen_intake"),
    (phases.Receiving(1), "Enter", "finish_intake"),
    (phases.Receiving(1), "C", "note_consent"),
    (phases.Receiving(1), "3", "set_point"),
    (phases.Receiving(1), "-", "set_point"),
    (samples.confirming(), "Enter", "seal"),
    (samples.confirming(), "A", "confirm_application"),
    (samples.confirming(), "F6", "correct_form"),
    (samples.confirming(hidden=True), "R", "show_confirmation"),
    (phases.Reviewing(1, samples.shot()), "Ctrl+R", "retake"),
    (phases.Reviewing(1, samples.shot()), "R", "retake"),
    (phases.Reviewing(1, samples.shot()), "G", "agree"),
    (phases.Reviewing(1, samples.FILE_SHOT), "Enter", "retake"),
    (phases.Filling(1, samples.shot(), samples.review()), "F6", "reopen_review"),
    (phases.Filling(1, None, None), "F6", "retake"),
    (phases.Receipted(1, samples.RECEIPT), "Enter", "begin_sitting"),
    (phases.Receipted(1, samples.RECEIPT), "F10", "ask_close"),
    (phases.ConfirmingClose(3), "Esc", "decline_close"),
    (phases.DayClosed(None), "Enter", "sign_out"),
    (phases.DayClosed(None, mornings.CLOSED), "Enter", "sign_out"),
    (phases.DayClosed(samples.BATCH, mornings.UNOPENED), "Enter", "go_home"),
    (phases.DayClosed(None, mornings.CLOSED), "F4", "open_hand_over"),
]


@pytest.mark.parametrize(("phase", "key", "wish"), KEYS, ids=lambda one: str(one)[:24])
def test_a_key_asks_for_what_is_written_on_its_button(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    phase: Phase, key: str, wish: str,
) -> None:  # fmt: skip
    screens.show_view(samples.view(phase))
    hands.press(key)
    assert commands.asked == [wish]


def test_a_key_of_another_page_asks_for_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.Ready()))
    for key in ("R", "M", "A", "Esc", "F9"):
        hands.press(key)
    assert commands.asked == []


def test_a_key_held_down_asks_once(
    screens: StationScreens, commands: RecordingCommands, qtbot: QtBot
) -> None:
    screens.show_view(samples.view(phases.Ready()))
    qtbot.keyPress(screens.staff.page, Qt.Key.Key_Return)
    repeated = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True
    )
    QApplication.sendEvent(screens.staff.page, repeated)
    assert commands.asked == ["begin_sitting"]


@pytest.mark.parametrize(
    "phase",
    [
        phases.Shooting(1),
        phases.Developing(1),
        phases.Reviewing(1, samples.shot(), busy=True),
        samples.sealing(),
        phases.SignedOut(busy=True),
    ],
)
def test_nothing_can_be_asked_while_the_wheel_turns(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, phase: Phase
) -> None:
    screens.show_view(samples.view(phase))
    for key in ("Enter", "Ctrl+Enter", "Esc", "R", "A", "M", "Ctrl+R", "F6", "G", "L", "F8"):
        hands.press(key)
    assert commands.asked == []


def test_a_busy_button_keeps_its_place_and_size(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Posing(1)))
    QApplication.processEvents()
    button = screens.staff.page.bar.primary
    assert button is not None
    before = button.geometry()
    screens.show_view(samples.view(phases.Developing(1)))
    QApplication.processEvents()
    assert button.busy
    assert button.geometry() == before


def test_the_primary_action_is_at_the_same_place_on_every_page(screens: StationScreens) -> None:
    places = set()
    for view in samples.scenes().values():
        screens.show_view(view)
        QApplication.processEvents()
        button = screens.staff.page.bar.primary
        assert button is not None
        corner = button.mapTo(screens.staff, button.rect().bottomRight())
        places.add((corner.x(), corner.y(), button.height()))
    assert len(places) == 1


def test_f1_lists_the_keys_of_the_page_and_esc_closes_the_list(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.Posing(1)))
    hands.press("F1")
    panel = screens.staff._panel
    assert panel.isVisible()
    hands.press("Esc")
    assert not panel.isVisible()
    assert commands.asked == []
    hands.press("?")
    assert panel.isVisible()


def reachable(screens: StationScreens, steps: int = 40) -> set[int]:
    seen = set()
    for _ in range(steps):
        widget = QApplication.focusWidget()
        if widget is not None:
            seen.add(id(widget))
        screens.staff.focusNextChild()
    return seen


@pytest.mark.parametrize("name", samples.scenes())
def test_everything_that_can_have_the_focus_is_reached_with_tab(
    screens: StationScreens, name: str
) -> None:
    screens.show_view(samples.scenes()[name])
    QApplication.processEvents()
    wanted = {
        id(widget)
        for widget in screens.staff.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    }
    assert wanted
    assert wanted <= reachable(screens)


def test_the_ring_is_around_whatever_has_the_focus(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    QApplication.processEvents()
    ring = screens.staff._ring
    for _ in range(4):
        target = QApplication.focusWidget()
        assert target is not None
        assert ring.isVisible()
        corner = target.mapTo(screens.staff, target.rect().topLeft())
        assert ring.geometry().adjusted(6, 6, -6, -6).topLeft() == corner
        assert ring.size().width() == target.width() + 12
        screens.staff.focusNextChild()


def test_the_window_stays_open_while_something_is_written(screens: StationScreens) -> None:
    screens.show_view(samples.view(samples.sealing()))
    assert not screens.staff.close()
    assert not screens.applicant.close()
    screens.show_view(samples.view(phases.Ready()))
    assert screens.staff.close()
    assert screens.applicant.isHidden()


def test_the_camera_chip_says_what_to_do(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(samples.scenes()["posing-lost"])
    screens.staff.header.chip.click()
    assert screens.staff._panel.isVisible()
    hands.press("Esc")
    assert not screens.staff._panel.isVisible()
