"""What the detectors look at: a grid of cells over the place where each thing is worn.

A cell says how light, how coloured and how finely textured it is compared with the face's skin;
cells left and right of the nose are averaged, so that a picture and its mirror image score alike.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import numpy.typing as npt

from camera.worn.headspace import AXIS, Box
from camera.worn.light import Map, Shades

Vector = npt.NDArray[np.float32]

LEAST_TEXTURE = 0.01  # log light per pixel: below this it is noise


class Worn(StrEnum):
    """What is looked for."""

    MASK = "mask"
    SUNGLASSES = "sunglasses"
    GLARE = "glare"
    HAT = "hat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where one thing is looked for, in how many cells, and which skin it is held against."""

    half_width: float
    top: float
    bottom: float
    columns: int
    rows: int
    skin: tuple[Box, ...]
    peaks: bool = False

    @property
    def box(self) -> Box:
        """Return the place in the aligned square."""
        return AXIS - self.half_width, self.top, AXIS + self.half_width, self.bottom


BELOW_EYE: Box = (224.0, 296.0, 276.0, 320.0)
BROW_MIDDLE: Box = (272.0, 196.0, 308.0, 226.0)
CHEEK: Box = (222.0, 336.0, 258.0, 372.0)
NOSE: Box = (294.0, 300.0, 308.0, 336.0)

OUTLOOKS = {
    Worn.MASK: Outlook(
        half_width=168, top=280, bottom=568, columns=12, rows=10,
        skin=(BELOW_EYE, BROW_MIDDLE, NOSE),
    ),
    Worn.SUNGLASSES: Outlook(
        half_width=160, top=208, bottom=352, columns=20, rows=9,
        skin=(CHEEK, BROW_MIDDLE, NOSE),
    ),
    Worn.GLARE: Outlook(
        half_width=120, top=224, bottom=336, columns=20, rows=10,
        skin=(CHEEK, BROW_MIDDLE, NOSE), peaks=True,
    ),
    Worn.HAT: Outlook(
        half_width=288, top=-160, bottom=264, columns=12, rows=12,
        skin=(CHEEK, BELOW_EYE, NOSE),
    ),
}  # fmt: skip


def describe(seen: Shades, worn: Worn) -> Vector:
    """Return the features of one detector."""
    outlook = OUTLOOKS[worn]
    place = seen.beside(outlook.skin, outlook.box)
    texture = _texture(np.ascontiguousarray(place[..., 0]))
    size = (outlook.columns, outlook.rows)
    cells = _cells(place, size)
    grain = np.log(_cells(texture, size) + LEAST_TEXTURE)
    parts = [_both_sides(cells), _both_sides(grain - grain.mean(axis=(0, 1)))]
    parts += [_apart(cells[..., :1]), grain.mean(axis=(0, 1)).ravel()]
    if outlook.peaks:
        soft = cv2.blur(np.ascontiguousarray(place[..., 0]), (3, 3))
        parts += [_both_sides(_extremes(np.asarray(soft, np.float32), size))]
    return np.concatenate([part.ravel() for part in parts]).astype(np.float32)


def _texture(light: Map) -> Map:
    """Return how much the light changes from pixel to pixel, across and down."""
    across = np.abs(np.diff(light, axis=1, append=light[:, -1:]))
    down = np.abs(np.diff(light, axis=0, append=light[-1:]))
    return np.dstack((across, down))


def _cells(place: Map, size: tuple[int, int]) -> Map:
    """Return the mean of every cell: rows × columns × channels."""
    return np.asarray(cv2.resize(place, size, interpolation=cv2.INTER_AREA), np.float32)


def _extremes(light: Map, size: tuple[int, int]) -> Map:
    """Return the lightest and the darkest value of every cell."""
    columns, rows = size
    high, wide = light.shape[0] // rows, light.shape[1] // columns
    blocks = light[: high * rows, : wide * columns].reshape(rows, high, columns, wide)
    return np.stack((blocks.max(axis=(1, 3)), blocks.min(axis=(1, 3))), axis=-1)


def _both_sides(cells: Map) -> Map:
    half = cells.shape[1] // 2
    sides: Map = (cells[:, :half] + cells[:, ::-1][:, :half]) / 2
    return sides


def _apart(cells: Map) -> Map:
    half = cells.shape[1] // 2
    sides: Map = np.abs(cells[:, :half] - cells[:, ::-1][:, :half])
    return sides
