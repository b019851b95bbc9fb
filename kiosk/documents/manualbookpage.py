"""A page of the manual: the small part of Markdown that it is written in, as blocks.

What is written in any other way stands on paper as it is, and is told as a `Fault`: a test
refuses it, a reader is not kept from the rest.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.documents.manualbookwords import Line, read_line

DEEPEST_HEADING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``level`` 1 is the page's title."""

    level: int
    words: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together."""

    words: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list; each item is made of blocks, the first of them words."""

    numbered: bool
    items: "tuple[tuple[Block, ...], ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Every row has as many cells as ``head``."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Lines to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``file`` lies in the manual's folder ``pictures``; ``caption`` says what is seen."""

    file: str
    caption: str


Block = Heading | Paragraph | Items | Table | Code | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line (from 1) that is not written in this manual's Markdown, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the manual, and what of it could not be read."""

    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...]


def read_page(text: str) -> Page:
    """Return the page; nothing in ``text`` raises."""
    reader = _Reader(text.splitlines(), first=1, faults=[])
    return Page(blocks=reader.read(), faults=tuple(reader.faults))


_HEADING = re.compile(r"(#+) (.+)")
_ITEM = re.compile(r"(?P<mark>-|\d+\.) +(?P<words>.+)")
_PICTURE = re.compile(r"!\[([^][]+)\]\(pictures/([a-z0-9-]+\.png)\)")
_RULE = re.compile(r"\|(?: ?:?-{3,}:? ?\|)+")
_FENCE = "```"
# What other kinds of Markdown would read as something else than words.
_FOREIGN = re.compile(r"\s*(>|[*+] |={3,}|-{3,}|\*{3,}|#|~~~|<|!\[|\[[^]]+\]:|\d+\) |:{3})|\t")


class _Reader:
    """Goes over the lines once; ``first`` is the number of the first of them."""

    def __init__(self, lines: Sequence[str], *, first: int, faults: list[Fault]) -> None:
        self._lines = lines
        self._first = first
        self._at = 0
        self.faults = faults

    def read(self) -> tuple[Block, ...]:
        """Return every block."""
        found: list[Block] = []
        while self._at < len(self._lines):
            if self._lines[self._at].strip():
                found.append(self._block())
            else:
                self._at += 1
        return tuple(found)

    def _block(self) -> Block:
        line = self._lines[self._at]
        if (heading := _HEADING.fullmatch(line)) and len(heading[1]) <= DEEPEST_HEADING:
            words = self._words(heading[2])
            self._at += 1
            return Heading(level=len(heading[1]), words=words)
        if picture := _PICTURE.fullmatch(line):
            self._at += 1
            return Picture(file=picture[2], caption=picture[1])
        if line.startswith(_FENCE):
            return self._code()
        if item := _ITEM.fullmatch(line):
            return self._items(numbered=item["mark"] != "-")
        if line.startswith("|") and self._at + 1 < len(self._lines):
            return self._table()
        return self._paragraph()

    def _code(self) -> Block:
        start = self._at
        if self._lines[start] != _FENCE:
            self._fault("```")
        ends = (n for n in range(start + 1, len(self._lines)) if self._lines[n].rstrip() == _FENCE)
        end = next(ends, None)
        if end is None:
            self._fault("``` …")
            end = len(self._lines)
        self._at = end + 1
        return Code(text="\n".join(self._lines[start + 1 : end]))

    def _items(self, *, numbered: bool) -> Block:
        items: list[tuple[Block, ...]] = []
        while (item := self._item_here(numbered=numbered)) is not None:
            first = self._first + self._at
            indent = item.start("words")
            self._at += 1
            lines = [item["words"], *self._indented(indent)]
            inner = _Reader(lines, first=first, faults=self.faults)
            items.append(inner.read())
        return Items(numbered=numbered, items=tuple(items))

    def _item_here(self, *, numbered: bool) -> re.Match[str] | None:
        if self._at >= len(self._lines):
            return None
        item = _ITEM.fullmatch(self._lines[self._at])
        return item if item is not None and (item["mark"] != "-") is numbered else None

    def _indented(self, indent: int) -> list[str]:
        """Return the lines that belong to an item: those further in, and gaps between them."""
        taken: list[str] = []
        at = self._at
        while at < len(self._lines):
            line = self._lines[at]
            if line.strip() and not line.startswith(" " * indent):
                break
            taken.append(line[indent:])
            at += 1
        while taken and not taken[-1].strip():
            taken.pop()
        self._at += len(taken)
        return taken

    def _table(self) -> Block:
        head = self._cells(self._lines[self._at])
        if not _RULE.fullmatch(self._lines[self._at + 1]):
            self._fault("|---|")
            return self._paragraph()
        self._at += 2
        rows = []
        while self._at < len(self._lines) and self._lines[self._at].startswith("|"):
            cells = self._cells(self._lines[self._at])
            if len(cells) != len(head):
                self._fault("|")
            self._at += 1
            rows.append((*cells, *((),) * len(head))[: len(head)])
        return Table(head=head, rows=tuple(rows))

    def _cells(self, line: str) -> tuple[Line, ...]:
        if not line.rstrip().endswith("|"):
            self._fault("|")
        return tuple(self._words(cell.strip()) for cell in line.strip().strip("|").split("|"))

    def _paragraph(self) -> Block:
        words = ""
        while self._at < len(self._lines) and (line := self._lines[self._at]).strip():
            if words and _begins_block(line):
                break
            if _FOREIGN.match(line) or line != line.strip():
                self._fault(line.strip()[:12])
            words = joined(words, line.strip())
            self._at += 1
        return Paragraph(words=self._words(words))

    def _words(self, text: str) -> Line:
        words, wrong = read_line(text)
        for mark in wrong:
            self._fault(mark)
        return words

    def _fault(self, why: str) -> None:
        self.faults.append(Fault(line=self._first + min(self._at, len(self._lines) - 1), why=why))


def _begins_block(line: str) -> bool:
    begins = (_HEADING, _ITEM, _PICTURE)
    return line.startswith((_FENCE, "|")) or any(one.fullmatch(line) for one in begins)


def joined(before: str, line: str) -> str:
    """Return two lines as one: Japanese goes on without a space, Latin words do not."""
    if not before or not line:
        return before + line
    wide = any(unicodedata.east_asian_width(sign) in "WFA" for sign in (before[-1], line[0]))
    return before + ("" if wide else " ") + line
