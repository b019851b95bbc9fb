"""The cards of a batch: what the manifest says of them against their table."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from storage.batches.batchcontent import MANIFEST
from storage.batches.batchtable import harmless
from storage.batches.cardtable import CARDS, COLUMNS
from storage.batches.inventory import MOST_ENTRIES, Inventory, ItemFault, Problem

_HEAD = 2  # number and holder say whose line it is


def card_problems(inventory: Inventory, whole: Mapping[str, Any]) -> list[Problem]:
    """Return in what manifest and table of cards do not agree; old batches have neither."""
    try:
        slips = whole.get("card_slips", [])
        told = [(str(int(one["number"])), harmless(str(one["holder"]))) for one in slips]
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return [Problem(MANIFEST, ItemFault.MALFORMED)]
    if not isinstance(slips, list) or len(told) > MOST_ENTRIES:
        return [Problem(MANIFEST, ItemFault.MALFORMED)]
    if CARDS not in inventory.sums:
        return [Problem(CARDS, ItemFault.MISSING)] if told else []
    if not told:
        return [Problem(CARDS, ItemFault.NOT_CLAIMED)]
    return _against(inventory, told)


def _against(inventory: Inventory, told: list[tuple[str, str]]) -> list[Problem]:
    try:
        text = inventory.texts.get(CARDS, b"").decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row][1:]
    except (ValueError, csv.Error):
        return [Problem(CARDS, ItemFault.MALFORMED)]
    if any(len(row) != len(COLUMNS) for row in rows):
        return [Problem(CARDS, ItemFault.MALFORMED)]
    same = [tuple(row[:_HEAD]) for row in rows] == told
    return [] if same else [Problem(CARDS, ItemFault.OTHER_BYTES)]
