"""Covers over parts of a picture: what was under them has no influence on what is left; pure.

A cover is one colour, taken from the uncovered rim around it, with a hatch that tells a reader it
is a cover. Nothing of what it hides enters the picture, not even the mean: there is nothing to
undo. Blurs and mosaics keep a small picture of the face, which can be matched against people.
"""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

# Of a face's box, which ends at brows, ears and chin: hair above, ears and hair beside, the jaw.
FACE_SIDE, FACE_ABOVE, FACE_BELOW = 0.45, 0.75, 0.35
LEAST_MARGIN_PX = 4.0
PAPER_MARGIN = 0.06
RIM = 0.15  # of a cover's longer side: the band its colour comes from
LEAST_RIM_PX = 6
HATCH_PX = 12  # between two lines
HATCH_DARKER = 12  # seen by a reader, too faint for a detector
NEUTRAL = (128, 128, 128)  # of a cover without any uncovered neighbour


def around_head(face: Box) -> Box:
    """Return the box with the hair, ears and chin that belong to a found face.

    The head may lie on its side, so the larger margin goes all around a small face.
    """
    side = max(face.width * FACE_SIDE, LEAST_MARGIN_PX)
    above = max(face.height * FACE_ABOVE, LEAST_MARGIN_PX)
    below = max(face.height * FACE_BELOW, LEAST_MARGIN_PX)
    return Box(
        face.left - side, face.top - above, face.width + 2 * side, face.height + above + below
    )


def around_paper(paper: Box) -> Box:
    """Return the box with a rim for the edge of the paper."""
    across = max(paper.width * PAPER_MARGIN, LEAST_MARGIN_PX)
    down = max(paper.height * PAPER_MARGIN, LEAST_MARGIN_PX)
    return Box(
        paper.left - across, paper.top - down, paper.width + 2 * across, paper.height + 2 * down
    )


def covered(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """Return the picture with every box covered; the given one is left as it is."""
    height, width = pixels.shape[:2]
    spans = [span for box in boxes if (span := _span(box, width, height))]
    hidden = np.zeros((height, width), dtype=bool)
    for top, bottom, left, right in spans:
        hidden[top:bottom, left:right] = True
    finished = pixels.copy()
    for span in spans:  # colours first from what no cover hides, then painted
        _paint(finished, span, _rim_colour(pixels, hidden, span))
    return finished


Span = tuple[int, int, int, int]
"""First and last row, first and last column, as slices take them."""


def _span(box: Box, width_px: int, height_px: int) -> Span | None:
    top, bottom = max(int(np.floor(box.top)), 0), min(int(np.ceil(box.bottom)), height_px)
    left, right = max(int(np.floor(box.left)), 0), min(int(np.ceil(box.right)), width_px)
    return (top, bottom, left, right) if top < bottom and left < right else None


def _rim_colour(
    pixels: Pixels, hidden: npt.NDArray[np.bool_], span: Span
) -> npt.NDArray[np.float64]:
    top, bottom, left, right = span
    rim = max(LEAST_RIM_PX, round(RIM * max(bottom - top, right - left)))
    rows, columns = slice(max(top - rim, 0), bottom + rim), slice(max(left - rim, 0), right + rim)
    shown = pixels[rows, columns][~hidden[rows, columns]]
    colour = np.median(shown, axis=0) if len(shown) else np.array(NEUTRAL)
    return np.asarray(colour, dtype=np.float64)


def _paint(picture: Pixels, span: Span, colour: npt.NDArray[np.float64]) -> None:
    top, bottom, left, right = span
    patch = np.empty((bottom - top, right - left, 3), np.uint8)
    patch[:] = np.round(colour)
    line = np.clip(
        colour + (-HATCH_DARKER if colour.mean() > HATCH_DARKER * 2 else HATCH_DARKER), 0, 255
    )
    ink = tuple(float(value) for value in np.round(line))
    height, width = patch.shape[:2]
    for start in range(-height, width, HATCH_PX):
        cv2.line(patch, (start, height), (start + height, 0), ink, 1)
    cv2.rectangle(patch, (0, 0), (width - 1, height - 1), ink, 1)
    picture[top:bottom, left:right] = patch
