"""What went out is noted as back at the gate by keys: what is shown, what is asked."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.contract.checklists import Said, tick
from kiosk.contract.equipment import parse_equipment, take_out
from kiosk.contract.returns import Loss, all_back
from kiosk.domain.checklist import Checklist, EquipmentKind, Mark, Proof
from kiosk.officeports import OfficeStaleError
from kiosk.texts import Language
from kiosk.workflow.desks import DeskAct, GateDesk
from tests.fakes.commands import RecordingCommands
from tests.ui import gates
from tests.ui.largetype import large
from tests.ui.seen import said
from ui.checkrows import ITEM_KEYS
from ui.hands import Hands
from ui.screens import StationScreens
from ui.theme import TEXT_SCALES

pytestmark = pytest.mark.gui
__all__ = ["large"]
OUT = gates.things_out()


def words_of(screens: StationScreens) -> str:
    QApplication.processEvents()
    return said(screens.staff)


def key_of(listed: Checklist, item: str) -> str:
    names = [one.key for one in listed.items]
    return str(ITEM_KEYS[names.index(item)])


MEDIA = key_of(OUT.gate.checklist, "media_back")
EQUIPMENT = key_of(OUT.gate.checklist, "equipment_back")


def test_what_is_out_is_named_with_its_number_and_the_media_alone_on_their_item(
    screens: StationScreens, hands: Hands
) -> None:
    screens.show_view(gates.at(OUT))  # the first open item: the media
    told = words_of(screens)
    assert "USBメモリー（研修）（番号 K-1）" in told
    assert "折りたたみ机" not in told
    hands.press("Down")
    told = words_of(screens)
    for part in ("番号 K-1", "受付端末（研修）（番号 T-2）", "折りたたみ机×4"):
        assert part in told


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.JA, Language.PSEUDO])
def test_the_chosen_item_is_in_sight_in_every_size_of_type(large: StationScreens) -> None:
    large.show_view(gates.at(OUT))  # the eighth item is the first that is open
    for _ in range(4):
        QApplication.processEvents()
    row = large.staff.pages.office.gate.lists().row
    assert row is not None
    assert not row.visibleRegion().isEmpty()


@pytest.mark.parametrize("key", ["M", "Enter", EQUIPMENT])
def test_all_is_back_after_one_question_that_says_how_many(
    screens: StationScreens, hands: Hands, commands: RecordingCommands, key: str
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("Down")
    hands.press(key)
    assert commands.asked == []
    assert "持ち出した6点がすべて戻りましたか" in words_of(screens)
    hands.press("Y")
    assert commands.at_desks == [("equipment_back", 5)]
    assert commands.asked == ["bring_things_back"]


def test_a_no_notes_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("M")
    hands.press("Esc")
    assert commands.asked == []
    assert "すべて戻りましたか" not in words_of(screens)


def test_what_is_out_cannot_be_said_not_to_apply(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("N")
    hands.write("研修")
    assert commands.asked == []
    assert not screens.staff.pages.office.gate.none.isVisible()


def test_after_all_is_back_the_next_open_item_is_chosen(
    screens: StationScreens, hands: Hands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("M")
    hands.press("Y")
    sheet = all_back(gates.taken(), Proof.MEDIA, by=gates.LEAD.id, at=gates.NOW)
    half = gates.gate(gates.CLOSING, sheet=sheet)
    media = Said(mark=Mark.DONE)
    listed = tick(half.checklist, "media_back", media, by=gates.LEAD, at=gates.NOW, sheet=sheet)
    desk = replace(OUT, gate=replace(half, checklist=listed), act=DeskAct.THINGS_BACK, count=1)
    screens.show_view(gates.at(desk))
    assert "1点の返却を記録しました。残り 1 件" in words_of(screens)
    assert screens.staff.pages.office.gate.lists().name == "equipment_back"


def test_who_may_not_tick_reads_who_does(screens: StationScreens) -> None:
    screens.show_view(gates.scenes()["gate-things-left-open"][0])
    assert "現場管理責任者か総括責任者が付けます" in words_of(screens)


def test_one_of_several_is_lost_with_its_number_and_reason(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press(EQUIPMENT)
    hands.press("Esc")
    hands.press("L")
    hands.press("Down")
    hands.press("Down")
    hands.write("会場と車を二度探した（研修）")
    page = screens.staff.pages.office.gate
    assert page.lost.form.values()["equipment_count"] == "4"
    page.lost.form.fields["equipment_count"].set_text("5")
    hands.press("Enter")
    assert commands.asked == []
    assert "まだ戻っていない数より多くなっています" in words_of(screens)
    page.lost.form.fields["equipment_count"].set_text("1")
    hands.press("Ctrl+Enter")
    desk, _ = gates.THINGS[2]
    assert commands.at_desks == [
        (Loss(thing=desk, count=1, reason="会場と車を二度探した（研修）"), 5)
    ]


def test_a_loss_without_a_reason_is_asked_for_it(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("L")
    hands.press("Enter")
    assert commands.asked == []


def test_a_lost_medium_says_whom_to_telephone_now_and_goes_on_saying_it(
    screens: StationScreens,
) -> None:
    screens.show_view(gates.scenes()["gate-lost"][0])
    told = words_of(screens)
    for part in ("紛失を記録しました", "番号 K-1", "いますぐ総括責任者に電話", "kiosk office"):
        assert part in told
    later = gates.things_out(EquipmentKind.MEDIUM)
    screens.show_view(gates.at(later))
    assert "いますぐ総括責任者に電話" in words_of(screens)


def test_a_lost_desk_is_no_incident(screens: StationScreens) -> None:
    lost = gates.things_out(EquipmentKind.FURNITURE, act=DeskAct.THING_LOST)
    screens.show_view(gates.at(lost))
    assert "紛失を記録しました" in words_of(screens)
    assert "電話" not in words_of(screens)


def test_words_stay_and_the_things_are_new_after_somebody_else_wrote(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(gates.at(OUT))
    hands.press(EQUIPMENT)
    hands.press("Esc")
    hands.press("L")
    hands.write("二度探した（研修）")
    hands.press("Enter")
    key = parse_equipment("会場の鍵", EquipmentKind.KEY)
    newer = take_out(gates.taken(), key, by=gates.LEAD.id, at=gates.NOW)
    gate = replace(gates.gate(gates.CLOSING, sheet=newer), sheet_version=6)
    stale = OfficeStaleError("equipment", entry=gates.EVENT.id)
    screens.show_view(gates.at(GateDesk(phase=gates.CLOSING, gate=gate), notice=stale))
    page = screens.staff.pages.office.gate
    assert page.work is page.lost
    assert page.lost.form.values()["loss_reason"] == "二度探した（研修）"
    assert "会場の鍵" in words_of(screens)
    hands.press("Enter")
    assert [given[1] for given in commands.at_desks] == [5, 6]


def test_where_nothing_was_noted_the_page_says_which_keys_help(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    bare = gates.gate(gates.CLOSING, event=replace(gates.EVENT, equipment=()))
    screens.show_view(gates.at(GateDesk(phase=gates.CLOSING, gate=bare)))
    assert "何も持ち出していなければ N" in words_of(screens)
    hands.press("P")
    hands.press("N")
    hands.write("何も持ち出していない（研修）")
    hands.press("Enter")
    none = Said(mark=Mark.NOT_APPLICABLE, remark="何も持ち出していない（研修）")
    assert commands.at_desks == [("media_back", none)]


def test_the_plan_is_noted_as_taken_out_in_the_morning_and_bars_nothing(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    view, keys = gates.scenes()["gate-unpacked"]
    screens.show_view(view)
    for key in keys:
        hands.press(key)
    told = words_of(screens)
    assert "持出返却表がまだありません" in told
    assert "番号が要る物は「kiosk office」で付けます：USBメモリー。" in told
    hands.press("P")
    assert "持ち物5点の持出を記録" in words_of(screens)
    hands.press("Y")
    assert commands.at_desks == [(0,)]
    assert commands.asked == ["take_things_out"]
    hands.press("Esc")
    screens.show_view(view)
    hands.press("Enter")
    assert commands.asked[-1] == "open_through_gate"


def test_after_the_lock_no_thing_is_shown(screens: StationScreens, hands: Hands) -> None:
    screens.show_view(gates.at(OUT))
    hands.press("L")
    page = screens.staff.pages.office.gate
    page.wipe()
    assert page.lost.list.name == ""
    assert page.lost.form.values()["loss_reason"] == ""
