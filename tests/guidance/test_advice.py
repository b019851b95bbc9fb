import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Hint
from kiosk.domain.measure import Measure
from kiosk.guidance.advice import Advice, advise, most_useful
from kiosk.guidance.policy import photo_policy
from tests.guidance.faces import good_face, mirrored, moved, scaled

POLICY = photo_policy()
SETTLE_NS = round(POLICY.hint.settle_seconds * 1e9)
SWAPPED = {
    Hint.MOVE_LEFT: Hint.MOVE_RIGHT,
    Hint.MOVE_RIGHT: Hint.MOVE_LEFT,
    Hint.TURN_LEFT: Hint.TURN_RIGHT,
    Hint.TURN_RIGHT: Hint.TURN_LEFT,
}


def hint_for(face: FaceReading | None, shown: Hint | None = None) -> Hint:
    return most_useful(face, POLICY, shown=shown)


@pytest.mark.parametrize(
    ("face", "hint"),
    [
        (None, Hint.NO_FACE),
        (good_face(), Hint.HOLD_STILL),
        (good_face(faces=2, second_face_ratio=0.3), Hint.ONE_PERSON),
        (good_face(faces=2, second_face_ratio=0.01), Hint.HOLD_STILL),
        (scaled(good_face(), 0.8), Hint.MOVE_CLOSER),
        (scaled(good_face(), 0.4), Hint.MOVE_CLOSER),
        (scaled(good_face(), 2.2), Hint.MOVE_BACK),
        (scaled(good_face(), 1.6), Hint.MOVE_BACK),
        (moved(good_face(), x=-400), Hint.MOVE_LEFT),
        (moved(good_face(), x=400), Hint.MOVE_RIGHT),
        (moved(good_face(), y=-320), Hint.SIT_LOWER),
        (moved(good_face(), y=420), Hint.SIT_HIGHER),
        (good_face(roll_deg=7.0), Hint.STRAIGHTEN_HEAD),
        (good_face(roll_deg=-7.0), Hint.STRAIGHTEN_HEAD),
        (good_face(yaw_deg=9.0), Hint.TURN_RIGHT),
        (good_face(yaw_deg=-9.0), Hint.TURN_LEFT),
        (good_face(pitch_deg=6.0), Hint.CHIN_DOWN),
        (good_face(pitch_deg=-16.0), Hint.CHIN_UP),
        (good_face(blink=0.7), Hint.OPEN_EYES),
        (good_face(eye_aspect_ratio=0.1), Hint.OPEN_EYES),
        (good_face(mouth_gap=0.1), Hint.CLOSE_MOUTH),
        (good_face(jaw_open=0.4), Hint.CLOSE_MOUTH),
    ],
)
def test_each_defect_asks_for_its_own_correction(face: FaceReading | None, hint: Hint) -> None:
    assert hint_for(face) is hint


def test_of_several_defects_the_most_useful_is_named_first() -> None:
    everything = moved(
        good_face(
            faces=2,
            second_face_ratio=0.3,
            roll_deg=9.0,
            yaw_deg=9.0,
            pitch_deg=9.0,
            blink=0.9,
            mouth_gap=0.2,
        ),
        x=-400,
    )
    seen = [hint_for(everything)]
    for cure in (
        {"faces": 1},
        {},
        {"roll_deg": 0.0},
        {"yaw_deg": 0.0},
        {"pitch_deg": -4.9},
        {"blink": 0.0},
        {"mouth_gap": 0.0},
    ):
        everything = replace(everything, **cure) if cure else moved(everything, x=400)
        seen.append(hint_for(everything))
    assert seen == [
        Hint.ONE_PERSON,
        Hint.MOVE_LEFT,
        Hint.STRAIGHTEN_HEAD,
        Hint.TURN_RIGHT,
        Hint.CHIN_DOWN,
        Hint.OPEN_EYES,
        Hint.CLOSE_MOUTH,
        Hint.HOLD_STILL,
    ]


