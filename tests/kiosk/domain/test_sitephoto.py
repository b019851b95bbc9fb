"""Boxes typed by the staff lie in the picture; a picture with a face left is not clean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.box import Box
from kiosk.domain.sitephoto import (
    ChosenBoxes,
    Cover,
    Hides,
    SitePhoto,
    parse_share_box,
    show_share_box,
)
from kiosk.errors import FieldError


@pytest.mark.parametrize(
    "text", ["", "1", "0,0,1", "0,0,1,1,1", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "0;0;1;1"]
)
def test_what_is_not_four_numbers_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refusal:
        parse_share_box(text)
    assert refusal.value.reason == "site_box_form"


@pytest.mark.parametrize("text", ["0,0,0,1", "0,0,1,-1", "-0.1,0,0.5,0.5", "0.6,0,0.5,1"])
def test_a_box_outside_of_the_picture_is_refused(text: str) -> None:
    with pytest.raises(FieldError) as refusal:
        parse_share_box(text)
    assert refusal.value.reason == "site_box_inside"


@given(st.floats(0, 0.98), st.floats(0, 0.98), st.floats(0.01, 1), st.floats(0.01, 1))
def test_what_is_shown_can_be_typed_again(
    left: float, top: float, width: float, height: float
) -> None:
    box = Box(left, top, min(width, 1 - left), min(height, 1 - top))
    again = parse_share_box(show_share_box(box))
    assert (again.left, again.top) == pytest.approx((box.left, box.top), abs=2e-4)
    assert (again.right, again.bottom) == pytest.approx((box.right, box.bottom), abs=3e-4)


def test_a_picture_with_a_face_left_is_not_clean() -> None:
    box = Box(0.1, 0.1, 0.1, 0.1)
    covers = (Cover(box=box, hides=Hides.FACE), Cover(box=box, hides=Hides.CHOSEN))
    photo = SitePhoto(jpeg=b"", sha256="", width_px=1, height_px=1, covers=covers, left=(box,))
    assert not photo.clean
    assert photo.found(Hides.FACE) == 1
    assert photo.found(Hides.PAPER) == 0


def test_several_boxes_are_parsed_together() -> None:
    assert len(ChosenBoxes.parse(("0,0,1,1", "0.5,0.5,0.25,0.5")).boxes) == 2


FACE = Cover(box=Box(0.1, 0.1, 0.2, 0.2), hides=Hides.FACE)
PAPER = Cover(box=Box(1 / 3, 0.5, 1 / 7, 0.1), hides=Hides.PAPER)


def test_a_paper_named_by_its_typed_box_is_left_open_and_all_else_is_covered() -> None:
    chosen = ChosenBoxes.parse(("0,0.9,0.1,0.1",), (show_share_box(PAPER.box),))
    made = chosen.applied((FACE, PAPER))
    assert [one.hides for one in made] == [Hides.FACE, Hides.CHOSEN]


def test_the_cover_of_a_face_cannot_be_left_open() -> None:
    with pytest.raises(FieldError) as refusal:
        ChosenBoxes(left_open=(FACE.box,)).applied((FACE, PAPER))
    assert refusal.value.reason == "site_box_face"


def test_a_box_that_is_no_cover_leaves_nothing_open() -> None:
    near = Box(PAPER.box.left + 0.01, PAPER.box.top, PAPER.box.width, PAPER.box.height)
    with pytest.raises(FieldError) as refusal:
        ChosenBoxes(left_open=(near,)).applied((FACE, PAPER))
    assert refusal.value.reason == "site_box_none"
