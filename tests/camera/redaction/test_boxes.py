"""Boxes of many views become one box per thing."""

import pytest

from camera.redaction.blaze import is_face
from camera.redaction.boxes import (
    Seen,
    Sighting,
    as_shares,
    grouped,
    in_pixels,
    joined,
    without_echoes,
    without_nested,
)
from kiosk.domain.box import Box


def test_sightings_of_one_face_are_one_face() -> None:
    seen = grouped(
        [
            Sighting(box=Box(10, 10, 40, 40), score=0.5),
            Sighting(box=Box(14, 8, 44, 44), score=0.9),
            Sighting(box=Box(200, 10, 40, 40), score=0.7),
        ]
    )
    assert [(one.best, one.times) for one in seen] == [(0.9, 2), (0.7, 1)]
    assert (seen[0].box.left, seen[0].box.width) == pytest.approx((13, 43), abs=0.1)


def test_a_doubtful_thing_on_a_surer_one_is_its_echo() -> None:
    face = Seen(box=Box(100, 100, 40, 40), best=0.95, times=50)
    echo = Seen(box=Box(60, 60, 160, 160), best=0.7, times=14)
    second = Seen(box=Box(60, 60, 160, 160), best=0.9, times=14)
    assert without_echoes([echo, face]) == (face,)
    assert without_echoes([second, face]) == (face, second)


def test_a_small_face_before_a_large_one_is_not_swallowed() -> None:
    assert len(joined([Box(0, 0, 300, 300), Box(100, 100, 30, 30)])) == 2


def test_boxes_inside_others_are_dropped() -> None:
    assert without_nested([Box(5, 5, 10, 10), Box(0, 0, 50, 50)]) == (Box(0, 0, 50, 50),)


@pytest.mark.parametrize(
    ("best", "times", "counts"),
    [(0.95, 1, True), (0.55, 3, False), (0.55, 30, True), (0.36, 30, False)],
)
def test_a_face_is_seen_well_or_often(best: float, times: int, counts: bool) -> None:
    assert is_face(Seen(box=Box(0, 0, 30, 30), best=best, times=times)) is counts


def test_shares_and_pixels_are_inverse() -> None:
    share = as_shares(Box(160, 300, 320, 150), 1600, 1200)
    assert (share.left, share.width, share.height) == pytest.approx((0.1, 0.2, 0.125))
    back = in_pixels(share, 1600, 1200)
    assert (back.top, back.right, back.bottom) == pytest.approx((300, 480, 450))
