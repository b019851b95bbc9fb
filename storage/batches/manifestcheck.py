"""Manifest and table of a batch, against each other, the photos and the envelope."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from storage.batches.batchcontent import (
    CONTENT_FORMAT,
    FIRST_CONTENT_FORMAT,
    MANIFEST,
    SECOND_CONTENT_FORMAT,
    TABLE,
    photo_name,
)
from storage.batches.batchtable import FIRST_TABLE, NEWEST_TABLE, SECOND_TABLE, TableForm
from storage.batches.cardcheck import card_problems
from storage.batches.inventory import MOST_ENTRIES, PHOTOS, Inventory, ItemFault, Problem, printable
from storage.batches.waybill import Waybill

_TABLES = {
    FIRST_CONTENT_FORMAT: FIRST_TABLE,
    SECOND_CONTENT_FORMAT: SECOND_TABLE,
    CONTENT_FORMAT: NEWEST_TABLE,
}
_USELESS = frozenset({ItemFault.MALFORMED, ItemFault.OTHER_BATCH})
"""A manifest of which this is true claims nothing, so no photo is put aside for its sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What the manifest says of one record; ``photo`` is None when it has none."""

    receipt: str
    photo: Mapping[str, Any] | None
    duty_open: bool


def manifest_problems(inventory: Inventory, waybill: Waybill) -> list[Problem]:
    """Return everything in which manifest, table, photos and envelope do not agree."""
    try:
        whole = inventory.manifest
        records: list[Any] = list(whole.get("records", ()))
        first = whole.get("format") == FIRST_CONTENT_FORMAT
    except (ValueError, AttributeError, TypeError, RecursionError):
        return [Problem(MANIFEST, ItemFault.MALFORMED)]
    if len(records) > MOST_ENTRIES:
        return [Problem(MANIFEST, ItemFault.COUNT)]
    result = [] if _is_of(whole, waybill) else [Problem(MANIFEST, ItemFault.OTHER_BATCH)]
    claims: dict[str, _Claim] = {}
    for record in records:
        claim = _claim(record, first=first)
        if claim is None:
            result.append(Problem(MANIFEST, ItemFault.MALFORMED))
        elif claim.receipt in claims:
            result.append(Problem(printable(claim.receipt), ItemFault.TWICE))
        else:
            claims[claim.receipt] = claim
            result += _against_photo(claim, inventory)
    if len(records) != waybill.records or not _totals_fit(whole, claims, first=first):
        result.append(Problem(MANIFEST, ItemFault.COUNT))
    if not {one.fault for one in result} & _USELESS:
        result += _unclaimed(inventory, claims)
    photos = sum(name.startswith(PHOTOS) for name in inventory.sums)
    if photos != sum(claim.photo is not None for claim in claims.values()):
        result.append(Problem("photos", ItemFault.COUNT))
    result += card_problems(inventory, whole)
    return [*result, *_against_table(inventory, claims, _table_of(whole))]


def _is_of(whole: Mapping[str, Any], waybill: Waybill) -> bool:
    stated = [whole.get(key) for key in ("station", "shift", "business_date", "training")]
    expected = [
        waybill.station,
        waybill.shift,
        waybill.business_date.isoformat(),
        waybill.training,
    ]
    known = whole.get("format") in tuple(_TABLES)  # a tuple: it may be a list
    return known and stated == expected


def _table_of(whole: Mapping[str, Any]) -> TableForm:
    """Return the form of the batch's table; the newest where the manifest does not say."""
    spelled = whole.get("format")
    return _TABLES.get(spelled, NEWEST_TABLE) if isinstance(spelled, str) else NEWEST_TABLE


def _claim(record: Any, *, first: bool) -> _Claim | None:
    try:
        receipt, photo = str(record["receipt"]), record["photo"]
        if photo is None and first:
            return None  # the first release knew no record without a photo
        if photo is not None:
            photo = {"file": str(photo["file"]), "sha256": str(photo["sha256"])} | {
                "bytes": int(photo["bytes"])
            }
        duty = None if first else record["duty"]
        return _Claim(
            receipt=receipt, photo=photo, duty_open=duty is not None and duty["done"] is None
        )
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None  # OverflowError: 1e999 is infinite


def _against_photo(claim: _Claim, inventory: Inventory) -> list[Problem]:
    if claim.photo is None:
        return []
    name = claim.photo["file"]
    if name != photo_name(claim.receipt) or name not in inventory.sums:
        return [Problem(printable(claim.receipt), ItemFault.MISSING)]
    same = inventory.sums[name] == claim.photo["sha256"]
    if same and inventory.lengths[name] == claim.photo["bytes"]:
        return []
    return [Problem(name, ItemFault.OTHER_BYTES)]


def _unclaimed(inventory: Inventory, claims: Mapping[str, _Claim]) -> list[Problem]:
    """Return photos of records that have none, and of nobody."""
    there = {name for name in inventory.sums if name.startswith(PHOTOS)}
    claimed = {one.photo["file"] for one in claims.values() if one.photo is not None}
    return [Problem(name, ItemFault.NOT_CLAIMED) for name in sorted(there - claimed)]


def _totals_fit(whole: Mapping[str, Any], claims: Mapping[str, _Claim], *, first: bool) -> bool:
    photos = [one.photo for one in claims.values() if one.photo is not None]
    totals = {"records": len(claims), "photo_bytes": sum(one["bytes"] for one in photos)}
    if first:
        return bool(whole.get("totals") == totals)
    still_open = [one.receipt for one in claims.values() if one.duty_open]
    expected = {**totals, "photos": len(photos)}, still_open
    return (whole.get("totals"), whole.get("duties_open")) == expected


def _against_table(
    inventory: Inventory, claims: Mapping[str, _Claim], table: TableForm
) -> list[Problem]:
    try:
        text = inventory.texts.get(TABLE, b"").decode("utf-8-sig")
        lines = (row for row in csv.reader(io.StringIO(text, newline="")) if row)
        rows = list(islice(lines, len(claims) + 2))
    except (ValueError, csv.Error):
        return [Problem(TABLE, ItemFault.MALFORMED)]
    if len(rows) != len(claims) + 1:
        return [Problem(TABLE, ItemFault.COUNT)]
    if any(len(row) != table.columns for row in rows):
        return [Problem(TABLE, ItemFault.MALFORMED)]
    told = {row[table.receipt]: row[table.photo] for row in rows[1:]}
    claimed = {one.receipt: one.photo["file"] if one.photo else "" for one in claims.values()}
    return [] if told == claimed else [Problem(TABLE, ItemFault.OTHER_BYTES)]
