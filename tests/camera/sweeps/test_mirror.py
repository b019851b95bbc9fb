"""What must not depend on which side is which, nor on how bright the room is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camera.sitter.look import Light, Place, Pose, Scene, Skin
from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Check, Hint, Verdict
from kiosk.domain.frame import Frame, Pixels
from kiosk.guidance.advice import most_useful
from kiosk.guidance.policy import photo_policy
from tests.camera.sweeps.bench import Bench

# Nothing here is near a limit: a face is not read to a tenth of a degree.
SWAPPED = {
    Hint.MOVE_LEFT: Hint.MOVE_RIGHT,
    Hint.MOVE_RIGHT: Hint.MOVE_LEFT,
    Hint.TURN_LEFT: Hint.TURN_RIGHT,
    Hint.TURN_RIGHT: Hint.TURN_LEFT,
}
XS = st.sampled_from((0.25, 0.30, 0.45, 0.5, 0.55, 0.70, 0.75))
YAWS = st.sampled_from((-20.0, -14.0, -4.0, 0.0, 4.0, 14.0, 20.0))
SIDES = st.sampled_from((-0.9, -0.75, -0.3, 0.3, 0.75, 0.9))
FEW = settings(max_examples=12, deadline=None, derandomize=True)


def mirrored(pixels: Pixels) -> Pixels:
    return np.ascontiguousarray(pixels[:, ::-1])


def hint_of(bench: Bench, pixels: Pixels) -> Hint:
    face: FaceReading | None = bench.eye.observe(Frame(seq=0, captured_at_ns=0, pixels=pixels)).face
    return most_useful(face, photo_policy(), shown=None)


@FEW
@given(x=XS, yaw=YAWS)
def test_in_the_mirror_the_advice_goes_to_the_other_side(
    bench: Bench, x: float, yaw: float
) -> None:
    pixels = bench.studio.paint(Scene(place=Place(x=x), pose=Pose(yaw_deg=yaw)))
    hint = hint_of(bench, pixels)
    assert hint_of(bench, mirrored(pixels)) is SWAPPED.get(hint, hint)


@pytest.mark.parametrize(
    ("scene", "hint"),
    [
        (Scene(place=Place(x=0.75)), Hint.MOVE_RIGHT),
        (Scene(place=Place(x=0.25)), Hint.MOVE_LEFT),
        (Scene(pose=Pose(yaw_deg=14)), Hint.TURN_RIGHT),
        (Scene(pose=Pose(yaw_deg=-14)), Hint.TURN_LEFT),
        (Scene(), Hint.HOLD_STILL),
    ],
)
def test_left_and_right_are_the_sitters_own(bench: Bench, scene: Scene, hint: Hint) -> None:
    """The picture is not mirrored: its right half is where the sitter's left hand is."""
    assert hint_of(bench, bench.studio.paint(scene)) is hint


@FEW
@given(side=SIDES)
def test_side_light_is_judged_alike_from_both_sides_and_the_other_half_is_named(
    bench: Bench, side: float
) -> None:
    pixels = bench.studio.paint(Scene(light=Light(side=side)))
    found = bench.judge(pixels)[Check.LIGHTING]
    other = bench.judge(mirrored(pixels))[Check.LIGHTING]
    assert found.verdict is other.verdict
    assert (found.verdict is Verdict.FAIL) == (abs(side) > 0.7)
    assert other.value == pytest.approx(found.value, abs=0.05)
    if found.verdict is Verdict.FAIL:
        (here, there) = (finding.regions[0] for finding in (found, other))
        assert (here.left + here.right) / 2 == pytest.approx(
            1 - (there.left + there.right) / 2, abs=0.03
        )
        assert ((here.left + here.right) / 2 < 0.5) == (side > 0)  # the dark half


@FEW
@given(
    side=st.sampled_from((-0.9, -0.3, 0.3, 0.9)),
    level=st.sampled_from((0.3, 0.5, 0.8)),
    skin=st.sampled_from(Skin),
)
def test_the_side_light_is_judged_alike_however_bright_the_room_is(
    bench: Bench, side: float, level: float, skin: Skin
) -> None:
    scene = Scene(light=Light(side=side))
    scene = replace(scene, person=replace(scene.person, skin=skin))
    full = bench.judge(bench.studio.paint(scene))[Check.LIGHTING]
    dim = replace(scene, light=replace(scene.light, level=level))
    less = bench.judge(bench.studio.paint(dim))[Check.LIGHTING]
    assert less.verdict is full.verdict
    assert (full.verdict is Verdict.FAIL) == (abs(side) > 0.7)
