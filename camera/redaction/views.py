"""How a picture is looked at piece by piece, so that a small face is large in some piece; pure.

The detector sees 128 x 128 pixels. A face it finds for certain takes 0.1 to 0.4 of the side (tried
with one face of 8 to 120 px in tiles of 128 to 384 px), so tiles double from level to level, and
those of one level overlap by half: every face lies whole in some tile, off its edges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np

from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

TILE_PX = 128  # the detector's own side
FIRST_TILE_PX = 128  # a face of 16 px is an eighth of it
GROWTH = 1.6  # of the tiles' side from level to level
STEP = 0.5  # of a tile's side
PADDING = (104, 104, 104)  # around a picture smaller than its tile


class Turn(IntEnum):
    """Quarter turns counter-clockwise, and the mirror; a face upside down is upright in one."""

    UPRIGHT = 0
    LEFT = 1
    HALF = 2
    RIGHT = 3
    MIRRORED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A square of the picture, shown to the detector at `TILE_PX` and turned."""

    left: int
    top: int
    side_px: int
    turn: Turn

    def cut(self, pixels: Pixels) -> Pixels:
        """Return what the detector is shown."""
        height, width = pixels.shape[:2]
        part = pixels[
            max(self.top, 0) : min(self.top + self.side_px, height),
            max(self.left, 0) : min(self.left + self.side_px, width),
        ]
        square = cv2.copyMakeBorder(
            part,
            max(-self.top, 0),
            max(self.top + self.side_px - height, 0),
            max(-self.left, 0),
            max(self.left + self.side_px - width, 0),
            cv2.BORDER_CONSTANT,
            value=PADDING,
        )
        way = cv2.INTER_AREA if self.side_px > TILE_PX else cv2.INTER_CUBIC
        shown = np.asarray(cv2.resize(square, (TILE_PX, TILE_PX), interpolation=way), np.uint8)
        if self.turn is Turn.MIRRORED:
            return np.ascontiguousarray(shown[:, ::-1])
        return np.ascontiguousarray(np.rot90(shown, int(self.turn)))

    def in_picture(self, box: Box) -> Box:
        """Return where a box in the shown tile lies in the picture."""
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        side = float(TILE_PX)
        match self.turn:
            case Turn.UPRIGHT:
                pass
            case Turn.MIRRORED:
                left, right = side - right, side - left
            case Turn.LEFT:
                left, top, right, bottom = side - bottom, left, side - top, right
            case Turn.HALF:
                left, top, right, bottom = side - right, side - bottom, side - left, side - top
            case Turn.RIGHT:
                left, top, right, bottom = top, side - right, bottom, side - left
        scale = self.side_px / side
        return Box(
            self.left + left * scale,
            self.top + top * scale,
            (right - left) * scale,
            (bottom - top) * scale,
        )


def views_of(width_px: int, height_px: int, *, turns: tuple[Turn, ...]) -> Iterator[View]:
    """Yield every view of a picture, small tiles first; the last level is the whole picture."""
    side = FIRST_TILE_PX
    while True:
        whole = side >= max(width_px, height_px)
        for top in places(height_px, side):
            for left in places(width_px, side):
                for turn in turns:
                    yield View(left=left, top=top, side_px=side, turn=turn)
        if whole:
            return
        side = round(side * GROWTH)


def places(length_px: int, side_px: int) -> tuple[int, ...]:
    """Return where tiles begin along one side; the first and last reach a quarter outside.

    A face at the edge is then off the edge of its tile.
    """
    outside = side_px // 4
    first, last = -outside, length_px + outside - side_px
    if last <= first:
        return ((length_px - side_px) // 2,)
    count = int(np.ceil((last - first) / (side_px * STEP))) + 1
    return tuple(round(place) for place in np.linspace(first, last, count))
