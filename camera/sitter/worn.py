"""What is worn on the face: glasses, a mask, a hat."""

import numpy as np

from camera.sitter.easel import Colour, Easel, mirrored, smooth_closed, smooth_open
from camera.sitter.face import EYE_X, EYE_Y, both_sides, ellipse
from camera.sitter.look import Person

_FRAME: Colour = (40, 36, 44)
_CLOTH: Colour = (238, 238, 236)
_WOOL: Colour = (92, 60, 58)


def paint_worn(easel: Easel, person: Person) -> None:
    """Paint what the person wears, the inner things first."""
    if person.mask:
        _mask(easel)
    if person.sunglasses:
        _lenses(easel, dark=True)
    elif person.glasses:
        _lenses(easel, dark=False)
    if person.hat:
        _hat(easel)


def _lens(side: int) -> list[tuple[float, float]]:
    shape = [
        (0.045, -0.042), (0.135, -0.054), (0.222, -0.042), (0.236, 0.010), (0.214, 0.070),
        (0.140, 0.086), (0.066, 0.068), (0.042, 0.015),
    ]  # fmt: skip
    placed = [(x, y + EYE_Y) for x, y in shape]
    return placed if side > 0 else mirrored(placed)


def _lenses(easel: Easel, *, dark: bool) -> None:
    for side in (-1, 1):
        lens = smooth_closed(_lens(side))
        if dark:
            easel.fill(lens, (26, 24, 26), opacity=0.97, soft=0.004)
            easel.shade(ellipse(side * EYE_X - 0.03, EYE_Y - 0.02, 0.03, 0.012), 2.2, soft=0.04)
        else:
            easel.shade(lens + np.array([0, 0.010], np.float32), 0.94, soft=0.012)
            gleam = ellipse(side * EYE_X - 0.055, EYE_Y + 0.045, 0.020, 0.006)
            easel.fill(gleam, (255, 255, 255), opacity=0.10, soft=0.012)
        easel.stroke(np.vstack([lens, lens[:1]]), _FRAME, 0.0095, soft=0.003)
        temple = smooth_open([(side * 0.232, EYE_Y - 0.012), (side * 0.31, EYE_Y - 0.016)])
        easel.stroke(temple, _FRAME, 0.010, soft=0.003)
    bridge = smooth_open([(-0.044, EYE_Y - 0.004), (0, EYE_Y - 0.020), (0.044, EYE_Y - 0.004)])
    easel.stroke(bridge, _FRAME, 0.010, soft=0.003)


def _mask(easel: Easel) -> None:
    half = [(0.0, 0.080), (0.08, 0.100), (0.19, 0.150), (0.245, 0.190), (0.232, 0.330),
            (0.165, 0.440), (0.07, 0.50), (0.0, 0.515)]  # fmt: skip
    cloth = smooth_closed([*half, *mirrored(half[-2:0:-1])])
    for loop in both_sides([(0.24, 0.19), (0.285, 0.14), (0.34, 0.09)]):
        easel.stroke(smooth_open(loop), (226, 226, 224), 0.010, soft=0.004)
    for loop in both_sides([(0.225, 0.34), (0.275, 0.26), (0.34, 0.17)]):
        easel.stroke(smooth_open(loop), (226, 226, 224), 0.010, soft=0.004)
    easel.shade(cloth + np.array([0, 0.010], np.float32), 0.80, soft=0.025)
    easel.fill(cloth, _CLOTH, soft=0.005)
    for y in (0.21, 0.275, 0.34):
        pleat = smooth_open([(-0.225, y), (0, y + 0.030), (0.225, y)])
        easel.crease(pleat, 0.90, 0.006, soft=0.012)
    easel.crease(smooth_open([(-0.07, 0.105), (0, 0.092), (0.07, 0.105)]), 0.88, 0.012, soft=0.01)


def _hat(easel: Easel) -> None:
    crown = smooth_closed([(-0.6, -0.26), (-0.3, -0.235), (0, -0.245), (0.3, -0.235), (0.6, -0.26),
                           (0.6, -0.9), (0, -0.95), (-0.6, -0.9)])  # fmt: skip
    easel.shade(crown + np.array([0, 0.05], np.float32), 0.72, soft=0.06)
    easel.fill(crown, _WOOL, soft=0.006)
    band = smooth_closed([(-0.6, -0.215), (-0.3, -0.185), (0, -0.192), (0.3, -0.185), (0.6, -0.215),
                          (0.6, -0.33), (0.3, -0.305), (0, -0.315), (-0.3, -0.305),
                          (-0.6, -0.33)])  # fmt: skip
    easel.fill(band, (118, 80, 76), soft=0.006)
    for x in np.linspace(-0.36, 0.36, 33):
        rib = smooth_open([(float(x), -0.19), (float(x) * 0.98, -0.25), (float(x), -0.31)])
        easel.crease(rib, 0.84, 0.006, soft=0.008)
