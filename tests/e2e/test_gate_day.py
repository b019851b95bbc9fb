"""An event opens and ends by keys: real windows, threads, vault and book."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.contract.equipment import missing, parse_equipment, take_out
from kiosk.domain.checklist import (
    Checklist,
    ChecklistPhase,
    EquipmentKind,
    EquipmentSheet,
    Mark,
    Way,
)
from kiosk.domain.event import Event
from kiosk.domain.ids import StaffId
from kiosk.officeports import Change
from kiosk.workflow import phases
from kiosk.workflow.desks import GateDesk
from storage.station import Station, open_station
from tests.e2e.custodyrig import Playing, Venue, playing, rehearse
from tests.kiosk.contract.folk import ANNA, GENERAL, MANAGER, VENUE
from tests.storage.people import DAY, LEAD_PASSWORD, STAFF_PASSWORD
from tests.ui.seen import said

pytestmark = pytest.mark.gui
LEAD = StaffId("lead1")
EVENT = replace(VENUE, date=DAY, staff=(ANNA.id,))
FOLK = (
    GENERAL,
    replace(MANAGER, station_login=LEAD),
    replace(ANNA, station_login=StaffId("staff1")),
)
PHOTOS = {"layout", "partition"}


@pytest.fixture
def place(tmp_path: Path) -> Venue:
    place = Venue(tmp_path)
    place.create()
    return place


def plan(place: Venue, event: Event = EVENT) -> None:
    """Have the office write the event of today and its people into the station's book."""
    station = signed_in(place.data, place)
    changes = [Change(entry=one, expected_version=0) for one in (event, *FOLK)]
    station.office.put_all(changes, by=LEAD)
    station.close()


def signed_in(data: Path, place: Venue) -> Station:
    station = open_station(data, place.clock)
    station.sign_in("lead1", LEAD_PASSWORD)
    return station


def lists_of(station: Station) -> dict[ChecklistPhase, Checklist]:
    return {one.phase: one for one in station.office.read(Checklist).entries(Checklist)}


def at_the_list(play: Playing, *, left: int) -> None:
    """Wait until the list is there and so many items are left."""

    def there() -> bool:
        match play.phase:
            case phases.AtDesk(desk=GateDesk(gate=gate), busy=False):
                return len(gate.unticked) == left
            case _:
                return False

    play.wait(there)


def keys_of(play: Playing) -> list[tuple[str, bool]]:
    """Return the key of each item and whether it asks for a word about its picture."""
    phase = play.phase
    assert isinstance(phase, phases.AtDesk)
    assert isinstance(phase.desk, GateDesk)
    items = phase.desk.gate.checklist.items
    return list(zip("1234567890ABCDEFGH", [one.photo for one in items], strict=False))


def key_for(play: Playing, item: str) -> str:
    """Return the key of an item."""
    phase = play.phase
    assert isinstance(phase, phases.AtDesk)
    assert isinstance(phase.desk, GateDesk)
    names = [one.key for one in phase.desk.gate.checklist.items]
    return "1234567890ABCDEFGH"[names.index(item)]


def sheet_of(station: Station) -> EquipmentSheet:
    (sheet,) = station.office.read(EquipmentSheet).entries(EquipmentSheet)
    return sheet


def tick_everything(play: Playing, *, asked: tuple[str, ...] = ()) -> None:
    """Tick every item by its key; ``asked`` keys are answered with yes."""
    keys = keys_of(play)
    for done, (key, photo) in enumerate(keys, start=1):
        play.keys(key)
        if key in asked:
            play.keys("Y")
        if photo:
            play.hands.write("撮影済み")
            play.keys("Enter")
        at_the_list(play, left=len(keys) - done)


def test_a_day_of_an_event_opens_when_everything_is_ticked_by_its_key(
    place: Venue, qtbot: QtBot
) -> None:
    plan(place)
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        rehearse(play)
        play.until_said("本日の実施：研修モール 1階広場")
        play.keys("2", "Enter")
        at_the_list(play, left=17)
        assert "まだ始めていません" in said(play.screens.staff)
        tick_everything(play)
        assert "すべて済みました" in said(play.screens.staff)
        play.keys("Enter")
        play.until(phases.Ready)
        play.keys("F10")
        play.until(phases.ConfirmingClose)
        play.until_said("終了時の点検が")
        play.hands.sign_in("staff1", STAFF_PASSWORD)
        play.until(phases.DayClosed)
        play.wait(lambda: play.session.view().outlook is not None)
        play.until_said("終了時の点検が")
        play.keys("F3")
        play.until(phases.AtDesk)
        play.keys("1")
        play.until_said("記録しました")
        play.at_rest()
        play.keys("Esc")
        play.until(phases.DayClosed)
        play.until_said("終了時の点検が")
        play.keys("Enter", "Y")
        play.until(phases.SignedOut)
    station = signed_in(place.data, place)
    lists = lists_of(station)
    assert {one.mark for one in lists[ChecklistPhase.OPENING].ticks} == {Mark.DONE}
    assert [one.by for one in lists[ChecklistPhase.CLOSING].ticks] == [MANAGER.id]
    station.close()


