"""Glasses painted on a face: clear, with glare, dark."""

from dataclasses import dataclass

import numpy as np

from camera.landmarker import Points
from camera.worn.training.brush import (
    Chance,
    Colour,
    Floats,
    Outline,
    clouds,
    happens,
    lay,
    line,
    oval,
    shape,
)
from camera.worn.training.cloth import any_colour

EYES = ((33, 133), (362, 263))
FULL_RIMS, HALF_RIMS = 0.75, 0.15  # the others have none
TINTED_FROM, MIRRORED_FROM = 0.6, 0.75  # the kinds of dark lenses along 0..1
# Upper lid, below the eye, cheekbone, brow: right and left; both sides of the nose.
SHINING = ((223, 443), (230, 450), (118, 347), (105, 334), (195, 195))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lenses:
    """Two lenses as they sit before the eyes; ``gap_px`` is the distance between the eyes."""

    outlines: tuple[Outline, Outline]
    centres: tuple[Outline, Outline]
    gap_px: float
    wide: float
    high: float


def fit_lenses(points: Points, chance: Chance) -> Lenses:
    """Return lenses of any usual shape and size, in place."""
    eyes = [points[list(pair)].mean(axis=0) for pair in EYES]
    gap = float(np.linalg.norm(eyes[1] - eyes[0]))
    wide, square = chance.uniform(0.29, 0.46) * gap, chance.uniform(1.8, 4.5)
    high = wide * chance.uniform(0.55, 1.0)
    down, out = chance.uniform(-0.02, 0.16) * gap, chance.uniform(-0.02, 0.08) * gap
    aviator = chance.uniform(0.0, 0.35) if happens(chance, 0.4) else 0.0
    centres, outlines = [], []
    for side, eye in zip((-1, 1), eyes, strict=True):
        centre = eye + np.array((side * out, down))
        outline = oval(0, 0, wide, high, square=square)
        low = np.maximum(outline[:, 1], 0) / high
        outline[:, 0] += side * aviator * low * wide * 0.4
        outline[:, 1] += np.where(outline[:, 1] > 0, low * aviator * high * 0.5, 0)
        centres.append(centre)
        outlines.append(outline + centre)
    return Lenses(
        outlines=(outlines[0], outlines[1]), centres=(centres[0], centres[1]),
        gap_px=gap, wide=wide, high=high,
    )  # fmt: skip


def paint_frame(picture: Floats, lenses: Lenses, points: Points, chance: Chance) -> None:
    """Paint rims (or none), bridge and temples."""
    width = lenses.gap_px * (
        chance.uniform(0.012, 0.04) if happens(chance, 0.55) else chance.uniform(0.04, 0.13)
    )
    colour = _frame_colour(chance)
    style = chance.random()
    for outline in lenses.outlines:
        if style < FULL_RIMS:
            lay(picture, colour, line(outline, width, picture, closed=True))
        elif style < FULL_RIMS + HALF_RIMS:  # a rim above only
            above = outline[outline[:, 1] <= outline[:, 1].mean()]
            lay(picture, colour, line(above[np.argsort(above[:, 0])], width, picture))
    right, left = lenses.centres
    lift = np.array((0, -lenses.high * chance.uniform(0, 0.5)))
    inner = np.array((lenses.wide, 0))
    bridge = np.array((right + inner + lift, (right + left) / 2 + lift * 1.2, left - inner + lift))
    lay(picture, colour, line(bridge, max(width * 0.7, 0.7), picture))
    for centre, ear, side in ((right, 127, -1), (left, 356, 1)):
        start = centre + np.array((side * lenses.wide, lift[1]))
        end = points[ear] + (side * 2, chance.uniform(-0.05, 0.1) * lenses.gap_px)
        lay(picture, colour, line(np.array((start, end)), max(width * 0.6, 0.7), picture))


def tint_clear(picture: Floats, lenses: Lenses, chance: Chance) -> None:
    """Give clear lenses what clear lenses have: a slight tint, a faint sheen, small highlights."""
    tint = chance.uniform(0, 0.12)
    colour = chance.uniform(40, 255, 3).astype(np.float32)
    for outline, centre in zip(lenses.outlines, lenses.centres, strict=True):
        cover = shape(outline, picture)
        lay(picture, colour, cover * tint)
        if happens(chance, 0.35):
            lay(picture, np.full(3, 235, np.float32), cover * _sheen(picture, chance) * 0.16)
        for _ in range(int(chance.integers(0, 3))):
            away = chance.uniform(-0.8, 0.8, 2) * (lenses.wide, lenses.high)
            size = lenses.gap_px * chance.uniform(0.008, 0.035)
            dot = oval(0, 0, size * chance.uniform(1, 2), size) + centre + away
            lay(picture, np.full(3, 250, np.float32), shape(dot, picture) * chance.uniform(0.4, 1))