def test_nobody_is_asked_closer_than_the_frame_has_room() -> None:
    """A landscape 720p camera never reaches 827 px; the person must not be chased into it."""
    small = replace(scaled(good_face(), 0.5), frame_width_px=1280, frame_height_px=720)
    high_enough = moved(small, x=40, y=-345)
    assert hint_for(high_enough) is Hint.HOLD_STILL


def test_a_nodding_head_looks_low_but_is_not_asked_closer() -> None:
    face = good_face(pitch_deg=-20.0)
    nodding = replace(face, crown=replace(face.crown, y=face.crown.y + 120))
    assert hint_for(nodding) is Hint.CHIN_UP


def test_a_shown_hint_stays_until_the_value_is_well_inside() -> None:
    guide = POLICY.rule(Measure.YAW_DEG).guide
    nearly = good_face(yaw_deg=guide * 0.95)
    assert hint_for(nearly) is Hint.HOLD_STILL
    assert hint_for(nearly, shown=Hint.TURN_RIGHT) is Hint.TURN_RIGHT
    assert hint_for(good_face(yaw_deg=guide * 0.8), shown=Hint.TURN_RIGHT) is Hint.HOLD_STILL
    wide_enough = scaled(good_face(), 0.99)
    assert hint_for(wide_enough) is Hint.HOLD_STILL
    assert hint_for(wide_enough, shown=Hint.MOVE_CLOSER) is Hint.MOVE_CLOSER


def follow(faces: list[FaceReading | None], step_ns: int = 33_000_000) -> list[Hint]:
    advice: Advice | None = None
    shown: list[Hint] = []
    for number, face in enumerate(faces):
        advice = advise(face, POLICY, before=advice, now_ns=number * step_ns)
        shown.append(advice.hint)
    return shown


def test_the_first_hint_is_shown_at_once() -> None:
    assert follow([None]) == [Hint.NO_FACE]


def test_a_hint_of_one_frame_is_not_shown() -> None:
    assert set(follow([good_face()] * 5 + [None] + [good_face()] * 5)) == {Hint.HOLD_STILL}


def test_a_hint_that_lasts_is_shown_after_the_settling_time() -> None:
    shown = follow([good_face()] * 2 + [None] * 12)
    assert shown[-1] is Hint.NO_FACE
    assert shown.index(Hint.NO_FACE) * 33_000_000 >= SETTLE_NS


def test_a_value_that_jitters_around_its_limit_does_not_flicker() -> None:
    guide = POLICY.rule(Measure.YAW_DEG).guide
    faces: list[FaceReading | None] = [
        good_face(yaw_deg=guide + (0.3 if number % 3 else -0.3)) for number in range(90)
    ]
    shown = follow(faces)
    changes = sum(one is not other for one, other in itertools.pairwise(shown))
    assert changes == 1


def test_ready_follows_the_frame_and_not_the_screen() -> None:
    first = advise(good_face(), POLICY, before=None, now_ns=0)
    then = advise(good_face(blink=0.9), POLICY, before=first, now_ns=1)
    assert first.ready
    assert not then.ready
    assert then.hint is Hint.HOLD_STILL


@given(
    x=st.floats(-600, 600),
    y=st.floats(-600, 600),
    size=st.floats(0.3, 2.0),
    yaw=st.floats(-30, 30),
    roll=st.floats(-20, 20),
    shown=st.none() | st.sampled_from(Hint),
)
def test_mirroring_swaps_left_and_right_and_nothing_else(
    x: float, y: float, size: float, yaw: float, roll: float, shown: Hint | None
) -> None:
    face = moved(scaled(good_face(yaw_deg=yaw, roll_deg=roll), size), x, y)
    hint = hint_for(face, shown)
    mirrored_shown = SWAPPED.get(shown, shown) if shown else None
    assert hint_for(mirrored(face), mirrored_shown) is SWAPPED.get(hint, hint)
