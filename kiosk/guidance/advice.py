"""The one thing an applicant should do next."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.face import FaceReading
from kiosk.domain.finding import Check, Finding, Hint, Verdict
from kiosk.domain.measure import Measure
from kiosk.domain.photo import HEAD_MM, HEIGHT_MM, WIDTH_MM, portrait_crop
from kiosk.guidance.framing import frame_portrait
from kiosk.guidance.policy import Policy, Rule, Worse

# A sentence of five words takes about this long to read; nothing goes from the screen sooner.
LEAST_SHOWN_SECONDS = 0.6
# What is looked at now and then is looked at three times a second: one wrong look of a detector
# lasts a third of a second, and is not to be seen.
SLOW_SETTLE_SECONDS = 0.6
# Crown to chin in inter-eye distances, median of the frontal pictures of ../shared/faces: a nodding
# head looks low, a turned one narrow, and neither is to be asked closer for it.
HEAD_PER_EYE_GAP = 3.6
# Which hints a measure gives: the first for its negative, the last for its positive side.
HINTS: dict[Measure, tuple[Hint, ...]] = {
    Measure.SECOND_FACE_RATIO: (Hint.ONE_PERSON,),
    Measure.CROP_WIDTH_PX: (Hint.MOVE_CLOSER,),
    Measure.CROP_OFF_MM: (
        Hint.MOVE_BACK,
        Hint.MOVE_LEFT,
        Hint.MOVE_RIGHT,
        Hint.SIT_HIGHER,
        Hint.SIT_LOWER,
    ),
    Measure.ROLL_DEG: (Hint.STRAIGHTEN_HEAD,),
    Measure.YAW_DEG: (Hint.TURN_LEFT, Hint.TURN_RIGHT),
    Measure.PITCH_DEG: (Hint.CHIN_UP, Hint.CHIN_DOWN),
    Measure.BLINK: (Hint.OPEN_EYES,),
    Measure.EYE_ASPECT_RATIO: (Hint.OPEN_EYES,),
    Measure.MOUTH_GAP: (Hint.CLOSE_MOUTH,),
    Measure.JAW_OPEN: (Hint.CLOSE_MOUTH,),
}
# What a slow finding asks for, by its check; exposure has two ways to fail.
WORN: dict[Check, Hint] = {
    Check.MASK: Hint.TAKE_OFF_MASK,
    Check.SUNGLASSES: Hint.TAKE_OFF_SUNGLASSES,
    Check.HAT: Hint.TAKE_OFF_HAT,
}
FOR_STAFF = frozenset({Hint.LIGHT_FROM_SIDE, Hint.TOO_DARK, Hint.TOO_BRIGHT})
"""Hints that ask nothing of the applicant: staff see to the light."""
SLOW = FOR_STAFF | frozenset(WORN.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is on the screen (``hint``) and what this frame alone asks for (``wanted``)."""

    hint: Hint
    wanted: Hint
    shown_since_ns: int
    wanted_since_ns: int

    @property
    def ready(self) -> bool:
        """Tell whether nothing is to be corrected in this frame."""
        return self.wanted is Hint.HOLD_STILL


def advise(
    face: FaceReading | None,
    policy: Policy,
    *,
    before: Advice | None,
    now_ns: int,
    slow: tuple[Finding, ...] = (),
) -> Advice:
    """Return the next advice: a new hint is shown once it was wanted for the settling time.

    ``slow`` are the newest findings of the checks that are made now and then; only what would be
    refused asks for anything.
    """
    wanted = most_useful(face, policy, shown=before.wanted if before else None, slow=slow)
    if before is None:
        return Advice(hint=wanted, wanted=wanted, shown_since_ns=now_ns, wanted_since_ns=now_ns)
    since = before.wanted_since_ns if wanted is before.wanted else now_ns
    settle_seconds = SLOW_SETTLE_SECONDS if wanted in SLOW else policy.hint.settle_seconds
    settled = now_ns - since >= settle_seconds * 1e9
    read = now_ns - before.shown_since_ns >= LEAST_SHOWN_SECONDS * 1e9
    changes = wanted is not before.hint and settled and read
    return Advice(
        hint=wanted if changes else before.hint,
        wanted=wanted,
        shown_since_ns=now_ns if changes else before.shown_since_ns,
        wanted_since_ns=since,
    )


