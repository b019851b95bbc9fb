"""What is seen in a frame: the followed face, measured."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
import numpy.typing as npt

from camera.crown import MASK_PX, CrownKeeper
from camera.finder import FaceFinder
from camera.landmarker import Landmarker, Points, Segmenter
from camera.reading import read_face
from kiosk.domain.face import FaceReading
from kiosk.domain.frame import Frame, Observation, Pixels
from kiosk.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """A face as measured, and its 478 points in the frame's pixels."""

    reading: FaceReading
    points: Points


class MediapipeAnalyser:
    """`FaceAnalyser` with Google's models; made, used and closed in one thread."""

    def __init__(self, clock: Clock, *, stills: bool = False) -> None:
        """``stills``: every frame is a picture of its own, searched as hard as can be."""
        self._clock = clock
        self._stills = stills
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            landmarker = stack.enter_context(Landmarker())
            segmenter = stack.enter_context(Segmenter())
            self._finder = FaceFinder(landmarker, thorough=self._stills)
            self._segmenter = segmenter
            self._crowns = CrownKeeper(segmenter)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stack.close()

    def observe(self, frame: Frame) -> Observation:
        """Return what is seen in the frame."""
        seen = self.look(frame)
        return Observation(
            frame=frame,
            face=seen.reading if seen else None,
            analysed_at_ns=self._clock.monotonic_ns(),
        )

    def look(self, frame: Frame) -> Seen | None:
        """Return the face with its points, for those who measure more of it; None for nobody."""
        found = self._finder.find(frame)
        if found is None or self._stills:
            self._crowns.forget()
        if found is None:
            return None
        crown, measured = self._crowns.crown(found)
        reading = read_face(frame, found.face, found.company, crown=crown, crown_measured=measured)
        return Seen(reading=reading, points=found.face.points)

    def person(self, pixels: Pixels) -> npt.NDArray[np.float32]:
        """Return for each pixel of a picture how sure it belongs to a person, 0..1."""
        height, width = pixels.shape[:2]
        small = cv2.resize(pixels, (MASK_PX, MASK_PX), interpolation=cv2.INTER_AREA)
        mask = self._segmenter.person(small.astype(np.uint8, copy=False))
        return np.asarray(cv2.resize(mask, (width, height)), dtype=np.float32)
