"""The ID photo: its specification in millimetres and pixels, the crop, and the bytes."""

import hashlib
from dataclasses import dataclass

from kiosk.domain.box import Box
from kiosk.domain.face import FaceReading
from kiosk.domain.measure import Region

# Paper size and head placement: J-LIS photo page (35 × 45 mm) and its drawing (`domain facts` 1.1).
WIDTH_MM = 35.0
HEIGHT_MM = 45.0
HEAD_MM = 34.0
TOP_MARGIN_MM = 4.0
# Printed sizes: 600 dpi, and 30 px/mm. The smaller is the least we aim at, never by upscaling.
TARGET_SIZES_PX = ((1050, 1350), (827, 1063))
# File rules of the online application, read strictly at both ends: 480..6000 px, 20 KB..7 MB.
LEAST_SIDE_PX = 480
MOST_SIDE_PX = 6000
LEAST_FILE_BYTES = 20_480
MOST_FILE_BYTES = 7_000_000


class CropBox(Box):
    """Where a photo is cut from the upright frame, in its pixels; 7:9 up to rounding."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoProof:
    """What proves that the photo is a crop of what the camera saw, and nothing else.

    ``frame_sha256`` is over the frame's pixels (BGR, row by row). ``resampling`` names how the crop
    was brought to the photo's size ("none" when it was not), ``encoder`` what wrote the JPEG and
    with which settings beside the quality. ``placed_by_hand``: staff dragged crown or chin.
    """

    frame_sha256: str
    frame_width_px: int
    frame_height_px: int
    crop: CropBox
    rotation_deg: float
    jpeg_quality: int
    resampling: str = "none"
    encoder: str = ""
    placed_by_hand: bool = False

    @property
    def part(self) -> Region:
        """Return which part of the frame the photo shows."""
        return Region(
            self.crop.left / self.frame_width_px,
            self.crop.top / self.frame_height_px,
            self.crop.right / self.frame_width_px,
            self.crop.bottom / self.frame_height_px,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Photo:
    """A finished ID photo: baseline sRGB JPEG without EXIF, unmirrored, never upscaled."""

    jpeg: bytes
    width_px: int
    height_px: int
    proof: PhotoProof

    @property
    def sha256(self) -> str:
        """Return the file's SHA-256 in hexadecimal."""
        return hashlib.sha256(self.jpeg).hexdigest()


def portrait_crop(face: FaceReading) -> CropBox:
    """Return the 35 × 45 mm box that puts this head 34 mm high, 4 mm below the edge, in the middle.

    The box may reach outside the frame: whether it does is a finding of its own.
    """
    px_per_mm = face.head_height_px / HEAD_MM
    width = WIDTH_MM * px_per_mm
    return CropBox(
        left=face.centre_x_px - width / 2,
        top=face.crown.y - TOP_MARGIN_MM * px_per_mm,
        width=width,
        height=HEIGHT_MM * px_per_mm,
    )
