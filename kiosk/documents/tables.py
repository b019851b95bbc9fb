"""Tables as xlsx: text cells only, nothing a spreadsheet would work out, guess or run."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.documents.spreadsheettext import escaped, fits_a_cell
from kiosk.documents.tablefile import save_tables

_TEXT = "@"  # the number format "Text": nothing is read into what is typed over it either
_WIDEST = 60
_NARROWEST = 6
_SHEET = "applicants"


def write_table(
    path: Path | BinaryIO,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    sheet_name: str = _SHEET,
) -> list[int]:
    """Leave the table at ``path``, a file or an open one; return which rows (from 0) were left out.

    A row is left out when a cell holds what no spreadsheet can hold unaltered.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError(type(sheet).__name__)
    sheet.title = sheet_name
    sheet.freeze_panes = "A2"
    left_out = [at for at, row in enumerate(rows) if not all(fits_a_cell(cell) for cell in row)]
    good = [row for at, row in enumerate(rows) if at not in set(left_out)]
    for at, row in enumerate([columns, *good], start=1):
        _write_row(sheet, at, row)
    for at, column in enumerate(columns):
        cells = [column, *(row[at] for row in good if at < len(row))]
        width = max(map(_width, cells), default=0) + 2
        letter = get_column_letter(at + 1)
        sheet.column_dimensions[letter].width = min(max(width, _NARROWEST), _WIDEST)
    save_tables(book, path)
    return left_out


def _write_row(sheet: Worksheet, number: int, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts, start=1):
        cell = sheet.cell(row=number, column=at)
        cell.value = escaped(text)
        cell.data_type = "s"  # a text that begins with "=" would be taken for a formula
        cell.number_format = _TEXT
        cell.font = Font(bold=number == 1)
        cell.alignment = Alignment(vertical="top", wrap_text="\n" in text or None)


def _width(text: str) -> int:
    """Return how many half-width characters wide the text is."""
    return sum(1 if char < "\u1100" else 2 for char in text)
