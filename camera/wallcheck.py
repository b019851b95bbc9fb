"""Whether the wall behind a person is plain, even, free of shadow, and of a wall's colour."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from camera.backdrop import Backdrop, Mask, smoothed
from camera.light import Floats
from kiosk.domain.measure import Measure, Measurement, Region
from kiosk.domain.room import WallReference

RIM_PX = 9  # as wide a rim may be hair that the mask does not know, with edges of its own
EDGE_PX = 0.8  # smoothing before edges are looked for
SOBEL_PER_PX = 8.0  # what a 3 × 3 Sobel makes of a slope of 1 a pixel
EDGE = 25.0  # L* of a 3 × 3 Sobel (photo.md 3): a step of 6 L*
SEEN_OFF = 4.0  # L* or a or b away from the wall's median: shown as the offending place
SPOT_PX = 5  # seven tenths of a millimetre of the print: the least breadth of a shadow that counts
SAME_LIGHT = 6.0  # L*, a fifth of the light: no more is lost between a good and a dark photo
MOST_REGIONS = 3
JOINED_PX = 9  # offending places so near to each other are shown as one
# White to pale blue (#b8d4ec), which are good walls, as a line in a and b.
WHITE, PALE_BLUE = (0.0, 0.0), (-5.0, -20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallShadow:
    """A person's shadow on the wall; the fields of `SitterReading` beginning with ``shadow``."""

    depth: float
    side: float
    edge: float


def measure_wall(backdrop: Backdrop, reference: WallReference | None) -> tuple[Measurement, ...]:
    """Return the measures of the background and its colour, with the offending places.

    With the room's own wall as ``reference`` (of this picture's part) only what differs from it
    counts, where that is less: never worse than without.
    """
    lab, own = backdrop.lab, beyond(backdrop, reference)
    seen = (lab,) if own is lab else (lab, own)
    values = {
        Measure.WALL_SPREAD: min(spread(each, backdrop.free) for each in seen),
        Measure.WALL_EDGES: edge_share(backdrop),
        Measure.WALL_SHADOW: min(deepest(backdrop, each) for each in seen),
        Measure.WALL_CAST: wall_cast(backdrop, reference),
    }
    where = {
        Measure.WALL_SPREAD: _regions(backdrop, _off_median(own, backdrop.free)),
        Measure.WALL_EDGES: _regions(backdrop, _edges(backdrop) > EDGE),
        Measure.WALL_SHADOW: _regions(backdrop, _darker(own, backdrop.free)),
    }
    return tuple(
        Measurement(measure=measure, value=value, regions=where.get(measure, ()))
        for measure, value in values.items()
    )


def spread(lab: Floats, free: Mask) -> float:
    """Return p97 - p3 of lightness or colour, whichever differs more over the wall."""
    low, high = np.percentile(lab[free], (3, 97), axis=0)
    return float((high - low).max())


def shadow(lab: Floats, free: Mask) -> float:
    """Return how far the darkest twentieth of the wall is below its median, in L*."""
    darkest, middle = np.percentile(lab[..., 0][free], (5, 50))
    return float(middle - darkest)


def deepest(backdrop: Backdrop, own: Floats) -> float:
    """Return how far the darkest spot of the wall is below the median, in L*, where it is ``own``.

    A spot, not a share of the wall: where the person mask takes the shadow for hair, which it does
    with white hair before a white wall, only a strip of the shadow is left to be seen. Nothing is
    smoothed: a single hair must not become a spot.
    """
    free, unevenness = backdrop.free, backdrop.lab[..., 0] - own[..., 0]
    lightness = backdrop.raw[..., 0] - unevenness
    missing = np.where(free, np.median(lightness[free]) - lightness, np.float32(0))
    spots = cv2.erode(np.asarray(missing, np.float32), np.ones((SPOT_PX, SPOT_PX), np.uint8))
    return max(0.0, float(spots.max()))


