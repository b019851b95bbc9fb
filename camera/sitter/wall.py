"""What is behind the sitter."""

from itertools import pairwise

import cv2
import numpy as np

from camera.sitter.easel import Floats
from camera.sitter.look import Wall
from camera.sitter.palette import WALL
from kiosk.domain.frame import Pixels

_BOOKS = 26


def paint_wall(width: int, height: int, wall: Wall) -> Floats:
    """Return the empty place, evenly lit (it falls off by 2 % towards the corners)."""
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = WALL[wall]
    if wall is Wall.BUSY:
        _shelf(picture)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    return np.asarray(picture * (1 - 0.012 * (x**2 + y**2))[..., None], np.float32)


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


def cast_shadow(picture: Pixels, cover: Floats) -> Pixels:
    """Return the wall with the sitter's hard shadow to the right of them."""
    height, width = picture.shape[:2]
    shift = np.array([[1, 0, width * 0.07], [0, 1, height * 0.02]], np.float32)
    shadow = cv2.warpAffine(cover, shift, (width, height))
    shadow = cv2.GaussianBlur(shadow, (0, 0), width / 120)
    return np.asarray(picture * (1 - 0.42 * shadow)[..., None], np.uint8)
