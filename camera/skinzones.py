"""Places of bare skin on the face, each with its mirror image: rings of mesh points.

Several of them, so that a mask, glasses, a fringe or a beard never hides most: what is asked of
skin is asked of all of them, and an odd one out does not decide.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from camera.aligned import AlignedFace
from camera.light import Floats, lab_of

Ring = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A place on the person's right and the same on their left."""

    right: Ring
    left: Ring


RIGHT_CHEEK = (117, 118, 101, 36, 205, 187, 123)
LEFT_CHEEK = (346, 347, 330, 266, 425, 411, 352)
CHEEK = Zone(RIGHT_CHEEK, LEFT_CHEEK)
UNDER_EYE = Zone((111, 117, 118, 119, 120, 100, 101, 50), (340, 346, 347, 348, 349, 329, 330, 280))
FOREHEAD = Zone(
    (108, 69, 104, 68, 71, 63, 105, 66, 107, 9, 151),
    (337, 299, 333, 298, 301, 293, 334, 296, 336, 9, 151),
)
TEMPLE = Zone((21, 71, 139, 34, 127, 162), (251, 301, 368, 264, 356, 389))
# Nearer to the midline, where the roundness of a face shades both sides alike.
INNER_FOREHEAD = Zone((10, 109, 69, 108, 151), (10, 338, 299, 337, 151))
BESIDE_BRIDGE = Zone(
    (233, 232, 231, 120, 100, 47, 114, 128), (453, 452, 451, 349, 329, 277, 343, 357)
)
BESIDE_NOSE = Zone((100, 101, 36, 203, 129, 126), (329, 330, 266, 423, 358, 355))

RIGHT_HALF = (10, 109, 67, 103, 54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 152)
LEFT_HALF = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 152)
# Of the skin's saturation: skin has .11 to 1.2, black cloth and dark glass .0 to .08, a blue mask
# less than 0.
COVERED = 0.4
COLOURLESS = 0.08  # a face with no more is a greyscale picture's, or in a blue cast
L_OFFSET = 16.0  # CIELAB: a and b are in proportion to L* + 16 when only the light changes
SHRINK = 4  # for what is smooth: 154 px a side, 28 px between the eyes


def shrunk(face: AlignedFace) -> Floats:
    """Return the aligned square in small, BGR 0..1."""
    side = face.pixels.shape[0] // SHRINK
    small = cv2.resize(face.pixels, (side, side), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def ring_pixels(face: AlignedFace, small: Floats, *rings: Ring) -> Floats:
    """Return the pixels of a small square (N, or N × channels) inside any of the rings."""
    inside = np.zeros(small.shape[:2], np.uint8)
    for ring in rings:
        corners = np.round(face.points[list(ring)] / SHRINK).astype(np.int32)
        cv2.fillPoly(inside, [corners], (1,))
    return np.asarray(small[inside.astype(bool)], np.float32)


def bare(face: AlignedFace, zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return the zones that show skin on one side at least; all when colour tells nothing.

    A mask, dark glasses or a black fringe has another colour than the skin and lies on both sides;
    a shadow takes from the skin its light, not its saturation, however deep it is.
    """
    lab = lab_of(shrunk(face))
    saturation = np.asarray((lab[..., 1] + lab[..., 2]) / (lab[..., 0] + L_OFFSET), np.float32)
    shown = [_skin_colour(face, saturation, zone) for zone in zones]
    skin = sorted(shown)[-2]  # the second most: the most may be a lip or a birthmark
    if skin <= COLOURLESS:
        return zones
    return tuple(zone for zone, has in zip(zones, shown, strict=True) if has > COVERED * skin)


def _skin_colour(face: AlignedFace, saturation: Floats, zone: Zone) -> float:
    sides = [ring_pixels(face, saturation, ring) for ring in (zone.right, zone.left)]
    return max((float(np.median(side)) for side in sides if len(side)), default=0.0)
