"""Where everything on a photo sheet goes, in millimetres from the paper's left upper corner."""

from dataclasses import dataclass

from kiosk.domain.box import Box
from kiosk.domain.photo import HEIGHT_MM, WIDTH_MM
from kiosk.domain.sheet import Paper
from kiosk.domain.sheet_errors import SheetFullError

GUTTER_MM = 2.0
LABEL_MM = 10.0
RULER_MM = 100.0
_CELL_HEIGHT_MM = HEIGHT_MM + GUTTER_MM + LABEL_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A kind of paper: its size, how many photos fit, and where words to staff go.

    ``note_turned`` words run upwards along the left edge. ``ruler`` is where the control ruler
    begins, None where there is no room for it.
    """

    width_mm: float
    height_mm: float
    columns: int
    rows: int
    top_mm: float
    note: Box
    note_turned: bool = False
    ruler: tuple[float, float] | None = None


# A4: ISO 216. L判: 89 × 127 mm. はがき: 100 × 148 mm (日本郵便). Printers leave 3 to 5 mm blank.
GROUNDS = {
    Paper.A4: Ground(
        width_mm=210.0,
        height_mm=297.0,
        columns=5,
        rows=4,
        top_mm=46.0,
        note=Box(13.5, 9.0, 183.0, 23.0),
        ruler=(13.5, 36.0),
    ),
    Paper.L: Ground(
        width_mm=89.0,
        height_mm=127.0,
        columns=2,
        rows=2,
        top_mm=5.5,
        note=Box(3.2, 8.0, 3.0, 111.0),
        note_turned=True,
    ),
    Paper.POSTCARD: Ground(
        width_mm=100.0,
        height_mm=148.0,
        columns=2,
        rows=2,
        top_mm=20.0,
        note=Box(8.0, 6.0, 84.0, 11.0),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A photo and the label for its back."""

    photo: Box
    label: Box


def cells(paper: Paper, photos: int) -> tuple[Cell, ...]:
    """Return the places of that many photos, row by row; raise when they do not fit."""
    ground = GROUNDS[paper]
    most = ground.columns * ground.rows
    if not 1 <= photos <= most:
        raise SheetFullError(f"{photos} of {most}", most=str(most))
    across = ground.columns * WIDTH_MM + (ground.columns - 1) * GUTTER_MM
    left = (ground.width_mm - across) / 2
    return tuple(
        _cell(
            left + (number % ground.columns) * (WIDTH_MM + GUTTER_MM),
            ground.top_mm + (number // ground.columns) * (_CELL_HEIGHT_MM + GUTTER_MM),
        )
        for number in range(photos)
    )


def _cell(left: float, top: float) -> Cell:
    return Cell(
        photo=Box(left, top, WIDTH_MM, HEIGHT_MM),
        label=Box(left, top + HEIGHT_MM + GUTTER_MM, WIDTH_MM, LABEL_MM),
    )
