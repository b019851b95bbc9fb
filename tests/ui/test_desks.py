"""Every desk of the back office: left with Esc, silent at work, empty after the lock."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.texts import Language, catalogue
from kiosk.workflow.desks import Desk, HandOverDesk, PolicyDesk
from kiosk.workflow.phases import SignedOut
from tests.fakes.commands import RecordingCommands
from tests.ui import desks, samples
from tests.ui.desks import Pick, show
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

EVERY: dict[str, Desk] = {
    "hand_over": desks.hand_over(),
    "audit": desks.trail(),
    "staff": desks.PEOPLE,
    "policy": desks.POLICY,
}


@pytest.mark.parametrize("name", EVERY)
def test_esc_leaves_a_desk(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, name: str
) -> None:
    show(screens, EVERY[name])
    hands.press("Esc")
    assert commands.asked == ["go_home"]


@pytest.mark.parametrize("name", EVERY)
def test_a_desk_that_works_takes_no_other_key(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick, name: str
) -> None:
    pick.chosen = Path("policy.json")
    show(screens, EVERY[name])
    show(screens, EVERY[name], busy=True)
    for key in ("Enter", "Ctrl+Enter", "Esc", "F2", "F3", "F4", "F5", "F6", "V", "1", "PgDown"):
        hands.press(key)
    assert commands.asked == []


@pytest.mark.parametrize("name", EVERY)
def test_an_error_stands_on_the_page_with_what_is_safe_and_what_to_do(
    screens: StationScreens, name: str
) -> None:
    show(screens, EVERY[name], notice=samples.disk_full())
    words = said(screens.staff)
    for part in catalogue(Language.JA).explain(samples.disk_full()):
        assert part in words


@pytest.mark.parametrize("name", EVERY)
def test_nothing_of_a_desk_stays_when_the_station_is_locked(
    screens: StationScreens, name: str
) -> None:
    show(screens, EVERY[name])
    page = screens.staff.page
    before = "".join(one.text() for one in page.findChildren(QLabel))
    screens.show_view(samples.view(SignedOut()))
    QApplication.processEvents()
    after = "".join(one.text() for one in page.findChildren(QLabel))
    for word in ("KENSHU-USB1", "kenshu2", "研修 総括", "うみ かぜ"):
        assert word not in after
    assert any(word in before for word in ("KENSHU-USB1", "kenshu2", "うみ かぜ"))


def test_the_applicant_sees_nothing_of_a_desk(screens: StationScreens) -> None:
    for desk in EVERY.values():
        show(screens, desk)
        assert "kenshu" not in said(screens.applicant).lower()
        assert "研修 " not in said(screens.applicant)


def test_the_window_stays_open_while_a_desk_works(screens: StationScreens) -> None:
    show(screens, desks.hand_over(desks.CLOSED), busy=True)
    assert not screens.staff.close()
    show(screens, desks.hand_over(desks.CLOSED))
    assert screens.staff.close()


@pytest.mark.parametrize(
    ("desk", "key", "wish"),
    [(desks.hand_over(desks.CLOSED), "F2", "open_hand_over"), (desks.POLICY, "F3", "open_policy")],
)
def test_a_medium_plugged_in_just_now_is_found_with_f9(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    desk: HandOverDesk | PolicyDesk,
    key: str,
    wish: str,
) -> None:
    show(screens, replace(desk, media=()))
    hands.press(key)
    QApplication.processEvents()
    assert "KENSHU-USB1" not in said(screens.staff)
    hands.press("F9")
    assert commands.asked == [wish]
    show(screens, desk)
    QApplication.processEvents()
    assert "KENSHU-USB1" in said(screens.staff)
