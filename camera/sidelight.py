"""How evenly the light falls on a face: on its two halves, and within each place of its skin."""

import cv2
import numpy as np

from camera.aligned import AlignedFace
from camera.light import Floats, light_of
from camera.skinzones import (
    BESIDE_BRIDGE,
    BESIDE_NOSE,
    CHEEK,
    FOREHEAD,
    INNER_FOREHEAD,
    LEFT_HALF,
    RIGHT_HALF,
    UNDER_EYE,
    Zone,
    bare,
    ring_pixels,
    shrunk,
)
from camera.tone import is_sunk
from kiosk.domain.measure import Measure, Measurement

ZONES = (FOREHEAD, INNER_FOREHEAD, UNDER_EYE, CHEEK, BESIDE_BRIDGE, BESIDE_NOSE)
FLOOR = 0.003  # light below which a camera shows its noise: code value 18, where crushing ends
SMOOTH_PX = 1.5  # of the small square: pores, stubble and noise are no shadow
DARKEST, BRIGHTEST = 12, 88  # percentiles: an eighth of a place may be an eyelash or a glint
# So much the roundness of a face alone makes of light within a place and its mirror image: median
# of the evenly lit people of ../shared/faces, who are at most at 1.9.
RELIEF_STOPS = 1.0
MANY = 4  # places of which the median is that of most
SPARED = 0.4  # the share of places, from the least uneven on, that hair or glasses leave alone


def measure_side_light(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the light of the darker part over the brighter one's, and where the darker part is.

    The parts are the two halves, or, where stripes or patches of shadow lie across both alike, the
    dark and the bright within places of the skin.
    """
    light = light_of(shrunk(face))
    stops = left_over_right_stops(face)
    patches = 0.0 if is_sunk(face) else _within(face, light, bare(face, ZONES))
    darker = RIGHT_HALF if stops > 0 else LEFT_HALF
    return (
        Measurement(
            measure=Measure.CHEEK_BALANCE,
            value=float(2 ** -max(abs(stops), patches)),
            regions=(face.region(darker if abs(stops) >= patches else (*RIGHT_HALF, *LEFT_HALF)),),
        ),
    )


def left_over_right_stops(face: AlignedFace) -> float:
    """Return how many times the person's left half has twice the light of the right one.

    Of all places or of the bare ones alone, whichever is milder: a black mask shows no light, and
    the forehead that it leaves may lie half under a fringe.
    """
    light = light_of(shrunk(face))
    return min((_between(face, light, zones) for zones in (ZONES, bare(face, ZONES))), key=abs)


def _between(face: AlignedFace, light: Floats, zones: tuple[Zone, ...]) -> float:
    """Return the stops from right to left.

    The median of six places and their mirror images. A beard, glasses or a fringe touch some of
    them; side light and a shadow across half of the face most. A ratio: neither the skin nor the
    exposure changes it. Of fewer than four, beside a mask, the mildest: one hair is half of them.
    """
    stops = []
    for zone in zones:
        right, left = (ring_pixels(face, light, ring) for ring in (zone.right, zone.left))
        if len(right) and len(left):
            stops.append(np.log2((left.mean() + FLOOR) / (right.mean() + FLOOR)))
    if len(stops) < MANY:
        return float(min(stops, key=abs, default=0.0))
    return float(np.median(stops))


def _within(face: AlignedFace, light: Floats, zones: tuple[Zone, ...]) -> float:
    """Return the stops from dark to bright within a place and its mirror image, without relief.

    That of a place among the least uneven: light through blinds reaches nearly all of them.
    """
    smooth = np.asarray(cv2.GaussianBlur(light, (0, 0), SMOOTH_PX), np.float32)
    seen = [ring_pixels(face, smooth, zone.right, zone.left) for zone in zones]
    stops = sorted(_stops(place) for place in seen if len(place))
    if not stops:
        return 0.0
    return max(0.0, stops[int(SPARED * (len(stops) - 1))] - RELIEF_STOPS)


def _stops(place: Floats) -> float:
    dark, bright = np.percentile(place, (DARKEST, BRIGHTEST))
    return float(np.log2((bright + FLOOR) / (dark + FLOOR)))
