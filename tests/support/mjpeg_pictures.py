"""JPEG pictures for the loopback camera, each in a few takes with a real camera's noise."""

from pathlib import Path

import cv2
import numpy as np

from kiosk.domain.frame import Pixels

TAKES = 4  # enough that no picture comes twice in a row: byte-identical frames mean "frozen"
PAPER = 236  # the grey of the booth pictures' edge


def jpeg(pixels: Pixels, quality: int = 88) -> bytes:
    """Return the pixels as JPEG."""
    return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def black_jpeg(width: int = 640, height: int = 480) -> bytes:
    """Return what a camera with its cap on sends."""
    return jpeg(np.zeros((height, width, 3), np.uint8))


def fit(pixels: Pixels, width: int, height: int) -> Pixels:
    """Return the picture as large as it fits, in the middle of paper."""
    scale = min(width / pixels.shape[1], height / pixels.shape[0])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    sheet = np.full((height, width, 3), PAPER, np.uint8)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    sheet[top : top + small.shape[0], left : left + small.shape[1]] = small
    return sheet


def takes(pixels: Pixels, count: int = TAKES) -> tuple[bytes, ...]:
    """Return the picture as ``count`` JPEGs that differ by noise of one or two grey levels."""
    chance = np.random.default_rng(5)
    noises = (chance.integers(0, 3, pixels.shape, np.uint8) for _ in range(count))
    return tuple(jpeg(np.asarray(cv2.add(pixels, noise), np.uint8)) for noise in noises)


def folder_jpegs(folder: Path, width: int, height: int) -> list[tuple[bytes, ...]]:
    """Return the takes of every picture of the folder, in the order of their names."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in {".jpg", ".jpeg", ".png"})
    read = (cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR) for path in files)
    pictures = (np.asarray(one, np.uint8) for one in read if one is not None)
    found = [takes(fit(one, width, height)) for one in pictures]
    if not found:
        raise SystemExit(f"no pictures in {folder.name}")
    return found
