"""Painting shapes with soft edges and cloth on a head view."""

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Colour = npt.NDArray[np.float32]
Chance = np.random.Generator
Outline = npt.NDArray[np.float64]
"""N × 2, in pixels."""

FINE = 3  # fraction bits of OpenCV's drawing coordinates


def happens(chance: Chance, share: float) -> bool:
    """Return whether one of the times has come that are this share of all."""
    return bool(chance.random() < share)


def shape(corners: Outline, like: Floats, soft_px: float = 0.7) -> Floats:
    """Return the cover 0..1 of a polygon whose corners are given in pixels."""
    cover = np.zeros(like.shape[:2], np.uint8)
    cv2.fillPoly(cover, [np.round(corners * 2**FINE).astype(np.int32)], (255,), cv2.LINE_AA, FINE)
    return _softened(cover, soft_px)


def line(corners: Outline, width_px: float, like: Floats, *, closed: bool = False) -> Floats:
    """Return the cover 0..1 of a line; thinner than a pixel it is fainter."""
    cover = np.zeros(like.shape[:2], np.uint8)
    ends = [np.round(corners * 2**FINE).astype(np.int32)]
    cv2.polylines(cover, ends, closed, (255,), max(1, round(width_px)), cv2.LINE_AA, FINE)
    return _softened(cover, 0.5) * min(1.0, width_px)


def lay(picture: Floats, cloth: Floats | Colour, cover: Floats) -> None:
    """Lay a cloth (or a colour) over the picture where the cover says."""
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if rows.size == 0:
        return
    where = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    below = picture[where]
    below += ((cloth[where] if cloth.ndim > 1 else cloth) - below) * cover[where][..., None]


def smooth(corners: Outline) -> Outline:
    """Return a closed outline through the corners, rounded off (Chaikin, three times)."""
    outline = np.array(corners)
    for _ in range(3):
        after = np.roll(outline, -1, axis=0)
        outline = np.stack((outline * 0.75 + after * 0.25, outline * 0.25 + after * 0.75), 1)
        outline = outline.reshape(-1, 2)
    return outline


def oval(x: float, y: float, wide: float, high: float, *, square: float = 2.0) -> Outline:
    """Return a superellipse: 2 is an ellipse, more is squarer."""
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    cos, sin = np.cos(turn), np.sin(turn)
    return np.column_stack(
        (
            x + wide * np.sign(cos) * np.abs(cos) ** (2 / square),
            y + high * np.sign(sin) * np.abs(sin) ** (2 / square),
        )
    )


def clouds(like: Floats, size_px: float, chance: Chance) -> Floats:
    """Return smooth noise of mean 0 and spread about 1."""
    rows, columns = like.shape[:2]
    small = (max(2, round(rows / size_px)), max(2, round(columns / size_px)))
    noise = chance.standard_normal(small).astype(np.float32)
    return np.asarray(cv2.resize(noise, (columns, rows), interpolation=cv2.INTER_CUBIC), np.float32)


def _softened(cover: npt.NDArray[np.uint8], soft_px: float) -> Floats:
    sharp = cover.astype(np.float32) / np.float32(255)
    return np.asarray(cv2.GaussianBlur(sharp, (0, 0), soft_px), np.float32)
