"""Hair: the cap over the head, and what hangs behind it."""

import cv2
import numpy as np

from camera.sitter.easel import Colour, Easel, Floats, Places, smooth_closed
from camera.sitter.look import Hair, Person
from camera.sitter.palette import HAIR

# The lower edge of the hair in front view, from the picture's left to its right. It goes on beyond
# the head, because the head's outline cuts it.
_EDGES: dict[Hair, Places] = {
    Hair.SHORT: [
        (-0.42, 0.05), (-0.325, 0.06), (-0.302, 0.035), (-0.292, -0.06), (-0.270, -0.15),
        (-0.225, -0.215), (-0.15, -0.245), (-0.05, -0.240), (0.06, -0.262), (0.16, -0.245),
        (0.232, -0.208), (0.272, -0.14), (0.292, -0.06), (0.302, 0.035), (0.325, 0.06),
        (0.42, 0.05),
    ],
    Hair.PARTED: [
        (-0.42, 0.13), (-0.32, 0.14), (-0.292, 0.08), (-0.285, -0.04), (-0.268, -0.14),
        (-0.20, -0.19), (-0.08, -0.235), (0.06, -0.285), (0.13, -0.315), (0.19, -0.270),
        (0.245, -0.20), (0.278, -0.10), (0.286, 0.02), (0.295, 0.12), (0.32, 0.14), (0.42, 0.13),
    ],
    Hair.BOB: [
        (-0.45, 0.42), (-0.30, 0.40), (-0.262, 0.30), (-0.268, 0.15), (-0.272, 0.0),
        (-0.262, -0.11), (-0.215, -0.155), (-0.10, -0.165), (0.0, -0.16), (0.10, -0.165),
        (0.215, -0.155), (0.262, -0.11), (0.272, 0.0), (0.268, 0.15), (0.262, 0.30), (0.30, 0.40),
        (0.45, 0.42),
    ],
    Hair.LONG: [
        (-0.45, 0.46), (-0.31, 0.46), (-0.272, 0.30), (-0.274, 0.12), (-0.270, -0.04),
        (-0.235, -0.17), (-0.14, -0.265), (-0.03, -0.325), (0.0, -0.345), (0.03, -0.325),
        (0.14, -0.265), (0.235, -0.17), (0.270, -0.04), (0.274, 0.12), (0.272, 0.30), (0.31, 0.46),
        (0.45, 0.46),
    ],
    Hair.BUN: [
        (-0.42, 0.06), (-0.32, 0.07), (-0.293, 0.02), (-0.284, -0.08), (-0.262, -0.18),
        (-0.20, -0.255), (-0.10, -0.295), (0.0, -0.305), (0.10, -0.295), (0.20, -0.255),
        (0.262, -0.18), (0.284, -0.08), (0.293, 0.02), (0.32, 0.07), (0.42, 0.06),
    ],
}  # fmt: skip
_PARTING_ENDS = -0.25
# Behind the head, in front of the wall: right half, mirrored.
_BEHIND: dict[Hair, Places] = {
    Hair.BOB: [(0.0, -0.49), (0.20, -0.45), (0.325, -0.30), (0.372, -0.08), (0.385, 0.15),
               (0.378, 0.34), (0.345, 0.435), (0.26, 0.46), (0.0, 0.44)],
    Hair.LONG: [(0.0, -0.49), (0.20, -0.45), (0.32, -0.30), (0.362, -0.08), (0.375, 0.18),
                (0.395, 0.45), (0.405, 0.68), (0.36, 0.78), (0.22, 0.72), (0.0, 0.6)],
}  # fmt: skip


def edge_of(person: Person) -> Floats:
    """Return the hair as a closed curve in front view: its lower edge, then above the head."""
    lower = _EDGES[person.hair]
    around = [(0.70, 0.10), (0.70, -0.70), (0.0, -0.80), (-0.70, -0.70), (-0.70, 0.10)]
    return smooth_closed([*lower, *around])


def paint_hair(easel: Easel, person: Person) -> None:
    """Paint the cap with its strands, a gleam, and the shadow it throws on the forehead."""
    colour = HAIR[person.hair_colour]
    cap = edge_of(person)
    easel.shade(cap + np.array([0, 0.014], np.float32), 0.80, soft=0.03)
    strands, streak = _strands(easel, person, colour)
    mask = _ragged(easel.mask(cap, 0.006), streak * (0.11 * easel.scale))[..., None]
    easel.paint += mask * (strands - easel.paint)


def _ragged(mask: Floats, by: Floats) -> Floats:
    """Return the mask with its edge moved up and down by so many pixels, strand by strand."""
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]].astype(np.float32)
    return np.asarray(cv2.remap(mask, columns, rows + by, cv2.INTER_LINEAR), np.float32)


def _strands(easel: Easel, person: Person, colour: Colour) -> tuple[Floats, Floats]:
    """Return the whole canvas as combed hair, and its streaks: they run down from the parting."""
    x, y = np.meshgrid(easel.columns(), easel.rows())
    parting = {Hair.PARTED: 0.13, Hair.LONG: 0.0}.get(person.hair, 0.03)
    angle = np.arctan2(x - parting, y + 0.62)  # strands fan out from above the crown
    if person.hair is Hair.BUN:
        angle = np.arctan2(x, y + 0.9) * 1.4
    chance = np.random.default_rng(11)
    fine = chance.normal(0, 1, 512).astype(np.float32)
    broad = np.interp(np.arange(512), np.arange(0, 512, 16), chance.normal(0, 1, 32))
    at = (angle / np.pi * 255 + 256).astype(np.float32)
    whole = np.arange(512)
    streak = 0.055 * np.interp(at + 3 * y, whole, fine) + 0.075 * np.interp(at, whole, broad)
    streak = streak.astype(np.float32)
    gleam = 0.34 * np.exp(-(((y + 0.375 - 0.35 * (x - parting) ** 2) / 0.045) ** 2))
    gleam += 0.12 * np.exp(-(((y + 0.12) / 0.11) ** 2))
    tone = 1 + streak + gleam * (1 + 2.5 * streak)
    if person.hair in {Hair.PARTED, Hair.LONG}:
        tone *= 1 - 0.35 * np.exp(-(((x - parting) / 0.006) ** 2)) * (y < _PARTING_ENDS)
    light = max(colour) < 70  # noqa: PLR2004 - dark hair gleams more than grey hair
    lifted = np.asarray(colour, np.float32) * tone[..., None].astype(np.float32)
    lifted += 10 * gleam[..., None] if light else 0
    return np.asarray(lifted, np.float32), streak


def paint_hair_behind(easel: Easel, person: Person) -> None:
    """Paint what hangs behind the head and the neck."""
    colour = HAIR[person.hair_colour]
    half = _BEHIND.get(person.hair)
    if half is None:
        return
    curve = smooth_closed([*half, *((-x, y) for x, y in half[-2:0:-1])])
    mask = easel.mask(curve, 0.008)
    strands, _ = _strands(easel, person, colour)
    x = np.abs(easel.columns())[None, :, None]
    sides = 0.55 + 0.40 * np.clip((x - 0.22) / 0.12, 0, 1)  # dark in the hollow behind the neck
    easel.paint += mask[..., None] * (strands * sides - easel.paint)
    easel.cover += mask * (1 - easel.cover)
