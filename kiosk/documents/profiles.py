"""The forms in which a batch can be handed on; the city's own would be one more class.

A profile works in the delivery's folder before anybody sees it, and names what it cannot put into
its form; everything else must be there.
"""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from kiosk.documents.tables import write_table
from kiosk.domain.delivery import DeliveredItem, Delivery

SUMS = "SHA256SUMS"
TABLE_XLSX = "applicants.xlsx"
_PRIVATE = 0o600
_RECEIPT = re.compile(r"[A-Z0-9]{2,12}-[0-9]{4,8}")


class OutputProfile(Protocol):
    """One form of a delivery."""

    def arrange(self, delivery: Delivery) -> tuple[str, ...]:
        """Put the delivery into this form; return the receipts that could not be put so."""
        ...


class FolderProfile:
    """The batch as it came: photos, table, manifest."""

    def arrange(self, _delivery: Delivery) -> tuple[str, ...]:
        """Leave everything as it is."""
        return ()


class XlsxProfile:
    """As it came, and the table as a spreadsheet."""

    def arrange(self, delivery: Delivery) -> tuple[str, ...]:
        """Add the spreadsheet; a receipt without a row of the table is not in it."""
        listed = [item for item in delivery.items if item.cells]
        path = delivery.folder / TABLE_XLSX
        left_out = write_table(path, delivery.columns, [item.cells for item in listed])
        path.chmod(_PRIVATE)
        missing = [item.receipt for item in delivery.items if not item.cells]
        return (*missing, *(listed[at].receipt for at in left_out))


class PerPersonProfile:
    """One folder per receipt number: the photo, the row of the table, the fields."""

    def arrange(self, delivery: Delivery) -> tuple[str, ...]:
        """Move each photo to its person; the sums follow the photos."""
        unusable = []
        moved: dict[str, str] = {}
        for item in delivery.items:
            try:
                photo = _person(delivery, item)
            except (ValueError, RecursionError, FileExistsError):  # the last: a receipt twice
                unusable.append(item.receipt)
                continue
            if photo is not None and item.photo is not None:
                moved[f"photos/{item.photo.name}"] = f"{item.receipt}/{photo.name}"
        _follow(delivery.folder / SUMS, moved)
        photos = delivery.folder / "photos"
        if photos.is_dir() and not any(photos.iterdir()):
            photos.rmdir()
        return tuple(unusable)


PROFILES: Mapping[str, OutputProfile] = MappingProxyType(
    {"folder": FolderProfile(), "xlsx": XlsxProfile(), "per-person": PerPersonProfile()}
)
"""Every form by the name that people choose it by."""


def _person(delivery: Delivery, item: DeliveredItem) -> Path | None:
    """Leave one person's folder; return where the photo is now, None when there is none.

    Raises `ValueError` or `RecursionError` for what cannot be named or spelled, and
    `FileExistsError` for a receipt that was there before.
    """
    if not _RECEIPT.fullmatch(item.receipt):
        raise ValueError("no receipt number")
    fields = json.dumps(item.fields, ensure_ascii=False, indent=1, allow_nan=False).encode()
    folder = delivery.folder / item.receipt
    folder.mkdir(mode=0o700)
    if item.cells:
        table = io.StringIO()
        lines = csv.writer(table, lineterminator="\r\n")
        lines.writerow(delivery.columns)
        lines.writerow(item.cells)
        _keep(folder / "applicant.csv", table.getvalue().encode("utf-8-sig"))
    if item.fields:
        _keep(folder / "applicant.json", fields)
    if item.photo is None:
        return None
    return item.photo.rename(folder / "photo.jpg")


def _keep(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        path.chmod(_PRIVATE)
        file.write(content)


def _follow(sums: Path, moved: Mapping[str, str]) -> None:
    """Have the list of sums name the photos where they are now."""
    if not sums.is_file():
        return
    lines = sums.read_text(encoding="ascii", errors="replace").splitlines()
    parted = [line.partition("  ") for line in lines]
    spelled = "".join(f"{total}{gap}{moved.get(name, name)}\n" for total, gap, name in parted)
    sums.write_text(spelled, encoding="ascii", errors="replace")
