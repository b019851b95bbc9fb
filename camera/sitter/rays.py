"""Linear light: how much there is, what colour, how it flickers, how it falls off sideways.

Colours are painted as code values of a well exposed picture; every knob of light multiplies the
light they stand for. What exceeds the sensor is cut off at 255.
"""

import math

import cv2
import numpy as np

from camera.sitter.easel import Floats
from camera.sitter.look import Cast, Light
from kiosk.domain.frame import Pixels

GAMMA = 2.2  # sRGB's curve, nearly
# What is left of blue, green and red at full strength: a blue sky, a candle, a tube, a sign.
_TINT: dict[Cast, tuple[float, float, float]] = {
    Cast.NONE: (1.0, 1.0, 1.0),
    Cast.BLUE: (1.15, 0.85, 0.42),
    Cast.YELLOW: (0.18, 0.88, 1.05),
    Cast.GREEN: (0.55, 1.05, 0.60),
    Cast.RED: (0.50, 0.60, 1.10),
}
_READOUT = 0.9  # of the time between two frames a rolling shutter reads rows, at 30 a second
_FPS = 30.0
_SIDE_ON_WALL = 0.02  # a lamp beside the sitter is far from the wall


def expose(picture: Pixels, light: Light) -> Pixels:
    """Return the picture in this much light of this colour."""
    gains = [light.level * tint**light.cast_strength for tint in _TINT[light.cast]]
    if gains == [1.0, 1.0, 1.0]:
        return picture
    codes = (np.arange(256) / 255) ** GAMMA
    curves = [255 * np.minimum(1, codes * gain) ** (1 / GAMMA) for gain in gains]
    table = np.round(np.stack(curves, 1)).astype(np.uint8)[:, None]
    return np.asarray(cv2.LUT(picture, table), np.uint8)


def flicker(picture: Pixels, light: Light, number: int) -> Pixels:
    """Return the picture under a lamp that dips twice in every period of the mains."""
    if not light.flicker:
        return picture
    height = picture.shape[0]
    seconds = (number + _READOUT * np.arange(height) / height) / _FPS
    dip = 0.5 - 0.5 * np.cos(2 * math.pi * 2 * light.mains_hz * seconds)
    rows = (1 - light.flicker * dip) ** (1 / GAMMA)
    return np.asarray(np.clip(picture * rows[:, None, None], 0, 255), np.uint8)


def sideways(x: Floats, side: float) -> Floats:
    """Return as code values the light on what stands upright at ``x`` head heights."""
    if not side:
        return np.ones_like(x)
    lamp = (0.62 + 0.5 * np.tanh(math.copysign(2.2, side) * x)) ** GAMMA
    return np.asarray((1 + abs(side) * (lamp - 1)) ** (1 / GAMMA), np.float32)


def on_wall(x: Floats, side: float) -> Floats:
    """Return as code values what the wall has of it; ``x`` is -1..1 across the picture."""
    return np.asarray(1 + _SIDE_ON_WALL * side * x, np.float32)
