"""Google's short-range face detector, shown whole pictures at several sizes and turns.

It is the first part of the face landmarker's file, whose hash is pinned: nothing new is loaded.
OpenCV runs it, because the task that MediaPipe wraps around it takes 128 x 128 pixels and no more:
4,020 pieces of a picture where 35 whole ones do.
"""

import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import cv2
import numpy as np
import numpy.typing as npt

from camera.redaction.boxes import Seen, Sighting, grouped, without_echoes
from camera.redaction.pause import Pause, go_on
from camera.redaction.views import FIRST_SCALES, Turn, View, scales_of, sheet_of
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.models import verified_model_bytes

Floats = npt.NDArray[np.float32]

BUNDLE = "face_landmarker.task"
MEMBER = "face_detector.tflite"
ENGINE = "OPENCV_FORCE_DNN_ENGINE"
OUTPUTS = ("classificators", "regressors")
# The detector's two grids: pixels from answer to answer, answers at each place (its own anchors).
GRIDS = ((8, 2), (16, 6))
LEAST_SCORE = 0.35
# A face counts when one view is sure of it, or many views half sure. Tried on drawn venues, see
# docs/adr/0022: the least sure of 145 faces had one view of 0.67 and 18 views, the rarest 7 views
# and one of 0.87; of what is no face in 16 venues, six things are as sure, or as often seen.
SURE = 0.68
HALF_SURE, OFTEN = 0.5, 8
# Of the second look: the rarest of those faces filled 6 of its views, what is no face 2 or 3. A
# face nobody sees must not pass, but a picture that is refused for nothing costs people minutes.
LEAST_AGAIN = 4
SAME = 0.3  # common area over joint area: answers of neighbouring places to one face
ALL_TURNS = (Turn.UPRIGHT, Turn.MIRRORED, Turn.LEFT, Turn.HALF, Turn.RIGHT)
MOST_PX = 96.0  # larger answers are another thing, or are found better on the next sheet
LOUDEST = 30.0  # of a raw score: beyond, the answer is yes or no


class WholeBlaze:
    """The detector, loaded; made, used and closed in one thread."""

    def __init__(self) -> None:
        self._net: Any = None
        self._gives_both = False

    def __enter__(self) -> Self:
        with zipfile.ZipFile(io.BytesIO(verified_model_bytes(BUNDLE))) as bundle:
            model = np.frombuffer(bundle.read(MEMBER), np.uint8)
        with _classic_engine():
            self._net = cv2.dnn.readNetFromTFLite(model)
        self._gives_both = len(self._net.getUnconnectedOutLayersNames()) == len(OUTPUTS)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._net = None

    def find(self, pixels: Pixels, pause: Pause = go_on) -> tuple[Box, ...]:
        """Return the faces of a BGR picture, eyebrows to chin, in pixels; each once."""
        things = without_echoes(grouped(self.sightings(pixels, FIRST_SCALES[0], pause)))
        return tuple(seen.box for seen in things if is_face(seen))

    def find_again(self, pixels: Pixels, pause: Pause = go_on) -> tuple[Box, ...]:
        """Return the faces of a picture that was looked at before, at sizes between those."""
        things = without_echoes(grouped(self.sightings(pixels, FIRST_SCALES[1], pause)))
        return tuple(seen.box for seen in things if is_face(seen) and seen.times >= LEAST_AGAIN)

    def sightings(self, pixels: Pixels, first: float, pause: Pause = go_on) -> list[Sighting]:
        """Return every answer to every view, in pixels; ``first`` is the largest scale."""
        height, width = pixels.shape[:2]
        found: list[Sighting] = []
        for scale in scales_of(width, height, first):
            sheet = sheet_of(pixels, scale)
            rows, columns = sheet.shape[:2]
            for turn in ALL_TURNS:
                pause()
                view = View(scale=scale, width_px=columns, height_px=rows, turn=turn)
                found.extend(self._in_view(view.shown(sheet), view))
        return found

    def _in_view(self, shown: Pixels, view: View) -> Iterator[Sighting]:
        blob = cv2.dnn.blobFromImage(shown, 1 / 127.5, mean=(127.5,) * 3, swapRB=True)
        self._net.setInput(blob)
        raw, shapes = self._both()
        for box, score in answers(raw.reshape(-1), shapes.reshape(raw.size, -1), shown.shape):
            if box.width <= MOST_PX:
                yield Sighting(box=view.in_picture(box), score=score)

    def _both(self) -> tuple[Floats, Floats]:
        if self._gives_both:
            raw, shapes = self._net.forward(OUTPUTS)
        else:
            raw, shapes = (self._net.forward(name) for name in OUTPUTS)
        return raw, shapes


