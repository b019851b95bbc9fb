"""Light and sharpness of the face itself (photo.md 3), measured on the aligned square."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from camera.aligned import AlignedFace, align
from camera.landmarker import Points
from kiosk.domain.finding import Finding
from kiosk.domain.frame import Pixels
from kiosk.guidance.compliance import held, worst_of
from kiosk.guidance.policy import Measure, Policy

Floats = npt.NDArray[np.float32]

BURNT = 247  # luma from which skin shows no detail
LIGHT = (np.arange(256) / 255) ** 2.2  # sRGB's curve: light per code value, 1 is white
REBLUR_PX = 9  # Crete et al. 2007: a strong low-pass along one axis
# Rings of mesh points on the cheeks, below the eyes and beside the nose, away from beard and hair.
RIGHT_CHEEK = (117, 118, 101, 36, 205, 187, 123)
LEFT_CHEEK = (346, 347, 330, 266, 425, 411, 352)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """``burnt_share`` and ``reblur`` grow as the picture gets worse, the other two fall."""

    burnt_share: float
    brightness: float
    cheek_balance: float
    reblur: float


def judge_quality(pixels: Pixels, points: Points, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings on exposure, evenness of the light, and sharpness of a face."""
    quality = measure_quality(align(pixels, points))
    return (
        worst_of(
            [
                held(Measure.BURNT_SHARE, quality.burnt_share, policy),
                held(Measure.BRIGHTNESS, quality.brightness, policy),
            ]
        ),
        held(Measure.CHEEK_BALANCE, quality.cheek_balance, policy),
        held(Measure.REBLUR, quality.reblur, policy),
    )


def measure_quality(face: AlignedFace) -> Quality:
    """Return the measures of one aligned face."""
    grey = np.asarray(cv2.cvtColor(face.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    inside = grey[face.hull]
    if inside.size == 0:
        return Quality(burnt_share=0.0, brightness=0.0, cheek_balance=0.0, reblur=1.0)
    cheeks = [float(LIGHT[grey[face.patch(ring)]].mean()) for ring in (RIGHT_CHEEK, LEFT_CHEEK)]
    return Quality(
        burnt_share=float((inside >= BURNT).mean()),
        brightness=float(LIGHT[inside].mean()),
        cheek_balance=min(cheeks) / max(*cheeks, 1e-6),
        reblur=max(reblur(grey.astype(np.float32), face.hull, axis=axis) for axis in (0, 1)),
    )


def reblur(luma: Floats, inside: npt.NDArray[np.bool_], *, axis: int) -> float:
    """Return how little a picture loses by being blurred along an axis: 0 crisp .. 1 blurred."""
    kernel = (1, REBLUR_PX) if axis == 0 else (REBLUR_PX, 1)
    blurred = np.asarray(cv2.blur(luma, kernel), dtype=np.float32)
    before = np.abs(np.diff(luma, axis=axis))
    after = np.abs(np.diff(blurred, axis=axis))
    both = inside[1:] & inside[:-1] if axis == 0 else inside[:, 1:] & inside[:, :-1]
    total = float(before[both].sum())
    return 1.0 - float(np.maximum(before - after, 0)[both].sum()) / max(total, 1e-6)
