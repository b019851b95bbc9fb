"""Google's short-range face detector, shown a picture piece by piece.

It is the first part of the face landmarker's file, whose hash is pinned: nothing new is loaded.
"""

import io
import zipfile
from typing import Any, Self

import cv2
import mediapipe as mp
from mediapipe.tasks.python import BaseOptions, vision

from camera.redaction.boxes import Seen, Sighting, grouped, without_echoes
from camera.redaction.views import TILE_PX, Turn, View, views_of
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels
from kiosk.models import verified_model_bytes

BUNDLE = "face_landmarker.task"
MEMBER = "face_detector.tflite"
# A face counts when one view is sure of it, or many views half sure. Tried on drawn venues: the
# least sure face had one view of 0.84 and 21 views; the surest of what is no face 0.64 and 19.
LEAST_SCORE = 0.35
SURE = 0.68
HALF_SURE, OFTEN = 0.5, 12
FLAT = 4.0  # grey levels, standard deviation: a wall with a sensor's noise; nothing to find
SUPPRESSION = 0.3
ALL_TURNS = (Turn.UPRIGHT, Turn.MIRRORED, Turn.LEFT, Turn.HALF, Turn.RIGHT)
# Of a tile: a box as large is the padding's doing, or is found better on the next level.
MOST_SHARE = 0.75


class TiledBlaze:
    """The detector, loaded; made, used and closed in one thread."""

    def __init__(self) -> None:
        self._model: Any = None

    def __enter__(self) -> Self:
        with zipfile.ZipFile(io.BytesIO(verified_model_bytes(BUNDLE))) as bundle:
            model = bundle.read(MEMBER)
        self._model = vision.FaceDetector.create_from_options(
            vision.FaceDetectorOptions(
                base_options=BaseOptions(model_asset_buffer=model),
                running_mode=vision.RunningMode.IMAGE,
                min_detection_confidence=LEAST_SCORE,
                min_suppression_threshold=SUPPRESSION,
            )
        )
        return self

    def __exit__(self, *exc_info: object) -> None:
        model, self._model = self._model, None
        if model is not None:
            model.close()

    def find(self, pixels: Pixels, turns: tuple[Turn, ...] = ALL_TURNS) -> tuple[Box, ...]:
        """Return the faces of a BGR picture, eyebrows to chin, in pixels; each once."""
        things = without_echoes(grouped(self.sightings(pixels, turns)))
        return tuple(seen.box for seen in things if is_face(seen))

    def sightings(self, pixels: Pixels, turns: tuple[Turn, ...] = ALL_TURNS) -> list[Sighting]:
        """Return every answer to every view, in pixels of the picture."""
        height, width = pixels.shape[:2]
        found: list[Sighting] = []
        for view in views_of(width, height, turns=turns):
            tile = view.cut(pixels)
            if float(tile[::4, ::4, 1].std()) >= FLAT:
                found.extend(self._in_view(tile, view))
        return found

    def _in_view(self, shown: Pixels, view: View) -> list[Sighting]:
        tile = cv2.cvtColor(shown, cv2.COLOR_BGR2RGB)
        answer = self._model.detect(mp.Image(image_format=mp.ImageFormat.SRGB, data=tile))
        return [
            Sighting(box=view.in_picture(box), score=float(one.categories[0].score))
            for one in answer.detections
            if (box := _box_of(one.bounding_box)).width <= MOST_SHARE * TILE_PX
        ]


def is_face(seen: Seen) -> bool:
    """Tell whether a thing was seen well enough, or half well but often."""
    return seen.best >= SURE or (seen.best >= HALF_SURE and seen.times >= OFTEN)


def _box_of(rectangle: Any) -> Box:
    return Box(rectangle.origin_x, rectangle.origin_y, rectangle.width, rectangle.height)