@contextmanager
def _classic_engine() -> Iterator[None]:
    """Have OpenCV load a model with the engine that gives both outputs at once.

    The new engine of OpenCV 5.0 forgets all outputs but one and works everything out twice, and
    its loader from memory takes no wish for an engine (getUnconnectedOutLayersNames of a TFLite
    buffer, 5.0.0.93): away with this when a release gives both. Where the wish comes too late,
    because a model was loaded before, the answers are the same, only slower.
    """
    wished = os.environ.get(ENGINE)
    os.environ[ENGINE] = str(cv2.dnn.ENGINE_CLASSIC)
    try:
        yield
    finally:
        os.environ.pop(ENGINE)
        if wished is not None:
            os.environ[ENGINE] = wished


def is_face(seen: Seen) -> bool:
    """Tell whether a thing was seen well enough, or half well but often."""
    return seen.best >= SURE or (seen.best >= HALF_SURE and seen.times >= OFTEN)


def answers(raw: Floats, shapes: Floats, shape: tuple[int, ...]) -> Iterator[tuple[Box, float]]:
    """Yield each face of a sheet once, in its pixels, with its score 0..1, the surest first."""
    scores = 1 / (1 + np.exp(-np.clip(raw, -LOUDEST, LOUDEST)))
    likely = np.flatnonzero(scores >= LEAST_SCORE)
    likely = likely[np.argsort(-scores[likely], kind="stable")]
    middles = _places(*shape[:2])[likely] + shapes[likely, :2]
    sizes = shapes[likely, 2:4]
    corners = np.concatenate([middles - sizes / 2, middles + sizes / 2], axis=1)
    sure = scores[likely]
    open_ones = np.ones(len(likely), dtype=bool)
    for at in range(len(likely)):
        if open_ones[at]:
            same = open_ones & (_alike(corners, corners[at]) > SAME)
            same[at] = True
            open_ones &= ~same
            left, top, right, bottom = np.average(corners[same], axis=0, weights=sure[same])
            box = Box(float(left), float(top), float(right - left), float(bottom - top))
            yield box, float(sure[at])


def _places(height_px: int, width_px: int) -> Floats:
    """Return the middle each answer is counted from, in the detector's order: (N, 2)."""
    parts = []
    for step, each in GRIDS:
        down, across = np.mgrid[0 : height_px // step, 0 : width_px // step]
        middles = np.stack([across, down], axis=-1).reshape(-1, 2) * step + step / 2
        parts.append(np.repeat(middles, each, axis=0))
    return np.concatenate(parts).astype(np.float32)


def _alike(corners: Floats, one: Floats) -> Floats:
    """Return the common area of each box with one of them as a share of both together."""
    low, high = np.maximum(corners[:, :2], one[:2]), np.minimum(corners[:, 2:], one[2:])
    common = np.maximum(high - low, 0).prod(axis=1)
    areas = (corners[:, 2:] - corners[:, :2]).prod(axis=1)
    share: Floats = common / np.maximum(areas + (one[2:] - one[:2]).prod() - common, 1e-6)
    return share
