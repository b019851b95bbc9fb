"""Nothing begins before the opening list is answered, nobody goes home before the closing one."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.contract.checklists import (
    ChecklistRefusedError,
    Said,
    begin,
    checklist_table,
    go_on_anyway,
    open_items,
    parse_checklists,
    read_checklists,
    still_open,
    tick,
)
from kiosk.contract.equipment import bring_back, take_out
from kiosk.contract.roster import RosterRefusedError
from kiosk.domain.checklist import Checklist, ChecklistPhase, Doer, EquipmentSheet, Mark, Proof
from kiosk.domain.event import EventKind
from kiosk.domain.ids import EventId
from kiosk.domain.person import Person
from kiosk.errors import FieldError, SettingsError
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.folk import ANNA, AT, GENERAL, MANAGER, TODAY, VENUE
from tests.kiosk.contract.test_equipment import LAPTOP, STICK

DONE = Said(mark=Mark.DONE)
OPENING = begin(VENUE, ChecklistPhase.OPENING, checklist_table())
CLOSING = begin(VENUE, ChecklistPhase.CLOSING, checklist_table())
ALL_BACK = EquipmentSheet(event=VENUE.id)


def refused(reason: str) -> "pytest.RaisesExc[ChecklistRefusedError]":
    return pytest.raises(
        ChecklistRefusedError, check=lambda error: error.params["checklist_reason"] == reason
    )


def answered(checklist: Checklist, but: tuple[str, ...] = ()) -> Checklist:
    for item in checklist.items:
        if item.key not in but:
            photo = "0" * 64 if item.photo else None
            said = replace(DONE, photo=photo)
            checklist = tick(checklist, item.key, said, by=MANAGER, at=AT, sheet=ALL_BACK)
    return checklist


@pytest.mark.parametrize("checklist", [OPENING, CLOSING])
def test_the_work_goes_on_when_every_item_is_answered_and_not_before(checklist: Checklist) -> None:
    assert still_open(checklist) == checklist.items
    for item in checklist.items:
        rest = answered(checklist, but=(item.key,))
        assert still_open(rest) == (item,)
    assert still_open(answered(checklist)) == ()


def test_who_said_it_and_when_is_kept_also_when_it_is_taken_back() -> None:
    first = tick(OPENING, "printer", replace(DONE, remark="替えの紙あり"), by=ANNA, at=AT)
    again = tick(first, "printer", Said(mark=Mark.OPEN), by=MANAGER, at=AT)
    assert again.mark("printer") is Mark.OPEN
    assert [(one.by, one.mark) for one in again.ticks] == [
        (ANNA.id, Mark.DONE),
        (MANAGER.id, Mark.OPEN),
    ]
    assert again.ticks[0].remark == "替えの紙あり"
    assert "printer" in {one.key for one in still_open(again)}


def test_not_applicable_needs_a_reason() -> None:
    said = Said(mark=Mark.NOT_APPLICABLE, remark="  ")
    with refused("why_not_applicable"):
        tick(OPENING, "printer", said, by=ANNA, at=AT)
    given = replace(said, remark="今日は紙を使わない")
    assert tick(OPENING, "printer", given, by=ANNA, at=AT).mark("printer") is Mark.NOT_APPLICABLE


def test_a_remark_never_holds_a_long_number() -> None:
    with pytest.raises(FieldError):
        tick(OPENING, "printer", replace(DONE, remark="1234 5678 9018"), by=ANNA, at=AT)


def test_a_picture_is_there_or_the_reason_why_not() -> None:
    with refused("photo_needed"):
        tick(OPENING, "partition", DONE, by=ANNA, at=AT)
    with_photo = tick(OPENING, "partition", replace(DONE, photo="0" * 64), by=ANNA, at=AT)
    assert with_photo.mark("partition") is Mark.DONE
    without = replace(DONE, remark="個人宅のため撮影しない")
    assert tick(OPENING, "partition", without, by=ANNA, at=AT).mark("partition") is Mark.DONE


def test_what_a_manager_answers_for_is_not_ticked_by_others() -> None:
    with refused("manager_item"):
        tick(OPENING, "network", DONE, by=ANNA, at=AT)
    for by in (MANAGER, GENERAL):
        assert tick(OPENING, "network", DONE, by=by, at=AT).mark("network") is Mark.DONE
    with refused("has_left"):
        tick(OPENING, "network", DONE, by=replace(MANAGER, left=TODAY), at=AT)


def test_an_item_of_another_list_is_unknown() -> None:
    with refused("unknown_item"):
        tick(OPENING, "media_back", DONE, by=MANAGER, at=AT)


@pytest.mark.parametrize("mark", [Mark.DONE, Mark.NOT_APPLICABLE])
def test_media_and_equipment_are_back_when_the_sheet_says_so(mark: Mark) -> None:
    said = Said(mark=mark, remark="研修")
    sheet = take_out(ALL_BACK, LAPTOP, by=ANNA.id, at=AT)
    assert tick(CLOSING, "media_back", said, by=MANAGER, at=AT, sheet=sheet).ticks
    with refused("still_out"):
        tick(CLOSING, "equipment_back", said, by=MANAGER, at=AT, sheet=sheet)
    with_stick = take_out(sheet, STICK, by=ANNA.id, at=AT)
    with refused("still_out"):
        tick(CLOSING, "media_back", said, by=MANAGER, at=AT, sheet=with_stick)
    again = bring_back(sheet, LAPTOP, by=ANNA.id, at=AT)
    assert tick(CLOSING, "equipment_back", said, by=MANAGER, at=AT, sheet=again).ticks


def test_another_events_sheet_proves_nothing() -> None:
    for sheet in (None, EquipmentSheet(event=EventId("E-002"))):
        with refused("no_sheet"):
            tick(CLOSING, "media_back", DONE, by=MANAGER, at=AT, sheet=sheet)


@pytest.mark.parametrize("key", ["media_back", "equipment_back"])
def test_where_nothing_was_taken_out_it_does_not_apply_for_a_reason(key: str) -> None:
    none = Said(mark=Mark.NOT_APPLICABLE, remark="何も持ち出していない（研修）")
    assert tick(CLOSING, key, none, by=MANAGER, at=AT).mark(key) is Mark.NOT_APPLICABLE
    with refused("why_not_applicable"):
        tick(CLOSING, key, replace(none, remark=" "), by=MANAGER, at=AT)


def test_the_general_manager_excuses_what_is_open_now_and_nothing_else() -> None:
    rest = answered(OPENING, but=("printer", "hygiene"))
    excused = go_on_anyway(rest, GENERAL, reason="紙は午後に届く", at=AT)
    assert still_open(excused) == ()
    assert {one.key for one in open_items(excused)} == {"printer", "hygiene"}
    reopened = tick(excused, "network", Said(mark=Mark.OPEN), by=MANAGER, at=AT)
    assert [one.key for one in still_open(reopened)] == ["network"]


@pytest.mark.parametrize("by", [ANNA, MANAGER, replace(GENERAL, left=TODAY)])
def test_nobody_else_excuses_an_open_item(by: Person) -> None:
    with pytest.raises(RosterRefusedError):
        go_on_anyway(OPENING, by, reason="研修", at=AT)


def test_a_list_that_is_answered_needs_no_excuse() -> None:
    with pytest.raises(RosterRefusedError):
        go_on_anyway(answered(OPENING), GENERAL, reason="研修", at=AT)


def test_each_kind_of_event_has_what_it_needs() -> None:
    keys = {
        kind: {
            item.key
            for phase in ChecklistPhase
            for item in begin(replace(VENUE, kind=kind), phase, checklist_table()).items
        }
        for kind in EventKind
    }
    for named in ("partition", "line_of_sight", "keys", "partition_down", "papers", "keys_back"):
        assert all(named in found for found in keys.values()), named
    for named in ("network", "lights", "printer", "disk", "clock", "media_serials", "media_back"):
        assert {kind for kind in EventKind if named in keys[kind]} == {
            EventKind.VISIT,
            EventKind.VENUE,
        }, named
    assert "cards" in keys[EventKind.RENEWAL]
    assert "city_officer" not in keys[EventKind.VENUE]
    assert "neutral" in keys[EventKind.VENUE]


def test_every_list_has_its_own_name_in_the_book() -> None:
    assert OPENING.id != CLOSING.id
    assert OPENING.id.startswith(VENUE.id)


def test_only_the_closing_list_asks_for_proof() -> None:
    table = checklist_table()
    proofs = [item.proof for item in table.items[ChecklistPhase.CLOSING] if item.proof]
    assert proofs == [Proof.MEDIA, Proof.EQUIPMENT]
    assert not any(item.proof for item in table.items[ChecklistPhase.OPENING])


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_item_mark_and_doer_has_words(language: Language) -> None:
    words = catalogue(language)
    items = [item for items in checklist_table().items.values() for item in items]
    assert all(words[item.text_key] for item in items)
    assert all(words[f"checklist.mark.{mark.value}"] for mark in Mark)
    assert all(words[f"checklist.doer.{doer.value}"] for doer in Doer)
    assert all(words[f"checklist.phase.{phase.value}"] for phase in ChecklistPhase)


ROW: dict[str, object] = {
    "key": "one",
    "text": "checklist.opening.people",
    "who": "staff",
    "kinds": ["venue"],
    "source": "研修",
}


@pytest.mark.parametrize(
    "row",
    [
        {**ROW, "who": "nobody"},
        {**ROW, "kinds": []},
        {**ROW, "kinds": ["party"]},
        {**ROW, "kinds": "venue"},
        {**ROW, "photo": "yes"},
        {**ROW, "proof": "promise"},
        {**ROW, "key": ""},
        {**ROW, "source": ""},
        {**ROW, "colour": "red"},
        {"key": "one"},
        "one",
    ],
)
def test_a_row_that_is_wrong_is_named(row: object) -> None:
    table = {"version": 1, "opening": [ROW], "closing": [ROW, row]}
    with pytest.raises(SettingsError) as refused_row:
        parse_checklists(table)
    assert refused_row.value.params["key"].startswith("closing[1]")


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"version": 0, "opening": [ROW], "closing": [ROW]},
        {"version": 1, "opening": [], "closing": [ROW]},
        {"version": 1, "opening": [ROW], "closing": [ROW], "more": []},
        {"version": 1, "opening": [ROW, ROW], "closing": [ROW]},
    ],
)
def test_a_table_that_is_wrong_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        parse_checklists(table)


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lists.toml"
    with pytest.raises(SettingsError):
        read_checklists(path)
    path.write_text("[[opening", encoding="utf-8")
    with pytest.raises(SettingsError) as refused_file:
        read_checklists(path)
    assert refused_file.value.params == {"key": "lists.toml"}
