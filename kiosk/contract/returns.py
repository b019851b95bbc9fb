"""持出返却表 at the venue: all goes out as planned, all comes back, one thing is lost."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.contract.equipment import (
    Balance,
    IncidentHint,
    balances,
    bring_back,
    incident_hints,
    take_out,
    unsettled,
    write_off,
)
from kiosk.contract.packing import Planned, to_pack
from kiosk.domain.checklist import Equipment, EquipmentKind, EquipmentSheet, Proof
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """So many of a thing were looked for and not found, and how that came about."""

    thing: Equipment
    count: int = 1
    reason: str = field(repr=False)


def things_out(sheet: EquipmentSheet | None, proof: Proof | None) -> tuple[Balance, ...]:
    """Return what is still out of what ``proof`` speaks of; nothing where nothing is proved."""
    return unsettled(sheet, proof) if sheet is not None and proof is not None else ()


def pieces(out: tuple[Balance, ...]) -> int:
    """Return how many single things these are."""
    return sum(one.missing for one in out)


def all_back(sheet: EquipmentSheet, proof: Proof, *, by: PersonId, at: datetime) -> EquipmentSheet:
    """Return the sheet with everything back that ``proof`` speaks of, and nothing else."""
    for one in unsettled(sheet, proof):
        sheet = bring_back(sheet, one.equipment, count=one.missing, by=by, at=at)
    return sheet


def lost(sheet: EquipmentSheet, loss: Loss, *, by: PersonId, at: datetime) -> EquipmentSheet:
    """Return the sheet with the loss; raise as `kiosk.contract.equipment.write_off`."""
    return write_off(sheet, loss.thing, count=loss.count, reason=loss.reason, by=by, at=at)


def things_lost(sheet: EquipmentSheet | None, proof: Proof | None = None) -> tuple[Balance, ...]:
    """Return what was given up, of what ``proof`` speaks of; None: of all."""
    every = balances(sheet) if sheet is not None else ()
    media = proof is Proof.MEDIA
    medium = EquipmentKind.MEDIUM
    return tuple(one for one in every if one.lost and (not media or one.equipment.kind is medium))


def loss_hints(sheet: EquipmentSheet | None) -> tuple[IncidentHint, ...]:
    """Return of what was given up which may hold data or opens what does: an incident each."""
    if sheet is None:
        return ()
    gone = {one.equipment for one in things_lost(sheet)}
    return tuple(one for one in incident_hints(sheet) if one.equipment in gone)


def waiting(event: Event, sheet: EquipmentSheet | None) -> tuple[Planned, ...]:
    """Return what the plan names and nobody has written down as taken out."""
    return to_pack(event, sheet if sheet is not None else EquipmentSheet(event=event.id))


def packed_as_planned(
    event: Event, sheet: EquipmentSheet | None, *, by: PersonId, at: datetime
) -> EquipmentSheet:
    """Return the sheet with all that the plan names, but a memory without its number."""
    packed = sheet if sheet is not None else EquipmentSheet(event=event.id)
    for one in waiting(event, sheet):
        if one.ready:
            count = 1 if one.serial else one.count
            packed = take_out(packed, one.thing, count=count, by=by, at=at)
    return packed
