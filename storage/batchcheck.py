"""Checks of a batch's content: every file against the sums, every record against its photo."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from storage.batchcontent import CODE, CONTENT_FORMAT, MANIFEST, README, TABLE
from storage.errors import BatchTamperedError
from storage.waybill import Waybill
from storage.zipreader import EntryHead, EntrySink
from storage.zipstream import SUMS

_ALLOWED = re.compile(
    r"photos/[A-Z0-9]{2,12}-[0-9]{4,8}\.jpg"
    r"|manifest\.json|applicants\.csv|README_ja\.txt|RECEIPT_CODE\.txt|SHA256SUMS"
)
_SUM_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]{1,200})")
_KEPT = frozenset({MANIFEST, TABLE, SUMS})
_ALWAYS = (README, CODE, TABLE, MANIFEST, SUMS)
MOST_ENTRIES = 100_000
MOST_ENTRY_BYTES = 64_000_000  # a manifest of 10,000 records is 15 MB, a photo at most 7 MB


class ItemFault(StrEnum):
    """Why one item of a batch is not good."""

    UNEXPECTED_NAME = "unexpected_name"
    TWICE = "twice"
    TOO_LARGE = "too_large"
    MISSING = "missing"
    NOT_LISTED = "not_listed"
    OTHER_BYTES = "other_bytes"
    MALFORMED = "malformed"
    COUNT = "count"
    OTHER_BATCH = "other_batch"


@dataclass(frozen=True, slots=True)
class Problem:
    """A bad item, by file name or receipt number."""

    item: str
    fault: ItemFault


class Inventory:
    """What is in an archive, gathered while it streams by."""

    def __init__(self, keep: Callable[[str], EntrySink | None]) -> None:
        """``keep`` may give a sink for an accepted file's bytes."""
        self._keep = keep
        self._seen = 0
        self.sums: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self.problems: list[Problem] = []

    def begin(self, head: EntryHead) -> EntrySink:
        """Return where the entry's bytes go."""
        self._seen += 1
        if self._seen > MOST_ENTRIES:
            raise BatchTamperedError("too many entries", batch_part="zip")
        if not _ALLOWED.fullmatch(head.name):
            return self._refuse(head, ItemFault.UNEXPECTED_NAME)
        if head.name in self.sums:
            return self._refuse(head, ItemFault.TWICE)
        if head.length > MOST_ENTRY_BYTES:
            return self._refuse(head, ItemFault.TOO_LARGE)
        self.sums[head.name] = ""
        return _Gathering(self, head.name, self._keep(head.name))

    def _refuse(self, head: EntryHead, fault: ItemFault) -> EntrySink:
        self.problems.append(Problem(_printable(head.name), fault))
        return _Nowhere()


def problems(inventory: Inventory, waybill: Waybill) -> tuple[Problem, ...]:
    """Return everything that is wrong with the archive; empty when all of it is good."""
    return (
        *inventory.problems,
        *(Problem(name, ItemFault.MISSING) for name in _ALWAYS if name not in inventory.sums),
        *_against_sums(inventory),
        *_against_manifest(inventory, waybill),
        *_against_table(inventory, waybill),
    )


def _against_sums(inventory: Inventory) -> list[Problem]:
    lines = inventory.texts.get(SUMS, b"").decode("ascii", "replace").splitlines()
    matches = [_SUM_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in matches if match}
    found = {name: total for name, total in inventory.sums.items() if name != SUMS}
    result = [Problem(SUMS, ItemFault.MALFORMED)] if None in matches else []
    result += [Problem(_printable(n), ItemFault.MISSING) for n in sorted(listed.keys() - found)]
    result += [Problem(n, ItemFault.NOT_LISTED) for n in sorted(found.keys() - listed)]
    both = sorted(found.keys() & listed.keys())
    return result + [Problem(n, ItemFault.OTHER_BYTES) for n in both if found[n] != listed[n]]


def _against_manifest(inventory: Inventory, waybill: Waybill) -> list[Problem]:
    try:
        whole: dict[str, Any] = json.loads(inventory.texts.get(MANIFEST, b"{}"))
        records: list[Any] = list(whole.get("records", ()))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return [Problem(MANIFEST, ItemFault.MALFORMED)]
    stated = [whole.get(key) for key in ("format", "station", "shift", "business_date", "training")]
    expected = [
        CONTENT_FORMAT,
        waybill.station,
        waybill.shift,
        waybill.business_date.isoformat(),
        waybill.training,
    ]
    result = [] if stated == expected else [Problem(MANIFEST, ItemFault.OTHER_BATCH)]
    if len(records) != waybill.records:
        result.append(Problem(MANIFEST, ItemFault.COUNT))
    if sum(name.startswith("photos/") for name in inventory.sums) != waybill.records:
        result.append(Problem("photos", ItemFault.COUNT))
    return result + [found for found in map(_judge(inventory), records) if found]


def _judge(inventory: Inventory) -> Callable[[Any], Problem | None]:
    seen: set[str] = set()

    def judged(record: Any) -> Problem | None:
        try:
            receipt, photo = str(record["receipt"]), record["photo"]
            name, total = str(photo["file"]), str(photo["sha256"])
        except (KeyError, TypeError):
            return Problem(MANIFEST, ItemFault.MALFORMED)
        if receipt in seen:
            return Problem(_printable(receipt), ItemFault.TWICE)
        seen.add(receipt)
        if name not in inventory.sums:
            return Problem(_printable(receipt), ItemFault.MISSING)
        return None if inventory.sums[name] == total else Problem(name, ItemFault.OTHER_BYTES)

    return judged


def _against_table(inventory: Inventory, waybill: Waybill) -> list[Problem]:
    try:
        text = inventory.texts.get(TABLE, b"").decode("utf-8-sig")
        rows = sum(1 for row in csv.reader(io.StringIO(text, newline="")) if row)
    except (ValueError, csv.Error):
        return [Problem(TABLE, ItemFault.MALFORMED)]
    return [] if rows == waybill.records + 1 else [Problem(TABLE, ItemFault.COUNT)]


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name[:60])


class _Gathering:
    def __init__(self, inventory: Inventory, name: str, kept: EntrySink | None) -> None:
        self._inventory = inventory
        self._name = name
        self._kept = kept
        self._hash = hashlib.sha256()
        self._text: list[bytes] | None = [] if name in _KEPT else None

    def write(self, content: bytes) -> None:
        self._hash.update(content)
        if self._text is not None:
            self._text.append(content)
        if self._kept is not None:
            self._kept.write(content)

    def close(self) -> None:
        self._inventory.sums[self._name] = self._hash.hexdigest()
        if self._text is not None:
            self._inventory.texts[self._name] = b"".join(self._text)
        if self._kept is not None:
            self._kept.close()


class _Nowhere:
    def write(self, content: bytes) -> None:
        """Let the bytes go."""

    def close(self) -> None:
        """Nothing was kept."""
