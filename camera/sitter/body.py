"""Neck, shoulders and clothes; they stay when the head turns."""

import numpy as np

from camera.sitter.easel import Colour, Easel, Floats, Places, mirrored, smooth_closed, smooth_open
from camera.sitter.face import ellipse
from camera.sitter.look import Clothes, Person
from camera.sitter.palette import CLOTHES, SKIN, darker

_COLLARED = {Clothes.NAVY_JACKET, Clothes.BROWN_VEST, Clothes.PLUM_CARDIGAN}
_SHOULDERS: Places = [
    (0.0, 0.80), (0.12, 0.74), (0.205, 0.630), (0.30, 0.680), (0.46, 0.735), (0.64, 0.80),
    (0.76, 0.91), (0.83, 1.10), (0.89, 1.6), (0.90, 2.2), (0.0, 2.2),
]  # fmt: skip
_NECK: Places = [
    (0.0, 0.2), (0.200, 0.2), (0.196, 0.42), (0.192, 0.54), (0.210, 0.64), (0.28, 0.74), (0.0, 0.9),
]  # fmt: skip


def whole(half: Places) -> Floats:
    """Return a closed curve from its right half, whose first and last points are on the axis."""
    return smooth_closed([*half, *mirrored(half[-2:0:-1])])


def cut(half: Places) -> Floats:
    """Return a polygon with straight edges from its right half."""
    return np.array([*half, *mirrored(half[::-1])], np.float32)


def paint_body(easel: Easel, person: Person) -> None:
    """Paint everything below the chin."""
    skin, (cloth, inner) = SKIN[person.skin], CLOTHES[person.clothes]
    easel.fill(whole(_NECK), darker(skin, 0.90), soft=0.006)
    for side in (-1, 1):
        easel.shade(ellipse(side * 0.195, 0.50, 0.035, 0.2), 0.80, soft=0.07)
    easel.shade(ellipse(0, 0.44, 0.22, 0.115), 0.66, soft=0.10)
    for side in (-1, 1):
        tendon = [(side * 0.14, 0.56), (side * 0.085, 0.67), (side * 0.03, 0.755)]
        easel.crease(smooth_open(tendon), 0.93, 0.02, soft=0.03)
    throat = easel.copy()
    easel.fill(whole(_SHOULDERS), cloth, soft=0.006)
    _folds(easel)
    if person.clothes in _COLLARED:
        _open_front(easel, throat, inner)
    else:
        _round_neck(easel, throat, cloth)


def _folds(easel: Easel) -> None:
    for side in (-1, 1):
        easel.shade(ellipse(side * 0.42, 0.77, 0.26, 0.03), 1.18, soft=0.11)
        easel.shade(ellipse(side * 0.82, 1.35, 0.10, 0.5), 0.70, soft=0.26)
        fold = [(side * 0.60, 1.02), (side * 0.64, 1.3), (side * 0.63, 1.7)]
        easel.crease(smooth_open(fold), 0.80, 0.014, soft=0.04)


def _show(easel: Easel, beneath: Easel, curve: Floats) -> None:
    """Let what was painted before be seen inside the curve."""
    mask = easel.mask(curve, 0.006)
    easel.paint += mask[..., None] * (beneath.paint - easel.paint)
    easel.cover += mask * (beneath.cover - easel.cover)


def _round_neck(easel: Easel, throat: Easel, cloth: Colour) -> None:
    opening = [(0.0, 0.3), (0.22, 0.3), (0.212, 0.62), (0.15, 0.735), (0.0, 0.775)]
    _show(easel, throat, whole(opening))
    half = [(0.0, 0.775), (0.15, 0.735), (0.208, 0.648)]
    rim = smooth_open([*mirrored(half[:0:-1]), *half])
    easel.crease(rim + np.array([0, -0.006], np.float32), 0.74, 0.012, soft=0.02)
    easel.stroke(rim + np.array([0, 0.012], np.float32), darker(cloth, 0.86), 0.034, soft=0.006)
    easel.crease(rim + np.array([0, 0.034], np.float32), 0.85, 0.004, soft=0.010)


def _open_front(easel: Easel, throat: Easel, inner: Colour) -> None:
    """Paint a shirt with its collar between the lapels."""
    shirt = cut([(0.0, 0.55), (0.235, 0.63), (0.255, 0.70), (0.0, 1.40)])
    easel.shade(shirt, 0.72, soft=0.05)
    easel.fill(shirt, inner, soft=0.005)
    _show(easel, throat, cut([(0.0, 0.3), (0.21, 0.3), (0.205, 0.60), (0.0, 0.86)]))
    easel.crease(smooth_open([(0.0, 0.88), (0.004, 1.1), (0.0, 1.4)]), 0.88, 0.005, soft=0.010)
    for y in (0.97, 1.12):
        easel.shade(ellipse(0.004, y, 0.010, 0.010), 0.78, soft=0.005)
    leaf = [(0.188, 0.570), (0.222, 0.600), (0.262, 0.690), (0.120, 0.905), (0.0, 0.862),
            (0.135, 0.715)]  # fmt: skip
    for points in (leaf, mirrored(leaf)):
        curve = np.array(points, np.float32)
        easel.shade(curve + np.array([0, 0.014], np.float32), 0.78, soft=0.03)
        easel.fill(curve, darker(inner, 1.03), soft=0.005)
    lapel = [(0.265, 0.655), (0.36, 0.72), (0.335, 0.86), (0.375, 0.885), (0.02, 1.42), (0.0, 1.40),
             (0.20, 0.98)]  # fmt: skip
    for points in (lapel, mirrored(lapel)):
        edge = np.array(points, np.float32)
        easel.crease(np.vstack([edge[1:5]]), 0.66, 0.005, soft=0.010)
