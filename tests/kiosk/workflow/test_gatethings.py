"""The van is loaded at the gate of the station: what is noted, by whom, and what is refused."""

from dataclasses import replace

import pytest

from kiosk.contract.checklists import ChecklistRefusedError, Said
from kiosk.contract.equipment import missing, parse_equipment, take_out, unsettled
from kiosk.contract.returns import Loss
from kiosk.domain.checklist import (
    Checklist,
    Equipment,
    EquipmentKind,
    EquipmentSheet,
    Mark,
    Proof,
    Way,
)
from kiosk.domain.event import EventStatus
from kiosk.errors import DiskFullError, FieldError
from kiosk.officeports import OfficeStaleError
from kiosk.workflow.desks import DeskAct
from tests.fakes.memoryoffice import MemoryOffice
from tests.kiosk.contract.folk import ANNA, MANAGER
from tests.kiosk.workflow.bench import LEAD, MORNING, STAFF, Bench
from tests.kiosk.workflow.test_gatekeeping import (
    BOTH,
    EVENT,
    FOLK,
    REASON,
    bench_with,
    book_of,
    desk_of,
    gate_of,
)

DESK = parse_equipment("折りたたみ机", EquipmentKind.FURNITURE)
STICK = parse_equipment("USBメモリー", EquipmentKind.MEDIUM, "K-1")
WHY = "会場と車を二度探した（研修）"


def taken() -> EquipmentSheet:
    """Return four desks and a memory on their way."""
    out = EquipmentSheet(event=EVENT.id)
    for thing, count in ((DESK, 4), (STICK, 1)):
        out = take_out(out, thing, count=count, by=MANAGER.id, at=MORNING)
    return out


def evening(
    *entries: EquipmentSheet, who: str = "", event: object = EVENT
) -> tuple[Bench, MemoryOffice]:
    """Return a station at the closing list of its event."""
    book = book_of(event, *FOLK, *entries)
    bench = bench_with(book)
    bench.session.open_day(BOTH)
    bench.session.override_gate(REASON)
    bench.session.open_through_gate()
    if who:
        bench.session.sign_out()
        bench.sign_in(who)
    bench.session.open_gate()
    return bench, book


def sheet_in(book: MemoryOffice) -> EquipmentSheet:
    (kept,) = book.read(EquipmentSheet).entries(EquipmentSheet)
    return kept


def closing_in(book: MemoryOffice) -> Checklist | None:
    every = book.read(Checklist).entries(Checklist)
    return next((one for one in every if one.phase.value == "closing"), None)


def mark_of(book: MemoryOffice, key: str) -> Mark:
    listed = closing_in(book)
    return listed.mark(key) if listed is not None else Mark.OPEN


def written_meanwhile(book: MemoryOffice, thing: Equipment) -> None:
    """Have the office note another thing that went out."""
    (kept,) = book.read(EquipmentSheet).of(EquipmentSheet)
    more = take_out(kept.entry, thing, by=MANAGER.id, at=MORNING)
    book.put(more, by=LEAD.id, expected_version=kept.version)


# --- all of it is back ------------------------------------------------------------------------


def test_all_is_back_and_the_item_is_ticked_in_one_act_by_who_is_signed_in() -> None:
    bench, book = evening(taken())
    bench.session.bring_things_back("equipment_back", gate_of(bench).sheet_version)
    sheet = sheet_in(book)
    assert missing(sheet) == ()
    assert {(one.by, one.way) for one in sheet.moves[2:]} == {(MANAGER.id, Way.BACK)}
    assert mark_of(book, "equipment_back") is Mark.DONE
    assert mark_of(book, "media_back") is Mark.OPEN
    desk = desk_of(bench)
    assert (desk.act, desk.count, desk.left_open) == (DeskAct.THINGS_BACK, 5, False)
    assert {
        one.by for one in book.history(book.read(EquipmentSheet).of(EquipmentSheet)[0].ref)
    } == {LEAD.id}


def test_the_medias_item_notes_the_media_alone() -> None:
    bench, book = evening(taken())
    bench.session.bring_things_back("media_back", gate_of(bench).sheet_version)
    assert unsettled(sheet_in(book), Proof.MEDIA) == ()
    assert [one.equipment for one in missing(sheet_in(book))] == [DESK]
    assert mark_of(book, "media_back") is Mark.DONE
    assert mark_of(book, "equipment_back") is Mark.OPEN


def test_who_may_not_answer_for_the_item_notes_the_things_and_it_stays_open() -> None:
    bench, book = evening(taken(), who="staff")
    bench.session.bring_things_back("media_back", gate_of(bench).sheet_version)
    assert [one.by for one in sheet_in(book).moves if one.way is Way.BACK] == [ANNA.id]
    assert mark_of(book, "media_back") is Mark.OPEN
    desk = desk_of(bench)
    assert (desk.act, desk.count, desk.left_open) == (DeskAct.THINGS_BACK, 1, True)


def test_what_was_not_shown_is_not_said_to_be_back() -> None:
    bench, book = evening(taken())
    seen = gate_of(bench).sheet_version
    written_meanwhile(book, parse_equipment("鍵", EquipmentKind.KEY))
    bench.session.bring_things_back("equipment_back", seen)
    assert isinstance(bench.view.notice, OfficeStaleError)
    assert all(one.way is Way.OUT for one in sheet_in(book).moves)
    assert mark_of(book, "equipment_back") is Mark.OPEN
    shown = gate_of(bench).sheet  # the list is the new one already
    assert shown == sheet_in(book)
    bench.session.bring_things_back("equipment_back", gate_of(bench).sheet_version)
    assert missing(sheet_in(book)) == ()