def paint_glare(picture: Floats, lenses: Lenses, chance: Chance) -> None:
    """Paint patches of light that hide part of the eyes, on one lens or both."""
    sides = [(0, 1), (0, 1), (0,), (1,)][int(chance.integers(4))]
    colour = np.asarray(250 - np.abs(chance.normal(0, 14, 3)), np.float32)
    strength, soft = chance.uniform(0.65, 1.0), lenses.gap_px * chance.uniform(0.01, 0.05)
    wide = lenses.gap_px * chance.uniform(0.12, 0.34)
    high = lenses.gap_px * chance.uniform(0.08, 0.24)
    square, turn = chance.uniform(1.6, 6), chance.uniform(-0.7, 0.7)
    away = chance.uniform(-0.35, 0.35, 2) * (lenses.wide, lenses.high)
    spin = np.array(((np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))))
    for side in sides:
        patch = oval(0, 0, wide, high, square=square) @ spin.T
        patch += lenses.centres[side] + away + chance.normal(0, 0.02, 2) * lenses.gap_px
        cover = shape(patch, picture, max(soft, 0.5)) * shape(lenses.outlines[side], picture)
        lay(picture, colour, cover * strength)


def paint_shine(picture: Floats, points: Points, chance: Chance) -> None:
    """Paint what shines without glasses: lids, bags below the eyes, nose and brow."""
    gap = float(np.linalg.norm(points[33] - points[263])) * 0.72
    for index in chance.choice(SHINING, int(chance.integers(1, 5)), replace=False):
        for mirrored in index if happens(chance, 0.7) else index[:1]:
            size = gap * chance.uniform(0.03, 0.13)
            away = chance.normal(0, 0.04, 2) * gap
            spot = oval(0, 0, size * chance.uniform(1, 2.5), size) + points[mirrored] + away
            cover = shape(spot, picture, size * chance.uniform(0.4, 1.0))
            lay(picture, np.full(3, 245, np.float32), cover * chance.uniform(0.1, 0.45))


def paint_dark(picture: Floats, lenses: Lenses, chance: Chance) -> None:
    """Make the lenses those of sunglasses: dark, tinted or mirrored."""
    kind = chance.random()
    colour = (chance.uniform(5, 60) + chance.normal(0, 8, 3)).astype(np.float32)
    if kind > TINTED_FROM:
        colour = any_colour(chance) * np.float32(chance.uniform(0.3, 0.8))
    low, high = (0.85, 1.0) if happens(chance, 0.6) else (0.62, 0.85)
    opacity = chance.uniform(low, high)
    fade = chance.uniform(0, 0.3) if happens(chance, 0.4) else 0.0
    sheet = np.empty_like(picture)
    sheet[:] = np.clip(colour, 2, 255).astype(np.float32)
    if kind > MIRRORED_FROM:
        mirror = clouds(picture, chance.uniform(8, 25), chance)
        sheet += mirror[..., None] * (any_colour(chance) - sheet) * 0.5
    glint = _sheen(picture, chance)
    rows = np.mgrid[0 : picture.shape[0]].astype(np.float32)[:, None]
    for outline, centre in zip(lenses.outlines, lenses.centres, strict=True):
        down = np.clip((rows - centre[1]) / lenses.high * 0.5 + 0.5, 0, 1)
        cover = shape(outline, picture) * (opacity - fade * down)
        lay(picture, np.clip(sheet, 2, 255), cover)
        if happens(chance, 0.4):
            lay(picture, np.full(3, 235, np.float32), shape(outline, picture) * glint * 0.35)


def _sheen(picture: Floats, chance: Chance) -> Floats:
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    turn, pitch, shift = chance.uniform(0.3, 1.2), chance.uniform(15, 50), chance.uniform(0, 6)
    wave = np.sin((x * np.cos(turn) + y * np.sin(turn)) * (2 * np.pi / pitch) + shift)
    return np.asarray(np.clip(wave - 0.5, 0, 1) * 2, np.float32)


def _frame_colour(chance: Chance) -> Colour:
    if happens(chance, 0.5):
        return np.asarray(chance.uniform(8, 60) + chance.normal(0, 4, 3), np.float32).clip(2, 255)
    return any_colour(chance)
