"""Where glasses shine."""

import cv2
import numpy as np

from camera.worn.features import OUTLOOKS, Worn
from camera.worn.headspace import LEFT, SCALE, TOP, Box
from camera.worn.light import Shades, rows_columns

LIGHTER = 0.25  # log light above the skin's: what shines is lighter than the cheek by a quarter
MARGIN = 4.0  # units of the square around the patch, so that a frame drawn around it hides nothing


def brightest_patch(seen: Shades, places: tuple[Box, ...]) -> Box | None:
    """Return the box around the largest patch in ``places`` that is lighter than skin, or None."""
    skin = OUTLOOKS[Worn.GLARE].skin
    found = [_largest(seen, skin, place) for place in places]
    area, box = max(found, key=lambda patch: patch[0])
    return box if area > 0 else None


def _largest(seen: Shades, skin: tuple[Box, ...], place: Box) -> tuple[int, Box]:
    light = seen.beside(skin, place)[..., 0] > LIGHTER
    _, _, parts, _ = cv2.connectedComponentsWithStats(light.astype(np.uint8))
    if len(parts) < 2:  # noqa: PLR2004 - the first part is everything else
        return 0, place
    x, y, wide, high, area = (int(value) for value in parts[1:][parts[1:, 4].argmax()])
    rows, columns = rows_columns(place)
    left, top = (columns.start + x) / SCALE + LEFT, (rows.start + y) / SCALE + TOP
    return area, (
        left - MARGIN,
        top - MARGIN,
        left + wide / SCALE + MARGIN,
        top + high / SCALE + MARGIN,
    )
