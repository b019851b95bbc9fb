"""How light somebody's skin is, for telling whether the checks treat all skins alike.

Individual typology angle, arctan((L* − 50) / b*) in degrees (Chardon et al. 1991): above 55 very
light, below −30 dark. It is taken from pictures in good light and serves to compare groups only.
"""

import math

import cv2
import numpy as np

from camera.aligned import AlignedFace
from camera.skinzones import LEFT_CHEEK, RIGHT_CHEEK

LEAST_YELLOW = 2.0
"""In b*: human skin is yellower in any daylight (b* of 5 to 25); the angle is undefined at 0."""


def typology_angle_deg(face: AlignedFace) -> float | None:
    """Return the angle of the median colour of both cheeks.

    None when they are out of sight, or have no colour of skin: grey pictures, blue light.
    """
    cheeks = face.patch(RIGHT_CHEEK) | face.patch(LEFT_CHEEK)
    colours = face.pixels[cheeks]
    if colours.size == 0:
        return None
    shares = np.asarray(colours, dtype=np.float32).reshape(-1, 1, 3) / 255
    lab = np.asarray(cv2.cvtColor(shares, cv2.COLOR_BGR2LAB)).reshape(-1, 3)
    lightness, _, yellow = (float(value) for value in np.median(lab, axis=0))
    if yellow < LEAST_YELLOW:
        return None
    return math.degrees(math.atan2(lightness - 50, yellow))
