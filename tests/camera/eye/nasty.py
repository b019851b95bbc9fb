"""Picture files somebody could hand over by mistake or by malice, by what is wrong with them."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from kiosk.domain.frame import Pixels

BIG = (6000, 4000)  # a 24 MP camera
BIGGEST = (7200, 5500)  # just below the limit of 40 million pixels
BIGGEST_PNG = (4160, 3120)  # just below the limit of 13 million


def png(width: int, height: int, *, lines: int = 1) -> bytes:
    """Return a PNG whose header promises more than its content holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * lines * (1 + 3 * width), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def six_faces(frame: Pixels) -> Pixels:
    """Return a picture with six of the one in ``frame``."""
    small = cv2.resize(frame, (600, 800), interpolation=cv2.INTER_AREA)
    row = np.hstack([small] * 3)
    return np.asarray(np.vstack([row, row]), np.uint8)


def enlarged(frame: Pixels, size: tuple[int, int]) -> Image.Image:
    """Return the frame in the middle of a picture of ``size``, as high as fits."""
    width, height = size
    scale = height / frame.shape[0]
    part = cv2.resize(frame, (round(frame.shape[1] * scale), height))
    left = (width - part.shape[1]) // 2
    right = width - part.shape[1] - left
    wide = cv2.copyMakeBorder(part, 0, 0, left, right, cv2.BORDER_REPLICATE)
    return Image.fromarray(cv2.cvtColor(np.asarray(wide, np.uint8), cv2.COLOR_BGR2RGB))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def write_refused(folder: Path, frame: Pixels) -> list[Path]:
    """Leave files that are no usable picture, and a name for each."""
    face = Image.fromarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
    whole = saved(face, "JPEG", quality=90)
    contents = {
        "letter.jpg": "拝啓".encode(),
        "empty.jpg": b"",
        "huge.png": png(30_000, 30_000, lines=100),
        "cmyk.jpg": saved(face.convert("CMYK"), "JPEG"),
        "cut.jpg": whole[: len(whole) // 2],
        "movie.gif": saved(face, "GIF"),
    }
    paths = _written(folder, contents)
    (folder / "folder.jpg").mkdir()
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    os.mkfifo(folder / "pipe.jpg")
    paths += [folder / name for name in ("folder.jpg", "gone.jpg", "pipe.jpg", "n" * 300 + ".jpg")]
    return [*paths, Path("/dev/zero")]


def write_judged(folder: Path, frame: Pixels) -> list[Path]:
    """Leave odd pictures that can be judged: unusual, large, of nobody, of many."""
    face = Image.fromarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
    many = Image.fromarray(cv2.cvtColor(six_faces(frame), cv2.COLOR_BGR2RGB))
    turned, stuffed = Image.Exif(), Image.Exif()
    turned[0x0112] = 6
    stuffed[0x010E] = "x" * 60_000
    grey = np.asarray(face.convert("L"), np.uint16) * 257
    makers: dict[str, Callable[[], bytes]] = {
        "grey.jpg": lambda: saved(face.convert("L"), "JPEG"),
        "grey16.png": lambda: saved(Image.fromarray(grey), "PNG", compress_level=1),
        "palette.png": lambda: saved(face.convert("P"), "PNG"),
        "alpha.png": lambda: saved(face.convert("RGBA"), "PNG", compress_level=1),
        "turned.jpg": lambda: saved(face.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=turned),
        "stuffed.jpg": lambda: saved(face, "JPEG", exif=stuffed),
        "moving.png": lambda: saved(
            face,
            "PNG",
            save_all=True,
            append_images=[many.crop((0, 0, *face.size))],
            compress_level=1,
        ),
        "stepwise.jpg": lambda: saved(
            enlarged(frame, BIG), "JPEG", quality=92, subsampling=0, progressive=True
        ),
        "nobody.png": lambda: saved(Image.new("RGB", (1200, 1600), "white"), "PNG"),
        "six.jpg": lambda: saved(many, "JPEG"),
        "big.jpg": lambda: saved(enlarged(frame, BIG), "JPEG", quality=92),
        "biggest.jpg": lambda: saved(
            enlarged(frame, BIGGEST), "JPEG", quality=80, progressive=True
        ),
        "promise.png": lambda: png(3000, 2000),
        "biggest.png": lambda: saved(
            enlarged(frame, BIGGEST_PNG).convert("RGBA"), "PNG", compress_level=1
        ),
        "photo.jpg": lambda: saved(enlarged(frame, (4666, 5999)), "JPEG", quality=85),
    }
    return _written(folder, {name: make() for name, make in makers.items()})


def _written(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]
