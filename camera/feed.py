"""What every kind of camera gives, and the one place where it becomes an upright `Frame`."""

from typing import Protocol

from camera.orientation import turn_description, turn_upright
from kiosk.domain.frame import Frame, Pixels
from kiosk.ports import Orientation, SourceDescription

Picture = tuple[Pixels, int]
"""Pixels as the device holds them (BGR), and the monotonic nanosecond at which they came."""

LIGHT_CONTROLS = ("exposure", "white_balance")
"""What `lock_light` holds, by the names under which it is refused."""


class Feed(Protocol):
    """A device, file or drawing in its own orientation."""

    def open(self) -> SourceDescription:
        """Return what was opened; raise `CameraOpenError` when it cannot be."""
        ...

    def next(self) -> Picture:
        """Return the next picture; raise `CameraLostError` when none comes."""
        ...

    def lock_light(self) -> tuple[str, ...]:
        """Hold exposure and white balance as they are; return which of them it cannot hold."""
        ...

    def close(self) -> None:
        """Let go; harmless when nothing is open."""
        ...


class UprightSource:
    """A `FrameSource` made of a feed: upright read-only frames, numbered across re-openings."""

    def __init__(self, feed: Feed, orientation: Orientation = Orientation.UPRIGHT) -> None:
        self._feed = feed
        self._orientation = orientation
        self._next_seq = 0

    def open(self) -> SourceDescription:
        """Return what was opened, with the width and height of the upright frames."""
        return turn_description(self._feed.open(), self._orientation)

    def read(self) -> Frame:
        """Return the next upright frame."""
        pixels, captured_at_ns = self._feed.next()
        seq, self._next_seq = self._next_seq, self._next_seq + 1
        return Frame(
            seq=seq,
            captured_at_ns=captured_at_ns,
            pixels=turn_upright(pixels, self._orientation),
        )

    def lock_light(self) -> tuple[str, ...]:
        """Hold exposure and white balance as they are; return which of them it cannot hold."""
        return self._feed.lock_light()

    def close(self) -> None:
        """Let go of the device."""
        self._feed.close()
