"""What a check says of a photo or a live face."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.measure import Measure, Region


class Check(StrEnum):
    """Every check of the photo rules, in the order in which staff read them."""

    SINGLE = "single"
    YAW = "yaw"
    PITCH = "pitch"
    ROLL = "roll"
    EYES = "eyes"
    MOUTH = "mouth"
    EXPRESSION = "expression"
    GAZE = "gaze"
    SUNGLASSES = "sunglasses"
    GLARE = "glare"
    MASK = "mask"
    HAT = "hat"
    BACKGROUND = "background"
    EXPOSURE = "exposure"
    LIGHTING = "lighting"
    COLOUR = "colour"
    SHARP = "sharp"
    CROP = "crop"
    FILE = "file"


class Verdict(StrEnum):
    """○ pass, △ warn (staff look), × fail."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's measured value against its limit.

    ``measure`` names what was measured (its unit is the policy's) and decided the check; None for
    findings that count or that measured nothing. ``regions`` show where, in the picture that was
    judged; empty when the finding is about all of it.
    """

    check: Check
    verdict: Verdict
    value: float | None
    limit: float | None
    measure: Measure | None = None
    regions: tuple[Region, ...] = ()


class Hint(StrEnum):
    """The one sentence an applicant sees; left and right are the person's own."""

    NO_CAMERA = "no_camera"
    NO_FACE = "no_face"
    ONE_PERSON = "one_person"
    MOVE_CLOSER = "move_closer"
    MOVE_BACK = "move_back"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    SIT_HIGHER = "sit_higher"
    SIT_LOWER = "sit_lower"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    CHIN_UP = "chin_up"
    CHIN_DOWN = "chin_down"
    STRAIGHTEN_HEAD = "straighten_head"
    OPEN_EYES = "open_eyes"
    CLOSE_MOUTH = "close_mouth"
    TAKE_OFF_MASK = "take_off_mask"
    TAKE_OFF_SUNGLASSES = "take_off_sunglasses"
    TAKE_OFF_HAT = "take_off_hat"
    LIGHT_FROM_SIDE = "light_from_side"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    HOLD_STILL = "hold_still"
    TAKING = "taking"


_FAULTS = {Verdict.PASS: 0.0, Verdict.WARN: 1.0, Verdict.FAIL: 10.0}


def faults_of(findings: tuple[Finding, ...]) -> float:
    """Return how much is wrong, to compare photos of one person: a fail counts ten warnings."""
    return sum(_FAULTS[finding.verdict] for finding in findings)


def worst(findings: tuple[Finding, ...]) -> Verdict:
    """Return the verdict of the whole: the worst of its parts."""
    verdicts = {finding.verdict for finding in findings}
    for verdict in (Verdict.FAIL, Verdict.WARN):
        if verdict in verdicts:
            return verdict
    return Verdict.PASS
