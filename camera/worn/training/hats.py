"""Things on the head: caps, beanies, brims, bands, scarves and hoods, painted over the hair."""

from dataclasses import dataclass

import cv2
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
from camera.worn.training.cloth import any_colour, weave

SURE = 0.5  # the segmenter's own decision line


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skull:
    """Where the head is: its axis, the height of brow and hairline, half its width (pixels)."""

    x: float
    brow: float
    hairline: float
    half: float
    crown: float

    @property
    def unit(self) -> float:
        """Return the height from brow to hairline."""
        return max(self.brow - self.hairline, 0.3 * self.half)


def find_skull(points: Points, person: Floats) -> Skull:
    """Return the head's measures from its points and the person mask."""
    hairline = float(points[10, 1])
    half = float(abs(points[356, 0] - points[127, 0]) / 2)
    axis = slice(max(0, int(points[10, 0] - 0.3 * half)), int(points[10, 0] + 0.3 * half) + 1)
    above = person[: max(1, int(hairline)), axis].mean(axis=1) > SURE
    crown = float(above.argmax()) if above.any() and not above[0] else 0.0
    lowest, highest = hairline - 0.25 * half, hairline - 1.1 * half
    return Skull(
        x=float((points[127, 0] + points[356, 0]) / 2),
        brow=float(points[[105, 334], 1].mean()),
        hairline=hairline,
        half=half,
        crown=min(lowest, max(highest, crown)),
    )


def paint_hat(picture: Floats, points: Points, person: Floats, chance: Chance) -> None:
    """Paint something on the head."""
    skull = find_skull(points, person)
    kinds = (_beanie, _beanie, _cap, _cap, _brim, _brim, _band, _band, _turban, _turban)
    pick = int(chance.integers(len(kinds) + 1))
    if pick == len(kinds):
        _scarf(picture, skull, points, chance)
    else:
        kinds[pick](picture, skull, chance)


def paint_bald(picture: Floats, points: Points, person: Floats, chance: Chance) -> None:
    """Paint the hair away: a bald head is no hat."""
    skull = find_skull(points, person)
    y, x = int(skull.brow - 0.45 * skull.unit), int(skull.x)
    skin = picture[y - 3 : y + 4, x - 8 : x + 9].reshape(-1, 3).mean(axis=0)
    sheet = np.empty_like(picture)
    sheet[:] = skin
    sheet *= (1 + clouds(picture, 25, chance) * 0.03)[..., None]
    columns = np.arange(picture.shape[1], dtype=np.float32)[None, :]
    sheet *= (1 - 0.25 * ((columns - skull.x) / skull.half) ** 2).clip(0.4, 1)[..., None]
    edge = skull.hairline + 0.35 * skull.unit
    dome = _dome(skull, edge, chance.uniform(1.0, 1.12), chance.uniform(0.9, 1.1))
    lay(picture, np.clip(sheet, 0, 255), shape(dome, picture, 0.10 * skull.unit))


def _dome(skull: Skull, edge: float, wide: float, high: float) -> Outline:
    """Return the outline of a cap of half the head's width × ``wide``, ``high`` times the hair."""
    turn = np.linspace(np.pi, 2 * np.pi, 32)
    half, tall = skull.half * wide, (edge - skull.crown) * high
    cos, sin = np.cos(turn), np.sin(turn)
    square = np.sign(cos) * np.abs(cos) ** 0.7
    top = np.column_stack((skull.x + half * square, edge + tall * sin))
    sag = np.linspace(1, -1, 9)
    low = np.column_stack((skull.x + half * sag, edge + 0.12 * half * (1 - sag**2)))
    return np.vstack((top, low))


def _shaded(picture: Floats, skull: Skull, chance: Chance) -> Floats:
    sheet = weave(picture, any_colour(chance), chance)
    columns = np.arange(picture.shape[1], dtype=np.float32)[None, :]
    round_off = 1 - chance.uniform(0.05, 0.35) * ((columns - skull.x) / skull.half) ** 2
    return np.asarray(np.clip(sheet * round_off.clip(0.25, 1)[..., None], 0, 255), np.float32)


def _shadow(picture: Floats, outline: Outline, skull: Skull, chance: Chance) -> None:
    below = shape(outline + np.array((0, 0.12 * skull.unit)), picture, 0.1 * skull.unit)
    picture *= 1 - (below * chance.uniform(0.05, 0.45))[..., None]


def _edge(skull: Skull, chance: Chance) -> float:
    """Return how low it is worn: from above the brows to the hairline."""
    return skull.brow - chance.uniform(0.25, 0.95) * skull.unit


def _beanie(picture: Floats, skull: Skull, chance: Chance) -> None:
    edge, wide = _edge(skull, chance), chance.uniform(1.04, 1.32)
    dome = _dome(skull, edge, wide, chance.uniform(1.0, 1.5))
    _shadow(picture, dome, skull, chance)
    sheet = _shaded(picture, skull, chance)
    columns = np.arange(picture.shape[1], dtype=np.float32)[None, :, None]
    ribs = 1 + chance.uniform(0, 0.18) * np.sin(columns * (2 * np.pi / chance.uniform(3, 9)))
    lay(picture, np.clip(sheet * ribs, 0, 255).astype(np.float32), shape(dome, picture))
    if happens(chance, 0.6):
        high = chance.uniform(0.2, 0.5) * skull.half
        fold = _dome(skull, edge, wide * 1.03, 1.0)
        fold[:, 1] = np.maximum(fold[:, 1], edge - high)
        cloth = sheet if happens(chance, 0.5) else _shaded(picture, skull, chance)
        lay(picture, np.clip(cloth * ribs * 0.92, 0, 255).astype(np.float32), shape(fold, picture))


