"""Crown and chin of a photo as lines that are moved by keys or by the mouse."""

from dataclasses import replace
from enum import Enum

from kiosk.domain.photo import HEIGHT_MM
from kiosk.domain.shot import HeadLines

FINE = 0.25 / HEIGHT_MM  # a quarter of a millimetre on paper: half the tolerance of the drawing
COARSE = 1.0 / HEIGHT_MM
LEAST_HEAD = 0.2  # of the photo's height; a smaller head is a slip of the mouse


class Line(Enum):
    """One of the two lines."""

    CROWN = "crown"
    CHIN = "chin"


_MOVES = {
    "Up": (Line.CROWN, -FINE),
    "Down": (Line.CROWN, FINE),
    "PgUp": (Line.CROWN, -COARSE),
    "PgDown": (Line.CROWN, COARSE),
    "Shift+Up": (Line.CHIN, -FINE),
    "Shift+Down": (Line.CHIN, FINE),
    "Shift+PgUp": (Line.CHIN, -COARSE),
    "Shift+PgDown": (Line.CHIN, COARSE),
}


def by_key(lines: HeadLines, key: str) -> HeadLines | None:
    """Return the lines after a key, None for a key that moves none of them."""
    if key not in _MOVES:
        return None
    line, step = _MOVES[key]
    return put(lines, line, at(lines, line) + step)


def at(lines: HeadLines, line: Line) -> float:
    """Return where the line is."""
    return lines.crown if line is Line.CROWN else lines.chin


def put(lines: HeadLines, line: Line, place: float) -> HeadLines:
    """Return the lines with one at ``place``, as far as it stays in the photo and in order."""
    if line is Line.CROWN:
        return replace(lines, crown=min(max(0.0, place), lines.chin - LEAST_HEAD))
    return replace(lines, chin=max(min(1.0, place), lines.crown + LEAST_HEAD))


def nearest(lines: HeadLines, place: float, *, reach: float) -> Line | None:
    """Return the line that somebody points at."""
    line = min(Line, key=lambda one: abs(at(lines, one) - place))
    return line if abs(at(lines, line) - place) <= reach else None
