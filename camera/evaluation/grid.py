"""Tables that a person reads in a terminal and Markdown shows as tables."""

import unicodedata
from collections.abc import Sequence

WIDE = frozenset("WF")  # characters two columns wide (Unicode annex 11)


def grid(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns; the first is words, the others are figures."""
    cells = [[_safe(cell) for cell in row] for row in (header, *rows)]
    widths = [max(3, *(columns(row[at]) for row in cells)) for at in range(len(header))]
    lines = [
        "| "
        + " | ".join(_padded(cell, width, at) for at, (cell, width) in _numbered(row, widths))
        + " |"
        for row in cells
    ]
    rule = "|".join(("-" * (w + 1) + (":" if at else "-")) for at, w in enumerate(widths))
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in WIDE else 1 for char in text)


def _numbered(row: list[str], widths: list[int]) -> list[tuple[int, tuple[str, int]]]:
    return list(enumerate(zip(row, widths, strict=True)))


def _padded(cell: str, width: int, at: int) -> str:
    blank = " " * (width - columns(cell))
    return blank + cell if at else cell + blank


def _safe(cell: str) -> str:
    """Return a cell on one line that does not end itself."""
    plain = "".join(char if char.isprintable() else "·" for char in cell)
    return plain.replace("|", "\\|")
