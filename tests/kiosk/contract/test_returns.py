"""All goes out as planned, all comes back, one thing is lost: what 持出返却表 then says."""

from dataclasses import replace

import pytest

from kiosk.contract.equipment import (
    EquipmentRefusedError,
    HintKind,
    balances,
    bring_back,
    parse_equipment,
    take_out,
    unsettled,
)
from kiosk.contract.returns import (
    Loss,
    all_back,
    loss_hints,
    lost,
    packed_as_planned,
    pieces,
    things_lost,
    things_out,
    waiting,
)
from kiosk.domain.checklist import EquipmentKind, EquipmentSheet, Proof, Way
from kiosk.errors import FieldError
from tests.kiosk.contract.folk import ANNA, AT, VENUE

DESK = parse_equipment("折りたたみ机", EquipmentKind.FURNITURE)
STICK = parse_equipment("USBメモリー", EquipmentKind.MEDIUM, "K-1")
PAPER = parse_equipment("用紙", EquipmentKind.SUPPLY)
MEDIA, EQUIPMENT = Proof.MEDIA, Proof.EQUIPMENT
WHY = "会場と車を二度探した（研修）"


def sheet() -> EquipmentSheet:
    """Return four desks, a memory and paper on their way."""
    out = EquipmentSheet(event=VENUE.id)
    for thing, count in ((DESK, 4), (STICK, 1), (PAPER, 500)):
        out = take_out(out, thing, count=count, by=ANNA.id, at=AT)
    return out


def test_everything_that_is_out_is_counted_piece_by_piece_and_supplies_are_used_up() -> None:
    assert pieces(things_out(sheet(), EQUIPMENT)) == 5
    assert pieces(things_out(sheet(), MEDIA)) == 1
    assert things_out(None, MEDIA) == things_out(sheet(), None) == ()


def test_the_medias_item_brings_back_the_media_and_nothing_else() -> None:
    after = all_back(sheet(), MEDIA, by=ANNA.id, at=AT)
    assert unsettled(after, MEDIA) == ()
    assert [one.equipment for one in unsettled(after, EQUIPMENT)] == [DESK]


def test_only_what_is_still_out_comes_back() -> None:
    some = bring_back(sheet(), DESK, count=3, by=ANNA.id, at=AT)
    after = all_back(some, EQUIPMENT, by=ANNA.id, at=AT)
    assert [(one.equipment, one.count) for one in after.moves[len(some.moves) :]] == [
        (DESK, 1),
        (STICK, 1),
    ]
    assert not any(one.unexpected for one in balances(after))
    assert all_back(after, EQUIPMENT, by=ANNA.id, at=AT) == after


def test_a_lost_medium_is_an_incident_and_a_lost_desk_is_none() -> None:
    gone = lost(sheet(), Loss(thing=DESK, count=1, reason=WHY), by=ANNA.id, at=AT)
    assert loss_hints(gone) == ()
    both = lost(gone, Loss(thing=STICK, reason=WHY), by=ANNA.id, at=AT)
    assert [(one.kind, one.certain) for one in loss_hints(both)] == [(HintKind.MEDIUM, True)]
    assert [one.equipment for one in things_lost(both, MEDIA)] == [STICK]
    assert [one.equipment for one in things_lost(both, EQUIPMENT)] == [DESK, STICK]
    assert both.moves[-1].remark == WHY
    assert loss_hints(None) == ()


@pytest.mark.parametrize("count", [0, 5])
def test_no_more_is_lost_than_is_out(count: int) -> None:
    with pytest.raises(EquipmentRefusedError):
        lost(sheet(), Loss(thing=DESK, count=count, reason=WHY), by=ANNA.id, at=AT)
    with pytest.raises(FieldError):
        lost(sheet(), Loss(thing=DESK, reason=" "), by=ANNA.id, at=AT)


def test_the_plan_goes_out_at_once_but_for_a_memory_without_its_number() -> None:
    event = replace(VENUE, equipment=("机×4", "USBメモリー", "USBメモリー（番号 K-9）", "鍵"))
    packed = packed_as_planned(event, None, by=ANNA.id, at=AT)
    assert [(one.equipment.name, one.equipment.serial, one.count) for one in packed.moves] == [
        ("机", "", 4),
        ("USBメモリー", "K-9", 1),
        ("鍵", "", 1),
    ]
    assert {one.way for one in packed.moves} == {Way.OUT}
    assert tuple(one.words for one in waiting(event, None)) == event.equipment
    again = packed_as_planned(event, packed, by=ANNA.id, at=AT)
    assert again == packed


def test_what_the_office_noted_already_does_not_go_out_twice() -> None:
    event = replace(VENUE, equipment=("折りたたみ机 4台", "鍵"))
    packed = packed_as_planned(event, sheet(), by=ANNA.id, at=AT)
    assert [one.equipment.name for one in packed.moves[3:]] == ["鍵"]
