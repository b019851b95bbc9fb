"""What cameras, lamps, walls and seats do to a picture, whoever sits there."""

import cv2
import numpy as np
import numpy.typing as npt

from camera.landmarker import Points
from camera.worn.headspace import HEIGHT_PX, WIDTH_PX
from camera.worn.training.brush import Chance, Floats, clouds, happens, shape, smooth
from camera.worn.training.cloth import any_colour

BURNT_GAIN = 1.4
COLOURED, BLUE = 0.15, 0.3  # the kinds of walls along 0..1; the others are white to grey
DIM, GLARING = 0.08, 0.16  # the kinds of exposure along 0..1; the others are usual
DEFOCUSED, MOVED = 0.3, 0.4  # the kinds of unsharpness along 0..1; the others are sharp


def change_wall(picture: Floats, person: Floats, chance: Chance) -> Floats:
    """Return the person before another wall."""
    wall = np.empty_like(picture)
    kind = chance.random()
    wall[:] = chance.uniform(120, 250) + chance.normal(0, 5, 3).astype(np.float32)
    if kind < COLOURED:
        wall[:] = any_colour(chance)
    elif kind < BLUE:
        wall[:] = np.array((235, 215, 190), np.float32) * chance.uniform(0.8, 1.05)
    x = np.linspace(-1, 1, picture.shape[1], dtype=np.float32)[None, :, None]
    wall *= 1 + x * chance.uniform(-0.35, 0.35) * (happens(chance, 0.4))
    if happens(chance, 0.15):  # boards, tiles, a curtain
        pitch = chance.uniform(10, 60)
        wall *= 1 - 0.35 * (np.sin(x * WIDTH_PX * np.pi / pitch) > chance.uniform(-0.5, 0.9))
    if happens(chance, 0.3):
        cast = np.roll(person, (int(chance.integers(0, 12)), int(chance.integers(-16, 17))), (0, 1))
        cast = np.asarray(cv2.GaussianBlur(cast, (0, 0), chance.uniform(2, 9)))
        wall *= 1 - (cast * chance.uniform(0.1, 0.5))[..., None]
    cover = np.clip(person * 1.5 - 0.25, 0, 1)[..., None]
    return np.asarray(np.clip(picture * cover + wall * (1 - cover), 0, 255), np.float32)


