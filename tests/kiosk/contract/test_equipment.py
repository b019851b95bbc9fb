"""What goes out comes back, or is named; a lost medium asks for an incident."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.equipment import (
    EquipmentRefusedError,
    HintKind,
    balances,
    bring_back,
    incident_hints,
    missing,
    not_packed,
    parse_equipment,
    take_out,
    unexpected,
    unsettled,
    write_off,
)
from kiosk.domain.checklist import (
    Equipment,
    EquipmentKind,
    EquipmentMove,
    EquipmentSheet,
    Proof,
    Way,
)
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.folk import ANNA, AT, VENUE

EMPTY = EquipmentSheet(event=VENUE.id)
STICK = parse_equipment("USB メモリ", EquipmentKind.MEDIUM, "KENSHU-0001")
LAPTOP = parse_equipment("ノートパソコン", EquipmentKind.DEVICE, "KENSHU-PC1")
CHAIRS = parse_equipment("いす", EquipmentKind.FURNITURE)
LEAFLETS = parse_equipment("チラシ", EquipmentKind.SUPPLY)
CASE_KEY = parse_equipment("施錠ケースの鍵", EquipmentKind.KEY, "K-1")
WHERE = "会場と車の中を二人で探したが見つからない"


def out(*things: tuple[Equipment, int]) -> EquipmentSheet:
    sheet = EMPTY
    for thing, count in things:
        sheet = take_out(sheet, thing, count=count, by=ANNA.id, at=AT)
    return sheet


def back(sheet: EquipmentSheet, thing: Equipment, count: int = 1) -> EquipmentSheet:
    return bring_back(sheet, thing, count=count, by=ANNA.id, at=AT)


def lost(sheet: EquipmentSheet, thing: Equipment, count: int = 1) -> EquipmentSheet:
    return write_off(sheet, thing, count=count, reason=WHERE, by=ANNA.id, at=AT)


def refused(reason: str) -> "pytest.RaisesExc[EquipmentRefusedError]":
    return pytest.raises(
        EquipmentRefusedError, check=lambda error: error.params["equipment_reason"] == reason
    )


def test_what_is_not_back_is_listed_with_how_many() -> None:
    sheet = back(out((CHAIRS, 12), (LAPTOP, 1), (LEAFLETS, 500)), CHAIRS, 10)
    assert [(one.equipment.name, one.missing) for one in missing(sheet)] == [
        ("いす", 2),
        ("ノートパソコン", 1),
    ]
    assert missing(back(back(sheet, CHAIRS, 2), LAPTOP)) == ()


def test_another_serial_number_does_not_stand_in_for_the_one_that_went_out() -> None:
    swapped = replace(STICK, serial="KENSHU-0002")
    sheet = back(out((STICK, 1)), swapped)
    assert [one.equipment for one in missing(sheet)] == [STICK]
    assert [one.equipment for one in unexpected(sheet)] == [swapped]


def test_a_serial_number_is_the_same_however_it_is_typed() -> None:
    typed = replace(STICK, name="ＵＳＢ", serial="ｋｅｎｓｈｕ-0001 ")
    assert missing(back(out((STICK, 1)), typed)) == ()


def test_a_medium_that_is_not_back_or_lost_asks_for_an_incident() -> None:
    sheet = out((STICK, 1), (LAPTOP, 1), (CASE_KEY, 1), (CHAIRS, 3))
    hints = incident_hints(sheet)
    assert [(one.kind, one.certain) for one in hints] == [
        (HintKind.MEDIUM, False),
        (HintKind.DEVICE, False),
        (HintKind.KEY, False),
    ]
    assert incident_hints(lost(sheet, STICK))[0].certain
    everything = back(back(back(sheet, STICK), LAPTOP), CASE_KEY)
    assert incident_hints(everything) == ()


def test_the_closing_list_waits_for_media_and_for_everything() -> None:
    sheet = out((STICK, 1), (CHAIRS, 2))
    assert [one.equipment for one in unsettled(sheet, Proof.MEDIA)] == [STICK]
    assert [one.equipment for one in unsettled(sheet, Proof.EQUIPMENT)] == [STICK, CHAIRS]
    settled = lost(back(sheet, STICK), CHAIRS, 2)
    assert unsettled(settled, Proof.EQUIPMENT) == ()


def test_one_of_a_kind_goes_out_and_comes_back_once() -> None:
    sheet = out((STICK, 1))
    with refused("out_already"):
        take_out(sheet, STICK, by=ANNA.id, at=AT)
    with refused("one_of_a_kind"):
        back(sheet, STICK, 2)
    sheet = back(sheet, STICK)
    with refused("back_already"):
        back(sheet, STICK)
    assert missing(take_out(sheet, STICK, by=ANNA.id, at=AT))[0].equipment == STICK


def test_a_thing_that_was_given_up_and_found_again_may_come_back() -> None:
    found = back(lost(out((STICK, 1)), STICK), STICK)
    assert missing(found) == ()
    assert [one.equipment for one in unexpected(found)] == [STICK]


@pytest.mark.parametrize("count", [0, -1, 10_000])
def test_a_number_that_cannot_be_is_refused(count: int) -> None:
    with refused("count"):
        take_out(EMPTY, CHAIRS, count=count, by=ANNA.id, at=AT)


def test_no_more_is_lost_than_is_missing_and_never_without_a_word() -> None:
    sheet = out((CHAIRS, 2))
    with refused("not_missing"):
        lost(sheet, CHAIRS, 3)
    with refused("not_missing"):
        lost(sheet, STICK)
    with pytest.raises(FieldError):
        write_off(sheet, CHAIRS, reason=" ", by=ANNA.id, at=AT)


def test_a_medium_without_its_number_is_none() -> None:
    with pytest.raises(FieldError):
        parse_equipment("USB メモリ", EquipmentKind.MEDIUM, " ")
    with pytest.raises(FieldError):
        parse_equipment(" ", EquipmentKind.FURNITURE)


def test_what_the_plan_names_and_nobody_packed_is_listed() -> None:
    assert not_packed(VENUE, EMPTY) == VENUE.equipment
    assert not_packed(VENUE, out((LAPTOP, 1))) == ("撮影用ライト",)
    assert not_packed(VENUE, back(EMPTY, LAPTOP)) == VENUE.equipment


MOVES = st.lists(
    st.builds(
        EquipmentMove,
        equipment=st.sampled_from([STICK, LAPTOP, CHAIRS, CASE_KEY]),
        way=st.sampled_from(Way),
        count=st.integers(1, 9),
        by=st.just(ANNA.id),
        at=st.just(AT),
    ),
    max_size=30,
)


@given(MOVES)
def test_nothing_is_counted_twice_or_forgotten(moves: Sequence[EquipmentMove]) -> None:
    sheet = replace(EMPTY, moves=tuple(moves))
    for one in balances(sheet):
        assert one.out + one.unexpected == one.back + one.lost + one.missing
    moved = {move.equipment for move in moves}
    assert {one.equipment for one in balances(sheet)} == moved
    assert sum(one.out + one.back + one.lost for one in balances(sheet)) == sum(
        move.count for move in moves
    )


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_kind_and_hint_has_words(language: Language) -> None:
    words = catalogue(language)
    assert all(words[f"equipment_kind.{kind.value}"] for kind in EquipmentKind)
    for hint in HintKind:
        assert "K-1" in words.say(f"incident_hint.{hint.value}", name="鍵", serial="K-1")
