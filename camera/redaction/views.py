"""How a picture is looked at: whole, at several sizes, turned, with room around it; pure.

The detector knows faces of an eighth to two fifths of the 128 px it was trained on. Its layers
slide, so it is shown the whole picture at once instead of pieces: a face of 16 to 51 px is found
wherever it lies, and the picture is shown smaller and smaller for the larger faces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np

from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

GROWTH = 1.6  # from size to size
FIRST_SCALES = (1.0, GROWTH**-0.5)
"""Of the first look at a picture and of the second one: the second sees sizes between."""
LEAST_SIDE_PX = 80  # a face that fills the picture is shown that small
ROOM_PX = 32  # around the picture: a face at its edge is off the edge of what is shown
STRIDE_PX = 16  # sides are multiples of the coarsest step of the detector
GREY = (104, 104, 104)


class Turn(IntEnum):
    """Quarter turns counter-clockwise, and the mirror; a face upside down is upright in one."""

    UPRIGHT = 0
    LEFT = 1
    HALF = 2
    RIGHT = 3
    MIRRORED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The picture at ``scale`` in the upper left of a grey sheet, `ROOM_PX` from its edges.

    The sides are those of the sheet before it is turned.
    """

    scale: float
    width_px: int
    height_px: int
    turn: Turn

    def shown(self, sheet: Pixels) -> Pixels:
        """Return the sheet turned."""
        if self.turn is Turn.MIRRORED:
            return np.ascontiguousarray(sheet[:, ::-1])
        return np.ascontiguousarray(np.rot90(sheet, int(self.turn)))

    def in_picture(self, box: Box) -> Box:
        """Return where a box on the turned sheet lies in the picture."""
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        across, down = float(self.width_px), float(self.height_px)
        match self.turn:
            case Turn.UPRIGHT:
                pass
            case Turn.MIRRORED:
                left, right = across - right, across - left
            case Turn.LEFT:
                left, top, right, bottom = across - bottom, left, across - top, right
            case Turn.HALF:
                left, top, right, bottom = across - right, down - bottom, across - left, down - top
            case Turn.RIGHT:
                left, top, right, bottom = top, down - right, bottom, down - left
        return Box(
            (left - ROOM_PX) / self.scale,
            (top - ROOM_PX) / self.scale,
            (right - left) / self.scale,
            (bottom - top) / self.scale,
        )


def scales_of(width_px: int, height_px: int, first: float = FIRST_SCALES[0]) -> Iterator[float]:
    """Yield the sizes a picture is shown at, as shares of its own; the least shows all of it."""
    scale, longer = first, max(width_px, height_px)
    yield scale
    while scale * longer > LEAST_SIDE_PX:
        scale /= GROWTH
        yield scale


def sheet_of(pixels: Pixels, scale: float) -> Pixels:
    """Return the picture at this scale on its sheet; scaled once for all turns."""
    height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
    small = pixels
    if (height, width) != pixels.shape[:2]:
        small = np.asarray(
            cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8
        )
    below, right = (_room_after(side) for side in (height, width))
    sheet = cv2.copyMakeBorder(
        small, ROOM_PX, below, ROOM_PX, right, cv2.BORDER_CONSTANT, value=GREY
    )
    return np.asarray(sheet, np.uint8)


def _room_after(side_px: int) -> int:
    least = side_px + 2 * ROOM_PX
    return ROOM_PX + -least % STRIDE_PX
