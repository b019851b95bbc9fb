"""A USB scanner's keys become a code and reach no field; what hands type stays theirs."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.scan import CardBack, FormCode, read_scan
from ui.scanner.keyboard import HANDS_MS, SILENCE_MS, KeyboardScanner

TICKET = "SK1.ABCDEFGH234567AZ"
CARD = "621498320257"
FORM = "12345678901234567890123"


class Desk(QWidget):
    """A window with a field, a command key, and a scanner's filter."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.codes: list[str] = []
        self.commands: list[str] = []
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        shortcut = QShortcut(Qt.Key.Key_S, self, context=Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self.commands.append("S"))
        self.scanner = KeyboardScanner(self.codes.append, prefix)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text():  # Shift alone is no command
            self.commands.append(event.text())


@pytest.fixture
def desk(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Desk]:
    made = Desk(getattr(request, "param", ""))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    made.scanner.start()
    yield made
    made.scanner.stop()


with_prefix = pytest.mark.parametrize("desk", ["~"], indirect=True)


def scan(target: QWidget, text: str, *, enter: bool = True) -> None:
    """Type as a scanner does: Shift for capitals, no pause, Enter at the end."""
    for character in text:
        if character.isupper():
            QTest.keyPress(target, Qt.Key.Key_Shift)
        QTest.keyClicks(target, character)
    if enter:
        QTest.keyClick(target, Qt.Key.Key_Return)


def test_a_ticket_is_read_and_nothing_of_it_reaches_the_field(desk: Desk) -> None:
    scan(desk.field, TICKET)
    assert desk.codes == [TICKET]
    assert desk.field.text() == ""
    assert desk.commands == []


def test_a_ticket_is_no_command_either(desk: Desk) -> None:
    scan(desk, TICKET)
    assert desk.codes == [TICKET]
    assert desk.commands == []


def test_two_tickets_in_a_row_are_two(desk: Desk) -> None:
    scan(desk.field, TICKET)
    scan(desk.field, TICKET[:-1] + "B")
    assert desk.codes == [TICKET, TICKET[:-1] + "B"]


@with_prefix
@pytest.mark.parametrize("text", [TICKET, CARD, FORM, "https://example.com/", "x" * 3_000])
def test_with_a_prefix_no_code_of_any_kind_reaches_a_field(desk: Desk, text: str) -> None:
    scan(desk.field, f"~{text}")
    assert len(desk.codes) == 1
    assert desk.field.text() == ""
    assert desk.commands == []


@with_prefix
def test_a_cards_number_is_not_handed_on(desk: Desk) -> None:
    scan(desk.field, f"~{CARD}")
    assert CARD not in desk.codes
    assert read_scan(desk.codes[0]) == CardBack()


@with_prefix
def test_a_form_is_handed_on(desk: Desk) -> None:
    scan(desk.field, f"~{FORM}")
    assert isinstance(read_scan(desk.codes[0]), FormCode)


@pytest.mark.parametrize("words", ["hello", "Sato", "SK", "S", "SK1", "SSK", "1.S", "SAKURA S1"])
def test_what_hands_type_arrives_as_it_was_typed(desk: Desk, words: str, qtbot: QtBot) -> None:
    scan(desk.field, words, enter=False)
    qtbot.waitUntil(lambda: desk.field.text() == words)
    assert desk.codes == []


@with_prefix
@pytest.mark.parametrize("words", ["~", "a~b", "~a", "1~", "~~"])
def test_a_prefix_typed_by_hand_arrives_too(desk: Desk, words: str, qtbot: QtBot) -> None:
    scan(desk.field, words, enter=False)
    qtbot.waitUntil(lambda: desk.field.text() == words)
    assert desk.codes == []


def test_a_code_typed_slowly_is_typed_and_not_scanned(desk: Desk, qtbot: QtBot) -> None:
    typed = ""
    for character in "SK1.AB":
        typed += character
        scan(desk.field, character, enter=False)
        qtbot.waitUntil(partial(_holds, desk, typed))
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.codes == []


def _holds(desk: Desk, words: str) -> bool:
    return desk.field.text() == words


def test_a_command_key_still_works(desk: Desk) -> None:
    QTest.keyClicks(desk, "s")
    QTest.keyClicks(desk, "g")
    assert desk.commands == ["S", "g"]


def test_keys_with_ctrl_and_repeated_keys_are_nobodys_code(desk: Desk, qtbot: QtBot) -> None:
    scan(desk.field, "SK", enter=False)
    QTest.keyClick(desk.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.field.selectedText() == "SK")
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier, "S", True, 1
    )
    QCoreApplication.sendEvent(desk.field, repeated)
    assert desk.field.text() == "S"


def test_half_a_code_and_then_silence_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    scan(desk.field, TICKET[:12], enter=False)
    qtbot.waitUntil(lambda: not desk.scanner.busy, timeout=10 * SILENCE_MS)
    QTest.keyClicks(desk.field, "x")
    assert desk.field.text() == "x"
    assert desk.codes == []


def test_a_control_character_inside_spoils_the_code_and_nothing_leaks(desk: Desk) -> None:
    scan(desk.field, TICKET[:9], enter=False)
    QTest.keyClick(desk.field, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    scan(desk.field, TICKET[9:])
    assert desk.codes == [""]
    assert desk.field.text() == ""


@with_prefix
@pytest.mark.parametrize("composed", ["～", "~", "～ＳＫ"])
def test_with_japanese_input_on_the_code_does_not_become_kana(
    desk: Desk, composed: str, qtbot: QtBot
) -> None:
    QCoreApplication.sendEvent(desk.field, QInputMethodEvent(composed, []))
    assert not desk.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    scan(desk.field, TICKET[len(composed) - 1 :])
    assert desk.codes == [TICKET]
    assert desk.field.text() == ""
    assert desk.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@with_prefix
def test_japanese_input_is_back_after_half_a_code(desk: Desk, qtbot: QtBot) -> None:
    QCoreApplication.sendEvent(desk.field, QInputMethodEvent("～", []))
    qtbot.waitUntil(lambda: not desk.scanner.busy, timeout=10 * SILENCE_MS)
    assert desk.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    committed = QInputMethodEvent("", [])
    committed.setCommitString("下関")
    QCoreApplication.sendEvent(desk.field, committed)
    assert desk.field.text() == "下関"


def test_words_of_an_input_method_pass(desk: Desk) -> None:
    committed = QInputMethodEvent("", [])
    committed.setCommitString("佐藤 花子")
    QCoreApplication.sendEvent(desk.field, committed)
    assert desk.field.text() == "佐藤 花子"


def test_a_field_that_is_gone_takes_its_keys_with_it(desk: Desk, qtbot: QtBot) -> None:
    field = QLineEdit()
    scan(field, "SK", enter=False)
    field.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not desk.scanner.busy, timeout=10 * HANDS_MS)
    assert desk.codes == []


def test_a_stopped_scanner_lets_everything_pass(desk: Desk) -> None:
    desk.scanner.stop()
    scan(desk.field, TICKET)
    assert desk.field.text() == TICKET
    assert desk.codes == []
