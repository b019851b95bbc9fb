import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Check, Finding, Hint, Verdict
from kiosk.domain.measure import Measure, Measurement
from kiosk.guidance.advice import FOR_STAFF, LEAST_SHOWN_SECONDS, Advice, advise, most_useful
from kiosk.guidance.compliance import judge_measurements
from kiosk.guidance.policy import Worse, photo_policy
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


def slow_finding(measure: Measure, value: float) -> Finding:
    (finding,) = judge_measurements((Measurement(measure=measure, value=value),), POLICY)
    return finding


def limit_of(measure: Measure) -> float:
    limit = POLICY.rule(measure).fail
    assert limit is not None
    return limit


def bad(measure: Measure, share: float = 0.5) -> Finding:
    """Return a finding beyond its fail limit, by a share of it."""
    limit = limit_of(measure)
    above = POLICY.rule(measure).worse is Worse.ABOVE
    return slow_finding(measure, limit * (1 + share) if above else limit * (1 - share))


@pytest.mark.parametrize(
    ("measure", "hint"),
    [
        (Measure.MASK, Hint.TAKE_OFF_MASK),
        (Measure.SUNGLASSES, Hint.TAKE_OFF_SUNGLASSES),
        (Measure.HAT, Hint.TAKE_OFF_HAT),
        (Measure.BURNT_SHARE, Hint.TOO_BRIGHT),
        (Measure.BRIGHTNESS, Hint.TOO_DARK),
        (Measure.CHEEK_BALANCE, Hint.LIGHT_FROM_SIDE),
    ],
)
def test_what_was_seen_a_moment_ago_asks_too_and_nothing_is_taken_meanwhile(
    measure: Measure, hint: Hint
) -> None:
    advice = advise(good_face(), POLICY, before=None, now_ns=0, slow=(bad(measure),))
    assert advice.hint is hint
    assert not advice.ready


@pytest.mark.parametrize("measure", [Measure.MASK, Measure.CHEEK_BALANCE, Measure.BURNT_SHARE])
def test_what_staff_are_only_to_look_at_stops_nobody(measure: Measure) -> None:
    rule = POLICY.rule(measure)
    warned = slow_finding(measure, (rule.warn + limit_of(measure)) / 2)
    assert warned.verdict is Verdict.WARN
    assert advise(good_face(), POLICY, before=None, now_ns=0, slow=(warned,)).ready


def test_a_mask_comes_after_the_place_and_before_all_that_it_hides() -> None:
    everything = (bad(Measure.CHEEK_BALANCE), bad(Measure.HAT), bad(Measure.MASK))
    face = good_face(pitch_deg=-30.0, mouth_gap=0.2, blink=0.9)
    away = moved(face, x=-400)
    seen = [
        most_useful(away, POLICY, shown=None, slow=everything),
        most_useful(face, POLICY, shown=None, slow=everything),
        most_useful(face, POLICY, shown=None, slow=everything[:2]),
        most_useful(face, POLICY, shown=None, slow=everything[:1]),
        most_useful(good_face(), POLICY, shown=None, slow=everything[:1]),
        most_useful(good_face(), POLICY, shown=None, slow=()),
    ]
    assert seen == [
        Hint.MOVE_LEFT,
        Hint.TAKE_OFF_MASK,
        Hint.TAKE_OFF_HAT,
        Hint.CHIN_UP,
        Hint.LIGHT_FROM_SIDE,
        Hint.HOLD_STILL,
    ]
    assert FOR_STAFF.isdisjoint(seen[:4])


def test_a_request_to_take_something_off_stays_until_it_is_clearly_off() -> None:
    nearly = slow_finding(Measure.MASK, limit_of(Measure.MASK) * 0.95)
    clearly = slow_finding(Measure.MASK, limit_of(Measure.MASK) * 0.5)
    face = good_face()
    assert most_useful(face, POLICY, shown=None, slow=(nearly,)) is Hint.HOLD_STILL
    asked = Hint.TAKE_OFF_MASK
    assert most_useful(face, POLICY, shown=asked, slow=(nearly,)) is asked
    assert most_useful(face, POLICY, shown=asked, slow=(clearly,)) is Hint.HOLD_STILL


@pytest.mark.parametrize(
    "finding",
    [
        Finding(check=Check.MASK, verdict=Verdict.WARN, value=None, limit=0.5),
        Finding(check=Check.MASK, verdict=Verdict.WARN, value=9, limit=0.5, measure=Measure.SMILE),
    ],
)
def test_a_finding_without_a_limit_to_be_refused_at_does_not_linger(finding: Finding) -> None:
    shown = Hint.TAKE_OFF_MASK
    assert most_useful(good_face(), POLICY, shown=shown, slow=(finding,)) is Hint.HOLD_STILL


def test_nobody_is_asked_to_take_off_a_mask_when_nobody_is_there() -> None:
    assert most_useful(None, POLICY, shown=None, slow=(bad(Measure.MASK),)) is Hint.NO_FACE


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
    shown = follow([good_face()] * 2 + [None] * 30)
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


def runs_s(shown: list[Hint], step_ns: int = 33_000_000) -> list[float]:
    """Return for how many seconds each hint but the last was on the screen."""
    return [len(list(run)) * step_ns / 1e9 for _, run in itertools.groupby(shown)][:-1]


FACES = st.sampled_from(
    (None, good_face(), good_face(yaw_deg=20), good_face(roll_deg=9), moved(good_face(), x=400))
)
STEPS = st.lists(st.tuples(FACES, st.integers(1, 30), st.booleans()), min_size=2, max_size=8)


@given(steps=STEPS)
def test_whatever_happens_every_hint_can_be_read(
    steps: list[tuple[FaceReading | None, int, bool]],
) -> None:
    advice: Advice | None = None
    shown: list[Hint] = []
    frames = [(face, masked) for face, count, masked in steps for _ in range(count)]
    for number, (face, masked) in enumerate(frames):
        slow = (bad(Measure.MASK),) if masked else ()
        advice = advise(face, POLICY, before=advice, now_ns=number * 33_000_000, slow=slow)
        shown.append(advice.hint)
    assert all(seconds >= LEAST_SHOWN_SECONDS for seconds in runs_s(shown))


def test_one_wrong_look_of_a_detector_is_not_seen_but_takes_no_picture() -> None:
    advice = advise(good_face(), POLICY, before=None, now_ns=0)
    hints = set()
    for number in range(1, 60):
        wrong = (bad(Measure.MASK),) if 30 <= number < 40 else ()
        advice = advise(good_face(), POLICY, before=advice, now_ns=number * 33_000_000, slow=wrong)
        hints.add(advice.hint)
        assert advice.ready == (not wrong)
    assert hints == {Hint.HOLD_STILL}


def test_two_looks_that_agree_are_believed() -> None:
    advice = advise(good_face(), POLICY, before=None, now_ns=0)
    for number in range(1, 40):
        slow = (bad(Measure.MASK),) if number >= 15 else ()
        advice = advise(good_face(), POLICY, before=advice, now_ns=number * 33_000_000, slow=slow)
    assert advice.hint is Hint.TAKE_OFF_MASK


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
