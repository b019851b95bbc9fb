"""What a camera makes of the light: smear, grain, a file."""

import math

import cv2
import numpy as np

from camera.sitter.easel import Floats
from camera.sitter.look import Sensor
from kiosk.domain.frame import Pixels

_UNTOUCHED = 100


def record(picture: Pixels, sensor: Sensor, number: int) -> Pixels:
    """Return the picture as this camera keeps it; the same grain for the same frame, for ever."""
    if sensor.motion_px:
        smear = _smear(sensor.motion_px)
        picture = np.asarray(cv2.filter2D(picture, -1, smear, borderType=cv2.BORDER_REPLICATE))
    if sensor.grain:
        chance = np.random.default_rng(number)
        grain = chance.normal(0, sensor.grain, picture.shape).astype(np.float32)
        picture = np.asarray(np.clip(picture + grain + 0.5, 0, 255), np.uint8)
    if sensor.jpeg < _UNTOUCHED:
        _, coded = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, sensor.jpeg))
        picture = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return picture


def _smear(length_px: float) -> Floats:
    """Return a row of weights as long as the way, its ends in part."""
    reach = math.ceil((length_px + 1) / 2)
    away = np.abs(np.arange(-reach, reach + 1, dtype=np.float32))
    row = np.clip((length_px + 1) / 2 - away + 0.5, 0, 1)
    return np.asarray((row / row.sum())[None], np.float32)
