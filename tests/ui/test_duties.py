"""The list of duties by keyboard: what to do, whom to phone, and done only when it is."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.domain.duty import DutyDone
from kiosk.domain.ids import parse_staff_id
from kiosk.domain.review import ExemptionChannel, ExemptionKind
from kiosk.workflow.phases import Ready, TendingDuties
from tests.fakes.commands import RecordingCommands
from tests.ui import room, samples
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

TENDING = samples.view(TendingDuties(room.DUTIES))


def test_the_first_open_duty_is_chosen_and_says_what_to_do(screens: StationScreens) -> None:
    screens.show_view(TENDING)
    QApplication.processEvents()
    words = said(screens.staff)
    assert "0120-95-0178" in words
    assert "申請書ID" in words
    assert "9999 0000 0000 0000 0000 009" in words
    assert "残り3件（全4件）" in words
    assert "済　14:32　kenshu" in words


@pytest.mark.parametrize("chosen", range(4))
def test_enter_asks_once_and_then_marks_the_chosen_duty(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, chosen: int
) -> None:
    screens.show_view(TENDING)
    for key in ["Up"] * 4 + ["Down"] * chosen:
        hands.press(key)
    hands.press("Enter")
    assert commands.asked == []
    hands.press("Y")
    wanted = [] if room.DUTIES[chosen].done else [room.DUTIES[chosen].record_id]
    assert commands.duties_done == wanted


def test_esc_takes_the_question_back_before_it_leaves_the_list(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(TENDING)
    hands.press("Enter")
    for _ in range(3):
        hands.press("Down")
    hands.press("Esc")
    assert commands.asked == []
    hands.press("Esc")
    assert commands.asked == ["leave_duties"]


def test_the_way_of_each_channel_is_told(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(TENDING)
    heard = [said(screens.staff)]
    for _ in range(2):
        hands.press("Down")
        heard.append(said(screens.staff))
    assert "0120-95-0178" in heard[0]
    assert "0120-95-0178" not in heard[1]
    assert "市の窓口に伝え" in heard[1]
    assert "氏名欄に理由を書いてください" in heard[2]


def test_the_chosen_duty_stays_chosen_when_the_list_changes(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(TENDING)
    hands.press("Down")
    done = DutyDone(by=parse_staff_id("kenshu"), at=samples.NOW)
    first, second, third, last = room.DUTIES
    changed = (first, replace(second, done=done), third, last)
    screens.show_view(samples.view(TendingDuties(changed)))
    hands.press("Enter")
    hands.press("Y")
    assert commands.duties_done == [third.record_id]


def test_a_row_far_down_is_brought_into_sight(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(samples.view(TendingDuties(room.MANY)))
    QApplication.processEvents()
    for _ in range(len(room.MANY)):
        hands.press("Down")
    QApplication.processEvents()
    listing = screens.staff.pages.duties._list
    row = listing._rows[-1]
    top = row.mapTo(listing.viewport(), row.rect().topLeft()).y()
    assert 0 <= top <= listing.viewport().height() - row.height()


def test_no_duties_are_a_calm_sentence(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(TendingDuties(())))
    assert "本日、写真の特例はありません。" in said(screens.staff)
    assert "0120" not in said(screens.staff)
    hands.press("Enter")
    hands.press("Y")
    assert commands.asked == []


def test_reasons_and_numbers_do_not_stay_on_a_page_that_was_left(screens: StationScreens) -> None:
    screens.show_view(TENDING)
    screens.show_view(samples.view(Ready()))
    QApplication.processEvents()
    everything = "".join(one.text() for one in screens.staff.findChildren(QLabel))
    assert "手術後" not in everything
    assert "9999 0000" not in everything


@pytest.mark.parametrize("kind", ExemptionKind)
@pytest.mark.parametrize("channel", ExemptionChannel)
def test_every_kind_and_channel_has_words(
    screens: StationScreens, kind: ExemptionKind, channel: ExemptionChannel
) -> None:
    screens.show_view(samples.view(TendingDuties((room.duty(1, kind, channel),))))
    assert "眼帯" in said(screens.staff)
