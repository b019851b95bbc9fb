"""Turning what a mounted camera sees into an upright picture."""

from dataclasses import replace

import cv2
import numpy as np

from kiosk.domain.frame import Pixels
from kiosk.ports import Orientation, SourceDescription

_TURNS = {
    Orientation.QUARTER: cv2.ROTATE_90_CLOCKWISE,
    Orientation.HALF: cv2.ROTATE_180,
    Orientation.THREE_QUARTERS: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


def turn_upright(pixels: Pixels, orientation: Orientation) -> Pixels:
    """Return the pixels turned clockwise by ``orientation``, contiguous and read-only."""
    turn = _TURNS.get(orientation)
    upright = pixels if turn is None else np.asarray(cv2.rotate(pixels, turn), dtype=np.uint8)
    upright = np.ascontiguousarray(upright)
    upright.setflags(write=False)
    return upright


def turn_description(raw: SourceDescription, orientation: Orientation) -> SourceDescription:
    """Return the description as it holds for the upright frames."""
    if orientation in {Orientation.UPRIGHT, Orientation.HALF}:
        return raw
    return replace(raw, width_px=raw.height_px, height_px=raw.width_px)
