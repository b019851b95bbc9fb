"""The pages of a sitting in every language, also in large type on the smallest window.

With ``KIOSK_PICTURES`` set to a folder, each page is left there as a PNG.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from tests.fakes.commands import RecordingCommands
from tests.ui import sittings
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD, TEXT_SCALES

LEAST = (1366, 768)
ENOUGH_PX = 400  # eight papers in large type are higher than what the window leaves of the page


@pytest.fixture
def large(qtbot: QtBot, language: Language, scale: float) -> Iterator[StationScreens]:
    made = make_screens(
        RecordingCommands(), language, Language.JA, theme=STANDARD.with_text_scale(scale)
    )
    made.applicant.hide()
    yield made
    made.close()
    QApplication.processEvents()
    plain_app()


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off_and_no_window_grows(
    large: StationScreens, language: Language, scale: float
) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    found, staff = [], large.staff
    for name, view in sittings.scenes().items():
        staff.show_view(view)
        for _ in range(3):
            QApplication.processEvents()
        found += [f"{name}: {one}" for one in clipped(staff)]
        size = (staff.width(), staff.height())
        found += [] if size == LEAST else [f"{name}: the window is {size}"]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            staff.grab().save(str(Path(folder) / f"{name}-{language.value}-{scale:.1f}.png"))
    assert found == []


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", Language)
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
