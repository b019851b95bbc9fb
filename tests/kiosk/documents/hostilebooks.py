"""Workbooks that mean harm, each made of a good one, so that nothing but the harm is wrong."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from kiosk.documents.bookguard import (
    MOST_BYTES,
    MOST_PARTS,
    MOST_TAGS,
    MOST_UNPACKED_BYTES,
    BookFault,
)

SHEET = "xl/worksheets/sheet1.xml"
Harm = Callable[[bytes], bytes]
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10 if at else b"ha") for at in range(9)
)
_DECLARED = b"<!DOCTYPE worksheet [" + LAUGHS + b"]>"
_HARMLESS = b'<!DOCTYPE worksheet [<!ENTITY e "x">]>'
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package of the parts, sizes and sums as they are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return the package with one part changed or added."""
    return packed({**parts_of(content), name: part})


def _sheet(content: bytes, before: bytes) -> bytes:
    """Return the package with words ahead of its sheet."""
    return with_part(content, SHEET, before + parts_of(content)[SHEET])


def _renamed(content: bytes, before: bytes = b"") -> bytes:
    """Return the package with its sheet in a part whose name does not say that it is XML."""
    parts = parts_of(content)
    sheet = before + parts.pop(SHEET)
    renamed = {name: part.replace(b"sheet1.xml", b"sheet1.bin") for name, part in parts.items()}
    return packed({**renamed, SHEET.replace(".xml", ".bin"): sheet})


def _wide(encoding: str) -> Harm:
    def wide(content: bytes) -> bytes:
        text = "<?xml version='1.0' encoding='utf-16'?>" + (_HARMLESS + b"<worksheet/>").decode()
        return with_part(content, SHEET, text.encode(encoding))

    return wide


def _wide_by_another_name(content: bytes) -> bytes:
    parts = parts_of(_renamed(content))
    parts["xl/worksheets/sheet1.bin"] = (_HARMLESS + b"<worksheet/>").decode().encode("utf-16")
    return packed(parts)


def _lying(content: bytes) -> bytes:
    """Return a bomb whose part says in both of its places that it is small."""
    bomb = with_part(content, "xl/styles.xml", b"<a>".ljust(MOST_UNPACKED_BYTES + 1))
    real, told = struct.pack("<L", MOST_UNPACKED_BYTES + 1), struct.pack("<L", 100)
    assert bomb.count(real) == 2
    return bomb.replace(real, told)


def _one_part_many_times(content: bytes) -> bytes:
    """Return a package in whose list one part of 1 MB stands 200 times, packed once."""
    one = with_part(content, "xl/media/a.bin", bytes(1_000_000))
    end = one.rindex(_END)
    entry = one[one.rindex(_ENTRY, 0, end) : end]
    tail = bytearray(one[end:])
    count, size = struct.unpack_from("<H", tail, 10)[0], struct.unpack_from("<L", tail, 12)[0]
    struct.pack_into("<HHL", tail, 8, count + 199, count + 199, size + 199 * len(entry))
    return one[:end] + entry * 199 + bytes(tail)


def _locked_parts(content: bytes) -> bytes:
    """Return the package with the mark of zip's own password at every part."""
    made = bytearray(content)
    for head, flags in ((b"PK\x03\x04", 6), (_ENTRY, 8)):
        at = made.find(head)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(head, at + 4)
    return bytes(made)


def _many(count: int) -> Harm:
    def many(content: bytes) -> bytes:
        parts = parts_of(content)
        more = {f"xl/media/{at}.bin": b"" for at in range(count - len(parts))}
        return packed({**parts, **more}, zipfile.ZIP_STORED)

    return many


def _flipped(content: bytes) -> bytes:
    """Return the package with one bit of a stored part changed, behind the sum's back."""
    made = bytearray(packed(parts_of(content), zipfile.ZIP_STORED))
    made[made.index(b"<sheetData") + 1] ^= 1
    return bytes(made)


def _broken_stream(content: bytes) -> bytes:
    """Return the package with a sheet whose packing ends in the middle of nowhere."""
    made = bytearray(content)
    start = made.index(SHEET.encode()) + len(SHEET)
    made[start : start + 20] = b"\xff" * 20
    return bytes(made)


def _flooded(content: bytes, flood: bytes) -> bytes:
    end = b"</sheetData>"
    return with_part(content, SHEET, parts_of(content)[SHEET].replace(end, flood + end))


def _broken_lzma(content: bytes) -> bytes:
    made = bytearray(packed(parts_of(content), zipfile.ZIP_LZMA))
    start = made.index(SHEET.encode()) + len(SHEET)
    made[start + 9 : start + 60] = b"\xff" * 51
    return bytes(made)


