"""A picture with four different corners tells every wrong turn and every mirror."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from camera.source import open_source
from kiosk.domain.frame import Frame
from kiosk.ports import Orientation
from tests.fakes.timepiece import Timepiece

# Corners from the upper left, clockwise.
CORNERS = {"upper left": 40, "upper right": 90, "lower right": 140, "lower left": 200}


def corners(frame: Frame) -> list[int]:
    pixels = frame.pixels
    return [int(pixels[y, x, 0]) for y, x in ((2, 2), (2, -3), (-3, -3), (-3, 2))]


@pytest.mark.parametrize(
    ("orientation", "first"),
    [
        (Orientation.UPRIGHT, "upper left"),
        (Orientation.QUARTER, "lower left"),
        (Orientation.HALF, "lower right"),
        (Orientation.THREE_QUARTERS, "upper right"),
    ],
)
def test_a_mounted_camera_gives_upright_unmirrored_frames(
    tmp_path: Path, orientation: Orientation, first: str
) -> None:
    seen = np.zeros((60, 100, 3), np.uint8)
    greys = list(CORNERS.values())
    seen[:30, :50], seen[:30, 50:], seen[30:, 50:], seen[30:, :50] = greys
    path = tmp_path / "corners.png"
    path.write_bytes(cv2.imencode(".png", seen)[1].tobytes())
    clock = Timepiece()
    source = open_source(str(path), clock, orientation=orientation, wait=clock.wait)
    said = source.open()
    frame = source.read()
    source.close()
    start = greys.index(CORNERS[first])
    assert corners(frame) == greys[start:] + greys[:start]
    sideways = orientation in {Orientation.QUARTER, Orientation.THREE_QUARTERS}
    assert (said.width_px, said.height_px) == ((60, 100) if sideways else (100, 60))
    assert (frame.width_px, frame.height_px) == (said.width_px, said.height_px)
