"""Angles, openings and places of a face from its points (photo.md 3; right is the person's)."""

import math
from dataclasses import dataclass

import numpy as np

from camera.landmarker import Points, RawFace, Rotation
from kiosk.domain.face import Point

# Indices of mediapipe's face mesh.
RIGHT_EYE = (33, 133)
LEFT_EYE = (362, 263)
NOSE_TIP = 4
CHIN = 152
FOREHEAD = 10
RIGHT_EYE_OPENINGS = ((159, 145), (158, 153), (160, 144))
LEFT_EYE_OPENINGS = ((386, 374), (385, 380), (387, 373))
INNER_LIP_OPENINGS = ((13, 14), (82, 87), (312, 317))
GAZES = tuple(
    f"eyeLook{way}{side}" for way in ("Down", "In", "Out", "Up") for side in ("Left", "Right")
)
# Eye midpoint to chin in inter-eye distances, median of the frontal pictures of ../shared/faces.
FACE_PER_EYE_GAP = 1.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Head angles with the signs of `FaceReading`."""

    yaw_deg: float
    pitch_deg: float


def pose(rotation: Rotation) -> Pose:
    """Return where the face's normal (the rotation's third column) points."""
    x, y, z = (float(value) for value in rotation[:, 2])
    return Pose(
        yaw_deg=math.degrees(math.atan2(x, z)),
        pitch_deg=math.degrees(math.asin(min(1.0, max(-1.0, y)))),
    )


def roll_deg(points: Points) -> float:
    """Return the slope of the eye line, clockwise positive in the unmirrored picture."""
    right, left = eye_centres(points)
    return math.degrees(math.atan2(left.y - right.y, left.x - right.x))


def eye_centres(points: Points) -> tuple[Point, Point]:
    """Return the middle of the corners of the right and of the left eye."""
    return _middle(points, RIGHT_EYE), _middle(points, LEFT_EYE)


def eye_middle(points: Points) -> Point:
    """Return the point between the eyes."""
    return _middle(points, (*RIGHT_EYE, *LEFT_EYE))


def place(points: Points, index: int) -> Point:
    """Return one of the 478 points."""
    return Point(float(points[index, 0]), float(points[index, 1]))


def face_size_px(points: Points) -> float:
    """Return the inter-eye distance the face would have from the front.

    A turned head narrows the eye gap, a nodding one the eye-to-chin distance: the larger counts.
    """
    right, left = eye_centres(points)
    middle, chin = eye_middle(points), place(points, CHIN)
    return max(
        math.dist((right.x, right.y), (left.x, left.y)),
        math.dist((middle.x, middle.y), (chin.x, chin.y)) / FACE_PER_EYE_GAP,
    )


def eye_aspect_ratio(points: Points) -> float:
    """Return lid gap over eye width, of the more closed eye."""
    return min(
        _opening(points, RIGHT_EYE_OPENINGS) / _span(points, RIGHT_EYE),
        _opening(points, LEFT_EYE_OPENINGS) / _span(points, LEFT_EYE),
    )


def mouth_gap(points: Points) -> float:
    """Return the inner lip gap over the distance from the eye midpoint to the chin."""
    middle, chin = eye_middle(points), place(points, CHIN)
    face_px = math.dist((middle.x, middle.y), (chin.x, chin.y))
    return _opening(points, INNER_LIP_OPENINGS) / max(face_px, 1e-6)


def strongest(face: RawFace, *names: str) -> float:
    """Return the largest of the named expression scores."""
    return max(face.scores[name] for name in names)


def _middle(points: Points, indices: tuple[int, ...]) -> Point:
    x, y = np.mean(points[list(indices)], axis=0)
    return Point(float(x), float(y))


def _span(points: Points, pair: tuple[int, int]) -> float:
    return max(float(np.linalg.norm(points[pair[0]] - points[pair[1]])), 1e-6)


def _opening(points: Points, pairs: tuple[tuple[int, int], ...]) -> float:
    return float(np.mean([np.linalg.norm(points[a] - points[b]) for a, b in pairs]))
