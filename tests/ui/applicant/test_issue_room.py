"""Every word of every language has its room, every target is large enough."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import pseudo_words
from tests.fakes.commands import RecordingCommands
from tests.ui.applicant.sitter import JA, LANDSCAPE, PORTRAIT, Sitter, at_page, walk
from ui.applicant.button import LEAST_TARGET_PX
from ui.applicant.sentence import Sentence
from ui.theme import CONTRAST, STANDARD, Theme


def cut_off(sitter: Sitter, language: PublicLanguage) -> list[str]:
    """Go through every step in a language; return those where something has no room."""
    return [sitter.read() for _ in walk(sitter, language) if not sitter.page.step.fits]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("language", PublicLanguage)
def test_nothing_is_cut_off_in_any_language(
    qtbot: QtBot,
    commands: RecordingCommands,
    size: tuple[int, int],
    language: PublicLanguage,
) -> None:
    assert cut_off(at_page(qtbot, commands, size=size), language) == []


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (3840, 2160)])
@pytest.mark.parametrize("theme", [STANDARD, CONTRAST, STANDARD.with_text_scale(2.0)])
def test_nothing_is_cut_off_in_the_pseudo_language(
    qtbot: QtBot, commands: RecordingCommands, size: tuple[int, int], theme: Theme
) -> None:
    sitter = at_page(
        qtbot, commands, theme=theme, words_of=lambda _language: pseudo_words(), size=size
    )
    assert cut_off(sitter, PublicLanguage.JA) == []


def test_words_without_room_are_noticed(sitter: Sitter) -> None:
    sitter.page.resize(420, 300)
    QApplication.processEvents()
    assert not sitter.page.step.fits


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_every_target_is_large_enough_and_none_lies_on_another(
    qtbot: QtBot, commands: RecordingCommands, size: tuple[int, int]
) -> None:
    sitter = at_page(qtbot, commands, size=size)
    for wanted in ("", "language", "issue.purpose.A"):
        if wanted:
            sitter.touch(JA[wanted])
        buttons = sitter.page.step.buttons
        for at, one in enumerate(buttons):
            assert min(one.width(), one.height()) >= LEAST_TARGET_PX
            assert sitter.page.step.rect().contains(one.geometry())
            others = (*buttons[at + 1 :], *sitter.page.step.findChildren(Sentence))
            assert not any(one.geometry().intersects(other.geometry()) for other in others)
