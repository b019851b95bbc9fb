"""Between people: the light and the duties are seen to, and told before the day is closed."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.workflow.phases import ConfirmingClose, Phase, Posing, Ready, Receipted, SignedOut
from kiosk.workflow.snapshots import LightState
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

BETWEEN = [Ready(), Receipted(1, samples.RECEIPT)]


@pytest.mark.parametrize("phase", BETWEEN)
@pytest.mark.parametrize(("key", "wish"), [("F2", "begin_light_check"), ("F3", "open_duties")])
def test_light_and_duties_are_one_key_away(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    phase: Phase, key: str, wish: str,
) -> None:  # fmt: skip
    screens.show_view(samples.view(phase))
    hands.press(key)
    assert commands.asked == [wish]


@pytest.mark.parametrize("phase", BETWEEN)
def test_the_number_of_open_duties_stands_on_the_button(
    screens: StationScreens, phase: Phase
) -> None:
    screens.show_view(samples.view(phase, duties_open=12))
    assert "12件" in screens.staff.page.bar.button("F3").accessibleName()
    screens.show_view(samples.view(phase, duties_open=0))
    assert "0件" in screens.staff.page.bar.button("F3").accessibleName()


@pytest.mark.parametrize("phase", BETWEEN)
@pytest.mark.parametrize(
    ("light", "words"),
    [
        (LightState.CHECKED, ""),
        (LightState.UNCHECKED, "照明をまだ確認していません。F2"),
        (LightState.DRIFTED, "照明が開始時から変わりました。F2 で確認"),
    ],
)
def test_light_that_is_not_known_is_told_with_the_key(
    screens: StationScreens, phase: Phase, light: LightState, words: str
) -> None:
    screens.show_view(samples.view(phase, light=light))
    assert words in said(screens.staff)
    assert ("F2" in said(screens.staff)) is bool(words)


CHIPS = {
    LightState.CHECKED: ("○ 照明", "ok"),
    LightState.UNCHECKED: ("△ 照明未確認", "warn"),
    LightState.DRIFTED: ("△ 照明が変化", "warn"),
}


@pytest.mark.parametrize("light", LightState)
def test_the_chip_of_the_light_has_mark_word_and_what_to_do(
    screens: StationScreens, light: LightState
) -> None:
    screens.show_view(samples.view(Posing(1), light=light))
    chip = screens.staff.header.light_chip
    assert (chip.text(), chip.property("state")) == CHIPS[light]
    chip.click()
    assert screens.staff._panel.isVisible()
    assert "照明" in said(screens.staff._panel)


def test_nobody_logged_in_is_told_of_the_light(screens: StationScreens) -> None:
    screens.show_view(samples.view(SignedOut(), light=LightState.UNCHECKED))
    assert not screens.staff.header.light_chip.isVisible()


def test_the_chips_keep_their_width_whatever_they_say(screens: StationScreens) -> None:
    widths = set()
    for light in LightState:
        screens.show_view(samples.view(Ready(), light=light))
        QApplication.processEvents()
        widths.add(screens.staff.header.light_chip.geometry().getRect())
    assert len(widths) == 1


def test_duties_left_are_told_before_the_day_is_closed(screens: StationScreens) -> None:
    screens.show_view(samples.view(ConfirmingClose(41, 2)))
    assert "写真の特例の連絡が2件残っています" in said(screens.staff)
    screens.show_view(samples.view(ConfirmingClose(41)))
    assert "残っています" not in said(screens.staff)
