"""How evenly the light falls on the two halves of a face, and hard shadows across one of them."""

import numpy as np

from camera.aligned import AlignedFace
from camera.light import light_of
from camera.skinzones import (
    BESIDE_BRIDGE,
    BESIDE_NOSE,
    CHEEK,
    FOREHEAD,
    INNER_FOREHEAD,
    LEFT_HALF,
    RIGHT_HALF,
    UNDER_EYE,
    ring_pixels,
    shrunk,
)
from kiosk.domain.measure import Measure, Measurement

ZONES = (FOREHEAD, INNER_FOREHEAD, UNDER_EYE, CHEEK, BESIDE_BRIDGE, BESIDE_NOSE)
FLOOR = 0.01  # light below which a camera shows its noise


def measure_side_light(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the light of the darker half over the brighter one's, with the darker half's place."""
    stops = left_over_right_stops(face)
    darker = RIGHT_HALF if stops > 0 else LEFT_HALF
    balance = Measurement(
        measure=Measure.CHEEK_BALANCE,
        value=float(2 ** -abs(stops)),
        regions=(face.region(darker),),
    )
    return (balance,)


def left_over_right_stops(face: AlignedFace) -> float:
    """Return how many times the person's left half has twice the light of the right one.

    The median of six places and their mirror images. A beard, a mask, glasses or a fringe touch
    some of them; side light and a shadow across half of the face most. A ratio: neither the skin
    nor the exposure changes it.
    """
    light = light_of(shrunk(face))
    stops = []
    for zone in ZONES:
        right, left = (ring_pixels(face, light, ring) for ring in (zone.right, zone.left))
        if len(right) and len(left):
            stops.append(np.log2((left.mean() + FLOOR) / (right.mean() + FLOOR)))
    return float(np.median(stops)) if stops else 0.0
