"""The face in front view: skin, brows, nose, and the parts that move."""

import cv2
import numpy as np

from camera.sitter.easel import Colour, Easel, Floats, Places, mirrored, smooth_closed, smooth_open
from camera.sitter.look import Mien, Person
from camera.sitter.palette import HAIR, SKIN, blend, darker, flush, lip

EYE_X, EYE_Y = 0.135, 0.012
EYE_HALF_WIDTH = 0.070
GAZE_X, GAZE_Y = 0.040, 0.026  # how far an iris goes to the corner of the eye, and down
MOUTH_Y = 0.296
_PORE = 0.0011  # sigma in head heights: a quarter of a millimetre
_PORE_DEPTH = 0.022
_IRIS: Colour = (30, 42, 62)
_SCLERA: Colour = (200, 204, 212)
_TEETH: Colour = (222, 232, 236)
_THROAT: Colour = (28, 22, 58)
_TEAR: Colour = (150, 158, 214)


def ellipse(x: float, y: float, half_width: float, half_height: float) -> Floats:
    """Return an ellipse as a closed curve."""
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    return np.stack([x + half_width * np.cos(turn), y + half_height * np.sin(turn)], 1).astype(
        np.float32
    )


def both_sides(points: Places) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return the points and their mirror image."""
    return list(points), mirrored(points)


def paint_skin(easel: Easel, person: Person) -> None:
    """Cover the canvas with skin, its warmth, and what does not move."""
    skin = SKIN[person.skin]
    easel.paint[:] = skin
    for side in (-1, 1):
        easel.fill(ellipse(side * 0.175, 0.15, 0.075, 0.06), flush(skin), opacity=0.55, soft=0.13)
        easel.shade(ellipse(side * EYE_X, EYE_Y - 0.005, 0.10, 0.052), 0.90, soft=0.06)
        easel.shade(ellipse(side * 0.055, 0.0, 0.02, 0.05), 0.93, soft=0.05)
        easel.shade(ellipse(side * 0.25, 0.27, 0.04, 0.12), 0.93, soft=0.12)
    easel.fill(ellipse(0, 0.149, 0.05, 0.04), flush(skin), opacity=0.35, soft=0.06)
    easel.shade(ellipse(0, 0.384, 0.075, 0.012), 0.90, soft=0.035)
    easel.shade(ellipse(0, 0.235, 0.012, 0.024), 0.95, soft=0.02)
    _nose(easel)
    _lines(easel, person.age)
    _brows(easel, blend(HAIR[person.hair_colour], skin, 0.12))
    _pores(easel)


def _pores(easel: Easel) -> None:
    """Give the skin its grain: spots of half a millimetre, without which it looks out of focus."""
    chance = np.random.default_rng(23)
    spots = chance.normal(0, 1, easel.cover.shape).astype(np.float32)
    spots = np.asarray(cv2.GaussianBlur(spots, (0, 0), _PORE * easel.scale), np.float32)
    easel.paint *= (1 + _PORE_DEPTH / float(spots.std()) * spots)[..., None]


def _nose(easel: Easel) -> None:
    easel.shade(ellipse(0, 0.129, 0.020, 0.022), 1.07, soft=0.03)
    easel.shade(ellipse(0, 0.034, 0.009, 0.07), 1.045, soft=0.02)
    easel.shade(ellipse(0, 0.188, 0.06, 0.010), 0.86, soft=0.024)
    for wing in both_sides([(0.062, 0.124), (0.078, 0.150), (0.074, 0.174), (0.058, 0.179)]):
        easel.crease(smooth_open(wing), 0.82, 0.006, soft=0.012)
    for nostril in both_sides([(0.018, 0.176), (0.034, 0.167), (0.052, 0.174), (0.036, 0.183)]):
        easel.shade(smooth_closed(nostril), 0.38, soft=0.008)


def _lines(easel: Easel, age: float) -> None:
    deep = 1 - 0.22 * age
    for fold in both_sides([(0.085, 0.185), (0.112, 0.225), (0.128, 0.275)]):
        easel.crease(smooth_open(fold), min(0.96, deep), 0.008, soft=0.016)
    for pouch in both_sides([(0.085, 0.052), (0.130, 0.070), (0.180, 0.056)]):
        easel.crease(smooth_open(pouch), min(0.97, deep), 0.005, soft=0.014)
    if age < 0.5:  # noqa: PLR2004 - the second half of the scale
        return
    for y in (-0.235, -0.195, -0.155):
        easel.crease(smooth_open([(-0.13, y), (0, y - 0.012), (0.13, y)]), 0.93, 0.005, soft=0.012)
    for crow in (
        both_sides([(0.215, 0.0), (0.24, -0.012)]),
        both_sides([(0.215, 0.02), (0.24, 0.03)]),
    ):
        for line in crow:
            easel.crease(smooth_open(line), 0.88, 0.004, soft=0.008)


def _brows(easel: Easel, colour: Colour) -> None:
    shape = [
        (0.066, -0.070), (0.105, -0.084), (0.150, -0.091), (0.195, -0.083), (0.226, -0.060),
        (0.193, -0.070), (0.150, -0.076), (0.105, -0.068), (0.067, -0.053),
    ]  # fmt: skip
    for brow in both_sides(shape):
        easel.fill(smooth_closed(brow), colour, opacity=0.85, soft=0.010)


def paint_mien(easel: Easel, person: Person, mien: Mien) -> None:
    """Paint what moves: eyes and mouth."""
    skin = SKIN[person.skin]
    for side in (-1.0, 1.0):
        _eye(easel, side, skin, mien)
    _mouth(easel, skin, mien)


def _eye(easel: Easel, side: float, skin: Colour, mien: Mien) -> None:
    """Paint one eye. The upper lid goes down as it closes; a smile lifts the lower one a little."""
    opened = 1 - mien.eyes_closed
    lower = 0.022 - 0.004 * mien.smile
    # The upper lid follows a gaze that goes down.
    raised = opened * (1 - 0.62 * max(0.0, mien.gaze_y))
    upper = lower - 0.002 - (lower - 0.002 + 0.034) * raised

    corner = -0.002 + 0.008 * mien.eyes_closed

    def at(u: float, v: float) -> tuple[float, float]:
        return side * (EYE_X + u * EYE_HALF_WIDTH), EYE_Y + v

    lid = [at(-1, 0.010), at(-0.62, upper * 0.62 + 0.004), at(-0.1, upper), at(0.45, upper * 0.82),
           at(0.82, upper * 0.40 + 0.001), at(1.03, corner)]  # fmt: skip
    rim = [at(1.03, corner), at(0.6, lower * 0.80), at(0.05, lower),
           at(-0.55, lower * 0.86), at(-1, 0.010)]  # fmt: skip
    upper_curve, lower_curve = smooth_open(lid), smooth_open(rim)
    whole = np.vstack([upper_curve, lower_curve])
    if opened > 0.05:  # noqa: PLR2004 - below, nothing shows between the lids
        _ball(easel, side, (whole, upper_curve), mien)
    ink = blend((24, 24, 30), skin, 0.12)
    lifted = upper_curve + np.array([0, -0.016 * opened - 0.004], np.float32)
    easel.crease(lifted[6:-2], 0.72, 0.004, soft=0.007)
    easel.crease(lower_curve[6:-6], 0.80, 0.003, soft=0.006)
    easel.stroke(upper_curve, ink, 0.0075, opacity=0.92, soft=0.004)


def _ball(easel: Easel, side: float, lids: tuple[Floats, Floats], mien: Mien) -> None:
    """Paint what is seen between the lids, given as a closed curve and the upper one alone."""
    whole, upper = lids
    x, y = side * EYE_X, EYE_Y - 0.004
    easel.fill(whole, _SCLERA, soft=0.003)
    with easel.inside(whole, 0.003):
        easel.fill(ellipse(x - side * 0.060, y + 0.013, 0.010, 0.008), _TEAR, soft=0.006)
        x, y = x + GAZE_X * mien.gaze_x, y + GAZE_Y * mien.gaze_y
        easel.fill(ellipse(x, y, 0.0300, 0.0300), darker(_IRIS, 0.55), soft=0.004)
        easel.fill(ellipse(x, y + 0.003, 0.0245, 0.0235), darker(_IRIS, 1.30), soft=0.012)
        easel.fill(ellipse(x, y, 0.0125, 0.0125), (12, 12, 14), soft=0.003)
        easel.fill(ellipse(x - 0.010, y - 0.011, 0.0070, 0.0070), (250, 250, 250), soft=0.003)
        easel.fill(ellipse(x + 0.009, y + 0.011, 0.0032, 0.0032), (196, 196, 196), soft=0.003)
        easel.crease(upper + np.array([0, 0.006], np.float32), 0.62, 0.014, soft=0.014)


def _mouth(easel: Easel, skin: Colour, mien: Mien) -> None:
    """Paint the lips; a smile widens them and lifts the corners, opening drops the lower."""
    wide = 0.100 + 0.036 * mien.smile
    corner = MOUTH_Y - 0.006 - 0.034 * mien.smile
    gap = 0.085 * mien.mouth_open
    top, bottom = MOUTH_Y - 0.15 * gap, MOUTH_Y + 0.85 * gap
    full = 1 - 0.25 * mien.smile
    upper = smooth_open([
        (-wide, corner), (-0.052, top - 0.020 * full), (-0.018, top - 0.031 * full),
        (0, top - 0.025 * full), (0.018, top - 0.031 * full), (0.052, top - 0.020 * full),
        (wide, corner),
    ])  # fmt: skip
    above = smooth_open([(wide, corner), (0.05, top + 0.002), (0, top + 0.004),
                         (-0.05, top + 0.002), (-wide, corner)])  # fmt: skip
    below = smooth_open([(-wide, corner), (-0.05, bottom + 0.003), (0, bottom + 0.004),
                         (0.05, bottom + 0.003), (wide, corner)])  # fmt: skip
    lower = smooth_open([(wide, corner), (0.055, bottom + 0.030 * full), (0, bottom + 0.042 * full),
                         (-0.055, bottom + 0.030 * full), (-wide, corner)])  # fmt: skip
    red = lip(skin)
    easel.fill(np.vstack([below, lower]), darker(red, 1.06), opacity=0.85, soft=0.009)
    easel.fill(np.vstack([upper, above]), darker(red, 0.88), opacity=0.88, soft=0.008)
    easel.shade(ellipse(0, bottom + 0.023, 0.035, 0.006), 1.10, soft=0.014)
    if gap > 0.004:  # noqa: PLR2004 - thinner than the line between the lips
        _inside_of_mouth(easel, np.vstack([above[::-1], below[::-1]]), top, gap)
    easel.crease(above, 0.48, 0.005, soft=0.006)
    for side in (-1, 1):
        easel.shade(ellipse(side * (wide + 0.003), corner - 0.001, 0.007, 0.007), 0.76, soft=0.013)


def _inside_of_mouth(easel: Easel, curve: Floats, top: float, gap: float) -> None:
    easel.fill(curve, _THROAT, soft=0.005)
    with easel.inside(curve, 0.004):
        easel.fill(ellipse(0, top + 0.004 + 0.14 * gap, 0.060, 0.20 * gap + 0.002), _TEETH,
                   opacity=0.9, soft=0.006)  # fmt: skip
