"""The crown of the head, where the person mask ends above the forehead."""

import numpy as np
import numpy.typing as npt

from camera.geometry import CHIN, FOREHEAD, eye_middle, face_size_px, place
from camera.landmarker import Points
from camera.region import Region
from kiosk.domain.face import Point

Mask = npt.NDArray[np.float32]

SURE = 0.5  # the segmenter's own decision line
HALF_WIDTH_EYE_GAPS = 0.35  # photo.md 3: the crown is searched at ±.35 inter-eye distances
HIGHEST_SHARE = 0.1  # the tenth highest column: one stray hair is not the crown
# Crown to chin over eye midpoint to chin: median of the frontal pictures of ../shared/faces.
HEAD_PER_FACE = 2.06


def crown_in_mask(mask: Mask, region: Region, points: Points) -> Point | None:
    """Return the crown in frame pixels, or None where the mask does not show it.

    The mask may be coarser than the region's picture. It does not show the crown when it
    misses the forehead, or runs up to its own edge or beyond the frame's.
    """
    scale = mask.shape[0] / region.side_px
    axis = crown_axis_x(points)
    half = HALF_WIDTH_EYE_GAPS * face_size_px(points)
    first, last = (round((axis + side * half - region.left) * scale) for side in (-1, 1))
    forehead = round((place(points, FOREHEAD).y - region.top) * scale)
    if first < 0 or last >= mask.shape[1] or not 0 < forehead < mask.shape[0]:
        return None
    tops = _tops(mask[: forehead + 1, first : last + 1])
    if tops is None:
        return None
    crown_y = float(np.quantile(tops, HIGHEST_SHARE)) / scale + region.top
    return Point(axis, crown_y) if crown_y >= 1 else None


def guessed_crown(points: Points) -> Point:
    """Return where the crown of an average head would be."""
    middle, chin = eye_middle(points), place(points, CHIN)
    return Point(crown_axis_x(points), chin.y - HEAD_PER_FACE * (chin.y - middle.y))


def crown_axis_x(points: Points) -> float:
    """Return the column of the head's axis at the height of the crown."""
    middle, chin = eye_middle(points), place(points, CHIN)
    return middle.x + (HEAD_PER_FACE - 1) * (middle.x - chin.x)


def _tops(columns: Mask) -> npt.NDArray[np.float64] | None:
    """Return for each column the row where the person ends above the forehead, to a fraction."""
    upwards = columns[::-1]
    below = upwards < SURE
    if below[0].mean() > 0.5 or not below.any(axis=0).all():  # noqa: PLR2004 - more than half
        return None
    steps = below.argmax(axis=0)
    steps = steps[steps > 0]
    order = np.flatnonzero(~below[0])
    outside = upwards[steps, order].astype(np.float64)
    inside = upwards[steps - 1, order].astype(np.float64)
    fraction = (inside - SURE) / np.maximum(inside - outside, 1e-6)
    rows: npt.NDArray[np.float64] = columns.shape[0] - 1 - (steps - 1 + fraction) + 0.5
    return rows
