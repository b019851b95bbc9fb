"""The city's list of 不備 as it comes, CSV or xlsx, becomes rows; nothing in it can raise."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.workbook import Workbook

from kiosk.cases.csvrows import Cell, Row, few, read_csv
from kiosk.cases.listreading import read_rows
from kiosk.cases.rows import MOST_COLUMNS, Column, DefectList, RowTrouble, RowTroubleKind
from kiosk.documents.bookguard import BookFault, read_workbook

_LAST_ROW = 2**20  # of a sheet
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = Cell("")
_EXACT_BELOW = 10**15  # digits of a spreadsheet's number that are kept
_TROUBLES = {
    BookFault.TOO_LARGE: RowTroubleKind.TOO_LARGE,
    BookFault.LOCKED_OR_OLD: RowTroubleKind.PROTECTED,
    BookFault.DECLARES: RowTroubleKind.NOT_A_TABLE,
    BookFault.DAMAGED: RowTroubleKind.NOT_A_TABLE,
}


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
    """Return the first sheet's rows, or the lines of a file that is no package at all."""
    rows = read_workbook(content, _first_sheet)
    if not isinstance(rows, BookFault):
        return rows
    if rows is not BookFault.NOT_XLSX:
        return _TROUBLES[rows]
    if not content.startswith(_UTF16):
        return read_csv(content)
    try:
        return read_csv(content.decode("utf-16").encode("utf-8"))
    except UnicodeDecodeError:
        return RowTroubleKind.UNDECODABLE


def _first_sheet(book: Workbook) -> list[Row]:
    cells = book.worksheets[0].iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS)
    return few(_filled(cells), most_looked_at=_LAST_ROW)


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Yield the rows; openpyxl gives one and the same tuple for all those that are not there.

    People format sheets down to their last row: a million of them cost nothing.
    """
    absent: tuple[Any, ...] | None = None
    for row in rows:
        if row is absent or all(one is EMPTY_CELL for one in row):
            absent = row
            yield ()
        else:
            yield tuple(
                _BLANK if one is EMPTY_CELL else _cell(one.value, one.data_type) for one in row
            )


def _cell(value: Any, kind: str) -> Cell:
    if kind == "f":
        return Cell("", RowTroubleKind.FORMULA)
    match value:
        case None:
            return _BLANK
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
