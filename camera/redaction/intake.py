"""A file somebody brought from a venue: refused by its header, or pixels of a report's size.

What leaves this module is pixels and nothing else: EXIF with its place and time, thumbnails,
colour profiles, comments and the second pictures some phones append stay behind in the file.
"""

import io
import os
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from PIL import ExifTags, Image, UnidentifiedImageError

from camera.redaction.refusals import SiteFault, SitePictureError
from kiosk.domain.frame import Pixels

MOST_BYTES = 40_000_000  # JPEGs of 48-MP phones are 10 to 25 MB
# A JPEG is unpacked at an eighth to a half of its sides, so what counts is libjpeg's own memory: 3
# bytes a pixel for a progressive one. 50 million pixels are a 48-MP phone's 8064 x 6048.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 13_000_000}
# The long side in a report: an A4 page at 200 dpi. Less would do, more would show faces that are
# too small to be found for certain.
REPORT_SIDE_PX = 1600
LEAST_SIDE_PX = 160  # a thumbnail shows nobody what the venue looked like
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, KeyError, struct.error, zlib.error)
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif")
PNG_DEPTH_AT = 24  # byte of the bit depth in a PNG's first chunk
PNG_START = b"\x89PNG\r\n\x1a\n"
BITS = 8
# EXIF orientation: how the picture is to be turned to stand upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_content(path: Path) -> bytes:
    """Return what a plain file holds; a pipe, a device or a folder is refused, not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SitePictureError(SiteFault.UNREADABLE)
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name no file system takes
        raise SitePictureError(SiteFault.UNREADABLE) from error
    if len(content) > MOST_BYTES:
        raise SitePictureError(SiteFault.TOO_MANY_BYTES)
    return content


def decode_report_size(content: bytes) -> Pixels:
    """Return the pixels, upright, BGR, the long side at most `REPORT_SIDE_PX`."""
    with _damage_is(SiteFault.NOT_A_PICTURE):
        picture = _open(content)
    with _damage_is(SiteFault.TRUNCATED), picture:
        turn = TURNS.get(_orientation(picture))
        picture.draft("RGB", (REPORT_SIDE_PX, REPORT_SIDE_PX))
        picture.load()
        colour = _in_colour(picture)
        scale = min(1.0, REPORT_SIDE_PX / max(colour.size))
        size = (max(1, round(colour.width * scale)), max(1, round(colour.height * scale)))
        small = colour.resize(size, Image.Resampling.BOX, reducing_gap=None)
        upright = small if turn is None else small.transpose(turn)
        rgb = np.asarray(upright, dtype=np.uint8)
    return np.ascontiguousarray(np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8))


def _open(content: bytes) -> Image.Image:
    """Return the picture, nothing of it unpacked, once its header passed every rule."""
    _refuse_by_first_bytes(content)
    picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    kind = picture.format or "PNG"
    if picture.width * picture.height > MOST_PIXELS[kind]:
        raise SitePictureError(SiteFault.TOO_MANY_PIXELS)
    if min(picture.size) < LEAST_SIDE_PX:
        raise SitePictureError(SiteFault.TOO_SMALL)
    if picture.mode in {"CMYK", "YCCK"}:
        raise SitePictureError(SiteFault.CMYK)
    if kind == "PNG" and getattr(picture, "n_frames", 1) > 1:
        raise SitePictureError(SiteFault.MOVING)
    return picture


def _refuse_by_first_bytes(content: bytes) -> None:
    """Refuse by name what people bring most often; Pillow would only say it is unknown."""
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        raise SitePictureError(SiteFault.HEIC)
    if content[:4] == b"GIF8":
        raise SitePictureError(SiteFault.MOVING)
    if content.startswith(PNG_START) and content[PNG_DEPTH_AT : PNG_DEPTH_AT + 1] > bytes([BITS]):
        raise SitePictureError(SiteFault.DEEP)


@contextmanager
def _damage_is(fault: SiteFault) -> Iterator[None]:
    """Turn what Pillow raises on a damaged file into a refusal; what it mumbles is dropped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pixels are counted here, broken EXIF does no harm
            yield
    except Image.DecompressionBombError as error:
        raise SitePictureError(SiteFault.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, *DAMAGE) as error:
        raise SitePictureError(fault) from error


def _orientation(picture: Image.Image) -> int:
    value = picture.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) else 1


def _in_colour(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB; what is transparent is laid on white."""
    if "A" in picture.mode or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return picture.convert("RGB")
