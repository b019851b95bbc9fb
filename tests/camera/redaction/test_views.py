"""Every size of face is shown in a size the detector knows, and boxes come back to the picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camera.redaction.blaze import ALL_TURNS
from camera.redaction.views import (
    FIRST_SCALES,
    GROWTH,
    ROOM_PX,
    STRIDE_PX,
    Turn,
    View,
    scales_of,
    sheet_of,
)
from kiosk.domain.box import Box

LEAST_KNOWN_PX, MOST_KNOWN_PX = 16, 96


@given(st.integers(160, 1600), st.integers(160, 1600), st.floats(24, 1600))
@pytest.mark.parametrize("first", FIRST_SCALES)
def test_every_face_is_shown_at_a_size_the_detector_knows(
    first: float, width: int, height: int, face: float
) -> None:
    size = min(face, width, height)
    sizes = [size * scale for scale in scales_of(width, height, first)]
    assert any(LEAST_KNOWN_PX <= one <= MOST_KNOWN_PX for one in sizes)


def test_the_second_look_sees_sizes_between_those_of_the_first() -> None:
    first, second = (list(scales_of(1600, 1200, one)) for one in FIRST_SCALES)
    nearest = [min(abs(np.log(a / b)) for b in first) for a in second]
    assert min(nearest) == pytest.approx(np.log(GROWTH) / 2)


@pytest.mark.parametrize(("width", "height"), [(400, 300), (161, 1599), (160, 160)])
def test_the_picture_has_room_around_it_and_sides_the_detector_steps_through(
    width: int, height: int
) -> None:
    pixels = np.full((height, width, 3), 255, np.uint8)
    sheet = sheet_of(pixels, 1.0)
    assert [side % STRIDE_PX for side in sheet.shape[:2]] == [0, 0]
    rows, columns = np.nonzero(sheet[..., 0] == 255)
    assert (rows.min(), columns.min()) == (ROOM_PX, ROOM_PX)
    assert (rows.max() + 1, columns.max() + 1) == (ROOM_PX + height, ROOM_PX + width)
    assert sheet.shape[0] - rows.max() > ROOM_PX
    assert sheet.shape[1] - columns.max() > ROOM_PX


@pytest.mark.parametrize("scale", [1.0, 0.625])
@pytest.mark.parametrize("turn", ALL_TURNS)
def test_a_box_of_a_turned_view_is_where_it_was_in_the_picture(turn: Turn, scale: float) -> None:
    pixels = np.zeros((400, 500, 3), np.uint8)
    pixels[100:120, 230:270] = 255
    sheet = sheet_of(pixels, scale)
    view = View(scale=scale, width_px=sheet.shape[1], height_px=sheet.shape[0], turn=turn)
    rows, columns = np.nonzero(view.shown(sheet)[..., 0] > 127)
    shown = Box(
        float(columns.min()),
        float(rows.min()),
        float(np.ptp(columns) + 1),
        float(np.ptp(rows) + 1),
    )
    found = view.in_picture(shown)
    assert (found.left, found.top, found.right, found.bottom) == pytest.approx(
        (230, 100, 270, 120), abs=2
    )
