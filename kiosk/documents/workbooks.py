"""The sheets of other people's xlsx files as cells of the plan."""

from datetime import date, time, timedelta
from typing import Any

from openpyxl.workbook import Workbook

from kiosk.contract.plancells import Cell, NoValue
from kiosk.documents.bookguard import BookFault, read_workbook

MOST_SHEETS = 10


def read_sheets(
    content: bytes, *, most_rows: int, most_columns: int
) -> list[list[list[Cell]]] | BookFault:
    """Return the cells of each sheet, or why the file is not read; never raise.

    Formulas are `NoValue`: what they would come to is not known here.
    """

    def cells(book: Workbook) -> list[list[list[Cell]]]:
        return [
            [
                [_cell(one.value, one.data_type) for one in row]
                for row in sheet.iter_rows(max_row=most_rows, max_col=most_columns)
            ]
            for sheet in book.worksheets[:MOST_SHEETS]
        ]

    return read_workbook(content, cells)


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
