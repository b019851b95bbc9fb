"""Other people's xlsx files: sized and searched whole before anything of them is parsed."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeVar

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

MOST_BYTES = 5_000_000  # a season's plan is 40 KB, 5,000 rows of 不備 are 1 MB
MOST_UNPACKED_BYTES = 20_000_000
MOST_PARTS = 300  # a book of ten sheets with charts and pictures has 60
MOST_TAGS = 1_500_000  # 20,000 rows of 10 words each; as many `<c/>` are 10 KB of a file
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # the latter holds xls, and locked xlsx
_XML_NAMES = (".xml", ".rels", ".vml")
_PIECE_BYTES = 1 << 20
_LOCKED_PART = 0x1  # zip's own password, APPNOTE 4.4.4
# The two that ECMA-376 part 2 (annex B) has packages use; Python knows more, and their errors.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What no part of a workbook holds (ECMA-376 part 2, 8.1.4): the door to entities. In UTF-16 the
# same letters lie between zeros, whichever of the two byte orders it is.
_DECLARATIONS = tuple(
    spelled
    for word in ("<!DOCTYPE", "<!ENTITY")
    for spelled in (word.encode(), word.encode("utf-16-le")[:-1])
)
_LONGEST = max(map(len, _DECLARATIONS))
_WIDE = b"\x00"
# All that openpyxl, zipfile, zlib and expat raise for files that are no workbook; ParseError is a
# SyntaxError, BadZipFile and the rest are not in one family.
_NO_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    InvalidFileException,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    OSError,
    EOFError,
    SyntaxError,
    RuntimeError,
)
_Made = TypeVar("_Made")


class BookFault(StrEnum):
    """Why a file is not read at all; each reader has its own words for them."""

    TOO_LARGE = "too_large"
    """It is, or would unpack to, more than any workbook that is sent here."""
    LOCKED_OR_OLD = "locked_or_old"
    """It has a password, or is an xls: from outside the two look alike."""
    NOT_XLSX = "not_xlsx"
    """It is something else altogether."""
    DECLARES = "declares"
    """It declares entities, or could hide that it does."""
    DAMAGED = "damaged"
    """It begins as a workbook does, and is none."""


def read_package(content: bytes, read: Callable[[zipfile.ZipFile], _Made]) -> _Made | BookFault:
    """Return what ``read`` makes of the package's parts, or why nobody reads it; never raise.

    Whatever ``read`` then raises because the content makes no sense is `BookFault.DAMAGED`.
    """
    if len(content) > MOST_BYTES:
        return BookFault.TOO_LARGE
    if content.startswith(_OLD_OFFICE):
        return BookFault.LOCKED_OR_OLD
    if not content.startswith(_ZIP):
        return BookFault.NOT_XLSX
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            fault = _fault(parts)
            return read(parts) if fault is None else fault
    except _NO_WORKBOOK:
        return BookFault.DAMAGED


def read_workbook(content: bytes, read: Callable[[Workbook], _Made]) -> _Made | BookFault:
    """Return what ``read`` makes of the workbook, or why nobody reads it; never raise.

    Formulas come as formulas, and links to other books are not followed.
    """

    def opened(_parts: zipfile.ZipFile) -> _Made:
        with warnings.catch_warnings():  # openpyxl tells of extensions that it leaves out
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                return read(book)
            finally:
                book.close()

    return read_package(content, opened)


def _fault(parts: zipfile.ZipFile) -> BookFault | None:
    entries = parts.infolist()
    # A part never yields more than the size it declares here (zipfile stops reading).
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        return BookFault.TOO_LARGE
    if any(entry.flag_bits & _LOCKED_PART for entry in entries):
        return BookFault.LOCKED_OR_OLD
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        return BookFault.DAMAGED
    # Every part: its name does not say who will parse it. All are read first: a damaged one is
    # damaged, whatever stands in the others.
    looks = [_look(parts, entry) for entry in entries]
    if sum(tags for tags, _ in looks) > MOST_TAGS:
        return BookFault.TOO_LARGE
    return BookFault.DECLARES if any(declares for _, declares in looks) else None


def _look(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, bool]:
    """Return how many tags are in the part, and whether it could hold entities.

    XML in a wide encoding could hide them, and cells could not be put into it.
    """
    is_xml = entry.filename.lower().endswith(_XML_NAMES)
    tags, declares, tail = 0, False, b""
    for piece in _pieces(parts, entry):
        seen = tail + piece
        declares |= any(word in seen for word in _DECLARATIONS) or (is_xml and _WIDE in piece)
        tags += piece.count(b"<")
        tail = seen[-_LONGEST:]
    return tags, declares


def _pieces(parts: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with parts.open(entry) as part:
        while piece := part.read(_PIECE_BYTES):
            yield piece
