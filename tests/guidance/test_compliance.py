import pytest

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.measure import Measure
from kiosk.guidance.compliance import judge_frame, judge_photo, nobody
from kiosk.guidance.policy import photo_policy
from tests.guidance.faces import good_face, mirrored, moved, scaled

POLICY = photo_policy()
LIVE = [
    Check.SINGLE,
    Check.YAW,
    Check.PITCH,
    Check.ROLL,
    Check.EYES,
    Check.MOUTH,
    Check.EXPRESSION,
    Check.GAZE,
    Check.CROP,
]


def found(face: FaceReading, check: Check) -> Finding:
    return next(f for f in judge_frame(face, POLICY) if f.check is check)


def test_a_good_face_passes_every_check_there_is() -> None:
    findings = judge_frame(good_face(), POLICY)
    assert [finding.check for finding in findings] == LIVE
    assert {finding.verdict for finding in findings} == {Verdict.PASS}


def test_nobody_is_one_failed_check() -> None:
    assert judge_frame(None, POLICY) == judge_photo(None, POLICY) == (nobody(),)
    assert nobody().verdict is Verdict.FAIL
    assert nobody().value == 0


@pytest.mark.parametrize(
    ("changes", "check", "verdict"),
    [
        ({"faces": 2, "second_face_ratio": 0.2}, Check.SINGLE, Verdict.FAIL),
        ({"faces": 2, "second_face_ratio": 0.02}, Check.SINGLE, Verdict.WARN),
        ({"yaw_deg": 20.0}, Check.YAW, Verdict.FAIL),
        ({"yaw_deg": -20.0}, Check.YAW, Verdict.FAIL),
        ({"yaw_deg": 13.0}, Check.YAW, Verdict.WARN),
        ({"pitch_deg": 15.0}, Check.PITCH, Verdict.FAIL),
        ({"pitch_deg": -25.0}, Check.PITCH, Verdict.FAIL),
        ({"roll_deg": 9.0}, Check.ROLL, Verdict.FAIL),
        ({"roll_deg": -6.0}, Check.ROLL, Verdict.WARN),
        ({"blink": 0.8}, Check.EYES, Verdict.FAIL),
        ({"eye_aspect_ratio": 0.05}, Check.EYES, Verdict.FAIL),
        ({"mouth_gap": 0.1}, Check.MOUTH, Verdict.FAIL),
        ({"jaw_open": 0.5}, Check.MOUTH, Verdict.FAIL),
        ({"smile": 1.0}, Check.EXPRESSION, Verdict.WARN),
        ({"gaze_off": 0.9}, Check.GAZE, Verdict.WARN),
    ],
)
def test_a_defect_fails_its_own_check_and_no_other(
    changes: dict[str, object], check: Check, verdict: Verdict
) -> None:
    findings = judge_frame(good_face(**changes), POLICY)
    assert {f.check: f.verdict for f in findings if f.verdict is not Verdict.PASS} == {
        check: verdict
    }


def test_the_measure_that_decides_is_the_one_that_is_shown() -> None:
    finding = found(good_face(blink=0.1, eye_aspect_ratio=0.05), Check.EYES)
    assert finding.value == 0.05
    assert finding.limit == POLICY.rule(Measure.EYE_ASPECT_RATIO).fail


def test_the_pitch_everybody_has_is_taken_off() -> None:
    finding = found(good_face(pitch_deg=POLICY.rule(Measure.PITCH_DEG).offset), Check.PITCH)
    assert finding.value == pytest.approx(0)


def test_the_crop_says_how_far_or_how_small() -> None:
    assert found(moved(good_face(), x=-400), Check.CROP).verdict is Verdict.FAIL
    low = found(moved(scaled(good_face(), 1.1), y=360), Check.CROP)
    assert low.verdict is Verdict.WARN
    assert low.limit == 2
    small = found(scaled(good_face(), 0.7), Check.CROP)
    assert (small.verdict, small.limit) == (Verdict.WARN, 827)
    tiny = found(scaled(good_face(), 0.5), Check.CROP)
    assert (tiny.verdict, tiny.limit) == (Verdict.FAIL, 480)


def test_a_head_no_crop_fits_fails_without_a_distance() -> None:
    finding = found(scaled(good_face(), 2.2), Check.CROP)
    assert (finding.verdict, finding.value) == (Verdict.FAIL, None)


def test_a_photo_is_judged_by_where_its_head_is() -> None:
    findings = judge_photo(good_face(), POLICY)  # 23 mm of head in 1200 × 1600
    crop = next(f for f in findings if f.check is Check.CROP)
    assert crop.verdict is Verdict.FAIL
    assert crop.value == pytest.approx(34 - 816 / 1600 * 45)


def test_mirroring_changes_no_verdict() -> None:
    face = good_face(yaw_deg=13.0, roll_deg=-6.0)
    plain, turned = judge_frame(face, POLICY), judge_frame(mirrored(face), POLICY)
    assert [f.verdict for f in plain] == [f.verdict for f in turned]
