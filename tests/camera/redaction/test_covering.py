"""A cover leaves nothing of what it hides, and hides the hair with the face."""

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from camera.redaction.covering import around_head, around_paper, covered
from kiosk.domain.box import Box
from kiosk.domain.frame import Pixels

SIDE = 96

boxes = st.builds(
    Box,
    st.floats(-30, 110),
    st.floats(-30, 110),
    st.floats(0.1, 80),
    st.floats(0.1, 80),
)


def noise(seed: int) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)


def under(found: list[Box]) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    for box in found:
        top, left = max(int(np.floor(box.top)), 0), max(int(np.floor(box.left)), 0)
        bottom, right = max(int(np.ceil(box.bottom)), 0), max(int(np.ceil(box.right)), 0)
        mask[top:bottom, left:right] = True
    return mask


@given(st.lists(boxes, max_size=4), st.integers(0, 50))
def test_what_is_under_a_cover_has_no_influence_on_any_pixel(found: list[Box], seed: int) -> None:
    picture, mask = noise(seed), under(found)
    other = picture.copy()
    other[mask] = noise(seed + 1000)[mask]
    assert np.array_equal(covered(picture, found), covered(other, found))


@given(st.lists(boxes, max_size=4), st.integers(0, 50))
def test_what_is_not_under_a_cover_stays_as_it_was(found: list[Box], seed: int) -> None:
    picture, mask = noise(seed), under(found)
    assert np.array_equal(covered(picture, found)[~mask], picture[~mask])


def test_a_blur_or_a_mosaic_would_fail_the_test_above() -> None:
    picture = noise(1)
    other = picture.copy()
    other[20:60, 20:60] = noise(2)[20:60, 20:60]

    def mosaic(pixels: Pixels) -> Pixels:
        small = cv2.resize(pixels[20:60, 20:60], (6, 6), interpolation=cv2.INTER_AREA)
        finished = pixels.copy()
        finished[20:60, 20:60] = cv2.resize(small, (40, 40), interpolation=cv2.INTER_NEAREST)
        return finished

    assert not np.array_equal(mosaic(picture), mosaic(other))


def test_a_cover_takes_the_colour_of_its_surroundings() -> None:
    picture = np.full((SIDE, SIDE, 3), (40, 120, 200), np.uint8)
    picture[30:60, 30:60] = 255
    finished = covered(picture, [Box(30, 30, 30, 30)])
    assert np.median(finished[30:60, 30:60], axis=(0, 1)).tolist() == [40, 120, 200]


def test_a_picture_that_is_covered_all_over_is_one_grey() -> None:
    finished = covered(noise(3), [Box(-5, -5, 200, 200)])
    assert np.median(finished) == 128


def test_the_given_picture_is_left_alone() -> None:
    picture = noise(4)
    before = picture.copy()
    covered(picture, [Box(10, 10, 40, 40)])
    assert np.array_equal(picture, before)


def test_a_head_is_more_than_its_face_on_every_side() -> None:
    face = Box(100, 100, 40, 40)
    head = around_head(face)
    assert head.left <= 82
    assert head.top <= 70
    assert head.right >= 158
    assert head.bottom >= 154


def test_even_a_tiny_face_gets_a_margin() -> None:
    head = around_head(Box(10, 10, 2, 2))
    assert min(10 - head.left, 10 - head.top, head.right - 12, head.bottom - 12) >= 4


def test_a_paper_is_covered_with_its_edge() -> None:
    sheet = around_paper(Box(50, 50, 100, 60))
    assert (sheet.left, sheet.top) == (44, 46)
