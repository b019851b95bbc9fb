"""What was taken out for an event, what came back, and what that means."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.domain.checklist import (
    Equipment,
    EquipmentKind,
    EquipmentMove,
    EquipmentSheet,
    Proof,
    Way,
)
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId
from kiosk.domain.names import parse_line, parse_note
from kiosk.errors import ExitCode, FieldError, KioskError

LONGEST_NAME, LONGEST_SERIAL, LONGEST_REMARK = 80, 60, 500
MOST_OF_A_KIND = 9999
"""Leaflets go out by the thousand; a number with five digits is a slip of the finger."""


class EquipmentRefusedError(KioskError):
    """The move was not written down; ``equipment_reason`` is a text key."""

    message_key = "equipment_refused"
    exit_code = ExitCode.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How many of a thing went out, came back, and were written down as lost."""

    equipment: Equipment
    out: int = 0
    back: int = 0
    lost: int = 0

    @property
    def missing(self) -> int:
        """How many are still to come; supplies are used up."""
        if self.equipment.kind is EquipmentKind.SUPPLY:
            return 0
        return max(0, self.out - self.back - self.lost)

    @property
    def unexpected(self) -> int:
        """How many came back that never went out: another one's, or a wrong number."""
        return max(0, self.back + self.lost - self.out)


class HintKind(StrEnum):
    """Why an incident should be opened; each has a sentence."""

    MEDIUM = "medium"
    DEVICE = "device"
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentHint:
    """A thing that may hold data, or opens what does, is not back; ``certain``: given up."""

    kind: HintKind
    equipment: Equipment
    certain: bool


_HINTS = {
    EquipmentKind.MEDIUM: HintKind.MEDIUM,
    EquipmentKind.DEVICE: HintKind.DEVICE,
    EquipmentKind.KEY: HintKind.KEY,
}


def parse_equipment(name: str, kind: EquipmentKind, serial: str = "") -> Equipment:
    """Return the thing; a medium without its serial number is refused."""
    clean = parse_line("equipment_serial", serial, LONGEST_SERIAL) if serial.strip() else ""
    if kind is EquipmentKind.MEDIUM and not clean:
        raise FieldError("equipment_serial", "required")
    return Equipment(name=parse_line("equipment_name", name, LONGEST_NAME), kind=kind, serial=clean)


def take_out(
    sheet: EquipmentSheet, equipment: Equipment, *, count: int = 1, by: PersonId, at: datetime
) -> EquipmentSheet:
    """Return the sheet with what was packed; one of a kind goes out once."""
    _require_count(equipment, count)
    if equipment.serial and _balance(sheet, equipment).missing:
        raise EquipmentRefusedError(equipment_reason="out_already")
    return _moved(sheet, equipment, Way.OUT, count, by=by, at=at)


def bring_back(
    sheet: EquipmentSheet, equipment: Equipment, *, count: int = 1, by: PersonId, at: datetime
) -> EquipmentSheet:
    """Return the sheet with what is here again.

    What never went out is written down all the same, and listed: it lies on the table.
    """
    _require_count(equipment, count)
    before = _balance(sheet, equipment)
    if equipment.serial and before.back and not before.missing:
        raise EquipmentRefusedError(equipment_reason="back_already")
    return _moved(sheet, equipment, Way.BACK, count, by=by, at=at)


def write_off(
    sheet: EquipmentSheet,
    equipment: Equipment,
    *,
    count: int = 1,
    reason: str,
    by: PersonId,
    at: datetime,
) -> EquipmentSheet:
    """Return the sheet with what was looked for and not found; only what is missing can be lost."""
    _require_count(equipment, count)
    if count > _balance(sheet, equipment).missing:
        raise EquipmentRefusedError(equipment_reason="not_missing")
    why = parse_note("loss_reason", reason, LONGEST_REMARK)
    return _moved(sheet, equipment, Way.LOST, count, by=by, at=at, remark=why)


def balances(sheet: EquipmentSheet) -> tuple[Balance, ...]:
    """Return every thing of the sheet once, in the order in which it first came up."""
    found: dict[tuple[str, str], Balance] = {}
    for move in sheet.moves:
        key = _identity(move.equipment)
        before = found.get(key) or Balance(equipment=move.equipment)
        count = getattr(before, move.way.value) + move.count
        found[key] = replace(before, **{move.way.value: count})
    return tuple(found.values())


def missing(sheet: EquipmentSheet) -> tuple[Balance, ...]:
    """Return what is still to come back; none: all is here or accounted for."""
    return tuple(one for one in balances(sheet) if one.missing)


def unexpected(sheet: EquipmentSheet) -> tuple[Balance, ...]:
    """Return what came back more often than it went out."""
    return tuple(one for one in balances(sheet) if one.unexpected)


def unsettled(sheet: EquipmentSheet, proof: Proof) -> tuple[Balance, ...]:
    """Return what keeps an item of the closing list from being ticked."""
    wanted = {EquipmentKind.MEDIUM} if proof is Proof.MEDIA else frozenset(EquipmentKind)
    return tuple(one for one in missing(sheet) if one.equipment.kind in wanted)


def incident_hints(sheet: EquipmentSheet) -> tuple[IncidentHint, ...]:
    """Return what should be opened as an incident; a lost medium is 滅失 (domain facts 5)."""
    return tuple(
        IncidentHint(kind=kind, equipment=one.equipment, certain=not one.missing)
        for one in balances(sheet)
        if (one.missing or one.lost) and (kind := _HINTS.get(one.equipment.kind)) is not None
    )


def not_packed(event: Event, sheet: EquipmentSheet) -> tuple[str, ...]:
    """Return what the plan names and nobody took out."""
    return _without(event.equipment, (one for one in balances(sheet) if one.out))


def _without(planned: Iterable[str], packed: Iterable[Balance]) -> tuple[str, ...]:
    names = {_folded(one.equipment.name) for one in packed}
    return tuple(name for name in planned if _folded(name) not in names)


def _balance(sheet: EquipmentSheet, equipment: Equipment) -> Balance:
    key = _identity(equipment)
    same = (one for one in balances(sheet) if _identity(one.equipment) == key)
    return next(same, Balance(equipment=equipment))


def _identity(equipment: Equipment) -> tuple[str, str]:
    """Return what makes it the same thing: the serial number, else the name."""
    if equipment.serial:
        return ("serial", _folded(equipment.serial))
    return ("name", _folded(equipment.name))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _require_count(equipment: Equipment, count: int) -> None:
    if not 1 <= count <= MOST_OF_A_KIND:
        raise EquipmentRefusedError(equipment_reason="count")
    if equipment.serial and count != 1:
        raise EquipmentRefusedError(equipment_reason="one_of_a_kind")


def _moved(
    sheet: EquipmentSheet,
    equipment: Equipment,
    way: Way,
    count: int,
    *,
    by: PersonId,
    at: datetime,
    remark: str = "",
) -> EquipmentSheet:
    move = EquipmentMove(equipment=equipment, way=way, count=count, by=by, at=at, remark=remark)
    return replace(sheet, moves=(*sheet.moves, move))
