"""Every state of the console in every language and on both sizes of screen: nothing is cut off.

With ``KIOSK_PICTURES`` set to a folder, each state is left there as a PNG.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.texts import Language
from kiosk.workflow import phases
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from tests.ui.staff import line
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD

pytestmark = pytest.mark.gui
SETTLING = 5  # layouts inside layouts ask each other until they agree
LOOKS = [(1.0, (1366, 768)), (1.0, (1920, 1080)), (1.5, (1920, 1080)), (2.0, (1366, 768))]


@pytest.fixture
def looked_at(
    qtbot: QtBot, language: Language, look: tuple[float, tuple[int, int]]
) -> Iterator[StationScreens]:
    scale, size = look
    second = Language.JA if language is Language.EN else Language.EN
    theme = STANDARD if scale == 1 else STANDARD.with_text_scale(scale)
    made = make_screens(RecordingCommands(), language, second, theme=theme)
    made.staff.resize(*size)
    yield made
    made.close()
    QApplication.processEvents()
    plain_app()


def reach(screens: StationScreens, name: str) -> None:
    """Bring the console into a state as staff would."""
    view, keys = line.scenes()[name]
    screens.show_view(samples.view(phases.SignedOut()))
    screens.show_view(view)
    hands = Hands(screens.staff)
    for key in keys.split():
        hands.press(key)
    for _ in range(SETTLING):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("language", "look"),
    [
        pytest.param(language, look, id=f"{language.value}-{look[0]}-{look[1][0]}")
        for language in Language
        for look in LOOKS
        # sentences 40 % longer in type twice as large: no real language needs both at once
        if language is not Language.PSEUDO or look[0] == 1
    ],
)
def test_nothing_is_cut_off_in_any_state(
    looked_at: StationScreens, look: tuple[float, tuple[int, int]], language: Language
) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    found = []
    for name in line.scenes():
        reach(looked_at, name)
        found += [f"{name}: {one}" for one in clipped(looked_at.staff)]
        size = (looked_at.staff.width(), looked_at.staff.height())
        found += [] if size == look[1] else [f"{name}: the window is {size}"]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            spelled = f"{name}-{language.value}-{look[0]}-{look[1][0]}.png"
            looked_at.staff.grab().save(str(Path(folder) / spelled))
    assert found == []


@pytest.mark.parametrize(("language", "look"), [(Language.JA, LOOKS[0])])
def test_words_that_do_not_fit_are_found(looked_at: StationScreens) -> None:
    reach(looked_at, "line-busy")
    assert clipped(looked_at.staff) == []
    labels = looked_at.staff.pages.console.card.findChildren(QLabel)
    number = next(one for one in labels if one.text() == "A-025")
    number.setFixedWidth(20)
    looked_at.staff.pages.console.card.buttons["H"].setFixedWidth(30)
    QApplication.processEvents()
    assert len(clipped(looked_at.staff)) >= 2
