"""フリガナ suggested from what an input method composed: never a guess, never in the way."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui import sittings
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.form import FormView
from ui.widgets.reading import Reading


def compose(place: object, *shown: str, commit: str = "", rest: str = "") -> None:
    """Type as an input method does: what is shown while composing, then the words."""
    for preedit in shown:
        QCoreApplication.sendEvent(place, QInputMethodEvent(preedit, []))  # type: ignore[arg-type]
    if commit:
        event = QInputMethodEvent(rest, [])
        event.setCommitString(commit)
        QCoreApplication.sendEvent(place, event)  # type: ignore[arg-type]


@pytest.fixture
def form(screens: StationScreens) -> FormView:
    screens.show_view(sittings.filling(sittings.asked()))
    QApplication.processEvents()
    return screens.staff.pages.filling.form


def test_a_name_that_was_converted_suggests_its_reading_and_one_key_takes_it(
    form: FormView, hands: Hands
) -> None:
    name = form.fields["name"].widget
    compose(name, "ｋ", "け", "けn", "けん", "けんしゅう", "研修", commit="研修")
    compose(name, commit="　")
    compose(name, "は", "はな", "はなこ", "花子", commit="花子")
    kana = form.fields["kana"]
    assert kana.edit.placeholderText() == "ケンシュウ ハナコ"  # type: ignore[union-attr]
    assert "ケンシュウ ハナコ" in kana.answer.text()
    assert kana.text == ""
    hands.press("Enter")
    hands.press("Down")
    assert kana.text == "ケンシュウ ハナコ"


def test_a_reading_that_was_typed_is_never_overwritten(form: FormView, hands: Hands) -> None:
    compose(form.fields["name"].widget, "やまだ", "山田", commit="山田")
    form.fields["kana"].widget.setFocus()
    hands.write("ヤマタ")
    hands.press("Down")
    assert form.fields["kana"].text == "ヤマタ"


def test_the_suggestion_goes_with_the_name_and_with_the_person(
    form: FormView, hands: Hands, screens: StationScreens
) -> None:
    compose(form.fields["name"].widget, "やまだ", "山田", commit="山田")
    form.fields["name"].widget.setFocus()
    hands.press("Ctrl+A")
    hands.press("Delete")
    kana = form.fields["kana"]
    assert kana.edit.placeholderText() == ""  # type: ignore[union-attr]
    compose(form.fields["name"].widget, "やまだ", "山田", commit="山田")
    form.wipe()
    assert kana.edit.placeholderText() == ""  # type: ignore[union-attr]
    assert "ヤマダ" not in kana.answer.text()
    screens.show_view(sittings.filling(sittings.asked()))


def reading(*typed: tuple[tuple[str, ...], str, str]) -> Reading:
    made = Reading()
    for shown, commit, rest in typed:
        for preedit in shown:
            made.compose(preedit)
        made.commit(commit, rest)
    return made


@pytest.mark.parametrize(
    ("typed", "text", "suggested"),
    [
        ([(("たなか", "田中"), "田中", "")], "田中", "タナカ"),
        (
            [(("たなかたろう",), "田中", "たろう"), (("太郎",), "太郎", "")],
            "田中太郎",
            "タナカタロウ",
        ),
        ([(("けn",), "研", "")], "研", "ケン"),
        ([(("やまだ",), "やまだ", "")], "やまだ", "ヤマダ"),
        ([((), "ヤマダ", "")], "ヤマダ", "ヤマダ"),
        ([(("たかはし", "高橋", "髙橋"), "髙橋", "")], "髙橋", "タカハシ"),
        ([(("たなか", "田中"), "田中", "")], "田中研", ""),
        ([((), "NGUYEN", "")], "NGUYEN", ""),
        ([(("た", "たな", "た", ""), "", "")], "田", ""),
    ],
)
def test_only_what_is_known_of_every_character_is_suggested(
    typed: list[tuple[tuple[str, ...], str, str]], text: str, suggested: str
) -> None:
    assert reading(*typed).suggestion(text) == suggested
