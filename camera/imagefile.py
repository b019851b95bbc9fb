"""Picture files somebody hands over: refused by their header or turned into an upright frame.

What is converted: palette and grey to colour, 16-bit grey to its upper 8 bits, transparency laid
on white, the EXIF orientation turned into pixels. Refused: anything but JPEG and PNG, CMYK (J-LIS
refuses it, and the colours are not known), files and pictures beyond the limits, cut-off files.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from camera.jpegfile import FileFacts
from camera.photo_errors import PictureError, PictureFault
from kiosk.domain.frame import Frame, Pixels

MOST_BYTES = 20_000_000  # a 24 MP camera's JPEG is half of it
MOST_PIXELS = 40_000_000  # 120 MB decoded; checked from the header, before anything is decoded
FORMATS = ("JPEG", "PNG")
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
QUARTER_TURNED = 5  # EXIF orientations 5 to 8 lie on their side


def read_picture(path: Path) -> Frame:
    """Return the picture in a file as an upright frame; raise `PictureError`."""
    return Frame(seq=0, captured_at_ns=0, pixels=decode(read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """Return a picture file's content, unless it is too large or cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PictureError(PictureFault.UNREADABLE) from error
    if len(content) > MOST_BYTES:
        raise PictureError(PictureFault.TOO_MANY_BYTES)
    return content


def facts_of(content: bytes) -> FileFacts:
    """Return what the header says, sides as a viewer would see them."""
    with _damage_is_an_error(PictureFault.NOT_A_PICTURE):
        picture = _open(content)
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= QUARTER_TURNED
    width, height = picture.size
    return FileFacts(
        size_bytes=len(content),
        file_format=picture.format or "",
        mode=picture.mode,
        width_px=height if turned else width,
        height_px=width if turned else height,
    )


def decode(content: bytes) -> Pixels:
    """Return the pixels of a JPEG or PNG file, upright, BGR; raise `PictureError`."""
    with _damage_is_an_error(PictureFault.NOT_A_PICTURE):
        picture = _open(content)
    if picture.mode == "CMYK":
        raise PictureError(PictureFault.CMYK)
    with _damage_is_an_error(PictureFault.TRUNCATED):
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    rgb = np.asarray(_in_colour(upright), dtype=np.uint8)
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)


@contextmanager
def _damage_is_an_error(fault: PictureFault) -> Iterator[None]:
    """Turn what Pillow raises on a damaged file into a refusal; what it mumbles is dropped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pixels are counted here, broken EXIF does no harm
            yield
    except Image.DecompressionBombError as error:
        raise PictureError(PictureFault.TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, *DAMAGE) as error:
        raise PictureError(fault) from error


def _open(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureError(PictureFault.TOO_MANY_PIXELS)
    return picture


def _in_colour(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # 16-bit grey: Pillow's own conversion clips at 255
        grey = np.asarray(picture, dtype=np.int64) >> 8
        return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    if "A" in picture.mode or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return picture.convert("RGB")
