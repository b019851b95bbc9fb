"""Crown and chin on the verdict page: moved by keys or mouse, and the photo cut there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.reviewing import GOOD, drag, press, show
from ui.hands import Hands
from ui.screens import StationScreens


def test_lines_are_moved_by_keys_and_the_photo_is_cut_there(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, GOOD)
    press(hands, "L Down Down PgDown Shift+Up Enter")
    assert commands.asked == ["place_head"]
    moved, was = commands.lines[0], samples.LINES
    assert moved.crown == pytest.approx(was.crown + 1.5 / 45)
    assert moved.chin == pytest.approx(was.chin - 0.25 / 45)


def test_a_held_arrow_goes_on_and_a_held_enter_does_not(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    hands.press("L")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(screens.staff.focusWidget() or page, held)
    assert commands.asked == []
    assert page.photo.lines is not None
    assert page.photo.lines.crown == pytest.approx(samples.LINES.crown + 0.5 / 45)


def test_esc_puts_the_lines_back_and_an_untouched_line_cuts_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    press(hands, "L PgDown Esc L Enter")
    assert commands.asked == []
    assert page.photo.lines == samples.LINES


def test_a_line_that_is_dragged_is_cut_at_when_it_is_let_go(
    screens: StationScreens, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    drag(page, samples.LINES.chin, -0.1)
    assert commands.asked == ["place_head"]
    assert commands.lines[0].chin == pytest.approx(samples.LINES.chin - 0.1, abs=0.003)
    assert commands.lines[0].crown == samples.LINES.crown


def test_lines_cannot_be_dragged_past_each_other_nor_from_nowhere(
    screens: StationScreens, commands: RecordingCommands
) -> None:
    page = show(screens, GOOD)
    drag(page, 0.5, 0.2)
    assert commands.asked == []
    drag(page, samples.LINES.crown, 0.95)
    assert commands.lines[0].crown < commands.lines[0].chin


def test_a_photo_that_could_not_be_cut_shows_its_old_lines(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, GOOD)
    press(hands, "L PgDown Enter")
    show(screens, replace(GOOD, busy=True))
    assert page.photo.lines != samples.LINES
    show(screens, GOOD)
    assert page.photo.lines == samples.LINES
