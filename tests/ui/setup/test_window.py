"""The set-up in a window, by keyboard alone."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.staff import Role
from kiosk.domain.station import VenuePlan
from kiosk.errors import DiskFullError
from kiosk.texts import Language
from tests.ui.clipping import clipped
from tests.ui.setup.standins import (
    KEY,
    PASSWORD,
    POLICY,
    PRINTER,
    Make,
    Maker,
    Stick,
    add_person,
    go_to_recipients,
    go_to_staff,
    go_to_summary,
)
from ui.hands import Hands


def test_a_station_is_made_by_keyboard_alone(make: Make, maker: Maker, qtbot: QtBot) -> None:
    window = make()
    hands = Hands(window)
    go_to_summary(hands)
    assert window.page is window.summary
    with qtbot.waitSignal(window.created):
        hands.press("Enter")
    (answers,) = maker.made
    assert answers.station == "SHIMO01"
    assert [one.member.role for one in answers.staff] == [Role.LEAD]
    assert answers.staff[0].password == PASSWORD
    assert answers.recipients[0].age_recipient == KEY
    assert maker.venues == [VenuePlan(line=True, ticket_printer=PRINTER)]


def test_what_goes_wrong_is_said_in_the_window_and_can_be_tried_again(
    make: Make, maker: Maker, qtbot: QtBot
) -> None:
    window = make()
    hands = Hands(window)
    go_to_summary(hands)
    maker.failures = 1
    hands.press("Enter")
    qtbot.waitUntil(lambda: "ディスクの空きがありません" in window.summary.notice.words())
    assert maker.made == []
    with qtbot.waitSignal(window.created):
        hands.press("Enter")
    assert len(maker.made) == 1


def test_no_password_is_left_in_the_window(make: Make, qtbot: QtBot) -> None:
    window = make()
    hands = Hands(window)
    go_to_summary(hands)
    for edit in window.findChildren(QLineEdit):
        assert PASSWORD not in edit.text()
    with qtbot.waitSignal(window.created):
        hands.press("Enter")
    assert window.staff.items == []


def test_a_station_needs_somebody_who_may_close_the_day(make: Make) -> None:
    window = make()
    hands = Hands(window)
    go_to_staff(hands)
    add_person(hands, "kenshu", "1")
    hands.press("Ctrl+Enter")
    assert window.page is window.staff
    assert "現場管理責任者" in window.staff.missing_words.text()


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [(PASSWORD, "another password here now", "password_again"), ("short", "short", "password")],
)
def test_a_password_that_differs_or_is_short_is_told_beside_its_field(
    make: Make, first: str, second: str, field: str
) -> None:
    window = make()
    hands = Hands(window)
    go_to_staff(hands)
    for words in ("kenshu", "研修"):
        hands.write(words)
        hands.press("Enter")
    hands.press("2")
    hands.press("Enter")
    for words in (first, second):
        hands.write(words)
        hands.press("Enter")
    assert window.staff.items == []
    assert window.staff.form.fields[field].answer.text().startswith("×")


def test_the_same_name_twice_is_refused(make: Make) -> None:
    window = make()
    hands = Hands(window)
    go_to_staff(hands)
    add_person(hands, "kenshu", "2")
    add_person(hands, "kenshu", "1")
    assert len(window.staff.items) == 1
    assert window.staff.form.fields["staff_id"].answer.text().startswith("×")


def test_a_key_that_is_no_age_key_is_refused(make: Make) -> None:
    window = make()
    hands = Hands(window)
    go_to_staff(hands)
    add_person(hands, "kenshu", "2")
    hands.press("Ctrl+Enter")
    hands.write("市民課")
    hands.press("Enter")
    hands.write("AGE-SECRET-KEY-1")
    hands.press("Enter")
    assert window.recipients.items == []
    assert "age1" in window.recipients.form.fields["age_recipient"].answer.text()


def test_a_signed_policy_is_chosen_instead_of_typing_keys(
    make: Make, maker: Maker, qtbot: QtBot
) -> None:
    window = make()
    hands = Hands(window)
    go_to_recipients(hands)
    hands.press("F4")
    told = window.recipients.told
    assert told.isVisible()
    assert not window.recipients.form.isVisible()
    for words in (POLICY.standing.root_words, "下関市 市民課", "2027-03-31"):
        assert words in told.text()
    hands.press("Enter")
    assert window.page is window.summary
    with qtbot.waitSignal(window.created):
        hands.press("Enter")
    assert maker.made[0].policy == POLICY.files
    assert maker.made[0].recipients == ()


def test_a_refused_policy_says_why_and_typing_goes_on(make: Make, stick: Stick) -> None:
    window = make()
    hands = Hands(window)
    go_to_recipients(hands)
    stick.refusal = DiskFullError()
    hands.press("F4")
    assert window.recipients.refused.isVisible()
    assert window.recipients.refused.text().startswith("×")
    for words in ("研修市", KEY):
        hands.write(words)
        hands.press("Enter")
    assert not window.recipients.refused.isVisible()
    assert len(window.recipients.items) == 1


def test_a_chosen_policy_can_be_taken_back(make: Make, stick: Stick) -> None:
    window = make()
    hands = Hands(window)
    go_to_recipients(hands)
    hands.press("F4")
    hands.press("F3")
    assert window.recipients.policy is None
    hands.write("研修市")
    hands.press("Enter")
    hands.write(KEY)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    assert window.page is window.summary
    stick.file = None  # the dialog is closed without a choice
    hands.press("Escape")
    hands.press("F4")
    assert window.recipients.policy is None
    assert len(window.recipients.items) == 1


@pytest.mark.parametrize("language", Language)
def test_no_words_of_a_policy_are_cut_off(make: Make, stick: Stick, language: Language) -> None:
    window = make(language)
    hands = Hands(window)
    go_to_recipients(hands)
    stick.refusal = DiskFullError()
    hands.press("F4")
    QApplication.processEvents()
    found = clipped(window)
    keep_picture(window, f"setup-refused-{language.value}")
    stick.refusal = None
    hands.press("F4")
    QApplication.processEvents()
    found += clipped(window)
    keep_picture(window, f"setup-policy-{language.value}")
    hands.press("Enter")
    QApplication.processEvents()
    keep_picture(window, f"setup-summary-{language.value}")
    assert window.page is window.summary
    assert found + clipped(window) == []


def keep_picture(window: QWidget, name: str) -> None:
    """Leave a PNG where ``KIOSK_PICTURES`` says, for people to look at."""
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        assert window.grab().save(str(Path(folder) / f"{name}.png"))


def test_training_can_be_chosen_instead(make: Make, qtbot: QtBot) -> None:
    window = make()
    with qtbot.waitSignal(window.training_chosen):
        Hands(window).press("F9")


def test_a_closed_window_says_that_nobody_finished(make: Make, qtbot: QtBot) -> None:
    window = make()
    with qtbot.waitSignal(window.abandoned):
        window.close()


@pytest.mark.parametrize("language", Language)
def test_no_words_of_the_set_up_are_cut_off(make: Make, language: Language) -> None:
    window = make(language)
    hands = Hands(window)
    found = clipped(window)
    go_to_staff(hands)
    QApplication.processEvents()
    found += clipped(window)
    add_person(hands, "kenshu", "2")
    QApplication.processEvents()
    found += clipped(window)
    hands.press("Ctrl+Enter")
    QApplication.processEvents()
    found += clipped(window)
    for words in ("研修市", KEY):
        hands.write(words)
        hands.press("Enter")
    hands.press("Ctrl+Enter")
    QApplication.processEvents()
    assert window.page is window.summary
    assert found + clipped(window) == []
