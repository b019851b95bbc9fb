"""Where the crown is in every frame, though the person mask is made for some of them only."""

import statistics
from collections import deque

import cv2
import numpy as np

from camera import geometry
from camera.finder import Found
from camera.headmask import crown_axis_x, crown_in_mask, guessed_crown
from camera.landmarker import Segmenter
from kiosk.domain.face import Point

# Frames between two masks of a followed head: until its proportion is known, and from then on.
# A mask costs 5 ms, and a proportion does not change while somebody sits: one a second is enough.
MASK_EVERY_AT_FIRST = 4
MASK_EVERY = 30
MASK_PX = 256  # the segmenter's own input
KEPT = 3  # the head's proportion is the median of so many masks: hair does not grow meanwhile
FORGOTTEN_AFTER = 3  # masks in a row that show no crown


class CrownKeeper:
    """Keeps the proportion of the followed head: crown to chin over eye midpoint to chin.

    The proportion belongs to the person, the face points to the frame: a crown put together from
    both fits its frame exactly and does not jump.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._proportions: deque[float] = deque(maxlen=KEPT)
        self._age = 0
        self._misses = 0

    def forget(self) -> None:
        """Begin again with another head."""
        self._proportions.clear()
        self._misses = 0

    def crown(self, found: Found) -> tuple[Point, bool]:
        """Return the crown in frame pixels, and whether it comes from the person mask."""
        self._age += 1
        known = len(self._proportions) == KEPT
        every = MASK_EVERY if known else MASK_EVERY_AT_FIRST
        due = self._age >= every and not found.counted
        if due or not self._proportions:
            self._measure(found)
        if not self._proportions:
            return guessed_crown(found.face.points), False
        points = found.face.points
        middle, chin = geometry.eye_middle(points), geometry.place(points, geometry.CHIN)
        proportion = statistics.median(self._proportions)
        return Point(crown_axis_x(points), chin.y - proportion * (chin.y - middle.y)), True

    def _measure(self, found: Found) -> None:
        self._age = 0
        small = cv2.resize(found.shown, (MASK_PX, MASK_PX), interpolation=cv2.INTER_AREA)
        mask = self._segmenter.person(small.astype(np.uint8, copy=False))
        points = found.face.points
        crown = crown_in_mask(mask, found.region, points)
        middle, chin = geometry.eye_middle(points), geometry.place(points, geometry.CHIN)
        if crown is None or chin.y - middle.y < 1:
            self._misses += 1
            if self._misses >= FORGOTTEN_AFTER:
                self._proportions.clear()
            return
        self._misses = 0
        self._proportions.append((chin.y - crown.y) / (chin.y - middle.y))
