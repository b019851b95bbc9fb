"""A report as xlsx, with the numbers of its paper: figures are numbers, words are words."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.documents.reportcontent import Cell, ReportContent
from kiosk.documents.spreadsheettext import spreadsheet_text
from kiosk.texts import Language, catalogue

_WIDEST, _NARROWEST = 60, 8
_LONGEST_TITLE = 31  # Excel's limit for the name of a sheet
_NOT_IN_TITLES = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))


def report_book(content: ReportContent) -> bytes:
    """Return the workbook: the main numbers first, then a sheet for each table.

    Words that a spreadsheet cannot hold stand without what it cannot.
    """
    words = catalogue(Language.JA)
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError(type(first).__name__)
    titles = _Titles()
    first.title = titles.free(words["reports.sheet.front"])
    _fill(first, (), _front(content))
    for block in content.blocks.values():
        _fill(book.create_sheet(titles.free(block.title)), block.columns, block.rows)
    chart = content.chart
    bars: list[Sequence[Cell]] = [(label, *counts) for label, counts in chart.bars]
    title = titles.free(words.say("reports.sheet.chart", title=chart.title))
    _fill(book.create_sheet(title), (words["reports.column.what"], *chart.series), bars)
    book.properties.creator = content.head.contractor
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


class _Titles:
    """Names of sheets: no two alike, none longer than a workbook allows."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wish: str) -> str:
        clean = wish.translate(_NOT_IN_TITLES).strip()
        title, again = clean[:_LONGEST_TITLE], 2
        while title in self._taken:
            title, again = f"{clean[: _LONGEST_TITLE - 3]} {again}", again + 1
        self._taken.add(title)
        return title


def _front(content: ReportContent) -> Iterable[Sequence[Cell]]:
    head = content.named_values()
    words = catalogue(Language.JA)
    yield (content.title,)
    if content.head.training:
        yield (words["reports.training"],)
    for name in ("number", "dated", "addressee", "contractor"):
        yield (words[f"reports.head.{name}"], head[name])
    yield from content.facts.values()
    yield from content.figures.values()
    yield from ((words["reports.head.explained"], one) for one in content.explained)
    yield from ((words["reports.head.notice"], one) for one in content.notices)
    yield from ((words["reports.head.remark"], one) for one in content.remarks)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    heading: list[Sequence[Cell]] = [columns] if columns else []
    lines = [*heading, *rows]
    widths: dict[int, int] = {}
    for number, line in enumerate(lines, 1):
        for at, value in enumerate(line, 1):
            _put(sheet, number, at, value, bold=number == 1)
            widths[at] = max(widths.get(at, 0), _width(str(value)))
    for at, width in widths.items():
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = min(max(width + 2, _NARROWEST), _WIDEST)
    if columns:
        sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, value: Cell, *, bold: bool) -> None:
    cell = sheet.cell(row=row, column=column)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and not bold)
    if isinstance(value, str):
        cell.value = spreadsheet_text(value)
        cell.data_type = "s"  # a text that begins with "=" would be taken for a formula
    else:
        cell.value = value
        cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.0"


def _width(text: str) -> int:
    """Return how many half-width characters wide the text is."""
    return max(
        (sum(1 if char < "\u1100" else 2 for char in line) for line in text.split("\n")), default=0
    )
