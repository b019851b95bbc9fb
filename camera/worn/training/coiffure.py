"""Hair painted strand by strand: fringes, bobs, partings, curls. None of it is a hat."""

import colorsys
from dataclasses import dataclass

import cv2
import numpy as np

from camera.landmarker import Points
from camera.worn.training.brush import (
    FINE,
    Chance,
    Colour,
    Floats,
    Outline,
    clouds,
    happens,
    lay,
    shape,
)
from camera.worn.training.hats import Skull, find_skull

DYED_SHARE = 0.04
STRANDS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A haircut: where fringe and sides end (rows), how much wider and higher than the head."""

    fringe: float
    sides: float
    wide: float
    high: float


def paint_hair(picture: Floats, points: Points, person: Floats, chance: Chance) -> None:
    """Paint other hair over the hair, low or high on the forehead, short or long at the sides."""
    skull = find_skull(points, person)
    colour = _hair_colour(chance)
    wide, high = chance.uniform(1.05, 1.6), chance.uniform(0.95, 1.5)
    cut = Cut(
        wide=wide,
        high=high,
        fringe=skull.brow - chance.uniform(0.0, 1.0) * skull.unit,
        sides=skull.brow + chance.uniform(-0.5, 4.5) * skull.unit,
    )
    ground = shape(_outline(skull, cut), picture, chance.uniform(0.8, 4))
    sheet = np.empty_like(picture)
    sheet[:] = colour * chance.uniform(0.45, 0.9)
    lay(picture, sheet, ground)
    parts = _roots(skull, cut, chance)
    parting = chance.uniform(-0.8, 0.8)
    for strands in parts:
        _strands(picture, _curled(strands, skull, parting, chance), colour, chance)
    gloss = clouds(picture, chance.uniform(15, 40), chance) * chance.uniform(0, 0.15)
    picture *= 1 + (gloss * ground)[..., None]
    np.clip(picture, 0, 255, out=picture)


def _outline(skull: Skull, cut: Cut) -> Outline:
    """Return the hair as a thick bow over the head."""
    edge, foot, wide, high = cut.fringe, cut.sides, cut.wide, cut.high
    turn = np.linspace(np.pi, 2 * np.pi, 28)
    tall = (skull.brow - skull.crown) * high
    cos = np.cos(turn)
    across = skull.half * wide * np.sign(cos) * np.abs(cos) ** 0.6  # squarer than a beanie
    outer = np.column_stack((skull.x + across, skull.brow + tall * np.sin(turn)))
    inner_x = skull.x + np.linspace(0.95, -0.95, 15) * skull.half
    inner = np.column_stack((inner_x, np.full(15, edge)))
    right, left = skull.x + skull.half * wide, skull.x - skull.half * wide
    return np.vstack(
        (
            outer,
            ((right, foot), (skull.x + 0.97 * skull.half, foot)),
            inner,
            ((skull.x - 0.97 * skull.half, foot), (left, foot)),
        )
    )


def _roots(skull: Skull, cut: Cut, chance: Chance) -> tuple[Outline, Outline]:
    """Return beginning and end of every strand: n × 2 × 2, for the fringe and for the sides."""
    edge, foot, wide = cut.fringe, cut.sides, cut.wide
    top = skull.brow - (skull.brow - skull.crown) * cut.high
    n, ragged = STRANDS // 2, chance.uniform(0.02, 0.5) * skull.unit
    x = skull.x + chance.uniform(-0.97, 0.97, n) * skull.half
    swing = chance.normal(0, 0.25, n) * skull.half * chance.uniform(0.1, 1)
    sweep = chance.uniform(-0.7, 0.7) * skull.half
    bow = ((x - skull.x) / skull.half) ** 2
    start_y = top + bow * 0.6 * (skull.brow - top) * 0.5 + chance.uniform(0, 0.3, n) * (edge - top)
    ends = edge + chance.normal(0, 1, n) * ragged + bow * chance.uniform(-0.5, 1.2) * skull.unit
    fringe = np.stack((np.stack((x, start_y), 1), np.stack((x + swing + sweep, ends), 1)), 1)
    side = chance.choice((-1, 1), n)
    out = skull.x + side * skull.half * chance.uniform(0.97, wide, n)
    rise = skull.brow - chance.uniform(0, 1, n) * (skull.brow - top) * 0.7
    low = foot + chance.normal(0, 0.3, n) * skull.unit
    inward = skull.x + side * skull.half * chance.uniform(0.5, 1.0, n)
    sides = np.stack((np.stack((inward, rise), 1), np.stack((out, low), 1)), 1)
    return fringe, sides


def _curled(strands: Outline, skull: Skull, parting: float, chance: Chance) -> Outline:
    """Return the path of every strand, n × 9 × 2: waved, away from the parting."""
    curl, wave = chance.uniform(0, 0.25) * skull.half, chance.uniform(1, 9)
    along = np.linspace(0, 1, 9)[None, :, None]
    paths: Outline = strands[:, :1] * (1 - along) + strands[:, 1:] * along
    away = np.where(strands[:, :1, 0] < skull.x + parting * skull.half, -1, 1)
    begun = chance.uniform(0, 6, len(paths))[:, None]
    paths[..., 0] += away * curl * np.sin(along[..., 0] * wave + begun)
    return paths


def _strands(picture: Floats, paths: Outline, colour: Colour, chance: Chance) -> None:
    """Draw bundles of strands, each a little lighter or darker."""
    levels, spread = 6, chance.uniform(0.1, 0.55)
    for part, level in zip(np.array_split(paths, levels), chance.permutation(levels), strict=True):
        cover = np.zeros(picture.shape[:2], np.uint8)
        lines = list(np.round(part * 2**FINE).astype(np.int32))
        cv2.polylines(cover, lines, isClosed=False, color=(255,), lineType=cv2.LINE_AA, shift=FINE)
        tone = np.clip(colour * (1 + spread * (level / (levels - 1) * 2 - 1)), 0, 255)
        lay(picture, tone.astype(np.float32), cover.astype(np.float32) * np.float32(0.8 / 255))


def _hair_colour(chance: Chance) -> Colour:
    """Return black, brown, red, blond, grey, white, now and then a dyed colour (BGR)."""
    if happens(chance, DYED_SHARE):
        rgb = colorsys.hsv_to_rgb(
            chance.random(), chance.uniform(0.2, 0.8), chance.uniform(0.3, 0.9)
        )
        return np.array(rgb[::-1], np.float32) * 255
    light = chance.uniform(18, 60) if happens(chance, 0.55) else chance.uniform(60, 225)
    warm = chance.uniform(0, 1) * (0.2 if light > 190 else 1)  # noqa: PLR2004 - white hair
    return np.array((light * (1 - 0.5 * warm), light * (1 - 0.22 * warm), light), np.float32)
