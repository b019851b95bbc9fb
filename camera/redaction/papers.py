"""Finds what could be read on a picture: sheets, cards, notices and lit screens; pure.

Sought are four-cornered parts brighter than their surroundings that carry many small dark marks in
one picture or another of brightness. A sheet whose marks are too small to be told apart cannot be
read either and stays; walls and windows have no small marks; what is missed, the staff boxes.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from camera.redaction.boxes import joined
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

# Brightness that parts paper from table; from a sheet in shade to a screen. In steps finer than
# the difference between paper and a light wall.
LEVELS = tuple(range(90, 250, 16))
LEAST_SIDE_PX = 26  # letters of an A4 sheet that is 26 px wide are a third of a pixel
MOST_AREA = 0.12  # of the picture: larger is a wall, or what the picture is about
LEAST_FILL = 0.72  # of the smallest turned rectangle around it: a slanted sheet fills 0.8
CORNER_SHARE = 0.035  # of the outline: how far a side may bend
CORNERS = range(4, 7)  # a corner cut off by a thumb or another sheet makes five or six
LEAST_MARKS = 6
LEAST_INK, MOST_INK = 0.02, 0.55  # share of the sheet that is dark
LEAST_MARK_PX = 3  # smaller is noise
MOST_MARK = 0.3  # of the sheet's height: taller is a bar, a shadow or a hand, not a letter
MOST_COLOUR = 110  # saturation, of 255: white paper in the warmest light has 90
DARKER = 18  # than the sheet around it: less is noise
CLOSE_PX = 9  # gaps between outlines that marks at a sheet's edge cut into it

Grey = npt.NDArray[np.uint8]


def find_papers(pixels: Pixels) -> tuple[Box, ...]:
    """Return the boxes around what could be read, in pixels of a BGR picture; each once."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    soft = np.asarray(cv2.medianBlur(grey, 3), np.uint8)
    colour = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[..., 1], np.uint8)
    return joined(box for level in LEVELS for box in _sheets_above(soft, colour, level))


def _sheets_above(grey: Grey, colour: Grey, level: int) -> Iterator[Box]:
    bright = (grey > level).astype(np.uint8)
    closed = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((CLOSE_PX, CLOSE_PX), np.uint8))
    for source in (bright, closed):
        outlines, _ = cv2.findContours(source, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for found in outlines:
            outline = np.asarray(found, np.int32)
            if _is_four_cornered(outline, grey.size) and _is_paper(grey, colour, outline):
                yield Box(*(float(side) for side in cv2.boundingRect(outline)))


def _is_four_cornered(outline: npt.NDArray[np.int32], picture_px: int) -> bool:
    _, _, width, height = cv2.boundingRect(outline)
    if min(width, height) < LEAST_SIDE_PX or width * height > MOST_AREA * picture_px:
        return False
    shape = cv2.convexHull(outline)
    area = cv2.contourArea(shape)
    _, (across, down), _ = cv2.minAreaRect(shape)
    if area < LEAST_FILL * across * down or cv2.contourArea(outline) < LEAST_FILL * area:
        return False
    corners = cv2.approxPolyDP(shape, CORNER_SHARE * cv2.arcLength(shape, closed=True), closed=True)
    return len(corners) in CORNERS


def _is_paper(grey: Grey, colour: Grey, outline: npt.NDArray[np.int32]) -> bool:
    """Tell whether it is pale, and has many small dark marks inside, off the edge."""
    left, top, width, height = cv2.boundingRect(outline)
    part = grey[top : top + height, left : left + width]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [cv2.convexHull(outline) - np.array((left, top), np.int32)], 1)
    edge = max(3, round(0.06 * min(width, height)))
    inside = np.asarray(cv2.erode(inside, np.ones((2 * edge + 1,) * 2, np.uint8)), np.uint8)
    shown = part[inside > 0]
    if not len(shown) or np.median(colour[top : top + height, left : left + width]) > MOST_COLOUR:
        return False
    sheet = float(np.percentile(shown, 75))
    marks = ((part < sheet - DARKER) & (inside > 0)).astype(np.uint8)
    ink = float(marks.sum()) / len(shown)
    if not LEAST_INK <= ink <= MOST_INK:
        return False
    count, _, sizes, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    areas, tall = sizes[1:count, cv2.CC_STAT_AREA], sizes[1:count, cv2.CC_STAT_HEIGHT]
    small = (areas >= LEAST_MARK_PX) & (tall <= MOST_MARK * height)
    return int(small.sum()) >= LEAST_MARKS
