"""点検表 and 持出返却表 of an event in the office, by keys alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.contract.equipment import take_out
from kiosk.domain.case import Incident, IncidentItem, IncidentKind, ItemWritten
from kiosk.domain.checklist import (
    Checklist,
    Equipment,
    EquipmentKind,
    EquipmentSheet,
    Mark,
    Way,
)
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId
from kiosk.officeports import OfficeBook
from tests.ui.office.acts import ME, NOW, ONE, OTHER, TODAY, TWO, begin_book, crew, visit
from tests.ui.office.keys import Make, enter, fill, seen
from ui.hands import Hands
from ui.office.checklistwork import ChecklistPage
from ui.office.equipmentwork import EquipmentPage
from ui.office.window import OfficeWindow

KIT = ("ノートパソコン 2台", "机×4", "USBメモリー")
STICK = Equipment(name="USBメモリー", kind=EquipmentKind.MEDIUM, serial="K-1")
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OfficeBook]:
    out = take_out(EquipmentSheet(event=EventId("E-0")), STICK, by=ONE, at=NOW)
    made = begin_book(
        tmp_path / "office",
        (
            *crew(),
            visit("E-0", YESTERDAY, status=EventStatus.REPORTED),
            visit("E-1", TODAY, equipment=KIT),
            visit("E-2", TODAY + timedelta(days=7), equipment=KIT),
            out,
        ),
    )
    yield made
    made.close()


def at_list(window: OfficeWindow, key: str, event: str = "E-1", name: str = ME) -> Hands:
    hands = enter(window, name)
    hands.press("F2")
    assert window.page is not None
    window.page.choose(event)
    hands.press(key)
    return hands


def checks(window: OfficeWindow) -> ChecklistPage:
    page = window.page
    assert isinstance(page, ChecklistPage)
    return page


def things(window: OfficeWindow) -> EquipmentPage:
    page = window.page
    assert isinstance(page, EquipmentPage)
    return page


def sheet(book: OfficeBook, event: str = "E-1") -> EquipmentSheet:
    found = (one for one in book.read().entries(EquipmentSheet) if one.event == event)
    return next(found, EquipmentSheet(event=EventId(event)))


def ticks(book: OfficeBook) -> list[tuple[str, Mark, str]]:
    found = [one.ticks for one in book.read().entries(Checklist)]
    return [(one.key, one.mark, one.by) for many in found for one in many]


def test_enter_ticks_and_goes_on_a_key_ticks_its_item_and_takes_it_back(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "B")
    assert "開設前の点検" in seen(window)
    hands.press("Enter")
    assert checks(window).list.name == "city_officer"
    hands.press("5")
    hands.press("5")
    done, back = Mark.DONE, Mark.OPEN
    assert ticks(book) == [("people", done, ONE), ("keys", done, ONE), ("keys", back, ONE)]
    assert {one.by for one in book.read().of(Checklist)} == {ME}
    row = checks(window).list.shown[0]
    assert row.cells[1:3] == ("済", "研修 一郎")


def test_what_does_not_apply_needs_its_reason_and_esc_leads_back_to_the_event(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "B")
    hands.press("N")
    hands.press("Ctrl+Enter")
    assert "入力してください" in seen(window)
    assert ticks(book) == []
    hands.write("（研修）市の職員は別会場")
    hands.press("Ctrl+Enter")
    assert ticks(book) == [("people", Mark.NOT_APPLICABLE, ONE)]
    hands.press("Esc")
    assert window.page is not None
    assert window.page is window.pages["plan"]
    assert window.pages["plan"].rows() is not None


def test_no_item_is_ticked_before_the_day(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = at_list(window, "B", "E-2")
    assert "実施の日になってから" in seen(window)
    hands.press("Enter")
    assert "この項目に印を付けられません" in seen(window)
    assert ticks(book) == []


def test_what_is_out_keeps_the_end_from_being_ticked_by_name(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = at_list(window, "F", "E-0")
    checks(window).list.choose("media_back")
    assert "まだ戻っていないもの\nUSBメモリー K-1" in seen(window)
    hands.press("Enter")
    assert "まだ戻っていないものがあります" in seen(window)
    assert ticks(book) == []


def test_the_end_may_be_excused_by_the_one_in_charge_with_a_reason(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "F")
    hands.press("R")
    hands.write("（研修）会場が閉まるため翌朝")
    hands.press("Ctrl+Enter")
    (kept,) = book.read().entries(Checklist)
    assert kept.override is not None
    assert kept.override.by == ONE
    assert "承認済" in {row.cells[1] for row in checks(window).list.shown}
    assert "すべて済みました" in seen(window)


def test_a_list_that_somebody_else_ticked_meanwhile_is_shown_as_it_is_now(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "B")
    hands.press("1")
    (mine,) = book.read().of(Checklist)
    other = replace(mine.entry, ticks=(*mine.entry.ticks, replace(mine.entry.ticks[0], key="keys")))
    book.put(other, by=OTHER, expected_version=mine.version)
    hands.press("2")
    assert "その間にほかの人が変更しました" in seen(window)
    assert [one[0] for one in ticks(book)] == ["people", "keys"]
    hands.press("2")
    assert [one[0] for one in ticks(book)] == ["people", "keys", "city_officer"]


def test_at_headquarters_whoever_did_it_is_chosen_from_the_roster(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "E", name="jimu")
    assert "記録する人が決まっていません" in seen(window)
    hands.press("Enter")
    fill(hands, "だれか")
    hands.press("Ctrl+Enter")
    assert "名簿にありません" in seen(window)
    fill(hands, "研修二子")
    hands.press("Ctrl+Enter")
    hands.press("Enter")
    assert [one.by for one in sheet(book).moves] == [TWO]
    assert [one.by for one in book.read().of(EquipmentSheet)][-1] == "jimu"


def test_what_the_plan_names_goes_out_one_key_a_row(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = at_list(window, "E")
    hands.press("Enter")
    assert things(window).list.name == "pack 机×4"
    hands.press("Enter")
    moves = sheet(book).moves
    assert [(one.equipment.name, one.way, one.count) for one in moves] == [
        ("ノートパソコン", Way.OUT, 2),
        ("机", Way.OUT, 4),
    ]
    hands.press("Enter")  # a memory goes out by its number
    assert things(window).work is things(window).new
    hands.write("K-2")
    hands.press("Ctrl+Enter")
    assert sheet(book).moves[-1].equipment == replace(STICK, serial="K-2")
    assert "まだ持ち出していないもの" not in seen(window)


def test_all_of_it_goes_out_at_once_but_for_what_needs_a_number(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "E")
    hands.press("A")
    assert len(sheet(book).moves) == 2
    assert book.read().version(book.read().of(EquipmentSheet)[-1].ref) == 1
    assert things(window).list.name.startswith("pack ")
    assert "番号が必要" in seen_cells(window)


def seen_cells(window: OfficeWindow) -> set[str]:
    return {cell for row in things(window).list.shown for cell in row.cells}


def test_it_comes_back_in_parts_and_what_is_missing_is_named(make: Make, book: OfficeBook) -> None:
    window = make()
    hands = at_list(window, "E")
    hands.press("A")
    things(window).list.choose("thing 机")
    hands.press("B")
    hands.write("3")  # in place of the 4 that stand there
    hands.press("Ctrl+Enter")
    assert sheet(book).moves[-1].count == 3
    assert "一部が未返却" in seen_cells(window)
    assert "ノートパソコン×2、机" in seen(window)
    things(window).list.choose("thing 机")
    hands.press("Enter")
    assert (sheet(book).moves[-1].way, sheet(book).moves[-1].count) == (Way.BACK, 1)
    assert things(window).list.name == "thing ノートパソコン"
    hands.press("Enter")
    assert (sheet(book).moves[-1].way, sheet(book).moves[-1].count) == (Way.BACK, 2)
    assert "持ち出した物はすべて戻ったか、記録があります" in seen(window)


def test_a_loss_needs_its_story_and_a_lost_memory_becomes_an_incident(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "E", "E-0")
    hands.press("L")
    hands.press("Ctrl+Enter")
    assert "入力してください" in seen(window)
    hands.press("Enter")
    things(window).count(Way.LOST).form.fields["loss_reason"].widget.setFocus()
    hands.write("（研修）会場を二度探した")
    hands.press("Ctrl+Enter")
    assert sheet(book, "E-0").moves[-1].way is Way.LOST
    assert "事故として記録し、すぐに総括責任者に連絡してください" in seen(window)
    hands.press("I")
    hands.press("Ctrl+Enter")
    (incident,) = book.read().entries(Incident)
    assert (incident.what, incident.event, incident.known) == (
        IncidentKind.LOST_MEDIUM,
        "E-0",
        TODAY,
    )
    assert incident.place == "（研修）苑E-0"
    act = incident.history[0].act
    assert isinstance(act, ItemWritten)
    assert (act.item, "E-0" in act.words) == (IncidentItem.OVERVIEW, True)
    assert things(window).work is None


def test_an_incident_names_no_private_home(make: Make, book: OfficeBook) -> None:
    (home,) = (one for one in book.read().of(Event) if one.entry.id == "E-0")
    place = replace(
        home.entry.place, private_home=True, town_only="（研修）町", address="（研修）町1"
    )
    book.put(replace(home.entry, place=place), by=OTHER, expected_version=1)
    window = make()
    hands = at_list(window, "E", "E-0")
    hands.press("I")
    hands.press("Ctrl+Enter")
    (incident,) = book.read().entries(Incident)
    assert incident.place == "（研修）町"


def test_a_thing_nobody_planned_is_added_and_a_memory_without_number_is_refused(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "E")
    hands.press("N")
    hands.write("（研修）SDカード")
    hands.press("Enter")
    hands.press("2")
    hands.press("Ctrl+Enter")
    assert "入力してください" in seen(window)
    assert sheet(book).moves == ()
    hands.write("S-9")
    hands.press("Ctrl+Enter")
    (move,) = sheet(book).moves
    assert (move.equipment.kind, move.equipment.serial) == (EquipmentKind.MEDIUM, "S-9")


def test_a_sheet_that_somebody_else_wrote_to_keeps_what_was_typed(
    make: Make, book: OfficeBook
) -> None:
    window = make()
    hands = at_list(window, "E", "E-0")
    hands.press("L")
    hands.press("Enter")
    hands.write("（研修）見当たらない")
    (kept,) = book.read().of(EquipmentSheet)
    desk = Equipment(name="机", kind=EquipmentKind.FURNITURE)
    book.put(take_out(kept.entry, desk, by=TWO, at=NOW), by=OTHER, expected_version=1)
    hands.press("Ctrl+Enter")
    assert "その間にほかの人が変更しました" in seen(window)
    assert len(sheet(book, "E-0").moves) == 2
    hands.press("Ctrl+Enter")
    assert [one.way for one in sheet(book, "E-0").moves] == [Way.OUT, Way.OUT, Way.LOST]


def test_the_first_page_leads_to_what_is_not_back(make: Make) -> None:
    window = make()
    hands = enter(window)
    assert window.page is not None
    table = window.page.rows()
    assert table is not None
    assert table.shown[0].cells[2:] == ("持ち出した物が戻っていない", "（研修）苑E-0")
    hands.press("Home")
    hands.press("Enter")
    assert things(window).list.name == "thing k-1"
    assert "持出返却表　（研修）苑E-0" in seen(window)
    hands.press("Enter")
    assert "持ち出した物はすべて戻ったか、記録があります" in seen(window)
    hands.press("F1")
    assert not any("戻っていない" in one.cells[2] for one in table.shown)
