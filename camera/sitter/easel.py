"""Painting smooth shapes on a canvas measured in head heights."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Colour = tuple[float, float, float]  # blue, green, red; 0..255
Places = Sequence[tuple[float, float]]
_FINE = 4  # fractional bits of a vertex


def smooth_closed(points: Places, steps: int = 12) -> Floats:
    """Return a closed Catmull-Rom curve through the points."""
    p = np.asarray(points, np.float32)
    before, after, beyond = np.roll(p, 1, 0), np.roll(p, -1, 0), np.roll(p, -2, 0)
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (one[:, None, :] for one in (before, p, after, beyond))
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * (b - c) + d - a) * t**3
    )
    return np.asarray(curve.reshape(-1, 2), np.float32)


def smooth_open(points: Places, steps: int = 12) -> Floats:
    """Return a Catmull-Rom curve from the first to the last point."""
    p = np.asarray(points, np.float32)
    padded = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (padded[i : len(padded) - 3 + i, None, :] for i in range(4))
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * (b - c) + d - a) * t**3
    )
    return np.asarray(np.vstack([curve.reshape(-1, 2), p[-1:]]), np.float32)


def mirrored(points: Places) -> list[tuple[float, float]]:
    """Return the points on the other side of the face."""
    return [(-x, y) for x, y in points]


@dataclass(frozen=True, slots=True)
class Box:
    """How far a canvas reaches, in head heights."""

    left: float
    top: float
    right: float
    bottom: float


class Easel:
    """A canvas: ``paint`` (BGR 0..255, times ``cover``) and ``cover`` (0..1), both float32."""

    def __init__(self, scale: float, box: Box) -> None:
        self.scale = scale
        self.left, self.top = box.left, box.top
        self.width = round((box.right - box.left) * scale)
        self.height = round((box.bottom - box.top) * scale)
        self.paint = np.zeros((self.height, self.width, 3), np.float32)
        self.cover = np.zeros((self.height, self.width), np.float32)

    def copy(self) -> "Easel":
        """Return a canvas to go on painting without touching this one."""
        twin = Easel.__new__(Easel)
        twin.__dict__.update(self.__dict__)
        twin.paint, twin.cover = self.paint.copy(), self.cover.copy()
        return twin

    def columns(self) -> Floats:
        """Return x of every column."""
        return self.left + (np.arange(self.width, dtype=np.float32) + 0.5) / self.scale

    def rows(self) -> Floats:
        """Return y of every row."""
        return self.top + (np.arange(self.height, dtype=np.float32) + 0.5) / self.scale

    def fill(
        self, curve: Floats, colour: Colour, *, opacity: float = 1.0, soft: float = 0.0
    ) -> None:
        """Paint the inside of a closed curve; ``soft`` is the width of its edge."""
        window, mask = self._mask(curve, soft, closed=True, thick=0)
        self._lay(window, mask * opacity, colour)

    def stroke(
        self, curve: Floats, colour: Colour, thick: float, *, opacity: float = 1.0, soft: float = 0
    ) -> None:
        """Paint along an open curve."""
        window, mask = self._mask(curve, soft, closed=False, thick=thick)
        self._lay(window, mask * opacity, colour)

    def shade(self, curve: Floats, factor: float, *, soft: float) -> None:
        """Multiply the inside of a closed curve: below 1 a shadow, above 1 a gleam."""
        window, mask = self._mask(curve, soft, closed=True, thick=0)
        self.paint[window] *= 1 + mask[..., None] * (factor - 1)

    def crease(self, curve: Floats, factor: float, thick: float, *, soft: float) -> None:
        """Multiply along an open curve: a line in the skin."""
        window, mask = self._mask(curve, soft, closed=False, thick=thick)
        self.paint[window] *= 1 + mask[..., None] * (factor - 1)

    @contextmanager
    def inside(self, curve: Floats, soft: float) -> Iterator[None]:
        """Keep what the block paints inside the curve; it may paint 0.06 outside of it."""
        window, mask = self._mask(curve, soft, closed=True, thick=0, spare=0.06)
        before = self.paint[window].copy()
        yield
        self.paint[window] = before + (self.paint[window] - before) * mask[..., None]

    def mask(self, curve: Floats, soft: float = 0.0) -> Floats:
        """Return 0..1 over the whole canvas: 1 inside the curve."""
        whole = np.zeros((self.height, self.width), np.float32)
        window, mask = self._mask(curve, soft, closed=True, thick=0)
        whole[window] = mask
        return whole

    def pixel(self, curve: Floats) -> npt.NDArray[np.int32]:
        """Return the curve in fixed-point pixels."""
        origin = np.array([self.left, self.top], np.float32)
        return np.round(((curve - origin) * self.scale - 0.5) * (1 << _FINE)).astype(np.int32)

    def _lay(self, window: tuple[slice, slice], mask: Floats, colour: Colour) -> None:
        part = self.paint[window]
        part += mask[..., None] * (np.array(colour, np.float32) - part)
        self.cover[window] += mask * (1 - self.cover[window])

    def _mask(
        self, curve: Floats, soft: float, *, closed: bool, thick: float, spare: float = 0.0
    ) -> tuple[tuple[slice, slice], Floats]:
        margin = soft * 2 + thick + 3 / self.scale + spare
        low, high = curve.min(0) - margin, curve.max(0) + margin
        x0, y0 = (max(0, int(v)) for v in (low - (self.left, self.top)) * self.scale)
        x1, y1 = (int(v) + 1 for v in (high - (self.left, self.top)) * self.scale)
        x1, y1 = max(x0 + 1, min(self.width, x1)), max(y0 + 1, min(self.height, y1))
        part = np.zeros((y1 - y0, x1 - x0), np.uint8)
        points = self.pixel(curve) - (np.array([x0, y0], np.int32) << _FINE)
        if closed:
            cv2.fillPoly(part, [points], 255, cv2.LINE_AA, _FINE)
        else:
            wide = max(1, round(thick * self.scale))
            cv2.polylines(part, [points], False, 255, wide, cv2.LINE_AA, _FINE)  # noqa: FBT003
        if soft:
            part = _soften(part, soft * self.scale / 2)
        window = (slice(y0, y1), slice(x0, x1))
        return window, np.asarray(part, np.float32) / np.float32(255)


def _soften(mask: npt.NDArray[np.uint8], sigma: float) -> npt.NDArray[np.uint8]:
    """Blur; a wide blur is made on a small picture, where it costs little."""
    step = int(max(1, sigma // 4))
    if step == 1:
        return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.uint8)
    small = cv2.resize(mask, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    size = (mask.shape[1], mask.shape[0])
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)
