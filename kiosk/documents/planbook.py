"""業務計画書の一覧 as xlsx: written for the city, and read again as the city typed into it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kiosk.contract.planrow import Reader, people_by_name
from kiosk.contract.planrows import (
    MOST_COLUMNS,
    MOST_ROWS,
    PlanRead,
    RowError,
    read_table,
    table_of,
)
from kiosk.documents.bookguard import MOST_BYTES, BookFault
from kiosk.documents.foreignfile import read_bounded
from kiosk.documents.tables import write_table
from kiosk.documents.workbooks import read_sheets
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId
from kiosk.errors import OutputExistsError
from kiosk.texts import Catalogue

_ABOVE_THE_TABLE = 100  # rows: titles, and blank rows between
_NO_HEADINGS = "no_headings"
_NO_WORKBOOK = "file_not_xlsx"
_FAULTS = {
    BookFault.TOO_LARGE: "file_too_large",
    BookFault.LOCKED_OR_OLD: "file_locked_or_old",
}


def write_plan(
    path: Path, events: Iterable[Event], words: Catalogue, people: Mapping[PersonId, str]
) -> tuple[RowError, ...]:
    """Leave the plan at ``path``; return the rows that no spreadsheet can hold as they are.

    Every cell is text. Nothing is overwritten.
    """
    if path.exists():
        raise OutputExistsError(path.name, file=path.name)
    columns, rows = table_of(events, words, people)
    left_out = write_table(path, columns, rows, sheet_name=words["plan.sheet"])
    return tuple(RowError(row=at + 2, column=None, reason="cannot_be_written") for at in left_out)


def open_plan(path: Path, people: Mapping[PersonId, str], *, fiscal_year: int) -> PlanRead:
    """Return what the file at ``path`` holds; raise only where it cannot be opened."""
    return read_plan(read_bounded(path, MOST_BYTES), people, fiscal_year=fiscal_year)


def read_plan(content: bytes, people: Mapping[PersonId, str], *, fiscal_year: int) -> PlanRead:
    """Return the events of the first sheet with the plan's headings, and every wrong cell."""
    sheets = read_sheets(content, most_rows=MOST_ROWS + _ABOVE_THE_TABLE, most_columns=MOST_COLUMNS)
    if isinstance(sheets, BookFault):
        reason = _FAULTS.get(sheets, _NO_WORKBOOK)
        return PlanRead(errors=(RowError(row=0, column=None, reason=reason),))
    reader = Reader(people=people_by_name(people), fiscal_year=fiscal_year)
    nothing = PlanRead(errors=(RowError(row=0, column=None, reason=_NO_HEADINGS),))
    read = (read_table(rows, reader) for rows in sheets)
    return next((one for one in read if one.errors != nothing.errors), nothing)
