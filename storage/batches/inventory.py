"""What is in a batch's archive, gathered while it streams by, and what may be wrong with it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from storage.batches.batchcontent import MANIFEST, TABLE
from storage.batches.cardtable import CARDS
from storage.batches.errors import BatchTamperedError
from storage.batches.manifestreading import read_manifest
from storage.batches.zipreader import EntryHead, EntrySink
from storage.batches.zipstream import SUMS

PHOTOS = "photos/"
_ALLOWED = re.compile(
    r"photos/[A-Z0-9]{2,12}-[0-9]{4,8}\.jpg"
    r"|manifest\.json|applicants\.csv|cards\.csv|README_ja\.txt|RECEIPT_CODE\.txt|SHA256SUMS"
)
_KEPT = frozenset({MANIFEST, TABLE, CARDS, SUMS})
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
    NOT_CLAIMED = "not_claimed"
    NOT_ARRANGED = "not_arranged"


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
        self.lengths: dict[str, int] = {}
        self.texts: dict[str, bytes] = {}
        self.problems: list[Problem] = []

    @cached_property
    def manifest(self) -> Any:
        """Return the manifest, parsed once; raises what `read_manifest` raises."""
        return read_manifest(self.texts.get(MANIFEST, b"{}"))

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
        self.lengths[head.name] = head.length
        return _Gathering(self, head.name, self._keep(head.name))

    def _refuse(self, head: EntryHead, fault: ItemFault) -> EntrySink:
        self.problems.append(Problem(printable(head.name), fault))
        return _Nowhere()


def printable(name: str) -> str:
    """Return what of a name can be shown to a person."""
    return "".join(char if char.isprintable() else "�" for char in name[:60])


class _Gathering:
    def __init__(self, inventory: Inventory, name: str, kept: EntrySink | None) -> None:
        self._inventory = inventory
        self._name = name
        self._kept = kept
        self._hash = hashlib.sha256()
        self._text: list[bytes] | None = [] if name in _KEPT else None

    def write(self, content: bytes | memoryview) -> None:
        self._hash.update(content)
        if self._text is not None:
            self._text.append(bytes(content))
        if self._kept is not None:
            self._kept.write(content)

    def close(self) -> None:
        self._inventory.sums[self._name] = self._hash.hexdigest()
        if self._text is not None:
            self._inventory.texts[self._name] = b"".join(self._text)
        if self._kept is not None:
            self._kept.close()


class _Nowhere:
    def write(self, content: bytes | memoryview) -> None:
        """Let the bytes go."""

    def close(self) -> None:
        """Nothing was kept."""
