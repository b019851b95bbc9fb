import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.photo import HEAD_MM, TOP_MARGIN_MM, portrait_crop
from kiosk.guidance.framing import Framing, frame_portrait, measure_photo
from tests.guidance.faces import HEIGHT, WIDTH, good_face, moved, scaled

PX_PER_MM = 24.0


def test_a_crop_that_fits_is_the_exact_one() -> None:
    face = good_face()
    framing = frame_portrait(face)
    assert framing.box == portrait_crop(face)
    assert framing.inside
    assert framing.off_mm == 0


def test_a_little_too_low_gives_a_smaller_photo_within_the_tolerance() -> None:
    framing = frame_portrait(moved(good_face(), y=HEIGHT - 1150 - 4.4 * PX_PER_MM))
    assert framing.inside
    assert framing.box.bottom <= HEIGHT
    assert 0.5 < framing.off_mm < 2
    assert framing.head_mm > HEAD_MM
    assert framing.top_mm > TOP_MARGIN_MM


def test_a_crown_outside_the_frame_is_never_within_the_tolerance() -> None:
    assert frame_portrait(moved(good_face(), y=-340)).off_mm > 3


def test_a_head_larger_than_the_frame_has_no_crop() -> None:
    assert not frame_portrait(scaled(good_face(), 2.2)).inside


def test_a_chin_above_its_crown_has_no_crop() -> None:
    face = good_face()
    assert not frame_portrait(good_face(chin=face.crown, crown=face.chin)).inside


@given(x=st.floats(-700, 700), y=st.floats(-700, 700), size=st.floats(0.2, 1.6))
def test_a_crop_said_to_be_inside_is_inside_and_says_truly_where_the_head_is(
    x: float, y: float, size: float
) -> None:
    face = moved(scaled(good_face(), size), x, y)
    framing = frame_portrait(face)
    if not framing.inside:
        return
    box = framing.box
    assert min(box.left, box.top) >= -1e-6
    assert box.right <= WIDTH + 1e-6
    assert box.bottom <= HEIGHT + 1e-6
    px_per_mm = box.height / 45
    assert framing.head_mm == pytest.approx(face.head_height_px / px_per_mm)
    assert framing.top_mm == pytest.approx((face.crown.y - box.top) / px_per_mm)
    assert framing.centre_mm == pytest.approx((face.centre_x_px - box.left) / px_per_mm)


def photo_face(px_per_mm: float = 30.0) -> Framing:
    """Return what is measured of a perfect photo of 1050 × 1350."""
    box = portrait_crop(good_face())
    zoom = px_per_mm / PX_PER_MM
    face = good_face(frame_width_px=1050, frame_height_px=1350)
    face = moved(face, -box.left, -box.top)
    grown = {
        name: type(face.chin)(point.x * zoom, point.y * zoom)
        for name, point in (
            ("right_eye", face.right_eye),
            ("left_eye", face.left_eye),
            ("chin", face.chin),
            ("crown", face.crown),
        )
    }
    return measure_photo(good_face(frame_width_px=1050, frame_height_px=1350, **grown))


def test_a_perfect_photo_measures_as_the_drawing_says() -> None:
    framing = photo_face()
    assert framing.inside
    assert framing.head_mm == pytest.approx(34)
    assert framing.top_mm == pytest.approx(4)
    assert framing.centre_mm == pytest.approx(17.5)


def test_a_photo_that_cuts_the_head_is_not_inside() -> None:
    face = good_face(frame_width_px=WIDTH, frame_height_px=HEIGHT)
    assert not measure_photo(moved(face, y=-400)).inside
    assert not measure_photo(moved(face, y=500)).inside
