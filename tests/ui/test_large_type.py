"""Light, duties and the day in every language, also in large type on the smallest window."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.finding import Hint
from kiosk.ports import CameraState
from kiosk.texts import Language
from kiosk.workflow.phases import Developing, Posing, Ready
from kiosk.workflow.snapshots import LightState
from tests.fakes.voice import WrittenVoice
from tests.ui import room, samples
from tests.ui.clipping import clipped
from tests.ui.largetype import every_look, large, misfits
from ui.screens import StationScreens
from ui.theme import TEXT_SCALES
from ui.voice import Speaker
from ui.widgets.key_button import KeyButton

__all__ = ["large"]
KEYS = ("F2", "F3", "F10")


def show(screens: StationScreens, name: str) -> None:
    """Show a scene with the frames its moment would have brought."""
    _, view, live = room.scenes()[name]
    screens.show_view(view)
    QApplication.processEvents()
    if view.camera.state is CameraState.LIVE:
        for seq in range(1, 18 if name.endswith("busy") else 2):
            screens.show_frame(samples.frame(1 + seq % 2), live)
    QApplication.processEvents()


@every_look
def test_nothing_is_cut_off_and_no_window_grows(
    large: StationScreens, language: Language, scale: float
) -> None:
    found = []
    for name in room.scenes():
        show(large, name)
        found += misfits(large, name, f"{language.value}-{scale:.1f}")
        found += [f"{name}: {one}" for one in clipped(large.applicant)]
    assert found == []


@every_look
def test_every_hint_has_room_for_its_words(large: StationScreens) -> None:
    large.staff.pages.posing.give_voice(Speaker(WrittenVoice(), on=True))
    large.show_view(samples.view(Posing(1)))
    QApplication.processEvents()
    found = []
    for seq, hint in enumerate(Hint):
        large.show_frame(samples.frame(1 + 2 * seq), samples.live(hint, 0.0))
        QApplication.processEvents()
        found += [f"{hint}: {one}" for one in (*clipped(large.applicant), *clipped(large.staff))]
    large.show_view(samples.view(Developing(1)))
    QApplication.processEvents()
    found += clipped(large.applicant)
    assert found == []


@every_look
def test_the_keys_of_the_day_are_all_on_the_smallest_screen(large: StationScreens) -> None:
    large.show_view(samples.view(Ready(), light=LightState.DRIFTED, duties_open=12))
    QApplication.processEvents()
    for key in KEYS:
        button = large.staff.page.bar.button(key)
        assert button.visibleRegion().boundingRect() == button.rect(), key
        assert button.width() >= button.minimumSizeHint().width(), key


@pytest.mark.parametrize("scale", [2.0])
@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_the_desks_have_buttons_while_the_chair_is_free(large: StationScreens) -> None:
    large.show_view(samples.view(Ready()))
    for _ in range(4):
        QApplication.processEvents()
    buttons = large.staff.page.findChildren(KeyButton)
    for key in ("F4", "F5", "F6", "F7"):
        (button,) = [one for one in buttons if one.accessibleName().endswith(key)]
        assert button.isVisible()
        if large.staff.page.desk.texts.language is Language.JA:
            assert button.visibleRegion().boundingRect() == button.rect(), key


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.JA])
def test_what_went_wrong_is_never_scrolled_away(large: StationScreens) -> None:
    for name in ("opening-notice", "confirming-refused", "closing-cancelled"):
        show(large, name)
        notice = large.staff.page.notice
        assert notice.visibleRegion().boundingRect() == notice.rect(), name


@pytest.mark.parametrize("scale", [2.0])
@pytest.mark.parametrize("language", [Language.JA])
def test_words_pushed_off_to_the_side_are_found(large: StationScreens) -> None:
    show(large, "ready-drifted")
    assert clipped(large.staff) == []
    large.staff.page.body.setMinimumWidth(1500)
    QApplication.processEvents()
    assert any("ScrollBody" in one for one in clipped(large.staff))
