"""The closed days by keyboard: copied, received, deleted by two, certified."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from kiosk.domain.custody import DayStage, SecondPerson
from kiosk.vaultports import Progress
from kiosk.workflow.desks import DeskAct
from storage.custody.errors import BackupLeftError
from tests.fakes.commands import RecordingCommands
from tests.ui import desks, samples
from tests.ui.desks import Pick, show, typed
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens

SECRET = "four invented words here"


def test_the_days_say_how_far_they_are_in_words(screens: StationScreens) -> None:
    show(screens, desks.hand_over())
    words = said(screens.staff)
    for stage in ("消去の途中", "受領済み", "写し済み、受領コード待ち", "締め済み、まだ写しがない"):
        assert stage in words


@pytest.mark.parametrize(
    ("down", "wish"),
    [(0, "copy_batch"), (1, "copy_batch"), (2, "copy_batch")],
)
def test_a_batch_is_copied_onto_the_chosen_medium(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, down: int, wish: str
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("Enter")
    for _ in range(down):
        hands.press("Down")
    hands.press("Enter")
    media = (desks.STICK, desks.SMALL, desks.ODD)
    assert commands.asked == [wish]
    assert commands.at_desks == [(desks.CLOSED.business_date, media[down].folder)]


def test_the_last_row_asks_for_a_folder(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("F2")
    for _ in range(3):
        hands.press("Down")
    hands.press("Enter")
    assert commands.asked == []
    assert pick.titles
    pick.chosen = Path("/media/elsewhere")
    hands.press("Enter")
    assert commands.at_desks == [(desks.CLOSED.business_date, Path("/media/elsewhere"))]


def test_a_medium_without_room_is_marked_before_it_is_tried(
    screens: StationScreens, hands: Hands
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    hands.press("F2")
    QApplication.processEvents()
    assert "空き 0.1 GB では足りません" in said(screens.staff)


def test_a_copy_on_its_way_is_given_up_only_after_a_question(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    show(screens, desks.hand_over(desks.CLOSED), busy=True, progress=Progress(41, 100))
    assert "41 %" in said(screens.staff)
    hands.press("Esc")
    assert commands.asked == []
    hands.press("Y")
    assert commands.asked == ["cancel"]
    assert "安全なところで止めています" in said(screens.staff)
    hands.press("Esc")
    hands.press("Y")
    assert commands.asked == ["cancel"]


def test_only_a_copy_that_was_read_back_may_be_pulled_out(screens: StationScreens) -> None:
    show(screens, desks.hand_over(desks.CLOSED))
    show(screens, desks.hand_over(desks.CLOSED), busy=True, progress=Progress(100, 100))
    assert "抜いてよい" not in said(screens.staff)
    show(screens, desks.hand_over(desks.CLOSED), notice=samples.disk_full())
    assert "抜いてよい" not in said(screens.staff)
    show(screens, desks.hand_over(desks.COPIED, act=DeskAct.COPIED, pulled="KENSHU-USB1"))
    words = [one for one in screens.staff.findChildren(QLabel) if one.isVisible()]
    large = max(words, key=lambda one: one.font().pixelSize())
    assert large.text() == "抜いてよい"
    assert "KENSHU-USB1" in said(screens.staff)


def test_the_code_is_typed_in_any_shape_and_shown_in_groups(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.COPIED))
    hands.press("Enter")
    hands.write("ａｂｃｄ 2345 kenshu77")
    assert "ABCD-2345-KENS-HU77" in typed(screens)
    hands.press("Enter")
    assert commands.at_desks == [(desks.COPIED.business_date, "ABCD2345KENSHU77")]


def test_a_refused_code_can_be_corrected(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    desk = desks.hand_over(desks.COPIED)
    show(screens, desk)
    hands.press("F3")
    hands.write("abcd")
    hands.press("Enter")
    show(screens, desk, busy=True)
    show(screens, replace(desk), notice=samples.disk_full())
    assert "ABCD" in typed(screens)
    hands.write("2345")
    hands.press("Enter")
    assert commands.at_desks[-1] == (desks.COPIED.business_date, "ABCD2345")


def test_headquarters_word_is_picked_as_a_file(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, pick: Pick
) -> None:
    pick.chosen = Path("token.json")
    show(screens, desks.hand_over(desks.COPIED))
    hands.press("F4")
    assert commands.asked == ["accept_receipt_token"]
    assert commands.at_desks == [(desks.COPIED.business_date, Path("token.json"))]


def test_a_day_that_cools_cannot_be_deleted(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.COOLING))
    assert "2026-11-29 14:32 から消去できます" in said(screens.staff)
    for key in ("Enter", "F5"):
        hands.press(key)
    hands.write("kenshu2")
    hands.press("Ctrl+Enter")
    assert commands.asked == []


def delete(hands: Hands, count: str) -> None:
    hands.press("Enter")
    for words in ("kenshu2", SECRET, count):
        hands.write(words)
        hands.press("Enter")


def test_a_day_is_deleted_by_two_with_its_count_typed(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, "41")
    ((day, second, media),) = commands.at_desks
    assert day == desks.RIPE.business_date
    assert isinstance(second, SecondPerson)
    assert (second.staff_id, second.password) == ("kenshu2", SECRET)
    assert media == ("KENSHU-USB1", "KENSHU-USB2")


@pytest.mark.parametrize("count", ["", "4", "40", "141"])
def test_another_count_deletes_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, count: str
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, count)
    assert commands.asked == []
    assert "件数が違います" in said(screens.staff)


def test_media_that_were_wiped_are_not_on_the_certificate(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    hands.press("Enter")
    for words in ("kenshu2", SECRET, "41"):
        hands.write(words)
        screens.staff.focusNextChild()
    hands.press("Space")
    hands.press("Ctrl+Enter")
    ((_, _, media),) = commands.at_desks
    assert media == ("KENSHU-USB2",)


def test_other_media_and_a_backup_out_of_reach_are_named_by_hand(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    desk = desks.hand_over(desks.RIPE)
    show(screens, desk)
    hands.press("Enter")
    screens.staff.pages.office.hand_over.delete.others.edit.setFocus()
    hands.write("研修 青い媒体")
    hands.press("Enter")
    hands.write(" \u202eKENSHU-USB1 ")
    screens.staff.pages.office.hand_over.delete.form.fields["second_id"].widget.setFocus()
    for words in ("kenshu2", SECRET, "41"):
        hands.write(words)
        hands.press("Enter")
    ((_, _, media),) = commands.at_desks
    assert media == ("KENSHU-USB1", "KENSHU-USB2", "研修 青い媒体")
    # The store says that a backup is out of reach: what is typed stays, its name is added.
    show(screens, desk, busy=True)
    backup = "SHIMO01-20261124-0003.backup.db"
    show(screens, replace(desk), notice=BackupLeftError("out of reach", file=backup))
    assert backup in said(screens.staff)
    edit = screens.staff.pages.office.hand_over.delete.others.edit
    edit.setFocus()
    hands.press("Enter")
    hands.write(backup)
    screens.staff.pages.office.hand_over.delete.form.fields["second_password"].widget.setFocus()
    hands.write(SECRET)
    hands.press("Ctrl+Enter")
    assert commands.at_desks[-1][2] == (*media, backup)
    show(screens, desks.POLICY)
    assert backup not in typed(screens)


def test_the_second_persons_password_is_gone_as_soon_as_it_was_used(
    screens: StationScreens, hands: Hands
) -> None:
    show(screens, desks.hand_over(desks.RIPE))
    delete(hands, "41")
    assert SECRET not in typed(screens)
    assert "kenshu2" in typed(screens)


def test_a_refused_second_person_types_the_password_again_only(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    desk = desks.hand_over(desks.RIPE)
    show(screens, desk)
    delete(hands, "41")
    show(screens, desk, busy=True)
    show(screens, replace(desk), notice=samples.disk_full())
    hands.write(SECRET)
    hands.press("Ctrl+Enter")
    assert commands.asked == ["delete_day", "delete_day"]


def test_an_interrupted_deletion_goes_on(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.TORN))
    delete(hands, "41")
    assert commands.asked == ["delete_day"]


def test_after_a_deletion_the_certificate_is_named(screens: StationScreens) -> None:
    one = desks.CERTIFICATES[0]
    show(screens, desks.hand_over(act=DeskAct.DELETED, certificate=one, paper=desks.PAPER))
    words = said(screens.staff)
    assert one.number in words
    assert str(desks.PAPER) in words
    show(screens, desks.hand_over(act=DeskAct.DELETED, certificate=one))
    assert "PDF を作れませんでした" in said(screens.staff)


def test_an_earlier_certificate_is_written_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over())
    for key in ("F6", "Down", "Enter"):
        hands.press(key)
    assert commands.at_desks == [(desks.CERTIFICATES[1].number,)]


def test_a_missing_backup_is_made_first(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    show(screens, desks.hand_over(desks.BARE))
    hands.press("Enter")
    assert commands.asked == ["back_up"]


@pytest.mark.parametrize("stage", [DayStage.OPEN, DayStage.CLOSING, DayStage.SEALED])
def test_a_day_that_is_not_closed_offers_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, stage: DayStage
) -> None:
    show(screens, desks.hand_over(replace(desks.OPEN, stage=stage)))
    for key in ("Enter", "F2", "F3", "F4", "F5"):
        hands.press(key)
    assert commands.asked == []
