"""Which of several frames of one person is the best moment."""

from collections.abc import Sequence

import cv2
import numpy as np

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import faults_of
from kiosk.domain.frame import Observation
from kiosk.guidance.compliance import judge_frame
from kiosk.guidance.policy import Policy

FACE_EYE_GAPS = 1.5
"""Half the side of the square around the eyes in which sharpness is compared."""
COMPARED_PX = 256


def best_first(candidates: Sequence[Observation], policy: Policy) -> tuple[Observation, ...]:
    """Return the frames with a face in the order in which they promise a good photo.

    First come those with the least findings; among equals open eyes and sharpness decide.
    """
    seen = [(one, one.face) for one in candidates if one.face is not None]
    if not seen:
        return ()
    crispness = [_crispness(one, face) for one, face in seen]
    most = max(*crispness, 1e-6)
    faults = [
        faults_of(judge_frame(face, policy)) + face.blink + (1 - crisp / most)
        for (_, face), crisp in zip(seen, crispness, strict=True)
    ]
    order = sorted(range(len(seen)), key=lambda at: faults[at])
    return tuple(seen[at][0] for at in order)


def _crispness(one: Observation, face: FaceReading) -> float:
    """Return how much detail there is around the eyes; comparable for one person only."""
    middle_x = (face.right_eye.x + face.left_eye.x) / 2
    middle_y = (face.right_eye.y + face.left_eye.y) / 2
    half = FACE_EYE_GAPS * face.eye_gap_px
    rows = slice(max(0, round(middle_y - half)), max(0, round(middle_y + half)))
    columns = slice(max(0, round(middle_x - half)), max(0, round(middle_x + half)))
    part = one.frame.pixels[rows, columns]
    if min(part.shape[:2]) < 1:
        return 0.0
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    if min(grey.shape) > COMPARED_PX:
        grey = cv2.resize(grey, (COMPARED_PX, COMPARED_PX), interpolation=cv2.INTER_AREA)
    return float(np.asarray(cv2.Laplacian(grey, cv2.CV_32F)).var())