def test_moves_and_tick_are_kept_both_or_neither() -> None:
    bench, book = evening(taken())
    before = gate_of(bench)

    def full(changes: object, *, by: object) -> object:
        raise DiskFullError

    book.put_all = full  # type: ignore[method-assign,assignment]
    bench.session.bring_things_back("equipment_back", before.sheet_version)
    assert isinstance(bench.view.notice, DiskFullError)
    assert gate_of(bench) == before
    assert desk_of(bench).act is DeskAct.NOTHING


@pytest.mark.parametrize(("key", "sheets"), [("papers", (taken(),)), ("media_back", ())])
def test_an_item_that_nothing_proves_brings_nothing_back(
    key: str, sheets: tuple[EquipmentSheet, ...]
) -> None:
    bench, book = evening(*sheets)
    bench.session.bring_things_back(key, gate_of(bench).sheet_version)
    assert isinstance(bench.view.notice, ChecklistRefusedError)
    assert book.read(EquipmentSheet).entries(EquipmentSheet) == sheets
    assert closing_in(book) is None


# --- one thing is not there -------------------------------------------------------------------


def test_a_loss_is_noted_with_its_reason_and_ticks_nothing() -> None:
    bench, book = evening(taken())
    loss = Loss(thing=STICK, reason=WHY)
    bench.session.lose_thing(loss, gate_of(bench).sheet_version)
    assert desk_of(bench).act is DeskAct.THING_LOST
    (gone,) = [one for one in sheet_in(book).moves if one.way is Way.LOST]
    assert (gone.equipment, gone.by, gone.remark) == (STICK, MANAGER.id, WHY)
    assert closing_in(book) is None
    bench.session.tick_gate("media_back", Said(mark=Mark.DONE))
    assert mark_of(book, "media_back") is Mark.DONE


def test_a_loss_without_a_reason_is_not_noted() -> None:
    bench, book = evening(taken())
    bench.session.lose_thing(Loss(thing=STICK, reason=" "), gate_of(bench).sheet_version)
    assert isinstance(bench.view.notice, FieldError)
    assert sheet_in(book) == taken()


def test_a_loss_on_an_older_list_is_told() -> None:
    bench, book = evening(taken())
    seen = gate_of(bench).sheet_version
    written_meanwhile(book, parse_equipment("鍵", EquipmentKind.KEY))
    bench.session.lose_thing(Loss(thing=STICK, reason=WHY), seen)
    assert isinstance(bench.view.notice, OfficeStaleError)
    assert all(one.way is Way.OUT for one in sheet_in(book).moves)


# --- nothing was noted ------------------------------------------------------------------------


def test_an_event_without_a_sheet_is_answered_as_not_applicable_with_a_reason() -> None:
    bench, book = evening()
    bench.session.tick_gate("equipment_back", Said(mark=Mark.DONE))
    assert isinstance(bench.view.notice, ChecklistRefusedError)
    none = Said(mark=Mark.NOT_APPLICABLE, remark="何も持ち出していない（研修）")
    bench.session.tick_gate("equipment_back", none)
    assert mark_of(book, "equipment_back") is Mark.NOT_APPLICABLE


def test_things_that_are_out_cannot_be_said_away() -> None:
    bench, book = evening(taken())
    none = Said(mark=Mark.NOT_APPLICABLE, remark="何も持ち出していない（研修）")
    bench.session.tick_gate("equipment_back", none)
    assert isinstance(bench.view.notice, ChecklistRefusedError)
    assert closing_in(book) is None


def test_the_plan_goes_out_in_one_act_and_a_memory_waits_for_its_number() -> None:
    event = replace(EVENT, equipment=("机×4", "USBメモリー", "プリンター"))
    book = book_of(event, *FOLK)
    bench = bench_with(book)
    bench.session.open_gate(BOTH)
    bench.session.take_things_out(gate_of(bench).sheet_version)
    assert desk_of(bench).act is DeskAct.THINGS_OUT
    assert [(one.equipment.name, one.count, one.by) for one in sheet_in(book).moves] == [
        ("机", 4, MANAGER.id),
        ("プリンター", 1, MANAGER.id),
    ]
    assert book.read(Checklist).entries(Checklist) == ()


def test_a_plan_that_was_packed_meanwhile_is_not_packed_twice() -> None:
    book = book_of(EVENT, *FOLK)
    bench = bench_with(book)
    bench.session.open_gate(BOTH)
    book.put(taken(), by=LEAD.id, expected_version=0)
    bench.session.take_things_out(0)
    assert isinstance(bench.view.notice, OfficeStaleError)
    assert sheet_in(book) == taken()


def test_who_has_left_notes_nothing() -> None:
    gone = replace(ANNA, station_login=STAFF.id, left=EVENT.date)
    book = book_of(EVENT, *FOLK[:2], gone)
    bench = bench_with(book)
    bench.session.sign_out()
    bench.sign_in("staff")
    bench.session.open_gate(BOTH)
    bench.session.take_things_out(0)
    assert isinstance(bench.view.notice, ChecklistRefusedError)
    assert book.read(EquipmentSheet).entries(EquipmentSheet) == ()


def test_an_event_called_off_meanwhile_takes_no_move() -> None:
    bench, book = evening(taken())
    seen = gate_of(bench).sheet_version
    kept = next(one for one in book.read().kept if one.entry == EVENT)
    gone = replace(EVENT, status=EventStatus.CANCELLED, cancelled="研修")
    book.put(gone, by=LEAD.id, expected_version=kept.version)
    bench.session.bring_things_back("equipment_back", seen)
    assert bench.view.notice is not None
    assert sheet_in(book) == taken()
