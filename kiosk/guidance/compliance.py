"""A face against the policy: one finding per check."""

from collections.abc import Callable, Iterable

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.measure import Measure, Measurement
from kiosk.guidance.framing import Framing, frame_portrait, measure_photo
from kiosk.guidance.policy import Policy

# What is held against the limits. Angles count to either side.
FACE_MEASURES: dict[Measure, Callable[[FaceReading], float]] = {
    Measure.YAW_DEG: lambda face: face.yaw_deg,
    Measure.PITCH_DEG: lambda face: face.pitch_deg,
    Measure.ROLL_DEG: lambda face: face.roll_deg,
    Measure.BLINK: lambda face: face.blink,
    Measure.EYE_ASPECT_RATIO: lambda face: face.eye_aspect_ratio,
    Measure.MOUTH_GAP: lambda face: face.mouth_gap,
    Measure.JAW_OPEN: lambda face: face.jaw_open,
    Measure.SMILE: lambda face: face.smile,
    Measure.GAZE_OFF: lambda face: face.gaze_off,
}
_ANGLES = {Measure.YAW_DEG, Measure.PITCH_DEG, Measure.ROLL_DEG}
_ORDER = tuple(Check)
_RANK = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2}


def judge_frame(face: FaceReading | None, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings on a face in a frame from which a photo is to be cut."""
    if face is None:
        return (nobody(),)
    framing = frame_portrait(face)
    return (*judge_face(face, policy), judge_crop(framing, policy))


def judge_photo(face: FaceReading | None, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings on the face in a finished photo, the whole of which is the crop."""
    if face is None:
        return (nobody(),)
    return (*judge_face(face, policy), judge_crop(measure_photo(face), policy))


def nobody() -> Finding:
    """Return the finding on a picture without a face."""
    return Finding(check=Check.SINGLE, verdict=Verdict.FAIL, value=0.0, limit=1.0)


def judge_face(face: FaceReading, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings on the face itself, in the order of the checks."""
    return (_judge_company(face, policy), *judge_measurements(face_measurements(face), policy))


def face_measurements(face: FaceReading) -> tuple[Measurement, ...]:
    """Return what was measured of the face itself."""
    return tuple(
        Measurement(measure=measure, value=value(face)) for measure, value in FACE_MEASURES.items()
    )


def held(measurement: Measurement, policy: Policy) -> Finding:
    """Return one measured value against its limits."""
    rule = policy.rule(measurement.measure)
    corrected = rule.corrected(measurement.value)
    verdict = rule.verdict(abs(corrected) if measurement.measure in _ANGLES else corrected)
    return Finding(
        check=rule.check,
        verdict=verdict,
        value=corrected,
        limit=rule.limit(verdict),
        measure=measurement.measure,
        regions=measurement.regions,
    )


def judge_measurements(measurements: Iterable[Measurement], policy: Policy) -> tuple[Finding, ...]:
    """Return one finding per check that something was measured for, in the order of the checks."""
    by_check: dict[Check, list[Finding]] = {check: [] for check in Check}
    for measurement in measurements:
        finding = held(measurement, policy)
        by_check[finding.check].append(finding)
    return tuple(worst_of(findings) for findings in by_check.values() if findings)


def judge_crop(framing: Framing, policy: Policy) -> Finding:
    """Return whether a photo can be cut: how far it misses the drawing, then how wide it is."""
    placed = _judge_placement(framing, policy)
    sized = held(Measurement(measure=Measure.CROP_WIDTH_PX, value=framing.box.width), policy)
    return worst_of([placed, sized])


def _judge_placement(framing: Framing, policy: Policy) -> Finding:
    """Return how far the head misses the drawing; a head that cannot be whole has no distance."""
    if framing.inside:
        return held(Measurement(measure=Measure.CROP_OFF_MM, value=framing.off_mm), policy)
    rule = policy.rule(Measure.CROP_OFF_MM)
    return Finding(
        check=rule.check, verdict=Verdict.FAIL, value=None, limit=rule.limit(Verdict.FAIL)
    )


def _judge_company(face: FaceReading, policy: Policy) -> Finding:
    """Return whether one person alone is to be seen; a tiny second face may be a poster."""
    rule = policy.rule(Measure.SECOND_FACE_RATIO)
    verdict = Verdict.PASS if face.faces == 1 else rule.verdict(face.second_face_ratio)
    return Finding(check=rule.check, verdict=verdict, value=float(face.faces), limit=1.0)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in the order of the checks."""
    return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.check)))


def worst_of(findings: list[Finding]) -> Finding:
    """Return the finding that decides: the worst, of equals the first."""
    return max(findings, key=lambda finding: _RANK[finding.verdict])