def test_the_lead_goes_on_with_a_reason_that_stays_in_the_book(place: Venue, qtbot: QtBot) -> None:
    plan(place)
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        play.keys("2", "Enter")
        at_the_list(play, left=17)
        play.keys("R")
        play.hands.write("停電の復旧直後。総括責任者に電話した（研修）")
        play.keys("Enter")
        at_the_list(play, left=0)
        play.keys("Enter")
        play.until(phases.Ready)
    station = signed_in(place.data, place)
    override = lists_of(station)[ChecklistPhase.OPENING].override
    assert override is not None
    assert override.by == GENERAL.id
    assert "停電の復旧直後" in override.reason
    ref = station.office.read(Checklist).of(Checklist)[0].ref
    assert [line.by for line in station.office.history(ref)] == [LEAD]
    station.close()


def test_what_goes_out_in_the_morning_is_back_in_the_evening_by_the_stations_own_keys(
    place: Venue, qtbot: QtBot
) -> None:
    plan(place, replace(EVENT, equipment=("ノートパソコン", "折りたたみ机×4", "USBメモリー")))
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        rehearse(play)
        play.until_said("本日の実施：研修モール 1階広場")
        play.keys("2", "Enter")
        at_the_list(play, left=17)
        assert "持出返却表がまだありません" in said(play.screens.staff)
        play.keys("P", "Y")
        play.until_said("持ち出したと記録しました")
        play.at_rest()
        assert "持出返却表に付いていない物があります" in said(play.screens.staff)  # the memory
        tick_everything(play)
        play.keys("Enter")
        play.until(phases.Ready)
        play.keys("F10")
        play.until(phases.ConfirmingClose)
        play.until_said("終了時の点検が")
        play.hands.sign_in("staff1", STAFF_PASSWORD)
        play.until(phases.DayClosed)
        play.wait(lambda: play.session.view().outlook is not None)
        play.until_said("終了時の点検が")
        play.keys("F3")
        play.until(phases.AtDesk)
        play.at_rest()
        equipment = key_for(play, "equipment_back")
        play.keys(equipment)
        assert "持ち出した5点がすべて戻りましたか" in said(play.screens.staff)
        play.keys("Esc")
        tick_everything(play, asked=(equipment,))
        assert "すべて済みました" in said(play.screens.staff)
        play.keys("Enter")
        play.until(phases.DayClosed)
        play.until_said("終了時の点検は済みました")
    station = signed_in(place.data, place)
    moves = [(one.way, one.equipment.name, one.count, one.by) for one in sheet_of(station).moves]
    assert moves == [
        (way, name, count, MANAGER.id)
        for way in (Way.OUT, Way.BACK)
        for name, count in (("ノートパソコン", 1), ("折りたたみ机", 4))
    ]
    assert missing(sheet_of(station)) == ()
    closing = lists_of(station)[ChecklistPhase.CLOSING]
    assert {closing.mark(one.key) for one in closing.items} == {Mark.DONE}
    station.close()


def test_a_memory_that_is_not_found_is_written_down_and_says_whom_to_call(
    place: Venue, qtbot: QtBot
) -> None:
    plan(place)
    stick = parse_equipment("USBメモリー（研修）", EquipmentKind.MEDIUM, "K-1")
    station = signed_in(place.data, place)
    sheet = take_out(EquipmentSheet(event=EVENT.id), stick, by=MANAGER.id, at=place.clock.now())
    station.office.put(sheet, by=LEAD, expected_version=0)
    station.close()
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        play.keys("2", "Enter")
        at_the_list(play, left=17)
        play.keys("R")
        play.hands.write("停電の復旧直後。総括責任者に電話した（研修）")
        play.keys("Enter")
        at_the_list(play, left=0)
        play.keys("Enter")
        play.until(phases.Ready)
        play.keys("F10")
        play.until(phases.ConfirmingClose)
        play.until_said("終了時の点検が")
        play.keys("F3")
        play.until(phases.AtDesk)
        play.at_rest()
        play.keys(key_for(play, "media_back"), "Esc", "L")
        play.hands.write("会場と車を二度探した（研修）")
        play.keys("Enter")
        play.until_said("紛失を記録しました")
        assert "いますぐ総括責任者に電話" in said(play.screens.staff)
        play.at_rest()
    station = signed_in(place.data, place)
    out, gone = sheet_of(station).moves
    assert (out.way, gone.way, gone.by) == (Way.OUT, Way.LOST, MANAGER.id)
    assert gone.remark == "会場と車を二度探した（研修）"
    assert ChecklistPhase.CLOSING not in lists_of(station)
    station.close()


def test_a_crash_after_a_tick_loses_nothing(place: Venue, qtbot: QtBot, tmp_path: Path) -> None:
    plan(place)
    crashed = tmp_path / "crashed"
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        play.until_said("点検の残り 17 件")
        play.keys("F3")
        at_the_list(play, left=17)
        play.keys("C")
        at_the_list(play, left=16)
        shutil.copytree(place.data, crashed)  # what a disk has when the power goes now
    station = signed_in(crashed, place)
    (tick,) = lists_of(station)[ChecklistPhase.OPENING].ticks
    assert tick.mark is Mark.DONE
    assert [day.business_date for day in station.standing().days] == []
    station.close()


def test_a_station_without_a_book_opens_as_ever_and_begins_none(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        play.until_said("計画に本日の実施がありません")
        play.keys("F3")
        play.until(phases.Opening)
        play.keys("2", "Enter")
        play.until(phases.Ready)
    assert not (place.data / "office").exists()


@pytest.mark.expects_warnings("the plan was not read")
def test_a_book_that_was_taken_away_is_told_and_stops_nobody(place: Venue, qtbot: QtBot) -> None:
    plan(place)
    shutil.rmtree(place.data / "office")
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        play.until_said("本日の実施を確かめられません")
        play.keys("2", "Enter")
        play.until(phases.Ready)
