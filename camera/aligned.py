"""The face turned upright and brought to one size, so that pixel measures mean the same for all."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from camera import geometry
from camera.landmarker import Points
from kiosk.domain.frame import Pixels
from kiosk.domain.measure import Region

SIDE_PX = 616  # OFIQ's aligned square and where it puts eyes, nose tip and mouth corners
PLACES = ((251.0, 272.0), (364.0, 272.0), (308.0, 336.0), (262.0, 402.0), (355.0, 402.0))
MOUTH_CORNERS = (61, 291)

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AlignedFace:
    """The square, the 478 points in it, and the convex hull of the face.

    ``shares`` are the same points in the picture the face came from, as shares of its width and
    height.
    """

    pixels: Pixels
    points: Points
    hull: Mask
    shares: Points

    def patch(self, indices: tuple[int, ...]) -> Mask:
        """Return the area inside a ring of points."""
        return _filled(self.points[list(indices)])

    def region(self, indices: tuple[int, ...]) -> Region:
        """Return the box around some points in the picture the face came from."""
        left, top = np.clip(self.shares[list(indices)].min(axis=0), 0, 1)
        right, bottom = np.clip(self.shares[list(indices)].max(axis=0), 0, 1)
        return Region(float(left), float(top), float(right), float(bottom))


def align(pixels: Pixels, points: Points) -> AlignedFace:
    """Return the face of a picture in OFIQ's square."""
    right, left = geometry.eye_centres(points)
    nose = geometry.place(points, geometry.NOSE_TIP)
    corners = [geometry.place(points, index) for index in MOUTH_CORNERS]
    here = np.array([(p.x, p.y) for p in (right, left, nose, *corners)])
    move = similarity(here, np.array(PLACES))
    height, width = pixels.shape[:2]
    shrink = max(1, int(1 / float(np.hypot(move[0, 0], move[1, 0]))))
    if shrink > 1:  # averaging whole cells first keeps fine detail from turning into noise
        rows, columns = (side // shrink for side in pixels.shape[:2])
        cells = pixels[: rows * shrink, : columns * shrink]
        small = cv2.resize(cells, (columns, rows), interpolation=cv2.INTER_AREA)
        pixels = np.asarray(small, dtype=np.uint8)
    coarse = move.copy()
    coarse[:, :2] *= shrink
    square = cv2.warpAffine(
        pixels,
        coarse,
        (SIDE_PX, SIDE_PX),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    moved: Points = points @ move[:, :2].T + move[:, 2]
    hull = cv2.convexHull(moved.astype(np.float32)).reshape(-1, 2)
    return AlignedFace(
        pixels=np.asarray(square, dtype=np.uint8),
        points=moved,
        hull=_filled(np.asarray(hull, dtype=np.float64)),
        shares=points / (width, height),
    )


def similarity(here: Floats, there: Floats) -> Floats:
    """Return the 2 × 3 turn, scale and shift that brings ``here`` nearest to ``there``."""
    from_middle, to_middle = here.mean(axis=0), there.mean(axis=0)
    a, b = here - from_middle, there - to_middle
    size = float((a**2).sum()) or 1.0
    cos = float((a * b).sum()) / size
    sin = float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()) / size
    turn = np.array(((cos, -sin), (sin, cos)))
    return np.hstack((turn, (to_middle - turn @ from_middle)[:, None]))


def _filled(corners: Floats) -> Mask:
    canvas = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    cv2.fillPoly(canvas, [np.round(corners).astype(np.int32)], (1,))
    filled: Mask = canvas.astype(bool)
    return filled
