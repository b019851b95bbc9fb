"""運営マニュアル: the pages of ``docs/manual`` with their pictures, bound into one PDF/A."""

import base64
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.documents.manualbookpage import (
    Block,
    Code,
    Fault,
    Heading,
    Items,
    Page,
    Paragraph,
    Picture,
    Table,
    read_page,
)
from kiosk.documents.manualbookwords import Line, plain
from kiosk.documents.spelling import day
from kiosk.documents.typesetting import typeset
from kiosk.domain.dates import JST
from kiosk.errors import UnreadableFileError

PLAN = "README.md"
PICTURES = "pictures"
_PAGE = re.compile(r"[a-z0-9-]+\.md")
_OTHER_DOCUMENT = re.compile(r"\.\./[A-Za-z0-9-]+\.md")
_NARROWEST, _WIDEST = 8, 34  # signs; what is wider breaks into lines
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = struct.Struct(">II")
_SIZE_AT = 16  # signature, length and name of the first chunk come before (PNG 5.2, 11.2.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A page of the manual; ``name`` is its file's."""

    name: str
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Chapters that belong together."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """The whole manual; ``faults`` say by file what is not as it should be."""

    title: str
    foreword: tuple[Block, ...]
    parts: tuple[Part, ...]
    pictures: Mapping[str, bytes]
    faults: tuple[tuple[str, Fault], ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter in order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on the cover."""

    version: str
    made_at: datetime
    contractor: str = ""
    training: bool = False


def read_manual(folder: Path) -> Manual:
    """Return the manual of a folder: `PLAN` names its parts and their pages in order."""
    plan = read_page(_text(folder / PLAN))
    faults = [(PLAN, fault) for fault in plan.faults]
    title, foreword, parts = "", [], []
    for block in plan.blocks:
        match block:
            case Heading(level=1):
                title = plain(block.words)
            case Heading():
                parts.append(Part(title=plain(block.words), chapters=()))
            case Items() if parts:
                named = [_chapter(folder, name, faults) for name in _links(block)]
                chapters = tuple(one for one in named if one.page.blocks)
                parts[-1] = replace(parts[-1], chapters=(*parts[-1].chapters, *chapters))
            case _:
                foreword.append(block)
    manual = Manual(
        title=title, foreword=tuple(foreword), parts=tuple(parts), pictures={}, faults=()
    )
    faults += _loose_pages(folder, manual)
    faults += _loose_links(manual)
    pictures = dict(_pictures(folder, manual, faults))
    return replace(manual, pictures=pictures, faults=tuple(faults))


def manual_pdf(manual: Manual, imprint: Imprint) -> bytes:
    """Return the manual as PDF/A: cover, contents, a chapter for every page."""
    return typeset("manual", manual_fields(manual, imprint), made_at=imprint.made_at)


def manual_fields(manual: Manual, imprint: Imprint) -> dict[str, object]:
    """Return what the template shows."""
    names = frozenset(chapter.name for chapter in manual.chapters)
    return {
        "title": manual.title,
        "version": imprint.version,
        "date": day(imprint.made_at.astimezone(JST).date()),
        "contractor": imprint.contractor,
        "training": imprint.training,
        "foreword": [_block(one, names) for one in manual.foreword],
        "parts": [
            {
                "title": part.title,
                "chapters": [
                    {
                        "label": chapter.name,
                        "blocks": [_block(one, names) for one in chapter.page.blocks],
                    }
                    for chapter in part.chapters
                ],
            }
            for part in manual.parts
        ],
        "pictures": {name: _as_svg(png) for name, png in manual.pictures.items()},
    }


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(file=path.name) from error


def _chapter(folder: Path, name: str, faults: list[tuple[str, Fault]]) -> Chapter:
    path = folder / name
    if not _PAGE.fullmatch(name) or not path.is_file():
        faults.append((PLAN, Fault(line=0, why=name)))
        return Chapter(name=name, page=Page(blocks=(), faults=()))
    page = read_page(_text(path))
    faults += [(name, fault) for fault in page.faults]
    return Chapter(name=name, page=page)


def _links(items: Items) -> Iterator[str]:
    for blocks in items.items:
        for line in _lines(blocks):
            yield from (one.target for one in line if one.target)


def _loose_pages(folder: Path, manual: Manual) -> Iterator[tuple[str, Fault]]:
    """Yield the pages of the folder that the plan does not name, or names twice."""
    named = [chapter.name for chapter in manual.chapters]
    for path in sorted(folder.glob("*.md")):
        if path.name != PLAN and named.count(path.name) != 1:
            yield PLAN, Fault(line=0, why=path.name)


def _loose_links(manual: Manual) -> Iterator[tuple[str, Fault]]:
    names = {chapter.name for chapter in manual.chapters}
    for chapter in manual.chapters:
        for line in _lines(chapter.page.blocks):
            for one in line:
                known = one.target in names or _OTHER_DOCUMENT.fullmatch(one.target)
                if one.target and not known:
                    yield chapter.name, Fault(line=0, why=one.target)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading(words=words) | Paragraph(words=words):
                yield words
            case Items(items=items):
                for item in items:
                    yield from _lines(item)
            case Table(head=head, rows=rows):
                yield from (cell for row in (head, *rows) for cell in row)
            case _:
                pass


def _shown(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Picture(file=file):
                yield file
            case Items(items=items):
                for item in items:
                    yield from _shown(item)
            case _:
                pass


def _pictures(
    folder: Path, manual: Manual, faults: list[tuple[str, Fault]]
) -> Iterator[tuple[str, bytes]]:
    blocks = [("", manual.foreword), *((one.name, one.page.blocks) for one in manual.chapters)]
    for name, shown in ((name, file) for name, inside in blocks for file in _shown(inside)):
        try:
            png = (folder / PICTURES / shown).read_bytes()
        except OSError:
            png = b""
        if png.startswith(_PNG_HEAD):
            yield shown, png
        else:
            faults.append((name, Fault(line=0, why=shown)))


def _block(block: Block, names: frozenset[str]) -> dict[str, object]:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "words": _words(block.words, names)}
        case Paragraph():
            return {"is": "paragraph", "words": _words(block.words, names)}
        case Items():
            items = [[_block(one, names) for one in item] for item in block.items]
            return {"is": "items", "numbered": block.numbered, "items": items}
        case Table():
            rows = [[_words(cell, names) for cell in row] for row in (block.head, *block.rows)]
            return {"is": "table", "widths": _widths(block), "head": rows[0], "rows": rows[1:]}
        case Code():
            return {"is": "code", "text": block.text}
        case Picture():
            return {"is": "picture", "file": block.file, "caption": block.caption}


def _words(line: Line, names: frozenset[str]) -> list[dict[str, object]]:
    return [
        {
            "text": one.text,
            "bold": one.bold,
            "code": one.code,
            "target": one.target if one.target in names else "",
            "document": one.target.rpartition("/")[2] if one.target not in names else "",
        }
        for one in line
    ]


def _widths(table: Table) -> list[int]:
    """Return how wide each column is against the others: by its longest cell, within reason."""
    columns = zip(table.head, *table.rows, strict=True)
    longest = (max(len(plain(cell)) for cell in column) for column in columns)
    return [min(max(one, _NARROWEST), _WIDEST) for one in longest]


def _as_svg(png: bytes) -> str:
    """Return the picture inside an SVG: the template gets text only, and nothing is encoded anew.

    The size is what the PNG says of itself.
    """
    width, height = _PNG_SIZE.unpack_from(png, _SIZE_AT)
    size = f'width="{width}" height="{height}"'
    data = base64.b64encode(png).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{data}"/></svg>'
    )
