"""Every page in every language has room for every word, in every size of type."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.finding import Hint
from kiosk.domain.ticket import PublicLanguage
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.applicant.chair import (
    FULL_HD,
    HALL,
    UPRIGHT,
    Chair,
    at_chair,
    every_view,
    in_the_way,
    speaking,
)
from tests.ui.conftest import plain_app
from ui.applicant.button import LEAST_TARGET_PX, PublicButton
from ui.applicant.confirming import ConfirmPage
from ui.applicant.consent import ConsentPage
from ui.applicant.page import PublicPage
from ui.theme import CONTRAST, STANDARD, Theme, contrast

LOOKS = [(size, scale) for size in (HALL, FULL_HD) for scale in (1.0, 1.5, 2.0)] + [(UPRIGHT, 1.0)]
WORDS = ("ink", "paper"), ("sub", "paper"), ("key", "paper"), ("on_key", "key")
"""The pairs the pages of the applicant write with."""


def complaints(chair: Chair, view: StationView) -> list[str]:
    """Return what of a view has no room, on every page of its fields."""
    found = look(chair, chair.sees(view))
    confirm = chair.window.confirm
    while chair.window.page is confirm and confirm.onward.isVisible():
        chair.touch(confirm.onward)
        found += look(chair, confirm)
    return found


def look(chair: Chair, page: QWidget) -> list[str]:
    found = []
    if isinstance(page, PublicPage | ConsentPage) and not page.fits:
        found.append(f"no room: {chair.reads()[:200]}")
    found += in_the_way(page)
    if page is not chair.window.issue:
        small = [
            one.accessibleName()
            for one in page.findChildren(PublicButton)
            if one.isVisible() and min(one.width(), one.height()) < LEAST_TARGET_PX
        ]
        found += [f"too small to touch: {one}" for one in small]
    return found


@pytest.fixture
def undressed(qapp: QApplication) -> object:
    yield qapp
    plain_app()


@pytest.mark.usefixtures("undressed")
@pytest.mark.parametrize(("size", "scale"), LOOKS)
def test_nothing_is_cut_off_in_any_language(
    qtbot: QtBot, commands: RecordingCommands, scale: float, size: tuple[int, int]
) -> None:
    chair = at_chair(qtbot, commands, theme=STANDARD.with_text_scale(scale), size=size)
    found = {
        f"{language} {type(view.phase).__name__}: {one}"
        for language in PublicLanguage
        for view in every_view(language)
        for one in complaints(chair, view)
    }
    assert found == set()


@pytest.mark.usefixtures("undressed")
@pytest.mark.parametrize("size", [HALL, UPRIGHT])
@pytest.mark.parametrize("theme", [STANDARD, CONTRAST, STANDARD.with_text_scale(2.0)])
def test_nothing_is_cut_off_in_the_language_that_stretches(
    qtbot: QtBot, commands: RecordingCommands, theme: Theme, size: tuple[int, int]
) -> None:
    chair = at_chair(qtbot, commands, theme=theme, size=size, house=Language.PSEUDO)
    found = {one for view in every_view(PublicLanguage.JA) for one in complaints(chair, view)}
    assert found == set()


@pytest.mark.parametrize("language", PublicLanguage)
def test_every_hint_has_its_room(
    qtbot: QtBot, commands: RecordingCommands, language: PublicLanguage
) -> None:
    chair = at_chair(qtbot, commands)
    page = chair.window.posing
    chair.sees(samples.view(phases.Posing(18), case=speaking(language)))
    for hint in Hint:
        page.show_frame(samples.frame(), samples.live(hint, 0.0))
        assert page.line.words
        assert page.fits, page.line.words


def test_a_page_that_is_too_small_is_noticed(qtbot: QtBot, commands: RecordingCommands) -> None:
    chair = at_chair(qtbot, commands)
    page = chair.sees(samples.view(phases.Receiving(18)))
    assert isinstance(page, ConsentPage)
    assert page.fits
    page.setParent(None)
    qtbot.addWidget(page)
    page.resize(420, 300)
    page.show()
    QApplication.processEvents()
    assert not page.fits


def test_a_field_that_is_too_long_is_noticed(qtbot: QtBot, commands: RecordingCommands) -> None:
    chair = at_chair(qtbot, commands)
    page = chair.sees(samples.view(samples.confirming()))
    assert isinstance(page, ConfirmPage)
    page.sheet.setFixedSize(200, 60)
    QApplication.processEvents()
    assert not page.fits


def test_every_page_can_be_heard(qtbot: QtBot, commands: RecordingCommands) -> None:
    chair = at_chair(qtbot, commands)
    for view in every_view(PublicLanguage.EN):
        page = chair.sees(view)
        chair.window.show_frame(samples.frame(), samples.live())
        assert chair.reads()
        for button in page.findChildren(PublicButton):
            assert not button.isVisible() or button.accessibleName()


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_high_contrast_is_seven_to_one_at_least(words: str, ground: str) -> None:
    colours = CONTRAST.colours
    assert contrast(getattr(colours, words), getattr(colours, ground)) >= 7


def test_no_key_of_the_staff_presses_a_button_here(
    qtbot: QtBot, commands: RecordingCommands
) -> None:
    chair = at_chair(qtbot, commands)
    for view in (samples.view(phases.Receiving(18)), samples.view(samples.confirming())):
        page = chair.sees(view)
        assert not isinstance(chair.window.focusWidget(), PublicButton)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            qtbot.keyClick(page, key)
    assert commands.asked == []
    assert commands.case_notes == []
