"""Files are refused in words or become upright pixels of a report's size."""

import io
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camera.redaction.intake import REPORT_SIDE_PX, decode_report_size, read_content
from camera.redaction.refusals import SiteFault, SitePictureError
from kiosk.texts import Language, catalogue
from tests.camera.eye.nasty import png

JPEG_WITH_EVERYTHING = (800, 600)


def saved(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def grey(size: tuple[int, int] = JPEG_WITH_EVERYTHING, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, size)


def deep_png() -> bytes:
    return saved(Image.fromarray(np.zeros((200, 200), np.uint16)), "PNG")


def animated_png() -> bytes:
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


def animated_gif() -> bytes:
    frames = [Image.new("P", (200, 200), number) for number in (1, 2)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


REFUSED = {
    "text": (b"not a picture at all", SiteFault.NOT_A_PICTURE),
    "empty": (b"", SiteFault.NOT_A_PICTURE),
    "pdf": (b"%PDF-1.7 ...", SiteFault.NOT_A_PICTURE),
    "webp": (saved(grey(), "WEBP"), SiteFault.NOT_A_PICTURE),
    "heic": (struct.pack(">I", 24) + b"ftypheic" + bytes(64), SiteFault.HEIC),
    "cut jpeg": (saved(grey())[:-900], SiteFault.TRUNCATED),
    "cut png": (saved(grey(), "PNG")[:-60], SiteFault.TRUNCATED),
    "png bomb": (png(30_000, 30_000), SiteFault.TOO_MANY_PIXELS),
    "large png": (png(5_000, 4_000), SiteFault.TOO_MANY_PIXELS),
    "cmyk": (saved(grey(mode="CMYK")), SiteFault.CMYK),
    "16 bit": (deep_png(), SiteFault.DEEP),
    "apng": (animated_png(), SiteFault.MOVING),
    "gif": (animated_gif(), SiteFault.MOVING),
    "thumbnail": (saved(grey((159, 400))), SiteFault.TOO_SMALL),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_file_is_refused_by_name(name: str) -> None:
    content, fault = REFUSED[name]
    with pytest.raises(SitePictureError) as refusal:
        decode_report_size(content)
    assert refusal.value.fault is fault


def test_a_jpeg_beyond_48_megapixels_is_refused_from_its_header() -> None:
    content = bytearray(saved(grey((160, 160))))
    start = content.index(b"\xff\xc0")
    content[start + 5 : start + 9] = struct.pack(">HH", 8000, 9000)
    with pytest.raises(SitePictureError) as refusal:
        decode_report_size(bytes(content))
    assert refusal.value.fault is SiteFault.TOO_MANY_PIXELS


def test_a_48_megapixel_jpeg_comes_at_the_size_of_a_report() -> None:
    shown = decode_report_size(saved(grey((8064, 6048))))
    assert shown.shape == (REPORT_SIDE_PX * 3 // 4, REPORT_SIDE_PX, 3)


def test_a_small_picture_is_not_enlarged() -> None:
    assert decode_report_size(saved(grey((640, 480)))).shape == (480, 640, 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation: int) -> None:
    upright = np.zeros((200, 300, 3), np.uint8)
    upright[:60, :60] = (255, 0, 0)  # red, upper left
    upright[-60:, :60] = (0, 0, 255)  # blue, lower left
    lying = {
        1: upright,
        2: upright[:, ::-1],
        3: np.rot90(upright, 2),
        4: upright[::-1],
        5: np.rot90(upright[:, ::-1], 1),
        6: np.rot90(upright, 1),
        7: np.rot90(upright[:, ::-1], 3),
        8: np.rot90(upright, 3),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = decode_report_size(saved(Image.fromarray(np.ascontiguousarray(lying)), exif=exif))
    assert shown.shape == (200, 300, 3)
    assert shown[30, 30].tolist() == pytest.approx([0, 0, 255], abs=6)
    assert shown[-30, 30].tolist() == pytest.approx([255, 0, 0], abs=6)


def test_a_picture_with_a_second_one_behind_it_gives_the_first() -> None:
    both = saved(
        Image.new("RGB", (400, 300), "red"),
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (400, 300), "blue")],
    )
    assert decode_report_size(both)[10, 10].tolist() == pytest.approx([0, 0, 254], abs=4)


def test_what_is_transparent_is_laid_on_white() -> None:
    shown = decode_report_size(saved(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"))
    assert shown.min() == 255


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jpg"):
        with pytest.raises(SitePictureError) as refusal:
            read_content(path)
        assert refusal.value.fault is SiteFault.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes: none on this system")
def test_a_pipe_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(SitePictureError):
        read_content(tmp_path / "pipe.jpg")


def test_a_file_of_more_than_forty_megabytes_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.truncate(40_000_001)
    with pytest.raises(SitePictureError) as refusal:
        read_content(large)
    assert refusal.value.fault is SiteFault.TOO_MANY_BYTES


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_refusal_has_words(language: Language) -> None:
    words = catalogue(language)
    for fault in SiteFault:
        told = words.explain(SitePictureError(fault))
        assert words[f"site_reason.{fault.value}"] in told[0]
