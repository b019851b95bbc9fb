"""Comma-separated bytes become rows of cells, and nothing that cannot be read is guessed.

Quotes, commas and line ends are the same bytes in UTF-8 and CP932 (whose second bytes begin at
0x40), so rows are split first and each cell is decoded by itself: a bad byte costs its cell only.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kiosk.cases.rows import HEADER_ROWS, MOST_COLUMNS, MOST_ROWS, RowTroubleKind

_UTF8_MARK = b"\xef\xbb\xbf"
_ENCODINGS = ("utf-8", "cp932")  # what city offices send: "CSV UTF-8" and "CSV" of Excel
MOST_LOOKED_AT = 10 * MOST_ROWS
"""A file of nothing but line ends is given up here, as one of too many rows."""
_PIECES = {
    delimiter: re.compile(rf'"([^"]*(?:""[^"]*)*)"([^{delimiter}\r\n]*)|([^{delimiter}\r\n]*)')
    for delimiter in (",", "\t", ";")
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``trouble`` when it cannot be trusted, and then ``text`` is empty."""

    text: str
    trouble: RowTroubleKind | None = None


Row = tuple[Cell, ...]


def read_csv(content: bytes) -> list[Row]:
    """Return the rows in order, an empty one for an empty line; never raises."""
    body = content.removeprefix(_UTF8_MARK)
    text = body.decode("latin-1")
    encoding = _encoding(body, text, marked=body != content)
    return few(tuple(_decoded(cell, encoding) for cell in row) for row in _split(text))


def has_no_letter(text: str) -> bool:
    """Tell whether a character of the text is none that CP932 has.

    Python's cp932 gives private and control characters for bytes without a letter, and takes them.
    """
    return any(unicodedata.category(char) == "Co" or "\x80" <= char <= "\xa0" for char in text)


def is_blank(row: Row) -> bool:
    """Tell whether the row says nothing."""
    return all(not cell.text.strip() and cell.trouble is None for cell in row)


def few(rows: Iterable[Row], *, most_looked_at: int = MOST_LOOKED_AT) -> list[Row]:
    """Return as many rows as are read, and one more that says something where there may be one."""
    kept: list[Row] = []
    for looked_at, row in enumerate(rows, start=1):
        more = len(kept) >= MOST_ROWS
        given_up = looked_at > most_looked_at
        if given_up or not more or not is_blank(row):
            kept.append((Cell("", RowTroubleKind.TOO_MANY_ROWS),) if given_up else row)
        if given_up or len(kept) > MOST_ROWS:
            break
    return kept


def _split(text: str) -> Iterator[list[str | None]]:
    """Yield the cells as Latin-1; None is a cell with a quote that begins or ends wrongly."""
    piece = _PIECES[_delimiter(text)]
    row: list[str | None] = []
    at = 0
    while at < len(text):
        found = piece.match(text, at)
        if found is None:  # the last alternative fits everywhere
            raise AssertionError
        quoted, behind, plain = found.groups()
        at = found.end()
        broken = bool(behind and behind.strip(" ")) or (plain or "").startswith('"')
        if len(row) < MOST_COLUMNS:
            row.append(None if broken else plain if quoted is None else quoted.replace('""', '"'))
        if at >= len(text) or text[at] in "\r\n":
            at += 2 if text.startswith("\r\n", at) else 1
            yield row
            row = []
        else:
            at += 1
    if row:  # the file ends behind a comma
        yield row


def _delimiter(text: str) -> str:
    head = "\n".join(text[:100_000].splitlines()[:HEADER_ROWS])
    return max(_PIECES, key=head.count)


def _encoding(body: bytes, text: str, *, marked: bool) -> str:
    """Return UTF-8 where the bytes are that, else what reads more cells; the mark decides first."""
    if marked:
        return "utf-8"
    for encoding in _ENCODINGS:
        if _decodes(body, encoding):
            return encoding
    rows = islice(_split(text), MOST_ROWS)
    cells = [cell.encode("latin-1") for row in rows for cell in row if cell]
    good = {one: sum(_decodes(cell, one) for cell in cells) for one in _ENCODINGS}
    return max(_ENCODINGS, key=lambda one: good[one])


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(cell: str | None, encoding: str) -> Cell:
    if cell is None:
        return Cell("", RowTroubleKind.OPEN_QUOTE)
    try:
        text = cell.encode("latin-1").decode(encoding)
    except UnicodeDecodeError:
        return Cell("", RowTroubleKind.UNDECODABLE)
    return Cell("", RowTroubleKind.UNDECODABLE) if has_no_letter(text) else Cell(text)
