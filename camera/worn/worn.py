"""What somebody wears that an ID photo may not show."""

from collections.abc import Iterable

import numpy as np

from camera.landmarker import Points
from camera.subject import Subject
from camera.worn.features import EYES, Worn, describe
from camera.worn.glint import brightest_patch
from camera.worn.headspace import Box, box_corners, view_head
from camera.worn.light import Shades, shades
from camera.worn.net import Nets, shipped_nets
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measure, Measurement, Region

LOWER_FACE: Box = (213.0, 330.0, 403.0, 490.0)
ABOVE_FOREHEAD: Box = (198.0, 20.0, 418.0, 190.0)

MEASURES = {
    Worn.MASK: Measure.MASK,
    Worn.SUNGLASSES: Measure.SUNGLASSES,
    Worn.GLARE: Measure.GLARE,
    Worn.HAT: Measure.HAT,
}


def measure_worn(subject: Subject) -> tuple[Measurement, ...]:
    """Return how sure mask, sunglasses, glare and hat are to be seen, 0..1 each."""
    return find_worn(subject.frame, subject.points)


def find_worn(
    frame: Frame, points: Points, asked: Iterable[Worn] = MEASURES, nets: Nets | None = None
) -> tuple[Measurement, ...]:
    """Return the same of a face of which only the points are known: quick enough to ask live."""
    nets = nets or shipped_nets()
    seen = shades(view_head(frame.pixels, points))
    return tuple(
        Measurement(
            measure=MEASURES[worn],
            value=how_sure(worn, seen, nets),
            regions=tuple(_region(box, frame, points) for box in _boxes(worn, seen)),
        )
        for worn in asked
    )


def how_sure(worn: Worn, seen: Shades, nets: Nets) -> float:
    """Return how sure a thing is worn, 0..1; of glare no surer than that there are glasses."""
    sure = nets[worn].score(describe(seen, worn))
    if worn is not Worn.GLARE:
        return sure
    return min(sure, how_sure(Worn.GLASSES, seen, nets))


def _boxes(worn: Worn, seen: Shades) -> tuple[Box, ...]:
    """Return where in the aligned square the thing is worn."""
    if worn is Worn.MASK:
        return (LOWER_FACE,)
    if worn is Worn.HAT:
        return (ABOVE_FOREHEAD,)
    if worn is Worn.GLARE:
        patch = brightest_patch(seen, EYES)
        return EYES if patch is None else (patch,)
    return EYES


def _region(box: Box, frame: Frame, points: Points) -> Region:
    """Return a box of the square as shares of the picture, upright around its turned corners."""
    shares = box_corners(box, points) / (frame.width_px, frame.height_px)
    left, top = np.clip(shares.min(axis=0), 0, 1)
    right, bottom = np.clip(shares.max(axis=0), 0, 1)
    return Region(float(left), float(top), float(right), float(bottom))
