from dataclasses import replace

import pytest

from kiosk.domain.face import FaceReading, Point
from kiosk.domain.photo import portrait_crop

FACE = FaceReading(
    frame_width_px=1200,
    frame_height_px=1600,
    faces=1,
    second_face_ratio=0.0,
    right_eye=Point(520, 700),
    left_eye=Point(680, 700),
    nose=Point(600, 790),
    chin=Point(600, 970),
    crown=Point(600, 460),
    crown_measured=True,
    yaw_deg=0,
    pitch_deg=0,
    roll_deg=0,
    blink=0,
    eye_aspect_ratio=0.3,
    mouth_gap=0,
    jaw_open=0,
    smile=0,
    gaze_off=0,
    captured_at_ns=0,
)


def test_the_crop_puts_a_34_mm_head_4_mm_below_the_edge() -> None:
    crop = portrait_crop(FACE)
    px_per_mm = crop.height / 45
    assert (FACE.chin.y - FACE.crown.y) / px_per_mm == pytest.approx(34)
    assert (FACE.crown.y - crop.top) / px_per_mm == pytest.approx(4)
    assert (FACE.centre_x_px - crop.left) / px_per_mm == pytest.approx(17.5)
    assert crop.width / crop.height == pytest.approx(7 / 9)


def test_the_crop_moves_with_the_head() -> None:
    def shifted(place: Point) -> Point:
        return Point(place.x + 50, place.y - 30)

    moved = replace(
        FACE,
        right_eye=shifted(FACE.right_eye),
        left_eye=shifted(FACE.left_eye),
        nose=shifted(FACE.nose),
        chin=shifted(FACE.chin),
        crown=shifted(FACE.crown),
    )
    assert portrait_crop(moved).left == pytest.approx(portrait_crop(FACE).left + 50)
    assert portrait_crop(moved).top == pytest.approx(portrait_crop(FACE).top - 30)
    assert FACE.eye_gap_px == pytest.approx(160)
