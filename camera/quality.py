"""Light and sharpness of the face itself (photo.md 3), measured on the aligned square."""

import cv2
import numpy as np
import numpy.typing as npt

from camera.aligned import AlignedFace
from kiosk.domain.measure import Measure, Measurement

Floats = npt.NDArray[np.float32]

BURNT = 247  # luma from which skin shows no detail
LIGHT = (np.arange(256) / 255) ** 2.2  # sRGB's curve: light per code value, 1 is white
REBLUR_PX = 9  # Crete et al. 2007: a strong low-pass along one axis
# Rings of mesh points on the cheeks, below the eyes and beside the nose, away from beard and hair.
RIGHT_CHEEK = (117, 118, 101, 36, 205, 187, 123)
LEFT_CHEEK = (346, 347, 330, 266, 425, 411, 352)


def measure_quality(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the measures of exposure, evenness of the light, and sharpness of a face."""
    grey = np.asarray(cv2.cvtColor(face.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    inside = grey[face.hull]
    if inside.size == 0:
        return ()
    cheeks = [float(LIGHT[grey[face.patch(ring)]].mean()) for ring in (RIGHT_CHEEK, LEFT_CHEEK)]
    values = {
        Measure.BURNT_SHARE: float((inside >= BURNT).mean()),
        Measure.BRIGHTNESS: float(LIGHT[inside].mean()),
        Measure.CHEEK_BALANCE: min(cheeks) / max(*cheeks, 1e-6),
        Measure.REBLUR: max(reblur(grey.astype(np.float32), face.hull, axis=a) for a in (0, 1)),
    }
    return tuple(Measurement(measure=measure, value=value) for measure, value in values.items())


def reblur(luma: Floats, inside: npt.NDArray[np.bool_], *, axis: int) -> float:
    """Return how little a picture loses by being blurred along an axis: 0 crisp .. 1 blurred."""
    kernel = (1, REBLUR_PX) if axis == 0 else (REBLUR_PX, 1)
    blurred = np.asarray(cv2.blur(luma, kernel), dtype=np.float32)
    before = np.abs(np.diff(luma, axis=axis))
    after = np.abs(np.diff(blurred, axis=axis))
    both = inside[1:] & inside[:-1] if axis == 0 else inside[:, 1:] & inside[:, :-1]
    total = float(before[both].sum())
    return 1.0 - float(np.maximum(before - after, 0)[both].sum()) / max(total, 1e-6)
