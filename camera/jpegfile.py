"""The photo as a file: written within the rules of the online application, and checked by them."""

import io
import math
from dataclasses import dataclass
from enum import StrEnum

import cv2
from PIL import Image

from kiosk.domain.frame import Pixels
from kiosk.domain.measure import Measure, Measurement
from kiosk.domain.photo import (
    LEAST_FILE_BYTES,
    LEAST_SIDE_PX,
    MOST_FILE_BYTES,
    MOST_SIDE_PX,
    WIDTH_MM,
)

# The first quality is used unless the file is too small (raise it, never pad) or too large.
QUALITIES = (92, 95, 98, 100, 85, 75)
MM_PER_INCH = 25.4


class FileFault(StrEnum):
    """What of a picture file the online application would refuse."""

    NOT_JPEG = "not_jpeg"
    NOT_RGB = "not_rgb"
    BYTES = "bytes"
    SIDES = "sides"
    SHAPE = "shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a picture file's header says; ``mode`` is Pillow's."""

    size_bytes: int
    file_format: str
    mode: str
    width_px: int
    height_px: int


def encode(pixels: Pixels) -> tuple[bytes, int] | None:
    """Return a baseline JPEG with its quality, or None when no quality meets the size rules.

    No ICC profile: an untagged JPEG is sRGB, and Pillow's profile carries the time of its making.
    No EXIF. The density makes it print 35 mm wide. Standard Huffman tables: optimised ones make
    Pillow fail on very noisy pictures (its buffer is too small) and save 2 %.
    """
    picture = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    dots_per_inch = round(picture.width / WIDTH_MM * MM_PER_INCH)
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(
            file,
            format="JPEG",
            quality=quality,
            subsampling=0,
            progressive=False,
            dpi=(dots_per_inch, dots_per_inch),
        )
        if LEAST_FILE_BYTES <= file.tell() <= MOST_FILE_BYTES:
            return file.getvalue(), quality
    return None


def file_faults(facts: FileFacts) -> tuple[FileFault, ...]:
    """Return every file rule that is broken; grey pictures are allowed, CMYK is not."""
    sides = (facts.width_px, facts.height_px)
    return tuple(
        fault
        for fault, broken in (
            (FileFault.NOT_JPEG, facts.file_format != "JPEG"),
            (FileFault.NOT_RGB, facts.mode not in {"RGB", "L"}),
            (FileFault.BYTES, not LEAST_FILE_BYTES <= facts.size_bytes <= MOST_FILE_BYTES),
            (FileFault.SIDES, min(sides) < LEAST_SIDE_PX or max(sides) > MOST_SIDE_PX),
            (FileFault.SHAPE, not is_photo_shaped(*sides)),
        )
        if broken
    )


def measure_file(facts: FileFacts) -> Measurement:
    """Return how many file rules are broken."""
    return Measurement(measure=Measure.FILE_FAULTS, value=float(len(file_faults(facts))))


def is_photo_shaped(width_px: int, height_px: int) -> bool:
    """Tell whether a picture is 7:9 to the pixel, however its height was rounded."""
    height = width_px * 9 / 7
    return math.floor(height) <= height_px <= math.ceil(height)


def height_for(width_px: int) -> int:
    """Return the height that makes a width 7:9, rounded up at the least size as J-LIS does."""
    return max(round(width_px * 9 / 7), 618 if width_px == LEAST_SIDE_PX else 0)
