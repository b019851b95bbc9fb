"""What is worn on the face: glasses, a mask, a hat."""

import numpy as np

from camera.sitter.easel import Colour, Easel, Floats, mirrored, smooth_closed, smooth_open
from camera.sitter.face import EYE_X, EYE_Y, both_sides, ellipse
from camera.sitter.look import Headwear, Person
from camera.sitter.palette import MASK_CLOTH, darker

_FRAME: Colour = (40, 36, 44)
_WOOL: Colour = (92, 60, 58)
_COTTON: Colour = (70, 62, 150)
_REFLECTED: Colour = (252, 252, 252)
_LENS_AREA = 0.026  # of `_lens`, in square head heights


def paint_worn(easel: Easel, person: Person) -> None:
    """Paint what the person wears, the inner things first."""
    if person.mask:
        _mask(easel, MASK_CLOTH[person.mask_cloth])
    if person.lenses:
        _glasses(easel, person)
    if person.hat and person.headwear is Headwear.CAP:
        _cap(easel)
    elif person.hat:
        _beanie(easel)


def _lens(side: int, *, large: bool) -> list[tuple[float, float]]:
    shape = [
        (0.045, -0.042), (0.135, -0.054), (0.222, -0.042), (0.236, 0.010), (0.214, 0.070),
        (0.140, 0.086), (0.066, 0.068), (0.042, 0.015),
    ]  # fmt: skip
    if large:
        shape = [(0.137 + 1.08 * (x - 0.137), 1.22 * y) for x, y in shape]
    placed = [(x, y + EYE_Y) for x, y in shape]
    return placed if side > 0 else mirrored(placed)


def _glasses(easel: Easel, person: Person) -> None:
    dark, thick = person.sunglasses, 0.012 if person.sunglasses else 0.0095
    for side in (-1, 1):
        lens = smooth_closed(_lens(side, large=dark))
        if dark:
            easel.shade(lens + np.array([0, 0.014], np.float32), 0.84, soft=0.02)
            easel.fill(lens, (26, 24, 26), opacity=0.95, soft=0.004)
            easel.shade(ellipse(side * EYE_X - 0.03, EYE_Y - 0.03, 0.04, 0.014), 2.2, soft=0.04)
        else:
            easel.shade(lens + np.array([0, 0.010], np.float32), 0.94, soft=0.012)
            gleam = ellipse(side * EYE_X - 0.055, EYE_Y + 0.045, 0.020, 0.006)
            easel.fill(gleam, (255, 255, 255), opacity=0.10, soft=0.012)
        if person.glare:
            _reflection(easel, side, person.glare, lens)
        easel.stroke(np.vstack([lens, lens[:1]]), _FRAME, thick, soft=0.003)
        temple = smooth_open([(side * 0.238, EYE_Y - 0.014), (side * 0.31, EYE_Y - 0.016)])
        easel.stroke(temple, _FRAME, 0.010, soft=0.003)
    bridge = smooth_open([(-0.044, EYE_Y - 0.004), (0, EYE_Y - 0.020), (0.044, EYE_Y - 0.004)])
    easel.stroke(bridge, _FRAME, thick, soft=0.003)


def _reflection(easel: Easel, side: int, share: float, lens: Floats) -> None:
    """Cover about this share of a lens with the picture of a lamp, a slanted patch on the eye."""
    high = (share * _LENS_AREA / (np.pi * 1.4)) ** 0.5
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    x, y = 1.4 * high * np.cos(turn), high * np.sin(turn)
    middle = side * EYE_X - 0.008, EYE_Y - 0.002
    patch = np.stack([middle[0] + x + 0.35 * y, middle[1] + y - 0.12 * x], 1).astype(np.float32)
    with easel.inside(lens, 0.003):
        easel.fill(patch, _REFLECTED, opacity=0.96, soft=min(0.012, high / 2))


def _mask(easel: Easel, colour: Colour) -> None:
    half = [(0.0, 0.080), (0.08, 0.100), (0.19, 0.150), (0.245, 0.190), (0.232, 0.330),
            (0.165, 0.440), (0.07, 0.50), (0.0, 0.515)]  # fmt: skip
    cloth = smooth_closed([*half, *mirrored(half[-2:0:-1])])
    for loop in both_sides([(0.24, 0.19), (0.285, 0.14), (0.34, 0.09)]):
        easel.stroke(smooth_open(loop), darker(colour, 0.95), 0.010, soft=0.004)
    for loop in both_sides([(0.225, 0.34), (0.275, 0.26), (0.34, 0.17)]):
        easel.stroke(smooth_open(loop), darker(colour, 0.95), 0.010, soft=0.004)
    easel.shade(cloth + np.array([0, 0.010], np.float32), 0.80, soft=0.025)
    easel.fill(cloth, colour, soft=0.005)
    for y in (0.20, 0.265, 0.33):
        pleat = smooth_open([(-0.225, y), (0, y + 0.030), (0.225, y)])
        easel.crease(pleat, 0.80, 0.007, soft=0.010)
        easel.crease(pleat + np.array([0, 0.014], np.float32), 1.05, 0.012, soft=0.016)
    for hem in both_sides([(0.955 * x, y) for x, y in half[2:6]]):
        easel.crease(smooth_open(hem), 0.90, 0.005, soft=0.008)
    easel.crease(smooth_open([(-0.10, 0.118), (0, 0.098), (0.10, 0.118)]), 0.84, 0.010, soft=0.010)


def _beanie(easel: Easel) -> None:
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


def _cap(easel: Easel) -> None:
    """Paint a cap with its peak, and the shadow of the peak on the forehead."""
    crown = smooth_closed([(-0.6, -0.20), (-0.33, -0.19), (0, -0.27), (0.33, -0.19), (0.6, -0.20),
                           (0.6, -0.9), (0, -0.95), (-0.6, -0.9)])  # fmt: skip
    peak = smooth_closed([(-0.30, -0.20), (-0.17, -0.275), (0, -0.295), (0.17, -0.275),
                          (0.30, -0.20), (0.26, -0.135), (0.13, -0.098), (0, -0.088),
                          (-0.13, -0.098), (-0.26, -0.135)])  # fmt: skip
    easel.shade(crown + np.array([0, 0.03], np.float32), 0.75, soft=0.05)
    easel.fill(crown, _COTTON, soft=0.006)
    for x in (-0.16, 0.0, 0.16):
        seam = smooth_open([(x, -0.27), (x * 1.1, -0.38), (x * 0.5, -0.50)])
        easel.crease(seam, 0.82, 0.005, soft=0.008)
    easel.shade(peak + np.array([0, 0.045], np.float32), 0.55, soft=0.05)
    easel.fill(peak, darker(_COTTON, 0.85), soft=0.005)
    easel.shade(ellipse(0, -0.20, 0.16, 0.03), 1.18, soft=0.05)
    rim = smooth_open([(-0.25, -0.150), (-0.13, -0.112), (0, -0.102), (0.13, -0.112),
                       (0.25, -0.150)])  # fmt: skip
    easel.crease(rim, 0.80, 0.004, soft=0.006)