def cast_shadow(
    backdrop: Backdrop, reference: WallReference | None, *, axis: float, head: float
) -> WallShadow:
    """Return the shadow of a person whose axis and head height are shares of the backdrop."""
    free, own = backdrop.free, beyond(backdrop, reference)
    lightness = own[..., 0]
    missing = np.maximum(np.median(lightness[free]) - lightness, 0) * free
    column = round(axis * free.shape[1])
    left, right = float(missing[:, :column].sum()), float(missing[:, column:].sum())
    hundredth_px = head * free.shape[0] / 100
    inner = _inner(free)
    steepest = float(np.percentile(_edges(backdrop)[inner], 99)) if inner.any() else 0.0
    return WallShadow(
        depth=min(shadow(backdrop.lab, free), shadow(own, free)),
        side=(right - left) / max(right + left, 1e-6),
        edge=steepest / SOBEL_PER_PX * hundredth_px,
    )


def edge_share(backdrop: Backdrop) -> float:
    """Return the share of the wall's places that lie on an edge."""
    inner = _inner(backdrop.free)
    return float((_edges(backdrop)[inner] > EDGE).mean()) if inner.any() else 0.0


def wall_cast(backdrop: Backdrop, reference: WallReference | None) -> float:
    """Return how far the wall's colour is from a good wall's, or from what it was."""
    a, b = backdrop.colour
    share = (a * PALE_BLUE[0] + b * PALE_BLUE[1]) / math.hypot(*PALE_BLUE) ** 2
    share = min(1.0, max(0.0, share))
    cast = math.hypot(a - share * PALE_BLUE[0], b - share * PALE_BLUE[1])
    if reference is None:
        return cast
    return min(cast, math.hypot(a - reference.a, b - reference.b))


def is_as_bright(backdrop: Backdrop, reference: WallReference) -> bool:
    """Tell whether the wall is as bright as it was at opening."""
    known = [cell for row in reference.grid for cell in row if cell is not None]
    before = float(np.median(known)) if known else reference.lightness
    return backdrop.lightness >= before - SAME_LIGHT


def beyond(backdrop: Backdrop, reference: WallReference | None) -> Floats:
    """Return the wall's L*, a, b without what the room's own wall has of uneven lightness."""
    lab = backdrop.lab
    expected = None if reference is None else expected_lightness(reference, lab.shape[:2])
    if expected is None:
        return lab
    own = lab.copy()
    own[..., 0] -= expected
    return own


def expected_lightness(reference: WallReference, shape: tuple[int, ...]) -> Floats | None:
    """Return the room's own L* around its median at every pixel; None of an unknown wall."""
    rows = [[np.nan if cell is None else cell for cell in row] for row in reference.grid]
    coarse = np.array(rows, np.float32)
    if coarse.size == 0 or not np.isfinite(coarse).all():
        return None
    fine = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(fine - np.median(coarse), np.float32)


def _edges(backdrop: Backdrop) -> Floats:
    lightness = smoothed(backdrop.raw[..., 0], backdrop.free, EDGE_PX)
    along, down = (cv2.Sobel(lightness, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    return np.asarray(np.hypot(along, down) * _inner(backdrop.free), np.float32)


def _inner(free: Mask) -> Mask:
    """Return the wall without its rim, where an edge may be the mask's."""
    rim = np.ones((RIM_PX, RIM_PX), np.uint8)
    return np.asarray(cv2.erode(free.astype(np.uint8), rim), np.bool_)


def _off_median(lab: Floats, free: Mask) -> Mask:
    off = np.abs(lab - np.median(lab[free], axis=0)).max(axis=2)
    return np.asarray((off > SEEN_OFF) & free, np.bool_)


def _darker(lab: Floats, free: Mask) -> Mask:
    lightness = lab[..., 0]
    return np.asarray((lightness < np.median(lightness[free]) - SEEN_OFF) & free, np.bool_)


def _regions(backdrop: Backdrop, offending: Mask) -> tuple[Region, ...]:
    """Return the boxes around the largest offending places, in shares of the picture."""
    if not offending.any():
        return ()
    near = cv2.dilate(offending.astype(np.uint8), np.ones((JOINED_PX, JOINED_PX), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(near)
    largest = sorted(boxes[1:].tolist(), key=lambda box: -box[4])[:MOST_REGIONS]
    return tuple(_in_picture(backdrop, *box[:4]) for box in largest)


def _in_picture(backdrop: Backdrop, left: int, top: int, wide: int, tall: int) -> Region:
    place, (rows, columns) = backdrop.place, backdrop.free.shape
    across, down = (place.right - place.left) / columns, (place.bottom - place.top) / rows
    return Region(
        place.left + left * across,
        place.top + top * down,
        place.left + (left + wide) * across,
        place.top + (top + tall) * down,
    )
