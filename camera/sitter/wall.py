"""What is behind the sitter."""

from itertools import pairwise

import cv2
import numpy as np

from camera.sitter.easel import Floats
from camera.sitter.look import Behind, Wall
from camera.sitter.palette import WALL
from camera.sitter.rays import GAMMA
from kiosk.domain.frame import Pixels

_BOOKS = 26
_WOOD = (42, 64, 104)
# Of a chair in head heights: its rail, and the posts to both sides. Left, top, right, bottom.
_CHAIR = ((-0.66, 0.06, 0.66, 0.16), (-0.66, 0.06, -0.55, 2.5), (0.55, 0.06, 0.66, 2.5))


def paint_wall(width: int, height: int, wall: Wall, behind: Behind) -> Floats:
    """Return the empty place, evenly lit (it falls off by 2 % towards the corners)."""
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = WALL[wall]
    busy = 1.0 if wall is Wall.BUSY else behind.busy
    if busy:
        shelf = picture.copy()
        _shelf(shelf)
        picture += np.float32(busy) * (shelf - picture)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    picture *= (1 - 0.012 * (x**2 + y**2))[..., None]
    if behind.gradient:
        picture *= ((1 - behind.gradient * (x + 1) / 2) ** (1 / GAMMA))[..., None]
    return picture


def _shelf(picture: Floats) -> None:
    """Put bookshelves behind the sitter."""
    height, width = picture.shape[:2]
    chance = np.random.default_rng(3)
    for row in range(4):
        base = int(height * (0.22 + 0.24 * row))
        picture[base : base + height // 60] = (70, 96, 128)
        edges = np.linspace(0, width, _BOOKS + 1).astype(int)
        for left, right in pairwise(edges):
            tall = int(height * chance.uniform(0.12, 0.19))
            picture[base - tall : base, left : right - 2] = chance.uniform(50, 200, 3)


def put_chair(picture: Pixels, middle: tuple[float, float], head_px: float) -> None:
    """Paint the back of a chair around a head's middle, in place."""
    for part, (left, top, right, bottom) in zip((1.0, 0.9, 0.8), _CHAIR, strict=True):
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        seen = np.round(np.array(middle) + head_px * corners).astype(np.int32)
        cv2.fillPoly(picture, [seen], [wood * part for wood in _WOOD])


def cast_shadow(picture: Pixels, cover: Floats, depth: float) -> Pixels:
    """Return the wall with the sitter's hard shadow to the right of them."""
    height, width = picture.shape[:2]
    shift = np.array([[1, 0, width * 0.07], [0, 1, height * 0.02]], np.float32)
    shadow = cv2.warpAffine(cover, shift, (width, height))
    shadow = cv2.GaussianBlur(shadow, (0, 0), width / 120)
    return np.asarray(picture * ((1 - depth * shadow) ** (1 / GAMMA))[..., None], np.uint8)
