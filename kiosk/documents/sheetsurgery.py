"""Single cells of a worksheet's XML, changed where they stand; every other byte stays.

openpyxl would write the whole workbook anew and lose what it does not know: shapes, buttons,
conditions. So the cells are found by their place in the bytes, and only they are exchanged.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from kiosk.documents.spreadsheettext import spreadsheet_text

Value = str | int | float
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell by row and column, both from 1."""

    row: int
    column: int

    def spelled(self) -> str:
        """Return ``B5``."""
        letters, rest = "", self.column
        while rest:
            rest, at = divmod(rest - 1, 26)
            letters = chr(65 + at) + letters
        return f"{letters}{self.row}"


def spot_of(text: str) -> Spot | None:
    """Return the cell of ``B5`` or ``$B$5``; None for anything else."""
    found = _CELL.fullmatch(text.replace("$", ""))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return Spot(int(found[2]), column)


@dataclass(slots=True)
class _Piece:
    start: int
    attributes: dict[str, str]
    close: int = -1
    """Where the closing tag begins; equal to ``start`` for an element without content."""
    end: int = -1
    formula: bool = False


@dataclass(slots=True)
class _Sheet:
    prefix: str = ""
    table: _Piece | None = None
    rows: dict[int, _Piece] = field(default_factory=dict)
    cells: dict[Spot, _Piece] = field(default_factory=dict)


class _Finder:
    """Notes where rows and cells begin and end."""

    def __init__(self) -> None:
        self.sheet = _Sheet()
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._stop
        self._parser.DefaultHandlerExpand = self._else
        self._parser.CharacterDataHandler = self._else
        self._parser.XmlDeclHandler = self._declared
        self._ended: list[_Piece] = []
        self._open: list[tuple[str, _Piece]] = []
        self._row, self._column = 0, 0

    def find(self, xml: bytes) -> _Sheet:
        self._parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature
        return self.sheet

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Cells are put in as UTF-8, which every office writes; in between others it is noise."""
        self._settle()
        if (encoding or "utf-8").lower() != "utf-8":
            raise ValueError(encoding)

    def _else(self, _text: str) -> None:
        self._settle()

    def _settle(self) -> None:
        """Whatever comes now begins where the element before it ended."""
        for piece in self._ended:
            piece.end = self._parser.CurrentByteIndex
        self._ended.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        piece = _Piece(self._parser.CurrentByteIndex, attributes)
        prefix, _, local = name.rpartition(":")
        parent = self._open[-1][0] if self._open else ""
        if local == "sheetData" and len(self._open) == 1:
            self.sheet.table, self.sheet.prefix = piece, f"{prefix}:" if prefix else ""
        elif local == "row" and parent == "sheetData":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self.sheet.rows[self._row] = piece
        elif local == "c" and parent == "row":
            spot = spot_of(attributes.get("r", "")) or Spot(self._row, self._column + 1)
            self._column = spot.column
            self.sheet.cells[spot] = piece
        elif local == "f" and parent == "c":
            self._open[-1][1].formula = True
        self._open.append((local, piece))

    def _stop(self, _name: str) -> None:
        self._settle()
        _, piece = self._open.pop()
        piece.close = self._parser.CurrentByteIndex
        self._ended.append(piece)


def formulas_of(xml: bytes, spots: Iterable[Spot]) -> set[Spot]:
    """Return which of the cells hold a formula. Raises `ValueError` for what is no worksheet."""
    cells = _found(xml).cells
    return {spot for spot in spots if spot in cells and cells[spot].formula}


def put_cells(xml: bytes, values: Mapping[Spot, Value]) -> bytes:
    """Return the worksheet with these values; format and everything else as it was."""
    sheet = _found(xml)
    changes: list[tuple[int, int, bytes]] = []
    for row, spots in groupby(sorted(values), key=lambda spot: spot.row):
        changes += _row_changes(xml, sheet, row, {spot: values[spot] for spot in spots})
    made, at = bytearray(), 0
    for start, end, content in sorted(changes, key=lambda change: change[:2]):
        made += xml[at:start] + content
        at = end
    return bytes(made + xml[at:])


def _found(xml: bytes) -> _Sheet:
    try:
        sheet = _Finder().find(xml)
    except expat.ExpatError as error:
        raise ValueError("worksheet") from error
    if sheet.table is None:
        raise ValueError("no sheetData")
    return sheet


def _row_changes(
    xml: bytes, sheet: _Sheet, row: int, values: Mapping[Spot, Value]
) -> list[tuple[int, int, bytes]]:
    """Return which bytes give way to which, for the cells of one row."""
    new: list[Spot] = [spot for spot in values if spot not in sheet.cells]
    changes = [
        (piece.start, piece.end, _cell(sheet.prefix, spot, value, piece.attributes.get("s")))
        for spot, value in values.items()
        if (piece := sheet.cells.get(spot)) is not None
    ]
    place = sheet.rows.get(row)
    if new and place is None:
        cells = b"".join(_cell(sheet.prefix, spot, values[spot], None) for spot in new)
        tag = f"{sheet.prefix}row".encode()
        whole = b'<%b r="%d">%b</%b>' % (tag, row, cells, tag)
        after = min((at for at in sheet.rows if at > row), default=None)
        if sheet.table is not None:
            changes.append(_inserted(xml, sheet.table, sheet.rows.get(after or 0), whole))
        return changes
    for before, spots in groupby(new, key=lambda spot: _next(sheet, spot)):
        cells = b"".join(_cell(sheet.prefix, one, values[one], None) for one in spots)
        if place is not None:
            changes.append(_inserted(xml, place, sheet.cells[before] if before else None, cells))
    return changes


def _next(sheet: _Sheet, spot: Spot) -> Spot | None:
    right = (one for one in sheet.cells if one.row == spot.row and one.column > spot.column)
    return min(right, default=None)


def _inserted(
    xml: bytes, parent: _Piece, before: _Piece | None, content: bytes
) -> tuple[int, int, bytes]:
    if before is not None:
        return before.start, before.start, content
    if parent.close > parent.start:
        return parent.close, parent.close, content
    tag = xml[parent.start : parent.end]  # <row r="5"/>
    name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
    return parent.start, parent.end, tag[:-2].rstrip() + b">" + content + b"</" + name + b">"


def _cell(prefix: str, spot: Spot, value: Value, style: Any) -> bytes:
    """Return a cell's XML; numbers are numbers, words stand in the cell itself."""
    named = f'<{prefix}c r="{spot.spelled()}"' + (f' s="{int(style)}"' if style else "")
    if isinstance(value, str):
        words = escape(spreadsheet_text(value))
        inside = f'<{prefix}is><{prefix}t xml:space="preserve">{words}</{prefix}t></{prefix}is>'
        return f'{named} t="inlineStr">{inside}</{prefix}c>'.encode()
    return f"{named}><{prefix}v>{value!r}</{prefix}v></{prefix}c>".encode()