def stretch_hair(picture: Floats, points: Points, chance: Chance) -> Floats:
    """Return the head with its hair pulled up or pressed down, wider or narrower, pushed about."""
    brow = float(points[[105, 334], 1].mean())
    high, wide = chance.uniform(0.7, 1.3), chance.uniform(0.85, 1.2)
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX].astype(np.float32)
    up = np.maximum(0, brow - rows)
    fade = np.clip(up / 30, 0, 1)
    push = chance.uniform(0, 7)
    from_rows = np.where(rows < brow, brow - up / high, rows)
    from_rows += fade * push * clouds(picture, chance.uniform(40, 90), chance)
    axis = float(points[10, 0])
    from_columns = axis + (columns - axis) * (1 + (1 / wide - 1) * fade)
    from_columns += fade * push * clouds(picture, chance.uniform(40, 90), chance)
    return np.asarray(
        cv2.remap(
            picture,
            from_columns.astype(np.float32),
            from_rows.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.float32,
    )


def recolour_hair(picture: Floats, person: Floats, points: Points, chance: Chance) -> Floats:
    """Return the head with hair of another natural colour."""
    brow = float(points[[105, 334], 1].mean())
    hairline = float(points[10, 1])
    rows = np.arange(HEIGHT_PX, dtype=np.float32)[:, None]
    cover = np.clip((brow - 0.6 * (brow - hairline) - rows) / (0.4 * (brow - hairline) + 1), 0, 1)
    cover = cover * person
    grey = picture.mean(axis=2, keepdims=True)
    warm = np.array((0.75, 0.95, 1.15), np.float32)
    tone = 1 + (warm - 1) * chance.uniform(-0.1, 1.0)
    new = np.clip(grey * chance.uniform(0.35, 2.6) + chance.uniform(-10, 25), 0, 250) * tone
    return np.asarray(np.clip(picture + (new - picture) * cover[..., None], 0, 255), np.float32)


def relight(picture: Floats, points: Points, chance: Chance) -> tuple[Floats, bool]:
    """Return the picture in light of other strength, side and colour; and whether it is burnt."""
    x = np.linspace(-1, 1, WIDTH_PX, dtype=np.float32)[None, :]
    light = np.ones(picture.shape[:2], np.float32)
    if happens(chance, 0.3):
        side = np.clip(0.5 + x * chance.uniform(0.4, 3) * chance.choice((-1, 1)), 0, 1)
        light *= 1 - chance.uniform(0.15, 0.75) * side
    if happens(chance, 0.15):
        light *= 1 - chance.uniform(0.3, 0.65) * _shadow_patch(picture, points, chance)
    if happens(chance, 0.15):
        light *= np.exp(clouds(picture, chance.uniform(40, 150), chance) * 0.2)
    gain = float(np.exp(chance.normal(0, 0.2)))
    if (extreme := chance.random()) < DIM:
        gain = chance.uniform(0.2, 0.5)
    elif extreme < GLARING:
        gain = chance.uniform(1.4, 2.2)
    cast = np.exp(chance.normal(0, 0.05 if happens(chance, 0.75) else 0.22, 3)).astype(np.float32)
    lit = picture * light[..., None] * (gain * cast)
    gamma = float(np.exp(chance.normal(0, 0.15)))
    lit = 255 * (np.clip(lit, 0, 255) / 255) ** gamma
    if happens(chance, 0.12):
        lit = np.repeat(lit @ np.array((0.114, 0.587, 0.299), np.float32)[:, None], 3, axis=2)
    return np.asarray(lit, np.float32), gain > BURNT_GAIN


def photograph(picture: Floats, chance: Chance) -> npt.NDArray[np.uint8]:
    """Return the picture as a camera keeps it: out of focus, moved, noisy, compressed."""
    if (kind := chance.random()) < DEFOCUSED:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.4, 2.6)))
    elif kind < MOVED:
        long = int(chance.integers(3, 9))
        kernel = (long, 1) if happens(chance, 0.6) else (1, long)
        picture = np.asarray(cv2.blur(picture, kernel))
    if happens(chance, 0.4):
        grain = chance.standard_normal(picture.shape, np.float32)
        picture = picture + grain * np.float32(chance.uniform(0.5, 6))
    kept = np.clip(picture, 0, 255).astype(np.uint8)
    if happens(chance, 0.3):
        quality = int(chance.integers(12, 90))
        _, coded = cv2.imencode(".jpg", kept, (cv2.IMWRITE_JPEG_QUALITY, quality))
        kept = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return kept


def reseat(picture: Floats, points: Points, chance: Chance, *, loose: bool) -> Floats:
    """Return the picture as other readings of the same points would have placed it.

    Under a mask the points of nose and mouth are guesses, so the view is ``loose`` then.
    """
    spread = 2.0 if loose else 1.0
    scale = float(np.exp(chance.normal(0, 0.02 * spread)))
    turn = chance.normal(0, 1.5)
    centre = (WIDTH_PX / 2, HEIGHT_PX / 2)
    move = cv2.getRotationMatrix2D(centre, float(turn), scale)
    move[:, 2] = move[:, 2] + chance.normal(0, 1.5 * spread, 2)
    moved = cv2.warpAffine(picture, move, (WIDTH_PX, HEIGHT_PX), borderMode=cv2.BORDER_REPLICATE)
    if happens(chance, 0.12):  # the head reaches beyond the picture
        cut = int(chance.integers(10, max(11, int(points[10, 1]) - 8)))
        moved[:cut] = moved[cut]
    return np.asarray(moved, np.float32)


def _shadow_patch(picture: Floats, points: Points, chance: Chance) -> Floats:
    """Return a hard-edged shadow over part of the face."""
    middle = points[1]
    size = float(abs(points[454, 0] - points[234, 0]))
    side = chance.choice((-1, 1))
    corners = np.array(((0.0, -0.9), (0.9, -0.9), (0.9, 0.9), (0.0, 0.9)))
    corners += chance.normal(0, 0.15, corners.shape)
    outline = middle + corners * (side * size * 0.7, size * 0.7)
    if happens(chance, 0.5):
        outline = smooth(outline)
    return shape(outline, picture, chance.uniform(0.5, 5))
