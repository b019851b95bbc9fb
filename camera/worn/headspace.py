"""The head and the room around it, upright and at one size: where everything worn is looked for."""

import cv2
import numpy as np
import numpy.typing as npt

from camera import geometry
from camera.aligned import MOUTH_CORNERS, PLACES, Floats, similarity
from camera.landmarker import Points
from kiosk.domain.frame import Pixels

# Places in this module and its neighbours are those of OFIQ's aligned square (camera.aligned),
# whose eyes are 113 apart; hats reach beyond the square, so the view does as well.
SCALE = 0.5  # pixels of the view per unit of the square: 56 px between the eyes
LEFT, TOP, RIGHT, BOTTOM = 0, -160, 616, 600
WIDTH_PX, HEIGHT_PX = round((RIGHT - LEFT) * SCALE), round((BOTTOM - TOP) * SCALE)
AXIS = 308  # the column of the nose

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in units of the aligned square."""


def to_head(points: Points) -> Floats:
    """Return the 2 × 3 transform from a picture's pixels to those of the head view."""
    right, left = geometry.eye_centres(points)
    nose = geometry.place(points, geometry.NOSE_TIP)
    corners = [geometry.place(points, index) for index in MOUTH_CORNERS]
    here = np.array([(p.x, p.y) for p in (right, left, nose, *corners)])
    there = (np.array(PLACES) - (LEFT, TOP)) * SCALE
    return similarity(here, there)


def view_head(pixels: Pixels, points: Points) -> Pixels:
    """Return the head view; what is beyond the picture repeats its edge."""
    move = to_head(points)
    shrink = max(1, int(1 / max(float(np.hypot(move[0, 0], move[1, 0])), 1e-6)))
    if shrink > 1:  # whole cells are averaged first: fine detail must not turn into noise
        part, corner = _seen(pixels, move, shrink)
        rows, columns = (side // shrink for side in part.shape[:2])
        cells = part[: rows * shrink, : columns * shrink]
        pixels = np.asarray(cv2.resize(cells, (columns, rows), interpolation=cv2.INTER_AREA))
        move = np.column_stack((move[:, :2] * shrink, move[:, :2] @ corner + move[:, 2]))
    return np.asarray(
        cv2.warpAffine(
            pixels,
            move,
            (WIDTH_PX, HEIGHT_PX),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        dtype=np.uint8,
    )


def box_corners(box: Box, points: Points) -> npt.NDArray[np.float64]:
    """Return the four corners of a box of the square in the picture's pixels."""
    left, top, right, bottom = box
    corners = np.array(((left, top), (right, top), (right, bottom), (left, bottom)), np.float64)
    back = np.asarray(cv2.invertAffineTransform(to_head(points)), np.float64)
    return ((corners - (LEFT, TOP)) * SCALE) @ back[:, :2].T + back[:, 2]


def _seen(pixels: Pixels, move: Floats, margin_px: int) -> tuple[Pixels, npt.NDArray[np.float64]]:
    """Return the part of the picture the view shows, and its upper left corner."""
    back = cv2.invertAffineTransform(move)
    view = np.array(((0, 0), (WIDTH_PX, 0), (WIDTH_PX, HEIGHT_PX), (0, HEIGHT_PX)), np.float64)
    corners = view @ back[:, :2].T + back[:, 2]
    limit = np.array(pixels.shape[1::-1])
    low = np.clip(np.floor(corners.min(axis=0)).astype(int) - margin_px, 0, limit - margin_px)
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int) + margin_px, low + margin_px, limit)
    low = np.maximum(low, 0)
    return pixels[low[1] : high[1], low[0] : high[0]], low.astype(np.float64)
