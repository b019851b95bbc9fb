"""Google's face landmarker with types: faces as points, expression scores and a rotation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import cv2
import mediapipe as mp
import numpy as np
import numpy.typing as npt
from mediapipe.tasks.python import BaseOptions, vision

from kiosk.domain.frame import Pixels
from kiosk.models import verified_model_bytes

Points = npt.NDArray[np.float64]
"""N × 2, x and y in pixels."""
Rotation = npt.NDArray[np.float64]
"""3 × 3, proper; x to the right of the picture, y up, z towards the camera."""

MOST_FACES = 5  # photo.md 3: exactly one is wanted, five are told apart
LEAST_CONFIDENCE = 0.3  # photo.md 3: faces in the background are to be found as well

# The model now and then finds one face twice; of 286 pictures five, overlapping by .39 and more.
SAME_FACE_OVERLAP = 0.3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawFace:
    """One face in the pixels of the picture it was found in; ``points`` are 478."""

    points: Points
    scores: Mapping[str, float]
    rotation: Rotation

    @property
    def area_px(self) -> float:
        """Return the area of the box around the face."""
        return float(np.prod(np.ptp(self.points, axis=0)))

    def shifted(self, *, left: float, top: float, scale: float) -> "RawFace":
        """Return the face in another picture's pixels: scaled first, then moved."""
        points = self.points * scale + np.array((left, top))
        return RawFace(points=points, scores=self.scores, rotation=self.rotation)


class Landmarker:
    """The face model, loaded; made, used and closed in one thread.

    IMAGE mode: each answer depends on its picture alone. VIDEO mode was 1.7 ms faster (9.4 against
    11.1 ms) but smooths the points of one frame with those of others and expects a fixed region.
    """

    def __init__(self) -> None:
        self._model: Any = None

    def __enter__(self) -> Self:
        self._model = vision.FaceLandmarker.create_from_options(
            vision.FaceLandmarkerOptions(
                base_options=BaseOptions(
                    model_asset_buffer=verified_model_bytes("face_landmarker.task")
                ),
                running_mode=vision.RunningMode.IMAGE,
                num_faces=MOST_FACES,
                min_face_detection_confidence=LEAST_CONFIDENCE,
                min_face_presence_confidence=LEAST_CONFIDENCE,
                output_face_blendshapes=True,
                output_facial_transformation_matrixes=True,
            )
        )
        return self

    def __exit__(self, *exc_info: object) -> None:
        model, self._model = self._model, None
        if model is not None:
            model.close()

    def find(self, pixels: Pixels) -> tuple[RawFace, ...]:
        """Return the faces of a BGR picture, the largest first."""
        height, width = pixels.shape[:2]
        answer = self._model.detect(_image(pixels))
        faces = [
            RawFace(
                points=np.array([(mark.x * width, mark.y * height) for mark in marks]),
                scores={shape.category_name: float(shape.score) for shape in shapes},
                rotation=nearest_rotation(np.asarray(matrix, dtype=np.float64)[:3, :3]),
            )
            for marks, shapes, matrix in zip(
                answer.face_landmarks,
                answer.face_blendshapes,
                answer.facial_transformation_matrixes,
                strict=True,
            )
        ]
        return told_apart(faces)


class Segmenter:
    """The person mask model, loaded; made, used and closed in one thread."""

    def __init__(self) -> None:
        self._model: Any = None

    def __enter__(self) -> Self:
        self._model = vision.ImageSegmenter.create_from_options(
            vision.ImageSegmenterOptions(
                base_options=BaseOptions(
                    model_asset_buffer=verified_model_bytes("selfie_segmenter.tflite")
                ),
                running_mode=vision.RunningMode.IMAGE,
                output_confidence_masks=True,
                output_category_mask=False,
            )
        )
        return self

    def __exit__(self, *exc_info: object) -> None:
        model, self._model = self._model, None
        if model is not None:
            model.close()

    def person(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """Return for each pixel of a BGR picture how sure it belongs to a person, 0..1."""
        answer = self._model.segment(_image(pixels))
        mask: npt.NDArray[np.float32] = answer.confidence_masks[0].numpy_view()
        return mask.squeeze().copy()  # the view dies with the answer


def told_apart(faces: list[RawFace]) -> tuple[RawFace, ...]:
    """Return the faces, the largest first, without those seen twice."""
    apart: list[RawFace] = []
    for face in sorted(faces, key=lambda face: -face.area_px):
        if all(_overlap(face, other) <= SAME_FACE_OVERLAP for other in apart):
            apart.append(face)
    return tuple(apart)


def _overlap(small: RawFace, large: RawFace) -> float:
    """Return how much of the smaller face's box lies in the larger one's."""
    low = np.maximum(small.points.min(axis=0), large.points.min(axis=0))
    high = np.minimum(small.points.max(axis=0), large.points.max(axis=0))
    return float(np.prod(np.maximum(high - low, 0))) / max(small.area_px, 1e-6)


def nearest_rotation(matrix: npt.NDArray[np.float64]) -> Rotation:
    """Return the proper rotation nearest to ``matrix`` (mediapipe's carries a scale)."""
    left, _, right = np.linalg.svd(matrix)
    flip = np.diag((1.0, 1.0, float(np.sign(np.linalg.det(left @ right)))))
    rotation: Rotation = left @ flip @ right
    return rotation


def _image(pixels: Pixels) -> Any:
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
