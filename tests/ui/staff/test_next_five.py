"""Who is next, looked at during a sitting: by one key, and nothing else changes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from kiosk.workflow.queue.view import Patience, QueueView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.seen import said
from tests.ui.staff import line
from tests.ui.staff.lines import FREE
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.console.nextfive import NextFive
from ui.staff.window import NEXT_KEY

pytestmark = pytest.mark.gui
SITTING: list[Phase] = [
    phases.Posing(1),
    phases.Reviewing(1, samples.shot()),
    phases.Filling(1, samples.shot(), samples.review()),
]


def sit(screens: StationScreens, phase: Phase, queue: QueueView = FREE) -> None:
    screens.show_view(samples.view(phase, queue=queue))
    QApplication.processEvents()


def numbers(screens: StationScreens) -> list[str]:
    """Return the numbers that are seen, none while the panel is shut."""
    return [
        one.number
        for panel in screens.staff.findChildren(NextFive)
        if panel.isVisible()
        for one in panel.rows.rows
    ]


@pytest.mark.parametrize("phase", SITTING, ids=lambda one: type(one).__name__)
def test_the_next_five_are_seen_by_a_key_and_go_by_esc(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, phase: Phase
) -> None:
    sit(screens, phase)
    keyboard = screens.staff.focusWidget()
    hands.press(NEXT_KEY)
    assert numbers(screens) == [str(one.number) for one in line.SIX[:5]]
    assert "ほか 1人" in said(screens.staff)
    assert screens.staff.focusWidget() is keyboard
    hands.press("Esc")
    assert numbers(screens) == []
    hands.press(NEXT_KEY)
    hands.press(NEXT_KEY)
    assert numbers(screens) == []
    assert commands.asked == []


def test_minutes_and_bands_go_on_while_the_panel_is_open(
    screens: StationScreens, hands: Hands
) -> None:
    sit(screens, phases.Posing(1))
    hands.press(NEXT_KEY)
    (panel,) = (one for one in screens.staff.findChildren(NextFive) if one.isVisible())
    assert [one.patience for one in panel.rows.rows[:2]] == [Patience.AMBER, Patience.RED]
    assert panel.rows.rows[1].minutes == "44分"
    sit(screens, phases.Posing(1), line.queue(*line.SIX[3:]))
    assert numbers(screens) == [str(one.number) for one in line.SIX[3:]]
    sit(screens, phases.Posing(1), line.queue())
    assert numbers(screens) == []
    assert "待っている人はいません" in said(panel)


def test_the_chip_with_the_count_opens_it_too(
    screens: StationScreens, hands: Hands, qtbot: QtBot
) -> None:
    sit(screens, phases.Posing(1))
    qtbot.mouseClick(screens.staff.header.line.waiting, Qt.MouseButton.LeftButton)
    assert len(numbers(screens)) == 5
    hands.press("F1")  # another panel's key shuts it first
    hands.press("F1")
    assert numbers(screens) == []
    assert NEXT_KEY in said(screens.staff)


def test_a_venue_without_a_line_has_no_such_key(screens: StationScreens, hands: Hands) -> None:
    sit(screens, phases.Posing(1), replace(FREE, enabled=False))
    hands.press(NEXT_KEY)
    assert numbers(screens) == []
    hands.press("F1")
    assert NEXT_KEY not in said(screens.staff)
