"""The ID photo cut from a frame: cropped and scaled down, nothing else, and proof of it."""

import hashlib
from importlib.metadata import version

import cv2
import numpy as np

from camera.jpegfile import encode, height_for
from camera.photo_errors import PortraitError, PortraitFault
from camera.subject import cut
from kiosk.domain.face import FaceReading
from kiosk.domain.frame import Frame, Pixels
from kiosk.domain.measure import Measure
from kiosk.domain.photo import LEAST_SIDE_PX, TARGET_SIZES_PX, CropBox, Photo, PhotoProof
from kiosk.guidance.framing import frame_portrait
from kiosk.guidance.policy import Policy

ENCODER = f"Pillow {version('pillow')}, baseline, 4:4:4"


def cut_photo(frame: Frame, face: FaceReading, policy: Policy, *, by_hand: bool = False) -> Photo:
    """Return the photo; raise `PortraitError` when the frame cannot give one.

    ``by_hand`` tells that crown and chin of ``face`` are where staff put them.
    """
    box = _pixel_box(face, policy)
    pixels, resampling = _at_size(np.ascontiguousarray(cut(frame.pixels, box)))
    encoded = encode(pixels)
    if encoded is None:
        raise PortraitError(PortraitFault.TOO_FEW_BYTES)
    jpeg, quality = encoded
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
            resampling=resampling,
            encoder=ENCODER,
            placed_by_hand=by_hand,
        ),
    )


def is_nothing_but_a_crop(photo: Photo, frame: Frame) -> bool:
    """Tell whether the photo is what its proof says: this frame, cut and scaled, byte by byte.

    Needs the very encoder that is named in the proof.
    """
    proof = photo.proof
    if hashlib.sha256(frame.pixels.tobytes()).hexdigest() != proof.frame_sha256:
        return False
    part = np.ascontiguousarray(cut(frame.pixels, proof.crop))
    pixels, resampling = _at_size(part)
    encoded = encode(pixels)
    again = encoded is not None and encoded == (photo.jpeg, proof.jpeg_quality)
    return again and resampling == proof.resampling and proof.rotation_deg == 0.0


def _pixel_box(face: FaceReading, policy: Policy) -> CropBox:
    """Return the crop on whole pixels inside the frame, checked against the policy."""
    framing = frame_portrait(face)
    fail_mm = policy.rule(Measure.CROP_OFF_MM).fail
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


def _at_size(part: Pixels) -> tuple[Pixels, str]:
    """Return the largest printed size that is reached without enlarging, and how."""
    height, width = part.shape[:2]
    for size in TARGET_SIZES_PX:
        if (width, height) == size:
            break
        if size[0] <= width and size[1] <= height:
            smaller = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
            return smaller.astype(np.uint8, copy=False), "area"
    return part, "none"
