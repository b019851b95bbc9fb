"""No page cuts its words."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.texts import Language
from tests.ui.clipping import clipped
from tests.ui.office.keys import (
    Make,
    enter,
    settle,
)
from ui.office.window import OfficeWindow
from ui.theme import TEXT_SCALES


def _looks(window: OfficeWindow) -> Iterator[str]:
    hands = enter(window)
    yield "start"
    for key, name in (("F2", "plan"), ("F3", "people"), ("F4", "cases")):
        hands.press(key)
        yield name
    for key, letters in (("F2", "NAC"), ("F3", "TN"), ("F4", "NIM")):
        hands.press(key)
        for letter in letters:
            hands.press(letter)
            yield f"{key}{letter}"
            hands.press("Esc")
            hands.press("Y")


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.PSEUDO, Language.EN])
def test_no_words_are_cut_in_any_language_and_size(
    make: Make, language: Language, scale: float
) -> None:
    window = make(language, scale)
    for name in _looks(window):
        settle()
        assert clipped(window) == [], name
        _picture(window, f"{language.value}-{scale:g}-{name}")


def _picture(window: QWidget, name: str) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        window.grab().save(str(Path(folder) / f"office-{name}.png"))
