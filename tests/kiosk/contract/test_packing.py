"""What the plan's list means: how many of what, and that a memory needs its number."""

from datetime import date

import pytest

from kiosk.contract.equipment import bring_back, take_out
from kiosk.contract.packing import planned, to_pack
from kiosk.domain.checklist import EquipmentKind, EquipmentSheet
from kiosk.domain.ids import EventId
from kiosk.errors import FieldError
from tests.ui.office.acts import NOW, ONE, visit

SHEET = EquipmentSheet(event=EventId("E-1"))


@pytest.mark.parametrize(
    ("words", "name", "kind", "count", "serial"),
    [
        ("ノートパソコン 2台", "ノートパソコン", EquipmentKind.DEVICE, 2, ""),
        ("机×4", "机", EquipmentKind.FURNITURE, 4, ""),
        ("いす４脚", "いす", EquipmentKind.FURNITURE, 4, ""),
        ("USBメモリー（番号 K-1）", "USBメモリー", EquipmentKind.MEDIUM, 1, "K-1"),
        ("SDカード", "SDカード", EquipmentKind.MEDIUM, 1, ""),
        ("端末の鍵", "端末の鍵", EquipmentKind.KEY, 1, ""),
        ("プリンター用紙 2箱", "プリンター用紙", EquipmentKind.SUPPLY, 2, ""),
        ("laptop", "laptop", EquipmentKind.DEVICE, 1, ""),
        ("机 99999台", "机 99999台", EquipmentKind.FURNITURE, 1, ""),
        ("机 0台", "机 0台", EquipmentKind.FURNITURE, 1, ""),
    ],
)
def test_a_line_of_the_plan_is_understood(
    words: str, name: str, kind: EquipmentKind, count: int, serial: str
) -> None:
    found = planned(words)
    assert (found.name, found.kind, found.count, found.serial) == (name, kind, count, serial)
    assert found.words == words


def test_a_memory_without_its_number_is_not_ready() -> None:
    assert planned("USBメモリー（番号 K-1）").ready
    bare = planned("USBメモリー")
    assert not bare.ready
    with pytest.raises(FieldError, match="equipment_serial"):
        assert bare.thing


def test_what_went_out_waits_no_longer_and_what_came_back_does_not_wait_again() -> None:
    event = visit("E-1", date(2026, 11, 24), equipment=("机×4", "端末の鍵"))
    assert [one.name for one in to_pack(event, SHEET)] == ["机", "端末の鍵"]
    desks = planned("机×4").thing
    out = take_out(SHEET, desks, count=4, by=ONE, at=NOW)
    assert [one.name for one in to_pack(event, out)] == ["端末の鍵"]
    back = bring_back(out, desks, count=4, by=ONE, at=NOW)
    assert [one.name for one in to_pack(event, back)] == ["端末の鍵"]
