"""Cloth of all colours and patterns, lit as the face is."""

import colorsys

import numpy as np

from camera.worn.training.brush import Chance, Colour, Floats, clouds, happens

STRIPE, DOT, PATCH = 0.2, 0.35, 0.3  # where in its wave a pattern begins
PLAIN_SHARE, DARK_SHARE, PALE_SHARE = 0.55, 0.3, 0.25


def any_colour(chance: Chance) -> Colour:
    """Return a colour cloth has: often black, white or grey, else any hue (BGR, 0..255)."""
    kind = chance.random()
    if kind < DARK_SHARE:
        base = chance.uniform(12, 70)
        return np.asarray(base + chance.normal(0, 6, 3), np.float32).clip(4, 255)
    if kind < DARK_SHARE + PALE_SHARE:
        base = chance.uniform(170, 248)
        return np.asarray(base + chance.normal(0, 7, 3), np.float32).clip(4, 255)
    hue, rich, value = chance.random(), chance.uniform(0.15, 0.95), chance.uniform(0.25, 0.95)
    red, green, blue = colorsys.hsv_to_rgb(hue, rich, value)
    return np.array((blue, green, red), np.float32) * 255


def skin_colour(picture: Floats, place: tuple[slice, slice], chance: Chance) -> Colour:
    """Return the skin's colour as cheap cloth imitates it."""
    near = picture[place].reshape(-1, 3).mean(axis=0)
    return np.asarray((near * chance.uniform(0.85, 1.15, 3)).clip(4, 255), np.float32)


def weave(like: Floats, colour: Colour, chance: Chance) -> Floats:
    """Return a sheet of cloth as large as the picture: plain, striped, dotted, checked, mottled."""
    rows, columns = like.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    sheet = np.empty((rows, columns, 3), np.float32)
    sheet[:] = colour
    if not happens(chance, PLAIN_SHARE):
        sheet += _pattern(x, y, like, chance)[..., None] * (any_colour(chance) - colour)
    folds = clouds(like, chance.uniform(12, 60), chance) * chance.uniform(0.02, 0.12)
    thread = chance.standard_normal((rows, columns)).astype(np.float32) * chance.uniform(0, 0.05)
    if happens(chance, 0.35):
        turn, pitch = chance.uniform(0, np.pi), chance.uniform(2.5, 9)
        wave = np.sin((x * np.cos(turn) + y * np.sin(turn)) * (2 * np.pi / pitch))
        thread += wave * chance.uniform(0.03, 0.2)
    sheet *= (1 + folds + thread)[..., None]
    return np.clip(sheet, 0, 255)


def _pattern(x: Floats, y: Floats, like: Floats, chance: Chance) -> Floats:
    turn, pitch = chance.uniform(0, np.pi), chance.uniform(6, 30)
    along = x * np.cos(turn) + y * np.sin(turn)
    across = y * np.cos(turn) - x * np.sin(turn)
    u, v = np.sin(along * (2 * np.pi / pitch)), np.sin(across * (2 * np.pi / pitch))
    kinds = (
        u > STRIPE,
        u * v > DOT,
        (u > PATCH) ^ (v > PATCH),
        clouds(like, pitch, chance) > PATCH,
    )
    return np.asarray(kinds[int(chance.integers(len(kinds)))], np.float32)
