"""From code values to what they stand for: light, and colour as the eye sees it."""

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

GAMMA = 2.2  # sRGB's curve, near enough: light per code value


def light_of(pixels: Floats) -> Floats:
    """Return the light of BGR pixels 0..1; 1 is white."""
    luma = pixels @ np.array((0.114, 0.587, 0.299), np.float32)  # ITU-R BT.601
    return np.asarray(luma**GAMMA, np.float32)


def lab_of(pixels: Floats) -> Floats:
    """Return CIELAB of a BGR picture 0..1: L* 0..100, a and b around 0."""
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB), np.float32)