def most_useful(
    face: FaceReading | None,
    policy: Policy,
    *,
    shown: Hint | None,
    slow: tuple[Finding, ...] = (),
) -> Hint:
    """Return the single most useful hint; the order below is the priority.

    What is worn comes before the pose: under a mask or behind dark glasses a pose, a mouth and
    eyes are guesses. Light comes last: it is no business of the applicant's. The limits of the
    hint that is ``shown`` are tighter, so that it does not come and go.
    """
    if face is None:
        return Hint.NO_FACE
    limits = _Limits(policy=policy, shown=shown, slow=slow)
    steps: tuple[Callable[[FaceReading, _Limits], Hint | None], ...] = (
        _alone,
        _near_enough,
        _placed,
        _bare,
        _upright,
        _facing,
        _level,
        _fine_enough,
        _awake,
        _silent,
        _lit,
    )
    hints = (step(face, limits) for step in steps)
    return next((hint for hint in hints if hint is not None), Hint.HOLD_STILL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    policy: Policy
    shown: Hint | None
    slow: tuple[Finding, ...]

    def refused(self, check: Check, hint: Hint) -> bool:
        """Tell whether a slow finding asks for a hint: from a refusal on, until well inside."""
        return any(
            finding.verdict is Verdict.FAIL or (self.shown is hint and self._lingers(finding))
            for finding in self.slow
            if finding.check is check
        )

    def _lingers(self, finding: Finding) -> bool:
        if finding.measure is None or finding.value is None:
            return False
        rule = self.policy.rule(finding.measure)
        if rule.fail is None:
            return False
        return rule.beyond(finding.value, self._eased(rule, rule.fail))

    def broken(self, measure: Measure, value: float) -> bool:
        """Tell whether a value asks for a hint."""
        rule = self.policy.rule(measure)
        return rule.beyond(rule.corrected(value), self._guide(rule))

    def side(self, measure: Measure, value: float) -> int:
        """Return -1 or 1 when a signed value asks for a hint to that side, else 0."""
        corrected = self.policy.rule(measure).corrected(value)
        guide = self._guide(self.policy.rule(measure))
        return (corrected > guide) - (corrected < -guide)

    def roomy(self, share: float) -> bool:
        """Tell whether to ask closer: from well below the guide on, and then up to it."""
        guide = self.policy.rule(Measure.FRAME_SHARE).guide
        asked = self.shown is Hint.MOVE_CLOSER
        return share < (guide if asked else guide * self.policy.hint.relief)

    def _guide(self, rule: Rule) -> float:
        if self.shown not in HINTS[rule.measure]:
            return rule.guide
        return self._eased(rule, rule.guide)

    def _eased(self, rule: Rule, limit: float) -> float:
        relief = self.policy.hint.relief
        return limit * relief if rule.worse is Worse.ABOVE else limit / relief


def _alone(face: FaceReading, limits: _Limits) -> Hint | None:
    together = face.faces > 1 and limits.broken(Measure.SECOND_FACE_RATIO, face.second_face_ratio)
    return Hint.ONE_PERSON if together else None


def _near_enough(face: FaceReading, limits: _Limits) -> Hint | None:
    """Ask back when no crop fits the frame, closer when it has too few pixels for any photo."""
    if not frame_portrait(face).inside:
        return Hint.MOVE_BACK
    rule = limits.policy.rule(Measure.CROP_WIDTH_PX)
    hopeless = rule.verdict(_reach_px(face)) is Verdict.FAIL
    return Hint.MOVE_CLOSER if hopeless and limits.roomy(_share(face)) else None


def _fine_enough(face: FaceReading, limits: _Limits) -> Hint | None:
    """Ask closer while the photo is coarser than it should be and the frame has room."""
    coarse = limits.broken(Measure.CROP_WIDTH_PX, _reach_px(face))
    return Hint.MOVE_CLOSER if coarse and limits.roomy(_share(face)) else None


def _reach_px(face: FaceReading) -> float:
    """Return how wide a photo of the face from the front would be."""
    head_px = max(face.head_height_px, face.eye_gap_px * HEAD_PER_EYE_GAP)
    return WIDTH_MM * head_px / HEAD_MM


def _share(face: FaceReading) -> float:
    width = _reach_px(face)
    height = width * HEIGHT_MM / WIDTH_MM
    return max(width / face.frame_width_px, height / face.frame_height_px)


def _placed(face: FaceReading, limits: _Limits) -> Hint | None:
    framing = frame_portrait(face)
    if not limits.broken(Measure.CROP_OFF_MM, framing.off_mm):
        return None
    return _way_inside(face)


def _way_inside(face: FaceReading) -> Hint:
    """Return the move that brings the most of the exact crop back into the frame."""
    exact = portrait_crop(face)
    missing = {
        Hint.MOVE_LEFT: -exact.left,
        Hint.MOVE_RIGHT: exact.right - face.frame_width_px,
        Hint.SIT_LOWER: -exact.top,
        Hint.SIT_HIGHER: exact.bottom - face.frame_height_px,
    }
    width, height = (Hint.MOVE_LEFT, Hint.MOVE_RIGHT), (Hint.SIT_LOWER, Hint.SIT_HIGHER)
    if any(all(missing[hint] > 0 for hint in pair) for pair in (width, height)):
        return Hint.MOVE_BACK
    return max(missing, key=lambda hint: missing[hint])


def _upright(face: FaceReading, limits: _Limits) -> Hint | None:
    return Hint.STRAIGHTEN_HEAD if limits.side(Measure.ROLL_DEG, face.roll_deg) else None


def _facing(face: FaceReading, limits: _Limits) -> Hint | None:
    return _by_side(Measure.YAW_DEG, face.yaw_deg, limits)


def _level(face: FaceReading, limits: _Limits) -> Hint | None:
    return _by_side(Measure.PITCH_DEG, face.pitch_deg, limits)


def _by_side(measure: Measure, value: float, limits: _Limits) -> Hint | None:
    negative, positive = HINTS[measure]
    return {-1: negative, 0: None, 1: positive}[limits.side(measure, value)]


def _awake(face: FaceReading, limits: _Limits) -> Hint | None:
    closed = limits.broken(Measure.BLINK, face.blink) or limits.broken(
        Measure.EYE_ASPECT_RATIO, face.eye_aspect_ratio
    )
    return Hint.OPEN_EYES if closed else None


def _silent(face: FaceReading, limits: _Limits) -> Hint | None:
    is_open = limits.broken(Measure.MOUTH_GAP, face.mouth_gap) or limits.broken(
        Measure.JAW_OPEN, face.jaw_open
    )
    return Hint.CLOSE_MOUTH if is_open else None


def _bare(_face: FaceReading, limits: _Limits) -> Hint | None:
    return next((hint for check, hint in WORN.items() if limits.refused(check, hint)), None)


def _lit(_face: FaceReading, limits: _Limits) -> Hint | None:
    too_dark_or_bright = Hint.TOO_BRIGHT if _burnt(limits.slow) else Hint.TOO_DARK
    if limits.refused(Check.EXPOSURE, too_dark_or_bright):
        return too_dark_or_bright
    return Hint.LIGHT_FROM_SIDE if limits.refused(Check.LIGHTING, Hint.LIGHT_FROM_SIDE) else None


def _burnt(slow: tuple[Finding, ...]) -> bool:
    return any(finding.measure is Measure.BURNT_SHARE for finding in slow)
