"""A JPEG for a report holds its pixels and nothing else."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from kiosk.documents.barejpeg import is_bare_jpeg

EXIF = Image.Exif()
EXIF[0x010F] = "KENSHU-CAMERA"
EXIF.get_ifd(0x8825)[1] = "N"


def saved(**how: object) -> bytes:
    """Return a picture with many different pixels."""
    target = io.BytesIO()
    Image.effect_noise((320, 240), 90).convert("RGB").save(target, "JPEG", **how)
    return target.getvalue()


PLAIN = saved(quality=88)


@pytest.mark.parametrize(
    "how",
    [
        {"quality": 88},
        {"quality": 30, "subsampling": 2},
        {"progressive": True},
        {"optimize": True},
        {"restart_marker_rows": 1},
    ],
)
def test_pixels_alone_are_bare_however_they_were_packed(how: dict[str, object]) -> None:
    assert is_bare_jpeg(saved(**how))


@pytest.mark.parametrize(
    "how",
    [{"exif": EXIF.tobytes()}, {"comment": b"KENSHU"}, {"icc_profile": b"kenshu" * 30}],
    ids=["exif", "comment", "profile"],
)
def test_what_a_camera_adds_is_noticed(how: dict[str, object]) -> None:
    assert not is_bare_jpeg(saved(**how))


@pytest.mark.parametrize(
    "alter",
    [
        lambda jpeg: jpeg + PLAIN,
        lambda jpeg: jpeg + b"x",
        lambda jpeg: jpeg[:-2],
        lambda jpeg: jpeg[: len(jpeg) // 2],
        lambda jpeg: jpeg[:20],
        lambda jpeg: jpeg[:2] + b"\xff\xd9",
        lambda jpeg: jpeg[:3],
        lambda _: b"",
        lambda jpeg: b"\x89PNG" + jpeg,
        lambda jpeg: jpeg[:2] + b"\xff\xe0\x00\x10JFXX\x00" + bytes(9) + jpeg[20:],
        lambda jpeg: jpeg[:2] + b"\xff\xdb\x00\x01" + jpeg[2:],
        lambda jpeg: jpeg[:2] + b"\xff\xdb\xff\xff" + jpeg[2:],
    ],
)
def test_anything_else_in_the_file_is_noticed(alter: Callable[[bytes], bytes]) -> None:
    assert not is_bare_jpeg(alter(PLAIN))
