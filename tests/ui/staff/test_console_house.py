"""The lead's board, the chips, and what the console leaves as it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.staff import Role
from kiosk.domain.ticket import PublicLanguage
from kiosk.ports import ScannerState
from kiosk.queue.rules import OrderRule
from kiosk.queueports import PrinterState
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.queue.view import SoundState
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.conftest import make_screens, plain_app
from tests.ui.seen import said
from tests.ui.staff import line
from tests.ui.staff.lines import FREE, press, show
from ui.hands import Hands
from ui.screens import StationScreens
from ui.staff.console.rail import TicketList
from ui.theme import STANDARD

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("lead", [True, False])
def test_only_leads_change_the_order_and_end_the_line(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, lead: bool
) -> None:
    role = Role.LEAD if lead else Role.STAFF
    page = show(screens, FREE, staff=replace(samples.LEAD, role=role))
    press(hands, "F8 1")
    wished = ["change_order"] if lead else []
    assert decided(commands) == wished
    press(hands, "Z Y")
    assert decided(commands) == (["change_order", "end_all_waiting"] if lead else [])
    if lead:
        assert (OrderRule.STRICT,) in commands.in_line
    assert "責任者だけ" in said(page) or lead


def test_the_board_tells_who_would_be_next_under_each_rule(
    screens: StationScreens, hands: Hands
) -> None:
    page = show(screens, FREE)
    hands.press("F8")
    words = said(page)
    assert "→ A-027 → A-026" in words  # by the time they came
    assert "→ A-026 → A-027" in words  # priority first
    assert "1番（この端末）" in words


def test_the_board_asks_how_today_would_have_gone_and_shows_it(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    page = show(screens, FREE)
    assert commands.asked == []
    hands.press("F8")
    assert commands.asked == ["compare_orders"]
    assert "今日をこの順で" not in said(page)
    show(screens, line.queue(*line.SIX, what_if=line.WHAT_IF))
    assert said(page).count("今日をこの順で") == len(OrderRule)
    assert "待ちの中央値 12分（優先の人 5分）・最長 42分" in said(page)


def decided(commands: RecordingCommands) -> list[str]:
    """Return what was asked of the line; that figures were asked for changes nothing."""
    return [one for one in commands.asked if one != "compare_orders"]


KEPT = [("F4", "open_hand_over"), ("F5", "open_audit"), ("F6", "open_staff")]
KEPT += [("F7", "open_policy"), ("F10", "ask_close"), ("F2", "begin_light_check")]
KEPT += [("F3", "open_duties"), ("F9", "begin_sitting"), ("F12", "lock")]


@pytest.mark.parametrize(("key", "wish"), KEPT)
@pytest.mark.parametrize("board", ["", "F8"])
def test_the_keys_of_the_house_mean_what_they_always_meant(
    screens: StationScreens, hands: Hands, commands: RecordingCommands,
    key: str, wish: str, board: str,
) -> None:  # fmt: skip
    show(screens, FREE)
    press(hands, f"{board} {key}")
    assert decided(commands) == [wish]


def test_no_letter_is_swallowed_by_an_ime(screens: StationScreens) -> None:
    show(screens, FREE)
    for one in screens.staff.findChildren(TicketList):
        one.setFocus()
        one.choose(str(line.A26.id))
        assert not one.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_mouse_leaves_the_keyboard_with_the_list(
    screens: StationScreens, commands: RecordingCommands, qtbot: QtBot
) -> None:
    page = show(screens, FREE)
    qtbot.mouseClick(page.card.buttons["P"], Qt.MouseButton.LeftButton)
    assert commands.asked == ["order_ticket"]
    qtbot.keyClick(screens.staff.focusWidget(), Qt.Key.Key_Space)
    assert commands.asked == ["order_ticket", "call_next"]


def test_the_receipt_is_seen_once_and_forgotten(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Receipted(1, samples.RECEIPT), queue=FREE))
    assert "SHIMO01-0017" in said(screens.staff)
    show(screens, FREE)
    assert "SHIMO01-0017" not in said(screens.staff)


def test_a_venue_without_a_line_has_the_page_it_always_had(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Ready()))
    assert screens.staff.page is screens.staff.pages.ready
    assert not any(chip.isVisible() for chip in screens.staff.header.line.every())


@pytest.mark.parametrize("state", PrinterState)
def test_the_printers_chip_says_how_it_is_and_what_to_do(
    screens: StationScreens, state: PrinterState
) -> None:
    show(screens, line.queue(printer=state))
    chip = screens.staff.header.line.printer
    assert chip.isVisible() is (state is not PrinterState.NONE)
    chip.click()
    assert screens.staff._panel.isVisible()
    if state is PrinterState.PAPER_OUT:
        assert chip.text() == "× 用紙なし"
        assert "ロール紙" in said(screens.staff._panel)


def test_without_room_for_every_chip_the_ones_in_trouble_stay(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = STANDARD.with_text_scale(2.0)
    screens = make_screens(RecordingCommands(), Language.EN, Language.JA, theme=theme)
    screens.staff.resize(1366, 768)
    trouble = line.queue(scanner=ScannerState.MISSING, sound=SoundState.SILENT, board=False)
    show(screens, trouble)
    header = screens.staff.header
    seen = [one for one in (*header.line.every(), header.chip) if one.isVisible()]
    assert {header.line.scanner, header.line.sound, header.line.board, header.chip} <= set(seen)
    assert all(one.mapTo(header, one.rect().topLeft()).x() >= 0 for one in seen)
    assert all(one.mapTo(header, one.rect().topRight()).x() < header.width() for one in seen)
    screens.close()
    QApplication.processEvents()
    plain_app()


@pytest.mark.parametrize("state", ScannerState)
def test_the_scanners_chip_says_when_the_cable_is_out(
    screens: StationScreens, state: ScannerState
) -> None:
    show(screens, line.queue(scanner=state))
    chip = screens.staff.header.line.scanner
    assert chip.isVisible() is (state is not ScannerState.NONE)
    if state is ScannerState.MISSING:
        assert chip.text() == "× 読取機"
        chip.click()
        assert "ケーブル" in said(screens.staff._panel)


@pytest.mark.parametrize(
    ("state", "mark"),
    [(SoundState.SPOKEN, "○"), (SoundState.CHIME, "△"), (SoundState.SILENT, "×")],
)
def test_the_chip_of_the_voice_says_what_is_heard_and_who_is_not_spoken_to(
    screens: StationScreens, state: SoundState, mark: str
) -> None:
    show(screens, line.queue(sound=state, unspoken=(PublicLanguage.KO, PublicLanguage.VI)))
    chip = screens.staff.header.line.sound
    assert chip.text() == f"{mark} 音声"
    chip.click()
    words = said(screens.staff._panel)
    assert "한국어・Tiếng Việt" in words
    assert ("口" in words) is (state is not SoundState.SPOKEN)
    show(screens, line.queue(sound=SoundState.NONE))
    assert not chip.isVisible()


def test_forty_rows_are_not_built_anew_with_every_tick(screens: StationScreens) -> None:
    busy = line.many()
    page = show(screens, busy)
    changed: list[int] = []
    page.rail.waiting.model().dataChanged.connect(lambda *_where: changed.append(1))
    show(screens, busy)
    assert changed == []
    show(screens, replace(busy, waiting=busy.waiting[1:]))
    assert changed


@pytest.mark.parametrize("name", line.scenes())
def test_everything_with_the_keyboard_has_a_name(
    screens: StationScreens, hands: Hands, name: str
) -> None:
    view, keys = line.scenes()[name]
    screens.show_view(view)
    press(hands, keys)
    QApplication.processEvents()
    nameless = [
        type(one).__name__
        for one in screens.staff.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert nameless == []