def _cap(picture: Floats, skull: Skull, chance: Chance) -> None:
    edge = _edge(skull, chance)
    dome = _dome(skull, edge, chance.uniform(1.02, 1.3), chance.uniform(0.95, 1.3))
    sheet = _shaded(picture, skull, chance)
    lay(picture, sheet, shape(dome, picture))
    half, high = skull.half * chance.uniform(0.8, 1.1), skull.unit * chance.uniform(0.25, 0.6)
    turn = np.linspace(0, 2 * np.pi, 40)
    visor = np.column_stack((skull.x + half * np.cos(turn), edge + high * 0.5 * np.sin(turn)))
    visor[:, 1] -= 0.35 * high * ((visor[:, 0] - skull.x) / half) ** 2 * chance.uniform(-1, 1)
    _shadow(picture, visor, skull, chance)
    cloth = sheet if happens(chance, 0.6) else _shaded(picture, skull, chance)
    lay(picture, cloth * chance.uniform(0.35, 1.0), shape(visor, picture))
    if happens(chance, 0.4):
        mark = smooth(
            np.array(((-0.2, -0.6), (0.2, -0.6), (0.2, -0.3), (-0.2, -0.3))) * skull.half
            + (skull.x, edge)
        )
        lay(picture, any_colour(chance), shape(mark, picture))


def _brim(picture: Floats, skull: Skull, chance: Chance) -> None:
    edge = _edge(skull, chance)
    dome = _dome(skull, edge, chance.uniform(1.0, 1.25), chance.uniform(1.0, 1.6))
    if happens(chance, 0.5):  # a flat top
        dome[:, 1] = np.maximum(dome[:, 1], edge - skull.half * chance.uniform(0.7, 1.2))
    sheet = _shaded(picture, skull, chance)
    lay(picture, sheet, shape(dome, picture))
    if happens(chance, 0.6):
        band = dome.copy()
        band[:, 1] = np.maximum(band[:, 1], edge - skull.half * chance.uniform(0.15, 0.35))
        lay(picture, any_colour(chance), shape(band, picture))
    half, high = skull.half * chance.uniform(1.35, 2.6), skull.unit * chance.uniform(0.12, 0.5)
    turn = np.linspace(0, 2 * np.pi, 48)
    brim = np.column_stack((skull.x + half * np.cos(turn), edge + high * np.sin(turn)))
    brim[:, 1] += ((brim[:, 0] - skull.x) / half) ** 2 * skull.unit * chance.uniform(-0.7, 0.7)
    _shadow(picture, brim, skull, chance)
    lay(picture, sheet * chance.uniform(0.5, 1.0), shape(brim, picture))


def _band(picture: Floats, skull: Skull, chance: Chance) -> None:
    edge, half = _edge(skull, chance), skull.half * chance.uniform(1.0, 1.12)
    high = skull.half * chance.uniform(0.2, 0.6)
    sag = np.linspace(-1, 1, 12)
    bow = chance.uniform(0, 0.35) * skull.half
    low = np.column_stack((skull.x + half * sag, edge + bow * sag**2))
    outline = np.vstack((low, (low - (0, high))[::-1]))
    _shadow(picture, outline, skull, chance)
    lay(picture, _shaded(picture, skull, chance), shape(outline, picture))


def _turban(picture: Floats, skull: Skull, chance: Chance) -> None:
    edge = _edge(skull, chance)
    dome = _dome(skull, edge, chance.uniform(1.1, 1.45), chance.uniform(1.0, 1.4))
    dome[:, 1] -= np.where(dome[:, 1] > edge, (dome[:, 1] - edge) * chance.uniform(0, 2.5), 0)
    _shadow(picture, dome, skull, chance)
    sheet = _shaded(picture, skull, chance)
    for _ in range(int(chance.integers(3, 8))):
        start = (skull.x - skull.half * 1.4, edge - skull.half * chance.uniform(-0.2, 1.2))
        end = (skull.x + skull.half * 1.4, edge - skull.half * chance.uniform(-0.2, 1.2))
        crease = line(np.array((start, end)), chance.uniform(1, 3), picture)
        sheet *= 1 - (crease * chance.uniform(0.1, 0.4))[..., None]
    lay(picture, sheet, shape(dome, picture))


def _scarf(picture: Floats, skull: Skull, points: Points, chance: Chance) -> None:
    """Paint a headscarf or a hood: cloth all around the face."""
    rim = points[[10, 338, 284, 251, 356, 454, 361, 397, 365, 379, 400, 152,
                  176, 150, 136, 172, 132, 234, 127, 21, 54, 109]]  # fmt: skip
    middle = rim.mean(axis=0)
    opening = smooth(middle + (rim - middle) * chance.uniform(0.93, 1.15))
    if happens(chance, 0.35):  # open below: a hood, or a scarf tied behind the neck
        opening = np.vstack((opening, middle + np.array(((-0.6, 2.2), (0.6, 2.2))) * skull.half))
        around = cv2.convexHull(opening.astype(np.float32), returnPoints=False)
        opening = opening[around.ravel()]
    dome = _dome(skull, middle[1], chance.uniform(1.15, 1.6), chance.uniform(1.0, 1.3))
    foot = picture.shape[0]
    wide = skull.half * chance.uniform(1.3, 2.2)
    outline = np.vstack((dome[:32], ((skull.x + wide, foot), (skull.x - wide, foot))))
    hole = shape(opening, picture)
    dark = shape(opening, picture, 0.12 * skull.unit)
    picture *= 1 - ((hole - dark).clip(0, 1) * chance.uniform(0.1, 0.6))[..., None]
    cover = shape(outline, picture) * (1 - hole)
    lay(picture, _shaded(picture, skull, chance), cover)
