"""The city's list of 不備 as it comes, CSV or xlsx, becomes rows; nothing in it can raise."""

import hashlib
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.cases.csvrows import Cell, Row, few, read_csv
from kiosk.cases.listreading import read_rows
from kiosk.cases.rows import MOST_COLUMNS, Column, DefectList, RowTrouble, RowTroubleKind

MOST_BYTES = 5_000_000  # 5,000 rows are 1 MB
_MOST_UNPACKED_BYTES = 20_000_000
_MOST_PARTS = 500
_LAST_ROW = 2**20  # of a sheet
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # the latter also holds a password's xlsx
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EXACT_BELOW = 10**15  # digits of a spreadsheet's number that are kept
# All that openpyxl, zipfile and expat were seen to raise for files that are no workbook.
_NO_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    InvalidFileException,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OSError,
    EOFError,
    SyntaxError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
)


def read_defect_list(
    content: bytes, *, key: bytes, wanted: Mapping[Column, str] | None = None
) -> DefectList:
    """Return every 不備 of the file and, by row and heading, what could not be read.

    ``key`` makes the hashes of 申請書ID; ``wanted`` names the headings where they are unusual.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    rows = _rows(content)
    if isinstance(rows, RowTroubleKind):
        return DefectList(rows=(), troubles=(RowTrouble(row=0, kind=rows),), sha256=sha256)
    return read_rows(rows, key=key, wanted=wanted or {}, sha256=sha256)


def _rows(content: bytes) -> list[Row] | RowTroubleKind:
    if len(content) > MOST_BYTES:
        return RowTroubleKind.TOO_LARGE
    if content.startswith(_OLD_OFFICE):
        return RowTroubleKind.PROTECTED
    if content.startswith(_ZIP):
        return _sheet(content)
    if content.startswith(_UTF16):
        try:
            return read_csv(content.decode("utf-16").encode("utf-8"))
        except UnicodeDecodeError:
            return RowTroubleKind.UNDECODABLE
    return read_csv(content)


def _sheet(content: bytes) -> list[Row] | RowTroubleKind:
    """Return the first sheet's rows; what would unpack to too much is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
            # A part never yields more than the size it declares here (zipfile stops reading).
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_PARTS or unpacked > _MOST_UNPACKED_BYTES:
                return RowTroubleKind.TOO_LARGE
            if any(_declares_entities(parts, entry) for entry in entries):
                return RowTroubleKind.NOT_A_TABLE
        with warnings.catch_warnings():  # openpyxl tells of extensions that it leaves out
            warnings.simplefilter("ignore")
            return _first_sheet(content)
    except _NO_WORKBOOK:
        return RowTroubleKind.NOT_A_TABLE


def _first_sheet(content: bytes) -> list[Row]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        cells = book.worksheets[0].iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS)
        return few(_filled(cells), most_looked_at=_LAST_ROW)
    finally:
        book.close()


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Yield the rows; openpyxl gives one and the same tuple for all those that are not there.

    People format sheets down to their last row: a million of them cost nothing.
    """
    absent: tuple[Any, ...] | None = None
    for row in rows:
        if row is absent:
            yield ()
            continue
        if all(one is EMPTY_CELL for one in row):
            absent = row
        yield tuple(_cell(one.value, one.data_type) for one in row)


def _declares_entities(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Tell whether a part could hold a billion laughs; also UTF-16, which would hide them."""
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return False
    text = parts.read(entry)
    return b"<!DOCTYPE" in text or b"\x00" in text


def _cell(value: Any, kind: str) -> Cell:
    if kind == "f":
        return Cell("", RowTroubleKind.FORMULA)
    match value:
        case None:
            return Cell("")
        case datetime():
            return Cell(value.date().isoformat())
        case date():
            return Cell(value.isoformat())
        case int() | float() if not isinstance(value, bool):
            if abs(value) >= _EXACT_BELOW:
                return Cell("", RowTroubleKind.FORM_ID_ROUNDED)
            return Cell(f"{value:.15g}")
        case _:
            return Cell(str(value))
