"""A second opinion on finished pictures: a face by its gradients, with weights of our own.

It shares nothing with the detector that places the covers: other features (directions of
gradients in cells, after Dalal and Triggs 2005), another network (one hidden layer), trained here
(`python -m benchmarks.redaction_training`), and it slides over the whole picture.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import cv2
import numpy as np
import numpy.typing as npt

from camera.redaction.boxes import Sighting, grouped
from camera.redaction.pause import Pause, go_on
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.errors import KioskError
from kiosk.paths import resources

Floats = npt.NDArray[np.float32]

WEIGHTS_FILE = "site_face_check.json"
FORMAT = "site face check 1"
MOST_BYTES = 400_000
CELL_PX, CELLS, DIRECTIONS = 4, 8, 9
WINDOW_PX = CELL_PX * CELLS
# Side of the window over the longer side of the face it is to hold.
WINDOW_OVER_FACE = 1.2
SHRINK = 1.14  # from level to level: the training faces vary by as much
LEAST_FACE_PX, MOST_FACE_PX = 20, 620
CALM = 25.0  # energy of a cell below which there is a sensor's noise, not a shape
CLIP = 0.35
# A face fills many neighbouring windows and sizes. Of 38 held-out faces all filled 40 and more; in
# four covered venues nothing did, and one thing filled 20.
LEAST_TIMES = 40
STRIP = 32  # rows of cells multiplied at once: a strip of the widest picture is 13 MB


class FaceCheckError(KioskError):
    """The weights of the checking detector are missing or damaged; no picture is called clean."""

    message_key: ClassVar[str] = "face_check"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GradientNet:
    """Weights: cells to hidden, hidden to one; ``sure`` is the score that counts as a face."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float
    sure: float

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Return the net of a file, checked for shape; raises `FaceCheckError`."""
        try:
            content = (path or resources() / WEIGHTS_FILE).read_bytes()
            told = json.loads(content[:MOST_BYTES])[FORMAT]
            return cls._of(told)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FaceCheckError(type(error).__name__) from error

    @classmethod
    def _of(cls, told: dict[str, Any]) -> Self:
        hidden = np.asarray(told["hidden"], np.float32)
        bias, out = (np.asarray(told[name], np.float32) for name in ("hidden_bias", "out"))
        if hidden.shape != (CELLS * CELLS * DIRECTIONS, len(out)) or bias.shape != out.shape:
            raise ValueError("shape")
        net = cls(
            hidden=hidden,
            hidden_bias=bias,
            out=out,
            out_bias=float(told["out_bias"]),
            sure=float(told["sure"]),
        )
        if not all(np.isfinite(part).all() for part in (hidden, bias, out, net.out_bias, net.sure)):
            raise ValueError("numbers")
        return net

    def scores(self, cells: Floats) -> Floats:
        """Return how sure the window that begins at each cell holds a face, 0..1.

        The sums of a window are those of its eight rows of cells: each row is multiplied once and
        serves eight windows.
        """
        height, width = cells.shape[0] - CELLS + 1, cells.shape[1] - CELLS + 1
        if min(height, width) < 1:
            return np.empty((0, 0), np.float32)
        found = [
            self._scores_of(cells[row : min(row + STRIP, height) + CELLS - 1])
            for row in range(0, height, STRIP)
        ]
        return np.concatenate(found)

    def _scores_of(self, cells: Floats) -> Floats:
        height, width = cells.shape[0] - CELLS + 1, cells.shape[1] - CELLS + 1
        hidden = len(self.out)
        parts = self.hidden.reshape(CELLS, CELLS * DIRECTIONS, hidden).transpose(1, 0, 2)
        flat = cells.reshape(len(cells), -1)
        rows = np.lib.stride_tricks.sliding_window_view(flat, CELLS * DIRECTIONS, axis=1)
        rows = np.ascontiguousarray(rows[:, ::DIRECTIONS]).reshape(-1, CELLS * DIRECTIONS)
        sums = (rows @ parts.reshape(CELLS * DIRECTIONS, -1)).reshape(-1, width, CELLS, hidden)
        joint = sum((sums[row : row + height, :, row] for row in range(CELLS)), self.hidden_bias)
        raw = np.maximum(joint, 0) @ self.out + self.out_bias
        sure: Floats = 1 / (1 + np.exp(-np.clip(raw, -30, 30)))
        return sure


def find_by_gradients(pixels: Pixels, net: GradientNet, pause: Pause = go_on) -> tuple[Box, ...]:
    """Return the faces this detector sees in a BGR picture, upright or mirrored, in pixels."""
    things = grouped(sightings(pixels, net, pause))
    return tuple(thing.box for thing in things if thing.times >= LEAST_TIMES)


def sightings(pixels: Pixels, net: GradientNet, pause: Pause = go_on) -> Iterator[Sighting]:
    """Yield every window that is sure of a face, at every size."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)
    scale = WINDOW_PX / (LEAST_FACE_PX * WINDOW_OVER_FACE)
    least = max(WINDOW_PX / (MOST_FACE_PX * WINDOW_OVER_FACE), (WINDOW_PX + 1) / min(grey.shape))
    while scale >= least:
        pause()
        yield from _at_scale(grey, scale, net)
        scale /= SHRINK


def _at_scale(grey: npt.NDArray[np.uint8], scale: float, net: GradientNet) -> Iterator[Sighting]:
    size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    scores = net.scores(cells_of(np.asarray(cv2.resize(grey, size, interpolation=way), np.uint8)))
    face = WINDOW_PX / scale / WINDOW_OVER_FACE
    inset = (WINDOW_PX / scale - face) / 2
    for row, column in np.argwhere(scores >= net.sure).tolist():
        left, top = column * CELL_PX / scale + inset, row * CELL_PX / scale + inset
        yield Sighting(box=Box(left, top, face, face), score=float(scores[row, column]))


def cells_of(grey: npt.NDArray[np.uint8]) -> Floats:
    """Return for each cell how strong the gradient is in each direction, the light taken out.

    A gradient between two directions counts for both, by how near it is to each.
    """
    soft = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 0.7)
    height, width = grey.shape[0] // CELL_PX, grey.shape[1] // CELL_PX
    within = np.s_[: height * CELL_PX, : width * CELL_PX]
    across, down = (
        np.ascontiguousarray(cv2.Sobel(soft, cv2.CV_32F, *order, ksize=1)[within])
        for order in ((1, 0), (0, 1))
    )
    strength, angle = cv2.cartToPolar(across, down)
    place = np.asarray(angle, np.float32) * np.float32(DIRECTIONS / np.pi)
    place = np.where(place >= DIRECTIONS, place - np.float32(DIRECTIONS), place)
    cells = np.empty((height, width, DIRECTIONS), np.float32)
    for direction in range(DIRECTIONS):
        off = np.abs(place - np.float32(direction))
        if direction == 0:  # the last direction and the first are neighbours
            off = np.minimum(off, np.float32(DIRECTIONS) - place)
        part = strength * np.maximum(1 - off, 0)
        cells[..., direction] = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)
    around = cv2.blur(np.square(cells).sum(axis=2), (3, 3))
    calmed: Floats = np.minimum(cells / np.sqrt(around + CALM)[..., None], CLIP)
    return calmed.astype(np.float32)
