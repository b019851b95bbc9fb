"""Every page at three sizes in every language: nothing is cut off; pictures for a person.

With ``KIOSK_PICTURES`` set to a folder, each page is left there as a PNG.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.finding import Check, Hint
from kiosk.texts import Language
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens
from ui.screens import StationScreens

SETTLING = 5  # layouts inside layouts ask each other until they agree
SIZES = [(1366, 768), (1440, 900), (1920, 1080)]


@pytest.fixture
def both(qtbot: QtBot, language: Language) -> Iterator[StationScreens]:
    second = Language.JA if language is Language.EN else Language.EN
    made = make_screens(RecordingCommands(), language, second)
    yield made
    made.close()
    QApplication.processEvents()


def show(screens: StationScreens, name: str) -> None:
    """Show a scene with a face and a filled form, as on a busy day."""
    screens.show_view(samples.scenes()[name])
    QApplication.processEvents()
    if name != "posing-lost":
        hint, hold = (Hint.HOLD_STILL, 0.65) if name == "posing" else (Hint.MOVE_LEFT, 0.0)
        screens.show_frame(samples.frame(), samples.live(hint, hold))
    if name in {"filling-decided", "sealing"}:
        screens.staff.pages.filling.form.restore(samples.FORM)
    elif name == "filling":
        form = screens.staff.pages.filling.form
        form.wipe()
        for field, words in (("phone", "999-0000"), ("birth_date", "S70.1.1")):
            form.fields[field].set_text(words)
            form.fields[field].check()
    for _ in range(SETTLING):
        QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", Language)
def test_no_words_are_cut_off(
    both: StationScreens, language: Language, size: tuple[int, int]
) -> None:
    for window in (both.staff, both.applicant):
        window.resize(*size)
    folder = os.environ.get("KIOSK_PICTURES")
    found = []
    for name in samples.scenes():
        show(both, name)
        found += [f"{name}: {one}" for one in (*clipped(both.staff), *clipped(both.applicant))]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            both.grab_all(Path(folder), f"{name}-{language.value}-{size[0]}x{size[1]}")
    assert found == []


@pytest.mark.parametrize("language", Language)
def test_every_hint_fits_on_the_smallest_applicant_screen(
    both: StationScreens, language: Language
) -> None:
    both.applicant.resize(both.applicant.minimumSize())
    both.show_view(samples.scenes()["posing"])
    found = []
    for hint in Hint:
        QApplication.processEvents()
        both.show_frame(samples.frame(), samples.live(hint, 0.0))
        found += [f"{hint}: {one}" for one in (*clipped(both.applicant), *clipped(both.staff))]
    assert language in Language
    assert found == []


@pytest.mark.parametrize("language", [Language.JA])
def test_all_checks_at_once_have_room_in_the_list(both: StationScreens) -> None:
    both.staff.resize(1440, 900)
    both.show_view(samples.scenes()["posing"])
    QApplication.processEvents()
    both.show_frame(samples.frame(), samples.live(findings=samples.ALL_FINDINGS))
    QApplication.processEvents()
    assert len(samples.ALL_FINDINGS) == len(Check)
    assert clipped(both.staff) == []


@pytest.mark.parametrize("language", [Language.JA])
def test_words_that_are_cut_off_are_found(both: StationScreens) -> None:
    show(both, "ready")
    labels = both.staff.page.findChildren(QLabel)
    label = next(one for one in labels if type(one) is QLabel and len(one.text()) > 3)
    label.setFixedWidth(40)
    button = both.staff.page.bar.primary
    assert isinstance(button, QWidget)
    button.setFixedWidth(100)
    QApplication.processEvents()
    found = clipped(both.staff)
    assert any("40 px wide" in one for one in found)
    assert any("KeyButton" in one for one in found)
