"""`cv2.VideoCapture` with types, and with the two things every adapter asks of it."""

from typing import Protocol

import cv2
import numpy as np

from camera.errors import CameraLostError
from camera.feed import Picture
from kiosk.ports import Clock

# Where a person waits for the camera, and where a dead one must be noticed; ADR on capture.
OPEN_TIMEOUT_MS = 4000
READ_TIMEOUT_MS = 2000


class Handle(Protocol):
    """The part of `cv2.VideoCapture` that is used, so that a test can drive it."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's name

    def set(self, propId: int, value: float, /) -> bool: ...  # noqa: N803 - OpenCV's name

    def get(self, propId: int, /) -> float: ...  # noqa: N803 - OpenCV's name

    def grab(self) -> bool: ...

    def retrieve(self) -> tuple[bool, "cv2.typing.MatLike"]: ...

    def release(self) -> None: ...


def open_ffmpeg(location: str) -> Handle:
    """Return FFmpeg's capture of a file or address; the caller asks whether it opened."""
    times = (
        (cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, OPEN_TIMEOUT_MS),
        (cv2.CAP_PROP_READ_TIMEOUT_MSEC, READ_TIMEOUT_MS),
    )
    return cv2.VideoCapture(location, cv2.CAP_FFMPEG, [part for pair in times for part in pair])


def grab_picture(handle: Handle | None, clock: Clock) -> Picture:
    """Return the next picture with the time at which it had arrived, before it was unpacked."""
    if handle is None or not handle.grab():
        raise CameraLostError("no picture came")
    captured_at_ns = clock.monotonic_ns()
    held, pixels = handle.retrieve()
    if not held or pixels is None or pixels.ndim != 3 or pixels.dtype != np.uint8:  # noqa: PLR2004
        raise CameraLostError("the picture cannot be unpacked")
    return np.asarray(pixels, dtype=np.uint8), captured_at_ns
