"""Picture files of every sort."""

import io
import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camera.imagefile import MOST_BYTES, decode, facts_of, read_picture
from camera.photo_errors import PictureError, PictureFault

RED = (200, 30, 30)


def saved(picture: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, name, **options)
    return file.getvalue()


def fault_of(content: bytes) -> PictureFault:
    with pytest.raises(PictureError) as caught:
        decode(content)
    return caught.value.fault


def striped(mode: str = "RGB") -> Image.Image:
    """Return 60 × 40 pixels, red on the left and white on the right."""
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste(RED, (0, 0, 30, 40))
    return picture.convert(mode)


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_a_picture_becomes_an_upright_bgr_frame(tmp_path: Path, name: str) -> None:
    path = tmp_path / "顔写真（見本）.jpg"
    path.write_bytes(saved(striped(), name))
    frame = read_picture(path)
    assert (frame.width_px, frame.height_px) == (60, 40)
    blue, green, red = (int(value) for value in frame.pixels[20, 10])
    assert (red, green, blue) == pytest.approx(RED, abs=6)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (60, 40), (5, 20)),
        (2, (60, 40), (55, 20)),
        (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)),
        (6, (40, 60), (20, 5)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_the_exif_orientation_is_turned_into_pixels(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = saved(striped(), exif=exif)
    pixels = decode(content)
    assert (pixels.shape[1], pixels.shape[0]) == size
    assert pixels[red_at[1], red_at[0], 1] < 80
    facts = facts_of(content)
    assert (facts.width_px, facts.height_px) == size


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA"])
def test_grey_palette_and_transparent_pictures_are_converted(mode: str) -> None:
    pixels = decode(saved(striped(mode), "PNG"))
    assert pixels.shape == (40, 60, 3)
    assert pixels[20, 10].mean() < pixels[20, 50].mean()


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (8, 8), (10, 10, 10, 0))
    assert decode(saved(clear, "PNG")).min() == 255


def test_sixteen_bit_grey_keeps_its_upper_bits() -> None:
    ramp = (np.arange(256, dtype=np.uint16) * 257).reshape(16, 16)
    pixels = decode(saved(Image.fromarray(ramp), "PNG"))
    assert (pixels[:, :, 0].ravel() == np.arange(256)).all()


@pytest.mark.parametrize(("name", "mode"), [("PNG", "RGB"), ("PNG", "L"), ("JPEG", "RGB")])
def test_a_picture_with_too_many_pixels_comes_at_half_its_sides(name: str, mode: str) -> None:
    ramp = np.linspace(0, 255, 700)[:, None] + np.zeros((700, 601))
    picture = Image.fromarray(ramp.astype(np.uint8)).convert("RGB").convert(mode)
    content = saved(picture, name)
    whole, half = decode(content), decode(content, most_px=700 * 601 - 1)
    assert whole.shape == (700, 601, 3)
    assert half.shape[0] == 350
    assert half.shape[1] in {300, 301}
    assert np.abs(half[:, 5].astype(int) - whole[::2, 10].astype(int)).max() <= 4


def test_print_colours_are_refused() -> None:
    assert fault_of(saved(striped("CMYK"))) is PictureFault.CMYK


@pytest.mark.parametrize("name", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_kinds_of_pictures_are_refused(name: str) -> None:
    assert fault_of(saved(striped(), name)) is PictureFault.NOT_A_PICTURE


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert fault_of(content) is PictureFault.NOT_A_PICTURE


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_a_file_that_is_cut_off_is_refused(name: str) -> None:
    chance = np.random.default_rng(3)
    noise = Image.fromarray(chance.integers(0, 255, (200, 200, 3), dtype=np.uint8))
    content = saved(noise, name)
    assert fault_of(content[: len(content) // 2]) is PictureFault.TRUNCATED


def png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize("side", [6400, 12_000, 30_000])
def test_too_many_pixels_are_refused_before_anything_is_decoded(side: int) -> None:
    assert fault_of(png_header(side, side)) is PictureFault.TOO_MANY_PIXELS


def test_too_many_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    path.write_bytes(saved(striped()) + b"\0" * MOST_BYTES)
    with pytest.raises(PictureError) as caught:
        read_picture(path)
    assert caught.value.fault is PictureFault.TOO_MANY_BYTES


@pytest.mark.parametrize("name", ["absent.jpg", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PictureError) as caught:
        read_picture(tmp_path / name)
    assert caught.value.fault is PictureFault.UNREADABLE


def test_the_refusal_does_not_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as caught:
        read_picture(tmp_path / "研修太郎.jpg")
    assert "研修" not in str(caught.value)


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_a_damaged_file_is_a_picture_or_a_refusal_but_never_a_crash(name: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = bytearray(saved(striped(), name, exif=exif))
    chance = random.Random(5)
    refused = 0
    for _ in range(300):
        damaged = whole.copy()
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(2, len(damaged))] = chance.randrange(256)
        try:
            decode(bytes(damaged))
            facts_of(bytes(damaged))
        except PictureError:
            refused += 1
    assert refused < 300, "nothing was damaged lightly enough to be read"


def test_of_a_phones_jpeg_with_two_pictures_the_first_is_read() -> None:
    behind = Image.new("RGB", (30, 20), "black")
    content = saved(striped(), "MPO", save_all=True, append_images=[behind])
    assert facts_of(content).file_format == "MPO"
    assert decode(content).shape == (40, 60, 3)
