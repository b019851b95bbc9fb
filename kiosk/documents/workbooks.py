"""Other people's xlsx files as rows: sized and searched before anything is parsed."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.contract.plancells import Cell, NoValue

MOST_BYTES = 5_000_000  # a season's plan is 40 KB
MOST_UNPACKED_BYTES = 40_000_000
_MOST_PARTS = 300
MOST_SHEETS = 10
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # the latter holds xls, and locked xlsx
_XML_NAMES = (".xml", ".rels", ".vml")
_PIECE_BYTES = 1 << 20
# What no workbook holds: a list of entities, and XML in an encoding that would hide one.
_DECLARES, _WIDE = b"<!DOCTYPE", b"\x00"
# All that openpyxl, zipfile, zlib and expat raise for files that are no workbook; ParseError is a
# SyntaxError, BadZipFile and the rest are not in one family.
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
    ArithmeticError,
    OSError,
    EOFError,
    SyntaxError,
    RuntimeError,
)


class BookFault(StrEnum):
    """Why a file is not read at all; the value is the text key ``plan_row.<value>``."""

    TOO_LARGE = "file_too_large"
    LOCKED_OR_OLD = "file_locked_or_old"
    NOT_XLSX = "file_not_xlsx"


def read_sheets(
    content: bytes, *, most_rows: int, most_columns: int
) -> list[list[list[Cell]]] | BookFault:
    """Return the cells of each sheet, or why the file is not read; never raise.

    Formulas are `NoValue`: what they would come to is not known here.
    """
    if len(content) > MOST_BYTES:
        return BookFault.TOO_LARGE
    if content.startswith(_OLD_OFFICE):
        return BookFault.LOCKED_OR_OLD
    if not content.startswith(_ZIP):
        return BookFault.NOT_XLSX
    try:
        if (fault := _fault(content)) is not None:
            return fault
        with warnings.catch_warnings():  # openpyxl tells of extensions that it leaves out
            warnings.simplefilter("ignore")
            return list(_sheets(content, most_rows, most_columns))
    except _NO_WORKBOOK:
        return BookFault.NOT_XLSX


def _fault(content: bytes) -> BookFault | None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        entries = parts.infolist()
        # A part never yields more than the size it declares here (zipfile stops reading).
        if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > MOST_UNPACKED_BYTES:
            return BookFault.TOO_LARGE
        texts = (one for one in entries if one.filename.lower().endswith(_XML_NAMES))
        return BookFault.NOT_XLSX if any(_declares(parts, one) for one in texts) else None


def _declares(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    tail = b""
    with parts.open(entry) as part:
        while piece := part.read(_PIECE_BYTES):
            if _DECLARES in tail + piece or _WIDE in piece:
                return True
            tail = piece[-len(_DECLARES) :]
    return False


def _sheets(content: bytes, most_rows: int, most_columns: int) -> Iterator[list[list[Cell]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:MOST_SHEETS]:
            rows = sheet.iter_rows(min_row=1, max_row=most_rows, min_col=1, max_col=most_columns)
            yield [[_cell(one.value, one.data_type) for one in row] for row in rows]
    finally:
        book.close()


def _cell(value: Any, kind: str) -> Cell:
    if kind == "f":
        return NoValue.FORMULA
    if kind == "e":
        return NoValue.BROKEN
    match value:
        case timedelta():  # a time cell of the format [h]:mm
            return value / timedelta(days=1)
        case None | str() | int() | float() | date() | time():
            return value
        case _:
            return str(value)
