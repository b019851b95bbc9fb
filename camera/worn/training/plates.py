"""The pictures to learn from, brought to head views once; everything else is painted on those."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from camera.landmarker import Points
from camera.worn.features import Worn
from camera.worn.headspace import HEIGHT_PX, WIDTH_PX, to_head, view_head
from kiosk.domain.frame import Pixels

Floats = npt.NDArray[np.float32]
Truth = dict[Worn, bool | None]
"""Whether each thing is worn; None: not known, or not to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plate:
    """One face in the head view: its pixels, points and person mask there, and what is worn.

    ``who`` is the same for all pictures of one person; ``eyewear`` says that glasses of any kind
    are worn. ``held_out`` pictures are measured, never learnt from.
    """

    name: str
    who: str
    kind: str
    pixels: Pixels
    points: Points
    person: Floats
    truth: Truth
    eyewear: bool = False
    held_out: bool = False
    base: bool = field(default=True)


def to_plate_view(pixels: Pixels, points: Points, person: Floats) -> tuple[Pixels, Points, Floats]:
    """Return a picture, its points and its person mask in the head view."""
    move = to_head(points)
    mask = cv2.warpAffine(person, move, (WIDTH_PX, HEIGHT_PX), borderMode=cv2.BORDER_REPLICATE)
    moved: Points = points @ move[:, :2].T + move[:, 2]
    return view_head(pixels, points), moved, np.asarray(mask, np.float32)
