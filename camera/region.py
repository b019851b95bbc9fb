"""Square parts of a frame, cut out and scaled for the models."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from camera.landmarker import RawFace
from kiosk.domain.frame import Pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A square of ``side_px`` frame pixels around a centre, shown as ``shown_px`` pixels.

    It may reach outside the frame; the edge pixels are repeated there.
    """

    centre_x: float
    centre_y: float
    side_px: float
    shown_px: int

    @property
    def scale(self) -> float:
        """Return shown pixels per frame pixel."""
        return self.shown_px / self.side_px

    @property
    def left(self) -> float:
        """Return the frame column of the region's left edge."""
        return self.centre_x - self.side_px / 2

    @property
    def top(self) -> float:
        """Return the frame row of the region's upper edge."""
        return self.centre_y - self.side_px / 2

    def cut(self, pixels: Pixels) -> Pixels:
        """Return the region's picture, ``shown_px`` square."""
        part, left, top, shrink = self._under(pixels)
        scale = self.scale * shrink
        half = (scale - 1) / 2  # cv2 counts from pixel centres, a region from pixel edges
        move = np.array(
            (
                (scale, 0, (left - self.left) * self.scale + half),
                (0, scale, (top - self.top) * self.scale + half),
            ),
            dtype=np.float64,
        )
        shown = cv2.warpAffine(
            part,
            move,
            (self.shown_px, self.shown_px),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return shown.astype(np.uint8, copy=False)

    def _under(self, pixels: Pixels) -> tuple[Pixels, int, int, int]:
        """Return the frame under the region, its place, and by how much it was shrunk.

        Bilinear sampling skips pixels beyond a factor of two, so whole factors are averaged
        before: that is 4 times faster than averaging by the odd factor itself.
        """
        height, width = pixels.shape[:2]
        left = min(max(0, math.floor(self.left) - 1), width - 1)
        top = min(max(0, math.floor(self.top) - 1), height - 1)
        right = max(left + 1, min(width, math.ceil(self.left + self.side_px) + 1))
        bottom = max(top + 1, min(height, math.ceil(self.top + self.side_px) + 1))
        shrink = int(1 / self.scale)
        columns, rows = (right - left) // max(shrink, 1), (bottom - top) // max(shrink, 1)
        if shrink <= 1 or columns == 0 or rows == 0:
            return pixels[top:bottom, left:right], left, top, 1
        whole_cells = pixels[top : top + rows * shrink, left : left + columns * shrink]
        part = cv2.resize(whole_cells, (columns, rows), interpolation=cv2.INTER_AREA)
        return part.astype(np.uint8, copy=False), left, top, shrink

    def in_frame(self, face: RawFace) -> RawFace:
        """Return a face found in the region's picture in the pixels of the frame."""
        return face.shifted(left=self.left, top=self.top, scale=1 / self.scale)


def whole(pixels: Pixels, longest_px: int) -> tuple[Pixels, float]:
    """Return the frame with its long side at most ``longest_px``, and the scale."""
    height, width = pixels.shape[:2]
    scale = longest_px / max(height, width)
    if scale >= 1:
        return pixels, 1.0
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False), scale
