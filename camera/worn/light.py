"""A head view as light and colour relative to the skin of the same face, in the same light.

Logarithms turn the strength and the colour of the light, and the tone of the skin, into constants
that fall out when the skin's own values are subtracted.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from camera.worn.headspace import AXIS, LEFT, SCALE, TOP, WIDTH_PX, Box
from kiosk.domain.frame import Pixels

Map = npt.NDArray[np.float32]

FLOOR = 8  # code values added before the logarithm: sensor noise in black is not colour
LOG = np.log((np.arange(256) + FLOOR) / 255).astype(np.float32)
LIGHT_RANGE = (-2.5, 1.5)
COLOUR_RANGE = (-0.8, 0.8)
BLEND = (
    50.0  # between these distances left and right of the nose one cheek's light becomes the other's
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shades:
    """Log light, log red over green, log blue over green: rows × columns × 3 of the head view."""

    maps: Map

    def beside(self, patches: tuple[Box, ...], box: Box) -> Map:
        """Return ``box`` of the maps less the skin on ``patches`` (of the left half of the square).

        Each half of the face is held against its own cheek, so that side light falls out as well.
        """
        sides = [_skin(self.maps, patches), _skin(self.maps, tuple(_mirrored(p) for p in patches))]
        where = rows_columns(box)
        x = np.arange(WIDTH_PX, dtype=np.float32)[where[1]] / SCALE + LEFT - AXIS
        share = np.clip(x / (2 * BLEND) + 0.5, 0, 1)[:, None]
        skin = sides[0] * (1 - share) + sides[1] * share
        apart: Map = self.maps[where] - skin[None].astype(np.float32)
        np.clip(apart[..., 0], *LIGHT_RANGE, out=apart[..., 0])
        np.clip(apart[..., 1:], *COLOUR_RANGE, out=apart[..., 1:])
        return apart


def shades(view: Pixels) -> Shades:
    """Return a head view's light and colours as logarithms."""
    grey = np.asarray(cv2.cvtColor(view, cv2.COLOR_BGR2GRAY), np.uint8)
    blue, green, red = cv2.split(np.asarray(cv2.LUT(view, LOG)))
    light = np.asarray(cv2.LUT(grey, LOG))
    return Shades(maps=np.asarray(cv2.merge((light, red - green, blue - green)), np.float32))


def rows_columns(box: Box) -> tuple[slice, slice]:
    """Return which rows and columns of the head view a box of the square covers."""
    left, top, right, bottom = box
    return (
        slice(round((top - TOP) * SCALE), round((bottom - TOP) * SCALE)),
        slice(round((left - LEFT) * SCALE), round((right - LEFT) * SCALE)),
    )


def _skin(maps: Map, patches: tuple[Box, ...]) -> npt.NDArray[np.float32]:
    """Return the middle one of the patches' values, of each map on its own."""
    values = [maps[rows_columns(patch)].reshape(-1, 3).mean(axis=0) for patch in patches]
    middle: Map = np.median(np.array(values), axis=0).astype(np.float32)
    return middle


def _mirrored(box: Box) -> Box:
    left, top, right, bottom = box
    return 2 * AXIS - right, top, 2 * AXIS - left, bottom
