"""Taking a ticket by oneself, with fingers and with keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.domain.ticket import (
    IntentId,
    Need,
    Origin,
    PublicLanguage,
    Service,
    TicketNumber,
    TicketRequest,
)
from kiosk.publictexts import words
from tests.ui.applicant.sitter import EN, JA, Sitter, answered, ticket
from ui.applicant.issue import COUNTED_S, IDLE_S

# --- the plain case ----------------------------------------------------------------------------


def test_a_ticket_takes_three_touches(sitter: Sitter) -> None:
    intent = sitter.ask()
    assert sitter.taps == 3
    request, _ = sitter.wishes()[0]
    assert request == TicketRequest(service=Service.APPLY, origin=Origin.SELF)
    sitter.page.show_queue(answered(intent, ticket()))
    said = sitter.read()
    assert "A-025" in said
    assert "前に4人" in said
    assert "約15〜25分" in said
    assert "紙をお取りください" in said


@pytest.mark.parametrize("language", PublicLanguage)
def test_every_language_gets_its_own_words_to_the_end(
    sitter: Sitter, language: PublicLanguage
) -> None:
    said = words(language)
    intent = sitter.ask(said)
    assert sitter.wishes()[0][0].language is language
    assert said.say("issue.printing") in sitter.read()
    sitter.page.show_queue(answered(intent, ticket()))
    assert said.say("issue.thanks") in sitter.read()
    assert said.wait(15, 25) in sitter.read()


def test_help_that_is_needed_is_asked_for(sitter: Sitter) -> None:
    sitter.to_needs()
    sitter.touch(JA["issue.wheelchair"])
    sitter.touch(JA["issue.interpreter"])
    sitter.touch(JA["issue.hearing"])
    sitter.touch(JA["issue.hearing"])
    sitter.touch(JA["issue.take_ticket"])
    assert sitter.wishes()[0][0].needs == {Need.WHEELCHAIR, Need.INTERPRETER}


def test_needs_that_are_taken_back_leave_the_plain_answer(sitter: Sitter) -> None:
    sitter.to_needs()
    sitter.touch(JA["issue.sight"])
    sitter.touch(JA["issue.sight"])
    sitter.touch(JA["issue.none"])
    assert sitter.wishes()[0][0].needs == frozenset()


def test_a_double_touch_is_one_wish(sitter: Sitter) -> None:
    sitter.to_needs()
    button = sitter.button(JA["issue.none"])
    sitter.qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    button.click()
    button.click()
    assert len(sitter.wishes()) == 1


def test_each_person_has_an_intent_of_their_own(sitter: Sitter) -> None:
    first = sitter.ask()
    sitter.page.show_queue(answered(first, ticket()))
    sitter.touch(JA["issue.finish"])
    assert sitter.ask() != first


def test_an_answer_to_somebody_else_is_not_shown(sitter: Sitter) -> None:
    sitter.ask()
    other = ticket(number=TicketNumber(Service.RENEW, 77))
    sitter.page.show_queue(answered(IntentId("0" * 32), other))
    assert "B-077" not in sitter.read()
    assert JA["issue.printing"] in sitter.read()


# --- going back, walking away --------------------------------------------------------------------


def test_back_goes_one_step_and_keeps_the_language(sitter: Sitter) -> None:
    sitter.to_needs(EN)
    sitter.touch(EN["issue.back"])
    assert EN["issue.what_for"] in sitter.read()
    sitter.touch(EN["issue.back"])
    assert JA["issue.choose_language"] in sitter.read()
    assert sitter.wishes() == []


def test_whoever_walks_away_leaves_nothing(sitter: Sitter) -> None:
    sitter.to_needs(EN)
    sitter.touch(EN["issue.wheelchair"])
    sitter.wait(IDLE_S - 1)
    assert EN.say("issue.countdown", seconds=1) in sitter.read()
    sitter.wait(1)
    assert JA["issue.choose_language"] in sitter.read()
    sitter.ask()
    assert sitter.wishes()[0][0].needs == frozenset()


def test_the_countdown_is_seen_only_at_the_end(sitter: Sitter) -> None:
    sitter.to_needs()
    sitter.wait(IDLE_S - COUNTED_S - 1)
    assert "最初の画面に戻ります" not in sitter.read()
    sitter.wait(1)
    assert JA.say("issue.countdown", seconds=COUNTED_S) in sitter.read()


def test_a_touch_anywhere_starts_the_time_anew(sitter: Sitter) -> None:
    sitter.to_needs()
    sitter.wait(IDLE_S - 1)
    sitter.qtbot.mouseClick(sitter.page.step, Qt.MouseButton.LeftButton, pos=QPoint(640, 4))
    assert "最初の画面に戻ります" not in sitter.read()
    sitter.wait(IDLE_S - 1)
    sitter.touch(JA["issue.wheelchair"])
    sitter.wait(IDLE_S - 1)
    assert JA["issue.needs"] in sitter.read()


def test_seconds_are_counted_only_while_somebody_is_there(sitter: Sitter) -> None:
    counted = [sitter.page.counting]
    sitter.touch(JA["language"])
    counted.append(sitter.page.counting)
    sitter.wait(IDLE_S)
    counted.append(sitter.page.counting)
    assert counted == [False, True, False]


def test_a_page_that_is_left_forgets(sitter: Sitter) -> None:
    sitter.to_needs()
    sitter.page.hide()
    sitter.page.show()
    assert JA["issue.choose_language"] in sitter.read()
    assert not sitter.page.counting


def test_a_number_is_gone_after_half_a_minute(sitter: Sitter) -> None:
    sitter.page.show_queue(answered(sitter.ask(), ticket()))
    sitter.wait(IDLE_S)
    assert "A-025" not in sitter.read()


# --- keys ----------------------------------------------------------------------------------------


def type_blindly(sitter: Sitter) -> None:
    """Type what staff type most, wherever it goes."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter):
        sitter.qtbot.keyClick(sitter.page.focusWidget() or sitter.page, key)


def test_staffs_keys_press_nothing_after_somebody_touched_the_screen(sitter: Sitter) -> None:
    type_blindly(sitter)
    assert JA["issue.choose_language"] in sitter.read()
    sitter.touch(JA["language"])
    type_blindly(sitter)
    assert JA["issue.what_for"] in sitter.read()
    sitter.touch(JA["issue.purpose.A"])
    type_blindly(sitter)
    sitter.touch(JA["issue.sight"])
    type_blindly(sitter)
    assert [one.isChecked() for one in sitter.page.step.buttons].count(True) == 1
    assert sitter.wishes() == []


def test_keys_that_somebody_used_before_press_nothing_for_the_next(sitter: Sitter) -> None:
    sitter.qtbot.keyClick(sitter.page, Qt.Key.Key_Tab)
    sitter.qtbot.keyClick(sitter.page.focusWidget() or sitter.page, Qt.Key.Key_Return)
    assert JA["issue.what_for"] in sitter.read()
    sitter.page.hide()
    sitter.page.show()
    type_blindly(sitter)
    assert JA["issue.choose_language"] in sitter.read()


def test_the_whole_way_can_be_gone_with_tab_and_enter(sitter: Sitter) -> None:
    for wanted in (JA["language"], JA["issue.purpose.A"], JA["issue.none"]):
        target = sitter.button(wanted)
        for _ in range(len(sitter.page.step.buttons) + 1):
            focused = sitter.page.focusWidget() or sitter.page
            if focused is target:
                break
            sitter.qtbot.keyClick(focused, Qt.Key.Key_Tab)
        sitter.qtbot.keyClick(target, Qt.Key.Key_Return)
    assert len(sitter.wishes()) == 1
