"""One face in one still picture, with everything the checks measure on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from camera.aligned import AlignedFace, align
from camera.analyser import MediapipeAnalyser
from camera.jpegfile import is_photo_shaped
from camera.landmarker import Points
from kiosk.domain.face import FaceReading
from kiosk.domain.frame import Frame, Pixels
from kiosk.domain.photo import CropBox, portrait_crop

LEAST_PART_PX = 16  # a head that is all but outside of the picture leaves no part to measure


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """Whom a picture shows.

    ``points`` are 478 in the picture's pixels; ``box`` is the part that is (or would be) the
    photo, on whole pixels inside the picture; ``person`` says for each pixel of that part how sure
    it belongs to a person, 0..1.
    """

    frame: Frame
    reading: FaceReading
    points: Points
    aligned: AlignedFace
    box: CropBox
    person: npt.NDArray[np.float32]

    @property
    def part(self) -> Pixels:
        """Return the pixels inside ``box``."""
        return cut(self.frame.pixels, self.box)


def look_at(eye: MediapipeAnalyser, frame: Frame) -> Subject | None:
    """Return whom a picture shows, or None; ``eye`` is one for stills."""
    seen = eye.look(frame)
    if seen is None:
        return None
    box = _photo_part(seen.reading)
    return Subject(
        frame=frame,
        reading=seen.reading,
        points=seen.points,
        aligned=align(frame.pixels, seen.points),
        box=box,
        person=eye.person(cut(frame.pixels, box)),
    )


def cut(pixels: Pixels, box: CropBox) -> Pixels:
    """Return the part of a picture inside a box of whole pixels."""
    return pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]


def _photo_part(face: FaceReading) -> CropBox:
    """Return what of a picture becomes the photo: all of a photo, of another what is inside it."""
    width, height = face.frame_width_px, face.frame_height_px
    whole = CropBox(0.0, 0.0, float(width), float(height))
    exact = portrait_crop(face)
    if is_photo_shaped(width, height) or face.head_height_px <= 0:
        return whole
    left, top = max(0, round(exact.left)), max(0, round(exact.top))
    right, bottom = min(width, round(exact.right)), min(height, round(exact.bottom))
    if min(right - left, bottom - top) < LEAST_PART_PX:
        return whole
    return CropBox(float(left), float(top), float(right - left), float(bottom - top))
