"""The list of today's event by keys: what is shown, what is asked of the station."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.contract.checklists import Said, checklist_table
from kiosk.domain.checklist import ChecklistPhase, Mark
from kiosk.workflow.desks import DeskAct, GateDesk
from tests.fakes.commands import RecordingCommands
from tests.ui import gates, mornings
from tests.ui.seen import said
from ui.checkrows import ITEM_KEYS
from ui.hands import Hands
from ui.screens import StationScreens

pytestmark = pytest.mark.gui
KEYS = {item.key: key for item, key in zip(gates.HALF.checklist.items, ITEM_KEYS, strict=False)}
BARRED = GateDesk(phase=gates.OPENING, gate=gates.BARRED, people=gates.ON_DUTY, act=DeskAct.BARRED)


def words_of(screens: StationScreens) -> str:
    QApplication.processEvents()
    return said(screens.staff)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gate-opening-none", "計画に本日の実施がありません"),
        ("gate-opening-lacking", "点検の残り 1 件、計画・従事者の不足 4 件"),
        ("gate-opening-ready", "開設前の点検は済みました"),
        ("gate-opening-excused", "総括責任者が理由を残して認めました"),
        ("gate-opening-broken", "本日の実施を確かめられません"),
    ],
)
def test_the_morning_says_in_one_line_how_the_event_stands(
    screens: StationScreens, name: str, words: str
) -> None:
    screens.show_view(gates.scenes()[name][0])
    assert words in words_of(screens)


def test_f3_opens_the_list_with_who_is_ticked_and_only_where_there_is_one(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.scenes()["gate-opening-none"][0])
    hands.press("F3")
    assert commands.asked == []
    screens.show_view(gates.scenes()["gate-opening-lacking"][0])
    hands.press("2")
    hands.press("F3")
    assert commands.at_desks == [(gates.ON_DUTY,)]


def test_a_key_ticks_its_item_and_takes_the_tick_back(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(gates.DESK))
    hands.press(KEYS["printer"])
    hands.press(KEYS["keys"])
    assert commands.at_desks == [
        ("printer", Said(mark=Mark.DONE)),
        ("keys", Said(mark=Mark.OPEN)),
    ]


def test_enter_ticks_the_first_that_is_open_and_goes_to_the_next(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(gates.DESK))
    hands.press("Enter")
    ticked = gates.gate(open_keys=("clock", "hygiene"))
    screens.show_view(gates.at(replace(gates.DESK, gate=ticked, act=DeskAct.TICKED)))
    hands.press("Enter")
    assert [given[0] for given in commands.at_desks] == ["printer", "clock"]


def test_an_item_with_a_picture_asks_for_a_word_about_it(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(replace(gates.DESK, gate=gates.gate(open_keys=("layout",)))))
    hands.press("Enter")
    hands.press("Enter")
    assert commands.at_desks == []
    hands.write("撮影済み")
    hands.press("Enter")
    assert commands.at_desks == [("layout", Said(mark=Mark.DONE, remark="撮影済み"))]


def test_not_applicable_asks_why(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(gates.DESK))
    hands.press("N")
    hands.write("1")  # a digit in a text ticks nothing
    hands.press("Enter")
    assert commands.at_desks == [("printer", Said(mark=Mark.NOT_APPLICABLE, remark="1"))]


def test_while_a_reason_is_asked_no_key_ticks(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(BARRED))
    hands.press("R")
    screens.staff.setFocus()
    hands.press(KEYS["clock"])
    assert commands.asked == []


def test_what_bars_is_named_first_and_a_reason_goes_on(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(BARRED))
    words = words_of(screens)
    for part in ("秘密保持誓約書がありません", "従事できる方が1人です", "まだ始めていません"):
        assert part in words
    hands.press("Enter")
    hands.press("R")
    hands.write("急病の代わり")
    hands.press("Enter")
    assert commands.asked == ["open_through_gate", "override_gate"]
    assert commands.at_desks[-1] == ("急病の代わり",)


def test_the_reason_stays_where_the_station_refuses_it(
    screens: StationScreens, hands: Hands
) -> None:
    screens.show_view(gates.at(BARRED))
    hands.press("R")
    hands.write("急病の代わり")
    hands.press("Enter")
    screens.show_view(gates.at(BARRED, notice=mornings.scenes()["opening-notice"].notice))
    assert screens.staff.pages.office.gate.reason.form.values() == {
        "override_reason": "急病の代わり"
    }


@pytest.mark.parametrize(
    ("phase", "asked"),
    [(ChecklistPhase.OPENING, "open_through_gate"), (ChecklistPhase.CLOSING, "go_home")],
)
def test_enter_goes_on_when_everything_is_done(
    screens: StationScreens,
    hands: Hands,
    commands: RecordingCommands,
    phase: ChecklistPhase,
    asked: str,
) -> None:
    desk = GateDesk(phase=phase, gate=gates.READY, people=gates.ON_DUTY, act=DeskAct.TICKED)
    screens.show_view(gates.at(desk))
    hands.press("Enter")
    assert commands.asked == [asked]


def test_leaving_with_an_open_closing_list_is_asked_once(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.scenes()["gate-closed"][0])
    hands.press("Enter")
    assert commands.asked == []
    hands.press("Y")
    assert commands.asked == ["sign_out"]


def test_the_closing_page_tells_of_the_list_and_closes_all_the_same(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.scenes()["gate-confirming"][0])
    assert "終了時の点検が 3 件残っています" in words_of(screens)
    hands.press("F3")
    assert commands.asked == ["open_gate"]
    hands.sign_in("kenshu2", "correct horse battery staple")
    assert len(commands.consents) == 1


def test_every_item_of_every_list_has_a_key() -> None:
    for phase in ChecklistPhase:
        for kind in type(gates.EVENT.kind):
            items = [one for one in checklist_table().items[phase] if kind in one.kinds]
            assert len(items) <= len(ITEM_KEYS)
    assert not {"N", "R", "M", "L", "P"} & set(ITEM_KEYS)


def test_after_the_lock_the_list_is_forgotten(screens: StationScreens) -> None:
    screens.show_view(gates.at(BARRED))
    screens.show_view(mornings.scenes()["sign-in-kept"])
    page = screens.staff.pages.office.gate
    assert page.lists().name == ""