HOSTILE: Mapping[str, tuple[Harm, BookFault]] = {
    "more than is read": (lambda old: old + bytes(MOST_BYTES), BookFault.TOO_LARGE),
    "a bomb in a part nobody reads": (
        lambda old: with_part(old, "xl/media/a.bin", bytes(MOST_UNPACKED_BYTES)),
        BookFault.TOO_LARGE,
    ),
    "a bomb in the sheet": (
        lambda old: _sheet(old, b" " * MOST_UNPACKED_BYTES),
        BookFault.TOO_LARGE,
    ),
    "one part listed 200 times": (_one_part_many_times, BookFault.TOO_LARGE),
    "10,000 parts": (_many(10_000), BookFault.TOO_LARGE),
    "one part too many": (_many(MOST_PARTS + 1), BookFault.TOO_LARGE),
    "a flood of cells": (
        lambda old: _flooded(old, b"<row>" + b"<c/>" * MOST_TAGS + b"</row>"),
        BookFault.TOO_LARGE,
    ),
    "a flood of rows": (lambda old: _flooded(old, b"<row/>" * MOST_TAGS), BookFault.TOO_LARGE),
    "sizes that lie": (_lying, BookFault.DAMAGED),
    "a sum that lies": (_flipped, BookFault.DAMAGED),
    "a broken stream": (_broken_stream, BookFault.DAMAGED),
    "entities": (lambda old: _sheet(old, _DECLARED), BookFault.DECLARES),
    "harmless entities": (lambda old: _sheet(old, _HARMLESS), BookFault.DECLARES),
    "entities behind a megabyte": (
        lambda old: _sheet(old, b" " * ((1 << 20) - 5) + b'<!DOCTYPE worksheet SYSTEM "x">'),
        BookFault.DECLARES,
    ),
    "entities behind a comment": (
        lambda old: _sheet(old, b"<!--" + b"x" * 3_000_000 + b"-->" + _HARMLESS),
        BookFault.DECLARES,
    ),
    "entities in the list of parts": (
        lambda old: with_part(old, "[Content_Types].xml", _DECLARED + b"<Types/>"),
        BookFault.DECLARES,
    ),
    "entities in a part of another name": (
        lambda old: _renamed(old, _HARMLESS),
        BookFault.DECLARES,
    ),
    "UTF-16 without entities": (
        lambda old: with_part(old, SHEET, parts_of(old)[SHEET].decode().encode("utf-16")),
        BookFault.DECLARES,
    ),
    "UTF-16": (_wide("utf-16"), BookFault.DECLARES),
    "UTF-16 the other way round": (_wide("utf-16-be"), BookFault.DECLARES),
    "UTF-16 in a part of another name": (_wide_by_another_name, BookFault.DECLARES),
    "a password of Excel, or xls": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096),
        BookFault.LOCKED_OR_OLD,
    ),
    "a password of zip": (_locked_parts, BookFault.LOCKED_OR_OLD),
    "cut off in the list": (lambda old: old[:-40], BookFault.DAMAGED),
    "cut in half": (lambda old: old[: len(old) // 2], BookFault.DAMAGED),
    "nothing but the first letters": (lambda old: old[:4], BookFault.DAMAGED),
    "a list that leads nowhere": (
        lambda old: old[: old.index(_ENTRY)] + bytes(9) + old[old.index(_ENTRY) :],
        BookFault.DAMAGED,
    ),
    "packed as no office does": (
        lambda old: packed(parts_of(old), zipfile.ZIP_LZMA),
        BookFault.DAMAGED,
    ),
    "packed as no office does, and broken": (_broken_lzma, BookFault.DAMAGED),
    "no XML in the sheet": (lambda old: with_part(old, SHEET, b"<not xml"), BookFault.DAMAGED),
    "another thing in the book": (
        lambda old: with_part(old, "xl/_rels/workbook.xml.rels", b"<a/>"),
        BookFault.DAMAGED,
    ),
}

HARMLESS: Mapping[str, Harm] = {
    "as it is": lambda old: old,
    "with a long comment": lambda old: _sheet(old, b"<!--" + b"x" * 3_000_000 + b"-->"),
    "with a sheet of another name": _renamed,
    "with as many parts as can be": _many(MOST_PARTS),
    "with many rows": lambda old: _flooded(old, b"<row/>" * 20_000),
    "stored and not packed": lambda old: packed(parts_of(old), zipfile.ZIP_STORED),
    "with a picture of zeros": lambda old: with_part(old, "xl/media/a.bmp", bytes(100_000)),
}
"""The same changes without the harm: what is refused above is refused for the harm alone."""
