"""Cards with the city, by keyboard: handed over, given back, settled, printed."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kiosk.domain.cardslip import CardStays, CardTaker
from kiosk.texts import Language
from kiosk.workflow.desks import CardDesk
from kiosk.workflow.phases import Ready
from tests.fakes.commands import RecordingCommands
from tests.ui import cards, samples
from tests.ui.cards import BACK, DESK, OUT, at
from tests.ui.clipping import clipped
from tests.ui.conftest import make_screens, plain_app
from tests.ui.desks import typed
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import STANDARD, TEXT_SCALES


def press(hands: Hands, *keys: str) -> None:
    for key in keys:
        if key.startswith("*"):
            hands.write(key.removeprefix("*"))
        else:
            hands.press(key)


def test_each_card_says_by_word_where_it_is_and_for_how_long(screens: StationScreens) -> None:
    screens.show_view(at(DESK))
    QApplication.processEvents()
    words = said(screens.staff)
    for part in ("預け中　18分", "返却済", "代理人", "返却なし", "市が後で返す", "が1枚あります"):
        assert part in words


@pytest.mark.parametrize(("here", "asked"), [(True, ["open_cards"]), (False, [])])
def test_k_opens_the_cards_where_cards_are_handed_over(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, *, here: bool, asked: object
) -> None:
    screens.show_view(samples.view(Ready(), cards_here=here))
    hands.press("K")
    assert commands.asked == asked


def test_a_card_is_handed_over_with_what_was_typed(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(at(CardDesk(slips=())))
    press(hands, "Enter", *cards.FORM, "*研修 係員", "Enter", "*12/1", "Enter", "Enter")
    ((form,),) = commands.at_desks
    assert commands.asked == ["give_card"]
    whose = ("研修 花子", "ケンシュウ ハナコ", "S25.3.4", "both")
    assert vars_of(form) == (*whose, "研修 係員", "12/1", "")


def vars_of(form: object) -> tuple[str, ...]:
    names = ("holder", "reading", "born", "work", "officer", "expected", "issued")
    return tuple(getattr(form, f"card_{one}") for one in names)


def test_the_officer_of_the_last_card_stands_there_already(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(at(DESK))
    press(hands, "N", "*研修 次郎", "Enter", "Enter", "Enter", "1", "Ctrl+Enter")
    ((form,),) = commands.at_desks
    assert vars_of(form)[4] == cards.GIVING.officer


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("研修 0123", "氏名に数字は入りません"),
        ("１２３４ ５６７８ ９０１２", "番号（12桁以上）は書かないでください"),
        ("1234567890123456", "番号（12桁以上）は書かないでください"),
    ],
)
def test_pins_and_numbers_are_refused_in_words(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, name: str, reason: str
) -> None:
    screens.show_view(at(DESK))
    press(hands, "N", f"*{name}", "Enter", "Enter", "Enter", "1", "Ctrl+Enter")
    assert commands.asked == []
    assert reason in said(screens.staff)


def test_the_term_of_the_certificates_is_advice_beside_the_form(
    screens: StationScreens, hands: Hands
) -> None:
    screens.show_view(at(DESK))
    press(hands, "N", *cards.WHOLE)
    assert "2026-03-04に切れています" in said(screens.staff)
    press(hands, "Esc", "N")
    assert "目安：" not in said(screens.staff)


def test_a_birth_date_without_its_day_gets_no_term(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(at(DESK))
    press(hands, "N", "Enter", "Enter", "*1950-03-00", "Enter", "1", "Enter", "Enter", "*2021-12-1")
    assert "目安：" not in said(screens.staff)


@pytest.mark.parametrize(
    ("key", "taker"),
    [("Enter", CardTaker.HOLDER), ("1", CardTaker.HOLDER), ("2", CardTaker.REPRESENTATIVE)],
)
def test_a_card_is_given_back_with_two_keys(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    key: str,
    taker: CardTaker,
) -> None:
    screens.show_view(at(DESK))
    press(hands, "Down", "Enter")
    assert "研修 花子 さんのカードを返す" in said(screens.staff)
    hands.press(key)
    assert commands.at_desks == [(OUT.id, taker)]


@pytest.mark.parametrize(("key", "why"), [("1", "city_returns"), ("2", "void"), ("3", "lost")])
def test_a_card_that_does_not_come_back_is_settled_once_somebody_said_yes(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, key: str, why: str
) -> None:
    screens.show_view(at(DESK))
    press(hands, "Down", "X", "Enter", key)
    assert commands.asked == []
    hands.press("Y")
    assert commands.at_desks == [(OUT.id, CardStays(why))]


def test_what_is_over_is_neither_given_back_nor_settled(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(at(CardDesk(slips=(BACK,))))
    press(hands, "X", "1", "Y")
    assert commands.asked == []
    hands.press("Enter")  # nothing is out: Enter begins the next one
    assert "預ける相手" in said(screens.staff)


def test_p_prints_the_chosen_cards_slip_once_at_a_time(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(at(DESK))
    press(hands, "Down", "P")
    assert commands.at_desks == [(OUT.id,)]
    screens.show_view(at(DESK, printing=True))
    hands.press("P")
    assert commands.at_desks == [(OUT.id,)]


def test_the_card_just_handed_over_is_chosen_and_its_slip_offered(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(at(replace(DESK, slips=(BACK,))))
    press(hands, "N")
    screens.show_view(at(cards.GIVEN))
    assert "2番のカードを預けました" in said(screens.staff)
    hands.press("P")
    assert commands.at_desks == [(OUT.id,)]


def test_nobody_is_named_on_a_page_that_was_left(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(at(DESK))
    press(hands, "N", *cards.FORM)
    screens.show_view(samples.view(Ready()))
    labels = "".join(one.text() for one in screens.staff.pages.office.cards.findChildren(QLabel))
    fields = "".join(one.text() for one in screens.staff.pages.office.cards.findChildren(QLineEdit))
    assert "研修" not in labels + fields + typed(screens)


def test_the_applicants_screen_tells_nothing_of_cards(screens: StationScreens) -> None:
    screens.show_view(at(DESK))
    assert "花子" not in said(screens.applicant)
    assert "カード" not in said(screens.applicant)


@pytest.mark.parametrize("scale", [min(TEXT_SCALES), max(TEXT_SCALES)])
@pytest.mark.parametrize("language", Language)
def test_the_key_has_its_place_beside_the_others(
    qtbot: QtBot, language: Language, scale: float
) -> None:
    theme = STANDARD.with_text_scale(scale)
    made = make_screens(RecordingCommands(), language, theme=theme)
    made.show_view(samples.view(Ready(), cards_here=True))
    for _ in range(4):
        QApplication.processEvents()
    found, size = clipped(made.staff), made.staff.size().toTuple()
    made.close()
    QApplication.processEvents()
    plain_app()
    assert not found
    assert size == (1366, 768)
