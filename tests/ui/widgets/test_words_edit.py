"""A line of words: whole characters, nothing too long, not a letter changed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.hands import Hands
from ui.widgets.words_edit import MOST_UNITS, WordsEdit

KATSU = "葛\U000e0100"  # with the selector that makes it another 葛
YOSHI = "𠮷"
NFD = "か\u3099"
KAMI = "\ufa19"  # folded by NFC, which must not happen


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[WordsEdit]:
    made = WordsEdit()
    made.show()
    made.setFocus()
    yield made
    QGuiApplication.clipboard().clear()
    made.close()
    made.deleteLater()
    QApplication.processEvents()


@pytest.mark.parametrize("one", [KATSU, YOSHI, NFD, KAMI, "髙"])
def test_a_character_is_deleted_whole(edit: WordsEdit, one: str) -> None:
    hands = Hands(edit)
    hands.write(f"下{one}")
    hands.press("Backspace")
    assert edit.text() == "下"
    hands.write(one)
    hands.press("Left")
    assert edit.cursorPosition() == 1
    hands.press("Delete")
    assert edit.text() == "下"


@pytest.mark.parametrize("one", [KATSU, YOSHI, NFD, KAMI, "髙﨑", "=1+1", "@研修", "مريم"])
def test_words_are_kept_as_they_were_typed_or_pasted(edit: WordsEdit, one: str) -> None:
    hands = Hands(edit)
    hands.write(one)
    assert edit.text() == one
    hands.press("Ctrl+A")
    QGuiApplication.clipboard().setText(one)
    hands.press("Ctrl+V")
    assert edit.text() == one


def test_a_megabyte_is_refused_whole_and_told(edit: WordsEdit) -> None:
    told: list[bool] = []
    edit.refused.connect(lambda: told.append(True))
    edit.setText("研修")
    content = QMimeData()
    content.setText("あ" * 1_000_000)
    QGuiApplication.clipboard().setMimeData(content)
    hands = Hands(edit)
    for key in ("Ctrl+V", "Shift+Insert"):
        hands.press(key)
    hands.write("い" * 1_000_000)
    assert edit.text() == "研修"
    assert len(told) == 3  # two pastes and what an input method gave


def test_what_is_one_unit_too_long_is_refused_and_not_cut(edit: WordsEdit) -> None:
    hands = Hands(edit)
    hands.write(YOSHI * (MOST_UNITS // 2))
    assert len(edit.text()) == MOST_UNITS // 2
    hands.write(YOSHI)
    assert len(edit.text()) == MOST_UNITS // 2
    hands.press("Ctrl+A")
    hands.write("研修")
    assert edit.text() == "研修"
