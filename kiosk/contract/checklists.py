"""Opening and closing lists: the table, who may tick what, and what is still open."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from kiosk.contract.equipment import LONGEST_REMARK, unsettled
from kiosk.contract.roster import overrule
from kiosk.domain.checklist import (
    Checklist,
    ChecklistItem,
    ChecklistPhase,
    Doer,
    EquipmentSheet,
    Mark,
    Proof,
    Tick,
)
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventKind
from kiosk.domain.names import parse_note
from kiosk.domain.person import Person, PersonRole
from kiosk.errors import ExitCode, KioskError, SettingsError
from kiosk.paths import resources
from kiosk.texts import Catalogue


class ChecklistRefusedError(KioskError):
    """The item stands as it stood; ``checklist_reason`` is a text key."""

    message_key = "checklist_refused"
    exit_code = ExitCode.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTable:
    """Every item of both lists, in the order in which they are looked at."""

    version: int
    items: Mapping[ChecklistPhase, tuple[ChecklistItem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says about an item."""

    mark: Mark
    remark: str = ""
    photo: str | None = None


def begin(event: Event, phase: ChecklistPhase, table: ChecklistTable) -> Checklist:
    """Return the list of one event, nothing ticked; it keeps its items when the table changes."""
    items = tuple(item for item in table.items[phase] if event.kind in item.kinds)
    return Checklist(event=event.id, phase=phase, version=table.version, items=items)


def tick(
    checklist: Checklist,
    key: str,
    said: Said,
    *,
    by: Person,
    at: datetime,
    sheet: EquipmentSheet | None = None,
) -> Checklist:
    """Return the list with what ``by`` said about an item.

    Not applicable needs a reason, an item with a photo the photo or the reason why there is none;
    what went out must be back, as ``sheet`` says, before anybody can say that it is. Where there is
    no sheet nothing proves it: the item can only be not applicable.
    """
    item = next((one for one in checklist.items if one.key == key), None)
    if item is None:
        raise ChecklistRefusedError(checklist_reason="unknown_item")
    if (why := not_for(item, by, at)) is not None:
        raise ChecklistRefusedError(checklist_reason=why)
    _require_proof(item, said.mark, sheet, checklist)
    remark = parse_note("tick_remark", said.remark, LONGEST_REMARK) if said.remark.strip() else ""
    if said.mark is Mark.NOT_APPLICABLE and not remark:
        raise ChecklistRefusedError(checklist_reason="why_not_applicable")
    if said.mark is Mark.DONE and item.photo and not (said.photo or remark):
        raise ChecklistRefusedError(checklist_reason="photo_needed")
    new = Tick(key=key, mark=said.mark, by=by.id, at=at, remark=remark, photo=said.photo)
    return replace(checklist, ticks=(*checklist.ticks, new))


def open_items(checklist: Checklist) -> tuple[ChecklistItem, ...]:
    """Return what nobody has answered for yet, or took back."""
    return tuple(one for one in checklist.items if checklist.mark(one.key) is Mark.OPEN)


def still_open(checklist: Checklist) -> tuple[ChecklistItem, ...]:
    """Return the open items that 総括責任者 has not excused; none: the work may go on.

    No record is taken before this is empty for the opening list, nobody goes home before it is
    for the closing list.
    """
    covered = frozenset(checklist.override.covers) if checklist.override else frozenset[str]()
    return tuple(one for one in open_items(checklist) if one.key not in covered)


def item_words(item: ChecklistItem, words: Catalogue) -> str:
    """Return the item's sentence; of one that this release no longer has, its key."""
    return words.get(item.text_key, item.key)


def go_on_anyway(checklist: Checklist, by: Person, *, reason: str, at: datetime) -> Checklist:
    """Return the list with the word of 総括責任者 about all that is open now, and nothing else.

    Raise `RosterRefusedError` for anybody else, `FieldError` for a reason that is none.
    """
    keys = [one.key for one in open_items(checklist)]
    return replace(checklist, override=overrule(keys, by, reason=reason, at=at))


def not_for(item: ChecklistItem, by: Person, at: datetime) -> str | None:
    """Return why ``by`` may not answer for the item, the end of a text key; None: may do so."""
    day = at.astimezone(JST).date()
    if by.has_left(day):
        return "has_left"
    if item.who is Doer.MANAGER and by.role_on(day) is PersonRole.STAFF:
        return "manager_item"
    return None


def _require_proof(
    item: ChecklistItem, mark: Mark, sheet: EquipmentSheet | None, checklist: Checklist
) -> None:
    if item.proof is None or mark is Mark.OPEN:
        return
    if sheet is None or sheet.event != checklist.event:
        if mark is Mark.NOT_APPLICABLE:
            return
        raise ChecklistRefusedError(checklist_reason="no_sheet")
    if unsettled(sheet, item.proof):
        raise ChecklistRefusedError(checklist_reason="still_out")


@cache
def checklist_table() -> ChecklistTable:
    """Return the lists the program ships with."""
    return read_checklists(resources() / "tables" / "checklists.toml")


def read_checklists(path: Path) -> ChecklistTable:
    """Return the lists in a TOML file; raise `SettingsError` naming the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path.name}: {type(error).__name__}", key=path.name) from error
    return parse_checklists(table)


def parse_checklists(table: Mapping[str, object]) -> ChecklistTable:
    """Return the lists a parsed table describes; raise `SettingsError` naming the wrong key."""
    match table:
        case {"version": int(version), "opening": list(opening), "closing": list(closing)} if (
            len(table) == 3 and version > 0 and opening and closing  # noqa: PLR2004 - as named
        ):
            return ChecklistTable(
                version=version,
                items={
                    ChecklistPhase.OPENING: _items("opening", opening),
                    ChecklistPhase.CLOSING: _items("closing", closing),
                },
            )
        case _:
            raise _wrong("checklists")


_OPTIONAL = {"photo", "proof"}
_TEXTS = ("key", "text", "who", "source")
_KEYS = {*_TEXTS, "kinds"}


def _items(phase: str, rows: list[object]) -> tuple[ChecklistItem, ...]:
    items = tuple(_item(f"{phase}[{at}]", row) for at, row in enumerate(rows))
    keys = [item.key for item in items]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            raise _wrong(f"{phase}[{at}].{key}")
    return items


def _item(place: str, row: object) -> ChecklistItem:
    if not isinstance(row, dict) or {*row} - _KEYS - _OPTIONAL or not all(map(row.get, _KEYS)):
        raise _wrong(place)
    kinds = row["kinds"]
    if not (isinstance(kinds, list) and all(isinstance(row[one], str) for one in _TEXTS)):
        raise _wrong(place)
    try:
        return ChecklistItem(
            key=row["key"],
            text_key=row["text"],
            who=Doer(row["who"]),
            kinds=tuple(EventKind(kind) for kind in kinds),
            photo=_flag(row.get("photo", False)),
            proof=Proof(row["proof"]) if "proof" in row else None,
        )
    except ValueError as error:
        raise _wrong(f"{place}.{row['key']}") from error


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("photo")  # noqa: TRY004 - caught above with what the enums raise
    return value


def _wrong(key: str) -> SettingsError:
    return SettingsError(key=key)
