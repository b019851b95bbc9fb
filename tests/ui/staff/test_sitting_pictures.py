"""The pages of a sitting in every language, also in large type on the smallest window."""

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.texts import Language
from tests.ui import sittings
from tests.ui.clipping import clipped
from tests.ui.largetype import every_look, large, misfits
from ui.hands import Hands
from ui.screens import StationScreens

__all__ = ["large"]
ENOUGH_PX = 400  # eight papers in large type are higher than what the window leaves of the page


@every_look
def test_nothing_is_cut_off_and_no_window_grows(
    large: StationScreens, language: Language, scale: float
) -> None:
    found = []
    large.applicant.hide()
    for name, view in sittings.scenes().items():
        large.staff.show_view(view)
        for _ in range(3):
            QApplication.processEvents()
        found += misfits(large, name, f"{language.value}-{scale:.1f}")
    assert found == []


@every_look
def test_the_reasons_to_leave_have_room_for_their_words(large: StationScreens) -> None:
    large.staff.show_view(sittings.receiving(sittings.NEW))
    for key in ("L", "Esc", "Esc"):
        Hands(large.staff).press(key)
        QApplication.processEvents()
        assert clipped(large.staff) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", [Language.JA])
def test_the_field_with_the_keyboard_is_always_in_sight(large: StationScreens) -> None:
    hands, form = Hands(large.staff), large.staff.pages.filling.form
    large.staff.show_view(sittings.filling(sittings.MOST))
    QApplication.processEvents()
    form.fields[form.stops[0]].widget.setFocus()
    for stop in form.stops:
        QApplication.processEvents()
        widget = form.fields[stop].widget
        assert large.staff.focusWidget() is widget
        seen = widget.visibleRegion().boundingRect()
        assert seen == widget.rect() or seen.height() >= ENOUGH_PX, stop
        hands.press("Enter")
