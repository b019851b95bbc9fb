"""Masks painted on a face: all colours, cuts and positions."""

import numpy as np

from camera.landmarker import Points
from camera.worn.training.brush import (
    Chance,
    Floats,
    Outline,
    clouds,
    happens,
    lay,
    line,
    shape,
    smooth,
)
from camera.worn.training.cloth import any_colour, skin_colour, weave

# The rim of the face from the ear down to the chin, and the same on the other side.
RIM = (234, 93, 132, 58, 172, 136, 150, 149, 176, 148)
OTHER_RIM = (454, 323, 361, 288, 397, 365, 379, 378, 400, 377)
CHIN = 152
BRIDGE = (6, 197, 195, 5)  # from between the eyes to the tip of the nose
CHEEKS = (117, 346)  # below the eyes
PLEAT = 0.75  # from here up to the top of a wave is the dark fold
WHITE_SHARE, BLUE_SHARE, BLACK_SHARE, SKIN_SHARE = 0.28, 0.15, 0.15, 0.12


def paint_mask(picture: Floats, points: Points, chance: Chance) -> None:
    """Paint a mask that covers the mouth, and mostly the nose."""
    ied = float(np.linalg.norm(points[33] - points[263])) * 0.72
    outline = _outline(points, ied, chance)
    if happens(chance, 0.85):
        _loops(picture, points, outline, chance)
    cover = shape(outline, picture, chance.uniform(0.5, 1.2))
    shadow = shape(outline + np.array((0, 0.05 * ied)), picture, 0.06 * ied)
    picture *= 1 - (shadow * chance.uniform(0.05, 0.3))[..., None]
    sheet = _sheet(picture, points, ied, chance)
    lay(picture, sheet, cover)


def _outline(points: Points, ied: float, chance: Chance) -> Outline:
    first = int(chance.integers(1, 5))
    top = points[BRIDGE[int(chance.integers(len(BRIDGE)))]]
    if happens(chance, 0.07):
        top = points[2]  # below the nose: worn wrongly, yet worn
    chin = points[CHIN]
    grow = chance.uniform(0.97, 1.12)
    middle = points[1]
    right = middle + (points[list(RIM[first:])] - middle) * grow
    left = middle + (points[list(OTHER_RIM[first:])] - middle) * grow
    drop = np.array((0, ied * chance.uniform(-0.02, 0.22)))
    upper = [points[CHEEKS[0]], points[CHEEKS[1]]]
    lift = chance.uniform(0.25, 0.9)
    shoulders = [
        top * (1 - lift) + side * lift + (0, ied * chance.uniform(0, 0.22)) for side in upper
    ]
    chin = middle + (chin - middle) * grow + drop
    if happens(chance, 0.5):  # cut straight below, as pleated masks are
        wide = np.array((ied * chance.uniform(0.2, 0.5), 0))
        right, left = right[:-2], left[:-2]
        bottom = [chin - wide, chin, chin + wide]
    else:
        bottom = [chin]
    corners = [*right, *bottom, *left[::-1], shoulders[1], top, shoulders[0]]
    outline = np.array(corners)
    return smooth(outline) if happens(chance, 0.7) else outline


def _sheet(picture: Floats, points: Points, ied: float, chance: Chance) -> Floats:
    kind = chance.random()
    if kind < WHITE_SHARE:
        colour = np.asarray(chance.uniform(205, 250) + chance.normal(0, 3, 3), np.float32)
    elif kind < WHITE_SHARE + BLUE_SHARE:
        colour = np.array((225, 195, 140), np.float32) * chance.uniform(0.85, 1.1, 3).astype(
            np.float32
        )
    elif kind < WHITE_SHARE + BLUE_SHARE + BLACK_SHARE:
        colour = np.asarray(chance.uniform(12, 50) + chance.normal(0, 3, 3), np.float32)
    elif kind < WHITE_SHARE + BLUE_SHARE + BLACK_SHARE + SKIN_SHARE:
        x, y = (int(v) for v in points[50])
        colour = skin_colour(picture, (slice(y - 3, y + 4), slice(x - 3, x + 4)), chance)
    else:
        colour = any_colour(chance)
    plain = np.empty_like(picture)
    plain[:] = colour
    sheet = plain if happens(chance, 0.6) else weave(picture, colour, chance)
    light = 1 + clouds(picture, 30, chance) * chance.uniform(0, 0.08)
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    from_axis = (x - points[1, 0]) / ied
    light -= from_axis**2 * chance.uniform(0, 0.35)
    light -= np.maximum(0, (y - points[14, 1]) / ied) * chance.uniform(0, 0.35)
    if happens(chance, 0.6):  # pleats
        pitch = ied * chance.uniform(0.14, 0.3)
        bend = y + from_axis**2 * ied * chance.uniform(-0.2, 0.2)
        light -= (np.sin(bend * (2 * np.pi / pitch)) > PLEAT) * chance.uniform(0.04, 0.2)
    elif happens(chance, 0.5):  # a seam down the middle, or the ridge of a duck bill
        light -= np.exp(-((from_axis / 0.03) ** 2)) * chance.uniform(0.05, 0.25)
    return np.clip(sheet * light[..., None], 0, 255).astype(np.float32)


def _loops(picture: Floats, points: Points, outline: Outline, chance: Chance) -> None:
    colour = any_colour(chance) if happens(chance, 0.3) else np.full(3, 225, np.float32)
    width = chance.uniform(0.8, 2.2)
    for ear, side in ((234, outline[:, 0].argmin()), (454, outline[:, 0].argmax())):
        away = points[ear] + (points[ear] - points[1]) * chance.uniform(0.0, 0.15)
        for lift in (-0.15, 0.35):
            start = outline[side] + (0, lift * abs(points[ear, 1] - outline[side, 1]))
            lay(picture, colour, line(np.array((start, away)), width, picture))
