"""The ID photo, cut from the frame that was judged, and the verdict on it."""

import hashlib
import threading

import cv2
import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.imagefile import decode, facts_of
from camera.jpegfile import encode, height_for
from camera.photo_errors import PortraitError, PortraitFault
from camera.verdict import judge_picture
from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Finding
from kiosk.domain.frame import Frame, Observation, Pixels
from kiosk.domain.measure import Measure
from kiosk.domain.photo import (
    LEAST_SIDE_PX,
    TARGET_SIZES_PX,
    CropBox,
    Photo,
    PhotoProof,
)
from kiosk.guidance.framing import frame_portrait
from kiosk.guidance.policy import Policy, photo_policy
from kiosk.ports import Clock


class Portraitist:
    """`PortraitMaker` with OpenCV and Pillow.

    ``judge`` reads the finished photo anew with models of its own, loaded at the first call in the
    thread that calls; `close` lets go of them.
    """

    def __init__(self, clock: Clock, policy: Policy | None = None) -> None:
        self._clock = clock
        self._policy = policy or photo_policy()
        self._analyser: MediapipeAnalyser | None = None
        self._owner: int | None = None

    def make(self, observation: Observation) -> Photo:
        """Return the photo; raise `PortraitError` when the frame cannot give one."""
        if observation.face is None:
            raise PortraitError(PortraitFault.NO_FACE)
        box = self._pixel_box(observation.face)
        pixels = _cut(observation.frame.pixels, box)
        encoded = encode(pixels)
        if encoded is None:
            raise PortraitError(PortraitFault.TOO_FEW_BYTES)
        jpeg, quality = encoded
        frame = observation.frame
        return Photo(
            jpeg=jpeg,
            width_px=pixels.shape[1],
            height_px=pixels.shape[0],
            proof=PhotoProof(
                frame_sha256=hashlib.sha256(frame.pixels.tobytes()).hexdigest(),
                frame_width_px=frame.width_px,
                frame_height_px=frame.height_px,
                crop=box,
                rotation_deg=0.0,
                jpeg_quality=quality,
            ),
        )

    def judge(self, observation: Observation, photo: Photo) -> tuple[Finding, ...]:
        """Return the full verdict on the finished photo, read from its own bytes."""
        frame = Frame(
            seq=observation.frame.seq,
            captured_at_ns=observation.frame.captured_at_ns,
            pixels=decode(photo.jpeg),
        )
        facts = facts_of(photo.jpeg)
        return judge_picture(self._own_analyser(), frame, facts, self._policy).findings

    def close(self) -> None:
        """Let go of the models; harmless when none were loaded."""
        analyser, self._analyser = self._analyser, None
        if analyser is not None:
            analyser.__exit__(None, None, None)

    def _own_analyser(self) -> MediapipeAnalyser:
        if self._analyser is None or self._owner != threading.get_ident():
            self.close()
            self._analyser = MediapipeAnalyser(self._clock, stills=True).__enter__()
            self._owner = threading.get_ident()
        return self._analyser

    def _pixel_box(self, face: FaceReading) -> CropBox:
        """Return the crop on whole pixels inside the frame, checked against the policy."""
        framing = frame_portrait(face)
        fail_mm = self._policy.rule(Measure.CROP_OFF_MM).fail
        if not framing.inside or (fail_mm is not None and framing.off_mm > fail_mm):
            raise PortraitError(PortraitFault.OUTSIDE)
        exact = framing.box
        width = min(round(exact.width), face.frame_width_px)
        height = min(height_for(width), face.frame_height_px)
        if width < LEAST_SIDE_PX or height < height_for(LEAST_SIDE_PX):
            raise PortraitError(PortraitFault.TOO_SMALL)
        return CropBox(
            left=float(max(0, min(round(exact.left), face.frame_width_px - width))),
            top=float(max(0, min(round(exact.top), face.frame_height_px - height))),
            width=float(width),
            height=float(height),
        )


def _cut(pixels: Pixels, box: CropBox) -> Pixels:
    """Return the box at the largest printed size it reaches without being enlarged."""
    rows = slice(int(box.top), int(box.bottom))
    part = pixels[rows, int(box.left) : int(box.right)]
    for size in TARGET_SIZES_PX:
        if size[0] <= box.width and size[1] <= box.height:
            smaller = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
            return smaller.astype(np.uint8, copy=False)
    return np.ascontiguousarray(part)
