"""Which characters of a name can be drawn, and in the form that was typed."""

import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QGlyphRun, QRawFont, QTextLayout

GETA = "〓"
"""げた: what Japanese printers set where a glyph is missing."""
DOUBT = "※"
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_VARIATIONS = 14  # OpenType cmap format 14: Unicode variation sequences
_UVS_VALUE_BYTES = 5  # uint24 character, uint16 glyph
_UVS_RANGE_BYTES = 4  # uint24 first character, uint8 how many follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """The name as it can be drawn; what is missing is 〓, what may differ is followed by ※."""

    text: str
    replaced: int
    uncertain: int


def drawable(text: str, font: QFont) -> Drawable:
    """Return the text without characters that no font of this machine has."""
    drawn: list[str] = []
    replaced = uncertain = 0
    for cluster in clusters(text):
        runs = _shape(cluster, font)
        if any(0 in run.glyphIndexes() for run in runs):
            drawn.append(GETA)
            replaced += 1
        elif _is_variant(cluster) and not any(_has(run.rawFont(), cluster) for run in runs):
            drawn.append(cluster[0] + DOUBT)
            uncertain += 1
        else:
            drawn.append(cluster)
    return Drawable(text="".join(drawn), replaced=replaced, uncertain=uncertain)


def clusters(text: str) -> Iterator[str]:
    """Give each character together with the marks and selectors that follow it."""
    cluster = ""
    for char in text:
        if cluster and not (unicodedata.combining(char) or _selects(char)):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _shape(text: str, font: QFont) -> list[QGlyphRun]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()


def _selects(char: str) -> bool:
    return any(ord(char) in selectors for selectors in _SELECTORS)


def _is_variant(cluster: str) -> bool:
    return len(cluster) > 1 and _selects(cluster[1])


def _has(font: QRawFont, cluster: str) -> bool:
    """Tell whether the font knows this very variant."""
    table = bytes(font.fontTable("cmap").data())
    return variant_is_known(table, ord(cluster[0]), ord(cluster[1]))


@lru_cache(maxsize=64)
def variant_is_known(table: bytes, base: int, selector: int) -> bool:
    """Tell whether a font's ``cmap`` table has the variation sequence (OpenType, format 14)."""
    try:
        for default, values in _sequences(table, selector):
            if _in_ranges(table, default, base) or _in_values(table, values, base):
                return True
    except (struct.error, IndexError):
        return False  # a damaged font knows nothing
    return False


def _sequences(table: bytes, selector: int) -> Iterator[tuple[int, int]]:
    """Give where ranges and values of the selector begin in the table, 0 for none."""
    (count,) = struct.unpack_from(">H", table, 2)
    for at in range(4, 4 + 8 * count, 8):
        (start,) = struct.unpack_from(">I", table, at + 4)
        (kind,) = struct.unpack_from(">H", table, start)
        if kind != _VARIATIONS:
            continue
        (records,) = struct.unpack_from(">I", table, start + 6)
        for record in range(start + 10, start + 10 + 11 * records, 11):
            if _uint24(table, record) == selector:
                default, values = struct.unpack_from(">II", table, record + 3)
                yield default and start + default, values and start + values


def _in_ranges(table: bytes, at: int, base: int) -> bool:
    if not at:
        return False
    (count,) = struct.unpack_from(">I", table, at)
    first = range(at + 4, at + 4 + _UVS_RANGE_BYTES * count, _UVS_RANGE_BYTES)
    return any(0 <= base - _uint24(table, one) <= table[one + 3] for one in first)


def _in_values(table: bytes, at: int, base: int) -> bool:
    if not at:
        return False
    (count,) = struct.unpack_from(">I", table, at)
    first = range(at + 4, at + 4 + _UVS_VALUE_BYTES * count, _UVS_VALUE_BYTES)
    return any(_uint24(table, one) == base for one in first)


def _uint24(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 3], "big")
