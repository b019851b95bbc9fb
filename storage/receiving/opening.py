"""A verified batch becomes a folder: in full under its name, or not at all.

Everything is written into a folder with a name of its own beside the wanted one. What does not
belong is put aside in it and listed; then it gets its name.
"""

import contextlib
import csv
import io
import re
import secrets
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Self

from kiosk.domain.delivery import DeliveredItem, Delivery
from kiosk.domain.progress import Progress, Report
from kiosk.errors import OutputExistsError
from kiosk.texts import Language, catalogue
from storage.batches.batch import BatchPaths
from storage.batches.batchcheck import problems
from storage.batches.batchcontent import CODE, MANIFEST, TABLE
from storage.batches.batchtable import NEWEST_TABLE, harmless
from storage.batches.inventory import PHOTOS, Inventory, ItemFault, Problem, printable
from storage.batches.waybill import Waybill
from storage.crypto.age import Identities
from storage.files import PRIVATE, disk_errors
from storage.receiving.unpacking import unpack

REJECTED = "rejected"
PROBLEMS = "problems.csv"
Arrange = Callable[[Delivery], Sequence[str]]
"""Puts a delivery into another form, in its folder; returns the items it could not put so."""
_PUT_ASIDE = frozenset({ItemFault.OTHER_BYTES, ItemFault.NOT_LISTED, ItemFault.NOT_CLAIMED})
_CODE = re.compile(r"[A-Z2-7]{16}")  # 80 bits in base32
_LONGEST_CODE_LINE = 64


def as_it_came(_delivery: Delivery) -> tuple[str, ...]:
    """Leave the folder as the batch has it."""
    return ()


def silent(_progress: Progress) -> None:
    """Tell nobody."""


def check_free(out_dir: Path) -> None:
    """Raise `OutputExistsError` unless the folder is new or empty, and no link to elsewhere."""
    taken = out_dir.is_symlink() or (
        out_dir.exists() and (not out_dir.is_dir() or any(out_dir.iterdir()))
    )
    if taken:
        raise OutputExistsError("not empty", file=out_dir.name)


class LaidOut:
    """What `lay_out` made of a batch, not yet under its name."""

    def __init__(self, paths: BatchPaths, waybill: Waybill, out_dir: Path) -> None:
        self._paths, self._waybill, self._out = paths, waybill, out_dir
        self._part = out_dir.with_name(f".{out_dir.name}-{secrets.token_hex(4)}.part")
        self._final = False
        self.problems: tuple[Problem, ...] = ()
        self.photos = 0
        self.cards = 0
        self.code: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self._part, ignore_errors=True)

    def extract(self, identities: Identities, arrange: Arrange, report: Report) -> None:
        """Decrypt, check and arrange; raise when the batch as a whole cannot be trusted."""
        with disk_errors():
            (self._part / "photos").mkdir(mode=0o700, parents=True)
            self._part.chmod(0o700)
        inventory = self._decrypt(identities, report)
        found = problems(inventory, self._waybill)
        bad = {one.item for one in found}
        with disk_errors():
            _put_aside(self._part, found)
            self.code = None if CODE in bad else _code(self._part / CODE)
            delivery = _delivery(self._part, self._waybill, inventory, bad)
            self.photos = sum(1 for name in inventory.sums if name.startswith(PHOTOS)) - sum(
                1 for name in bad if name.startswith(PHOTOS) and name in inventory.sums
            )
            self.cards = 0 if MANIFEST in bad else len(inventory.manifest.get("card_slips", ()))
            unarranged = arrange(delivery)
            self.problems = (
                *found,
                *(Problem(printable(one), ItemFault.NOT_ARRANGED) for one in unarranged),
            )
            _list_problems(self._part, self.problems)

    def publish(self) -> None:
        """Give the folder its name."""
        with disk_errors():
            check_free(self._out)
            if self._out.exists():
                self._out.rmdir()
            self._part.rename(self._out)

    def withdraw(self) -> None:
        """Take the folder's name away again; it goes with the ``with`` block."""
        with disk_errors():
            self._out.rename(self._part)

    def _decrypt(self, identities: Identities, report: Report) -> Inventory:
        with contextlib.ExitStack() as files:

            def keep(name: str) -> IO[bytes]:
                # Names come from a fixed pattern (`inventory`), so none leaves the folder.
                file = (self._part / name).open("xb")
                files.callback(file.close)
                (self._part / name).chmod(PRIVATE)
                return file

            inventory = Inventory(keep)
            unpack(self._paths, self._waybill, identities, inventory, report)
        return inventory


def _put_aside(folder: Path, found: Sequence[Problem]) -> None:
    for problem in found:
        path = folder / problem.item
        if problem.fault in _PUT_ASIDE and path.is_file():
            (folder / REJECTED).mkdir(mode=0o700, exist_ok=True)
            path.rename(folder / REJECTED / path.name)


def _code(path: Path) -> str | None:
    with path.open("rb") as file:
        first = file.readline(_LONGEST_CODE_LINE).decode("ascii", "replace").strip()
    return first if _CODE.fullmatch(first) else None


def _delivery(folder: Path, waybill: Waybill, inventory: Inventory, bad: set[str]) -> Delivery:
    """Return what table and manifest list; a spoilt one of them leaves the other's part."""
    rows = [] if TABLE in bad else _rows(inventory.texts.get(TABLE, b""))
    fields = {} if MANIFEST in bad else _records(inventory)
    cells = {row[NEWEST_TABLE.receipt]: tuple(row) for row in rows[1:]}
    items = []
    for receipt in cells or fields:
        name = f"{PHOTOS}{receipt}.jpg"
        good = name in inventory.sums and name not in bad and (folder / name).is_file()
        items.append(
            DeliveredItem(
                receipt=receipt,
                cells=cells.get(receipt, ()),
                fields=fields.get(receipt, {}),
                photo=folder / name if good else None,
            )
        )
    return Delivery(
        folder=folder,
        batch=printable(waybill.file),
        columns=tuple(rows[0]) if rows else (),
        items=tuple(items),
    )


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except (ValueError, csv.Error):
        return []


def _records(inventory: Inventory) -> dict[str, dict[str, Any]]:
    try:
        return {str(one["receipt"]): dict(one) for one in inventory.manifest["records"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}


def _list_problems(folder: Path, found: Sequence[Problem]) -> None:
    if not found:
        return
    words = catalogue(Language.JA)
    with (folder / PROBLEMS).open("x", encoding="utf-8-sig", newline="") as file:
        (folder / PROBLEMS).chmod(PRIVATE)
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(words[f"receiver.problems.{name}"] for name in ("item", "fault", "key"))
        for one in found:
            fault = words[f"batch.fault.{one.fault.value}"]
            table.writerow((harmless(one.item), fault, one.fault.value))
