"""Picture files somebody hands over: refused by their header or turned into an upright frame.

What is converted: palette and grey to colour, 16-bit grey to its upper 8 bits, transparency laid
on white, the EXIF orientation turned into pixels, of an animation the first picture. Refused:
anything but a plain file with a JPEG or PNG in it, CMYK (J-LIS refuses it, and the colours are not
known), files and pictures beyond the limits, cut-off files.

Memory: Pillow keeps 4 bytes a pixel and its conversions make copies, so pictures are taken out of
it in strips, and those of more than MOST_FRAME_PIXELS at half their sides. Whatever the file, the
process stays below 512 MB.
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

from camera.jpegfile import FileFacts
from camera.photo_errors import PictureError, PictureFault
from kiosk.domain.frame import Frame, Pixels

MOST_BYTES = 20_000_000  # a 24 MP camera's JPEG is half of it
# Checked from the header, before anything is decoded. What takes half a second: PNG is unpacked at
# 25 million pixels a second, and nobody's camera writes it.
MOST_PIXELS = {"JPEG": 40_000_000, "MPO": 40_000_000, "PNG": 13_000_000}
"""MPO: a JPEG of a phone with a second picture behind the first, which is read."""
MOST_FRAME_PIXELS = 24_200_000  # what a 24 MP camera gives (6016 x 4016) is read as it is
STRIP_PX = 256  # rows taken out of Pillow at a time; even, for halving
FORMATS = ("JPEG", "PNG")
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
QUARTER_TURNED = 5  # EXIF orientations 5 to 8 lie on their side
MIRRORED = (2, 4, 5, 7)


def read_picture(path: Path) -> Frame:
    """Return the picture in a file as an upright frame; raise `PictureError`."""
    return Frame(seq=0, captured_at_ns=0, pixels=decode(read_bytes(path)))


def read_bytes(path: Path) -> bytes:
    """Return a picture file's content, unless it is too large or cannot be read."""
    try:
        content = _plain_content(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name no file system takes
        raise PictureError(PictureFault.UNREADABLE) from error
    if len(content) > MOST_BYTES:
        raise PictureError(PictureFault.TOO_MANY_BYTES)
    return content


def _plain_content(path: Path, most: int) -> bytes:
    """Return the beginning of a plain file; OSError for a pipe, a device or a folder.

    Opened without waiting: a pipe nobody writes to would never answer.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise IsADirectoryError
        return file.read(most)


def facts_of(content: bytes) -> FileFacts:
    """Return what the header says, sides as a viewer would see them."""
    with _damage_is_an_error(PictureFault.NOT_A_PICTURE):
        picture = _open(content)
        turned = _orientation(picture) >= QUARTER_TURNED
    width, height = picture.size
    return FileFacts(
        size_bytes=len(content),
        file_format=picture.format or "",
        mode=picture.mode,
        width_px=height if turned else width,
        height_px=width if turned else height,
    )


def decode(content: bytes, most_px: int = MOST_FRAME_PIXELS) -> Pixels:
    """Return the pixels of a JPEG or PNG file, upright, BGR; raise `PictureError`.

    A picture of more than ``most_px`` comes at half its sides.
    """
    with _damage_is_an_error(PictureFault.NOT_A_PICTURE):
        picture = _open(content)
    if picture.mode == "CMYK":
        raise PictureError(PictureFault.CMYK)
    half = picture.width * picture.height > most_px
    with _damage_is_an_error(PictureFault.TRUNCATED):
        orientation = _orientation(picture)
        if half:
            picture.draft(None, (picture.width // 2, picture.height // 2))
            half = picture.width * picture.height > most_px
        picture.load()
        pixels = _taken_out(picture, shrink=2 if half else 1)
        picture.close()
    return _upright(pixels, orientation)


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
    if picture.width * picture.height > MOST_PIXELS[picture.format or FORMATS[0]]:
        raise PictureError(PictureFault.TOO_MANY_PIXELS)
    return picture


def _orientation(picture: Image.Image) -> int:
    value = picture.getexif().get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) else 1


def _taken_out(picture: Image.Image, *, shrink: int) -> Pixels:
    """Return a loaded picture as BGR, its sides divided by ``shrink``."""
    width, height = picture.width // shrink, picture.height // shrink
    pixels = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, STRIP_PX // shrink):
        rows = min(STRIP_PX // shrink, height - top)
        part = picture.crop((0, top * shrink, width * shrink, (top + rows) * shrink))
        part.info = picture.info
        rgb = np.asarray(_in_colour(part), dtype=np.uint8)
        strip = pixels[top : top + rows]
        if shrink > 1:
            rgb = np.asarray(cv2.resize(rgb, (width, rows), interpolation=cv2.INTER_AREA), np.uint8)
        strip[:] = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    return pixels


def _upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return the picture as a viewer shows it, for an EXIF orientation of 1 to 8."""
    turns = {3: 2, 4: 2, 5: 3, 6: 3, 7: 1, 8: 1}.get(orientation, 0)
    turned = np.rot90(pixels, turns)
    if orientation in MIRRORED:
        turned = turned[:, ::-1]
    return np.ascontiguousarray(turned)


def _in_colour(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # 16-bit grey: Pillow's own conversion clips at 255
        grey = np.asarray(picture).astype(np.int64) >> 8
        return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).convert("RGB")
    if "A" in picture.mode or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return picture.convert("RGB")
