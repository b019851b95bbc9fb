"""Exposure and colour of a face (photo.md 3), whatever its skin and whatever hides part of it."""

import math

import cv2
import numpy as np

from camera.aligned import AlignedFace
from camera.light import Floats, lab_of, light_of
from camera.skinzones import (
    CHEEK,
    FOREHEAD,
    LEFT_HALF,
    RIGHT_HALF,
    TEMPLE,
    UNDER_EYE,
    Zone,
    ring_pixels,
    shrunk,
)
from kiosk.domain.measure import Measure, Measurement

BURNT = 247  # photo.md 3: code value from which a colour channel shows no detail
# Luma below which a camera shows no detail. Black cloth in a lit room is at 50, a pupil at 20; what
# is under-exposed sinks below, and with it brows, nostrils and the folds of any skin.
CRUSHED = 16
# Shares of a face in which nothing is seen, from which on the rest tells of the camera's curve
# rather than of its colour, and of its shadows. Exposure is refused from .055 on; under-exposed
# faces have .16 to .42, side-lit ones .17 at most.
COLOUR_SUNK, SUNK = 0.1, 0.2
GREY_CHROMA = 4.0  # CIELAB: a picture whose skin has less is a greyscale one, which is allowed
# Skin of every tone under white light, in CIELAB (photo.md 3). b is 16 with a deviation of 3 over
# four ethnic groups (Xiao et al. 2017, Skin Res. Technol. 23): three deviations below is 7.
SKIN_A = (5.0, 25.0)
SKIN_B = (7.0, 35.0)
WASHED_OUT = 96.0  # L* from which skin has lost its colour: that is a matter of exposure
SKIN = (FOREHEAD, TEMPLE, CHEEK, UNDER_EYE)


def measure_tone(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the measures of exposure and colour; none of a face that is not in the picture."""
    inside = face.pixels[face.hull]
    if inside.size == 0:
        return ()
    crushed = crushed_share(face)
    values = {
        Measure.BURNT_SHARE: float((inside.max(axis=1) >= BURNT).mean()),
        Measure.CRUSHED_SHARE: crushed,
        Measure.BRIGHTNESS: float(light_of(np.asarray(inside / 255, np.float32)).mean()),
        Measure.SKIN_CAST: 0.0 if crushed >= COLOUR_SUNK else skin_cast(face, lab_of(shrunk(face))),
    }
    where = (face.region((*RIGHT_HALF, *LEFT_HALF)),)
    return tuple(Measurement(measure=m, value=value, regions=where) for m, value in values.items())


def crushed_share(face: AlignedFace) -> float:
    """Return the share of the face that shows no detail for want of light."""
    inside = cv2.cvtColor(face.pixels, cv2.COLOR_BGR2GRAY)[face.hull]
    return float((inside <= CRUSHED).mean()) if inside.size else 0.0


def is_sunk(face: AlignedFace) -> bool:
    """Tell whether so much of the face is black that its exposure alone can be judged."""
    return crushed_share(face) >= SUNK


def skin_cast(face: AlignedFace, lab: Floats) -> float:
    """Return how far the skin's colour is from any skin's under white light; 0 for greyscale.

    The second least of forehead, temples, cheeks, below the eyes and whole face: a
    mask, a fringe, glasses or make-up colour some of them, the light of a room all.
    """
    whole = Zone(RIGHT_HALF, LEFT_HALF)
    zones = [ring_pixels(face, lab, zone.right, zone.left) for zone in (whole, *SKIN)]
    seen = [kept for zone in zones if len(kept := zone[zone[:, 0] < WASHED_OUT])]
    if len(seen) <= 1 or _is_grey(seen[0]):
        return 0.0
    return sorted(_off_skin(zone) for zone in seen)[1]


def _is_grey(lab: Floats) -> bool:
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    return float(np.percentile(chroma, 95)) < GREY_CHROMA


def _off_skin(lab: Floats) -> float:
    a, b = (float(np.median(lab[:, channel])) for channel in (1, 2))
    return math.hypot(
        max(0.0, SKIN_A[0] - a, a - SKIN_A[1]), max(0.0, SKIN_B[0] - b, b - SKIN_B[1])
    )
