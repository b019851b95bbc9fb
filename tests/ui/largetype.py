"""The staff's window in each language and size of type, on the smallest screen: what does not fit.

With ``KIOSK_PICTURES`` set to a folder, each scene is left there as a PNG.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from tests.fakes.commands import RecordingCommands
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from ui.screens import StationScreens
from ui.theme import STANDARD, TEXT_SCALES

LEAST = (1366, 768)
_Test = TypeVar("_Test", bound=Callable[..., object])


@pytest.fixture
def large(qtbot: QtBot, language: Language, scale: float) -> Iterator[StationScreens]:
    """Give the windows in the type and language that the test is run with."""
    second = Language.JA if language is Language.EN else Language.EN
    theme = STANDARD.with_text_scale(scale)
    made = make_screens(RecordingCommands(), language, second, theme=theme)
    yield made
    made.close()
    QApplication.processEvents()
    plain_app()


def every_look(test: _Test) -> _Test:
    """Run the test in each language and size of type."""
    spoken: _Test = pytest.mark.parametrize("language", Language)(test)
    enlarged: _Test = pytest.mark.parametrize("scale", TEXT_SCALES)(spoken)
    return enlarged


def misfits(screens: StationScreens, name: str, look: str) -> list[str]:
    """Return what of the scene is cut off, and whether the staff's window grew for it."""
    staff = screens.staff
    found = [f"{name}: {one}" for one in clipped(staff)]
    size = (staff.width(), staff.height())
    found += [] if size == LEAST else [f"{name}: the window is {size}"]
    if folder := os.environ.get("KIOSK_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert staff.grab().save(str(Path(folder) / f"{name}-{look}.png"), "PNG")
    return found
