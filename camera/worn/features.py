"""What the detectors look at: the place where a thing is worn, as light and colour beside skin."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from camera.worn.headspace import AXIS, Box
from camera.worn.light import Map, Shades


class Worn(StrEnum):
    """What is looked for."""

    MASK = "mask"
    SUNGLASSES = "sunglasses"
    GLARE = "glare"
    HAT = "hat"
    GLASSES = "glasses"  # allowed; without any there is no glare on them


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where one thing is looked for, how finely, and which skin it is held against."""

    half_width: float
    top: float
    bottom: float
    columns: int
    rows: int
    skin: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Return the place in the aligned square."""
        return AXIS - self.half_width, self.top, AXIS + self.half_width, self.bottom


EYES: tuple[Box, ...] = ((198.0, 238.0, 302.0, 312.0), (314.0, 238.0, 418.0, 312.0))
BELOW_EYE: Box = (224.0, 296.0, 276.0, 320.0)
BROW_MIDDLE: Box = (272.0, 196.0, 308.0, 226.0)
CHEEK: Box = (222.0, 336.0, 258.0, 372.0)
NOSE: Box = (294.0, 300.0, 308.0, 336.0)

OUTLOOKS = {
    Worn.MASK: Outlook(
        half_width=168, top=280, bottom=568, columns=56, rows=48,
        skin=(BELOW_EYE, BROW_MIDDLE, NOSE),
    ),
    Worn.SUNGLASSES: Outlook(
        half_width=160, top=208, bottom=352, columns=64, rows=32,
        skin=(CHEEK, BROW_MIDDLE, NOSE),
    ),
    Worn.GLARE: Outlook(
        half_width=120, top=224, bottom=336, columns=80, rows=36,
        skin=(CHEEK, BROW_MIDDLE, NOSE),
    ),
    Worn.GLASSES: Outlook(
        half_width=160, top=208, bottom=352, columns=64, rows=32,
        skin=(CHEEK, BROW_MIDDLE, NOSE),
    ),
    Worn.HAT: Outlook(
        half_width=288, top=-160, bottom=264, columns=72, rows=53,
        skin=(CHEEK, BELOW_EYE, NOSE),
    ),
}  # fmt: skip


def describe(seen: Shades, worn: Worn) -> Map:
    """Return what one detector sees: rows × columns × (light, red, blue)."""
    outlook = OUTLOOKS[worn]
    place = seen.beside(outlook.skin, outlook.box)
    size = (outlook.columns, outlook.rows)
    return np.asarray(cv2.resize(place, size, interpolation=cv2.INTER_AREA), np.float32)
