"""The pages of corrections in every language, also in large type on the smallest window.

With ``KIOSK_PICTURES`` set to a folder, each page is left there as a PNG.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from kiosk.workflow.phases import Ready
from tests.fakes.commands import RecordingCommands
from tests.ui import corrections, samples
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD, TEXT_SCALES

LEAST = (1366, 768)
SETTLED = 6  # a layout inside a layout is told of a new height one round later


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
    for name, (view, keys) in {**corrections.scenes(), **corrections.veiled()}.items():
        staff.show_view(samples.view(Ready()))
        staff.show_view(view)
        for key in keys:
            Hands(staff).press(key)
        for _ in range(SETTLED):
            QApplication.processEvents()
        found += [f"{name}: {one}" for one in clipped(staff)]
        size = (staff.width(), staff.height())
        found += [] if size == LEAST else [f"{name}: the window is {size}"]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            staff.grab().save(str(Path(folder) / f"{name}-{language.value}-{scale:.1f}.png"))
    assert found == []
