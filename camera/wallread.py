"""The empty wall in a few frames: level, evenness, colour, what is on it, and flicker."""

from collections.abc import Sequence

import cv2
import numpy as np

from camera.backdrop import WIDTH_PX, Backdrop, raster, smoothed
from camera.flicker import flicker_share
from camera.light import Floats, lab_of, light_of
from camera.wallcheck import edge_share, spread
from kiosk.domain.frame import Pixels
from kiosk.domain.measure import Region
from kiosk.domain.room import WallReading

WHOLE = Region(0.0, 0.0, 1.0, 1.0)
# What a photo can show of the wall: the head is about half of the frame's height, the photo nearly
# as wide as that, and from the shoulders downwards there is the person (or the chair).
SEEN_WIDTH = 0.8  # of the frame's height
SEEN_HEIGHT = 0.75
BURNT = 250 / 255  # as of a face; of a wall all channels: its paint may be more than white in one
PLAIN = 0.001  # share of edges from which there is something on the wall
SMOOTH_PX = 2.0


def read_wall(pictures: Sequence[Pixels], *, someone: bool) -> WallReading:
    """Return what the pictures (all of one size) show together; at least one."""
    small = [_small(picture) for picture in pictures]
    mean = np.asarray(np.mean(small, axis=0), np.float32)
    seen = [_middle(picture) for picture in small]
    wall = _middle(mean)
    lab, light = lab_of(wall), light_of(wall)
    left, right = _thirds(light, 1)
    top, bottom = _thirds(light, 0)
    free = np.ones(wall.shape[:2], np.bool_)
    backdrop = Backdrop(raw=lab, lab=smoothed(lab, free, SMOOTH_PX), free=free, place=WHOLE)
    a, b = backdrop.colour
    edges = edge_share(backdrop)
    return WallReading(
        grid=raster(_whole(mean)),
        lightness=backdrop.lightness,
        a=a,
        b=b,
        colour_spread=_colour_spread(lab),
        left_right=_share(right, left),
        top_bottom=_share(bottom, top),
        spread=spread(backdrop.lab, free),
        edges=edges,
        burnt_share=float((wall.min(axis=2) >= BURNT).mean()),
        flicker=flicker_share([light_of(each) for each in seen], plain=edges < PLAIN),
        someone=someone,
    )


def _small(picture: Pixels) -> Floats:
    height, width = picture.shape[:2]
    size = (WIDTH_PX, max(1, round(WIDTH_PX * height / width)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32) / np.float32(255)


def _middle(picture: Floats) -> Floats:
    """Return what a photo can show of the wall."""
    height, width = picture.shape[:2]
    wide = min(width, round(SEEN_WIDTH * height))
    left = (width - wide) // 2
    return picture[: round(SEEN_HEIGHT * height), left : left + wide]


def _whole(picture: Floats) -> Backdrop:
    lab, free = lab_of(picture), np.ones(picture.shape[:2], np.bool_)
    return Backdrop(raw=lab, lab=smoothed(lab, free, SMOOTH_PX), free=free, place=WHOLE)


def _thirds(light: Floats, axis: int) -> tuple[float, float]:
    """Return the light of the first and of the last third."""
    parts = np.array_split(light, 3, axis=axis)
    return float(parts[0].mean()), float(parts[2].mean())


def _share(one: float, other: float) -> float:
    """Return how much more light one has than the other: -1..1, 0 for equal."""
    return (one - other) / max(one + other, 1e-6)


def _colour_spread(lab: Floats) -> float:
    """Return the largest difference of colour between the sides, or above and below."""
    differences = []
    for axis in (0, 1):
        parts = np.array_split(lab[..., 1:], 3, axis=axis)
        first, last = (np.median(part.reshape(-1, 2), axis=0) for part in (parts[0], parts[2]))
        differences.append(float(np.hypot(*(first - last))))
    return max(differences)
