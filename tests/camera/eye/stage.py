"""The drawn sitter as frames with known truth, and what the rooms under test say of them."""

from dataclasses import dataclass
from datetime import UTC, datetime

import cv2
import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from kiosk.domain.face import FaceReading
from kiosk.domain.frame import Frame, Observation, Pixels

WIDTH, HEIGHT = 1200, 1600


class StoppedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)

    def monotonic_ns(self) -> int:
        return 7


@dataclass(frozen=True, slots=True)
class Stage:
    """Paints scenes and reads them as stills."""

    studio: Studio
    eye: MediapipeAnalyser

    def frame(self, scene: Scene) -> Frame:
        return as_frame(self.studio.paint(scene))

    def observe(self, scene: Scene) -> Observation:
        return self.eye.observe(self.frame(scene))

    def read(self, scene: Scene) -> FaceReading:
        face = self.observe(scene).face
        assert face is not None
        return face

    def px_per_mm(self, scene: Scene) -> float:
        """Return the scale at which the head of the scene is 34 mm high."""
        return scene.place.size * HEIGHT / 34


def as_frame(pixels: Pixels, seq: int = 0) -> Frame:
    return Frame(seq=seq, captured_at_ns=seq * 33_000_000, pixels=pixels)


def mirror(frame: Frame) -> Frame:
    return as_frame(np.ascontiguousarray(frame.pixels[:, ::-1]), frame.seq)


def extended_down(pixels: Pixels, share: float = 0.25) -> Pixels:
    """Return the picture with its last row repeated below: the shoulders a booth would show."""
    rows = round(pixels.shape[0] * share)
    longer = cv2.copyMakeBorder(pixels, 0, rows, 0, 0, cv2.BORDER_REPLICATE)
    return np.asarray(longer, dtype=np.uint8)
