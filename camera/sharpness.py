"""How sharp a face is, by how little it has to lose (Crete et al. 2007)."""

import cv2
import numpy as np
import numpy.typing as npt

from camera.aligned import AlignedFace
from kiosk.domain.measure import Measure, Measurement

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

REBLUR_PX = 9  # Crete et al. 2007: a strong low-pass along one axis
# Sensor noise is as sharp as can be on the most blurred face: smoothed by 1 px (.009 eye gaps)
# first, a face out of focus measures the same with the noise of a dim room and without it.
NOISE_PX = 1.0


def measure_sharpness(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the re-blur of a face along its worse axis: motion blurs one of them only."""
    if not face.hull.any():
        return ()
    grey = np.asarray(cv2.cvtColor(face.pixels, cv2.COLOR_BGR2GRAY), np.float32)
    calm = np.asarray(cv2.GaussianBlur(grey, (0, 0), NOISE_PX), np.float32)
    worse = max(reblur(calm, face.hull, axis=axis) for axis in (0, 1))
    where = (face.region(tuple(range(len(face.points)))),)
    return (Measurement(measure=Measure.REBLUR, value=worse, regions=where),)


def reblur(luma: Floats, inside: Mask, *, axis: int) -> float:
    """Return how little a picture loses by being blurred along an axis: 0 crisp .. 1 blurred.

    Axis 0 compares the rows after a blur along them, axis 1 the columns.
    """
    kernel = (1, REBLUR_PX) if axis == 0 else (REBLUR_PX, 1)
    blurred = np.asarray(cv2.blur(luma, kernel), dtype=np.float32)
    before = np.abs(np.diff(luma, axis=axis))
    after = np.abs(np.diff(blurred, axis=axis))
    both = inside[1:] & inside[:-1] if axis == 0 else inside[:, 1:] & inside[:, :-1]
    total = float(before[both].sum())
    return 1.0 - float(np.maximum(before - after, 0)[both].sum()) / max(total, 1e-6)
