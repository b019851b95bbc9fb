"""Holding still: how far the ring has come, and when the picture is due."""

import math
from dataclasses import dataclass

from kiosk.domain.face import FaceReading, Point
from kiosk.domain.finding import Hint
from kiosk.guidance.advice import Advice
from kiosk.guidance.policy import HoldPolicy

# Frames further apart than this tell nothing of what happened between them.
LONGEST_GAP_NS = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How long a face has been good and still; ``at`` is where it was in the frame read last."""

    held_ns: int = 0
    paused_ns: int = 0
    seen_ns: int | None = None
    at: Point | None = None
    since_at: Point | None = None

    def progress(self, policy: HoldPolicy) -> float:
        """Return how full the ring is, 0..1."""
        return min(1.0, self.held_ns / (policy.seconds * 1e9))

    def due(self, policy: HoldPolicy) -> bool:
        """Tell whether the frame that was just read is to be taken: good, and held long enough."""
        return self.paused_ns == 0 and self.progress(policy) >= 1.0


def step(before: Hold, face: FaceReading | None, advice: Advice, policy: HoldPolicy) -> Hold:
    """Return the hold after one more frame.

    A blink pauses the ring for a moment; any other correction and any move empty it.
    """
    if face is None:
        return Hold()
    now, place = face.captured_at_ns, _eye_middle(face)
    start = Hold(seen_ns=now, at=place, since_at=place)
    if before.seen_ns is None or before.at is None or before.since_at is None:
        return start if advice.ready else Hold()
    passed = now - before.seen_ns
    if passed == 0:
        return before
    if not 0 < passed <= LONGEST_GAP_NS or _moved(before.at, before.since_at, face, passed, policy):
        return start if advice.ready else Hold()
    held, paused = before.held_ns + passed, 0
    if advice.wanted is Hint.OPEN_EYES:
        held, paused = before.held_ns, before.paused_ns + passed
    if not (advice.ready or 0 < paused <= policy.blink_pause_seconds * 1e9):
        return Hold()
    return Hold(held_ns=held, paused_ns=paused, seen_ns=now, at=place, since_at=before.since_at)


def _moved(
    at: Point, since_at: Point, face: FaceReading, passed_ns: int, policy: HoldPolicy
) -> bool:
    """Tell whether the face moved too fast since ``at`` or too far since ``since_at``."""
    place, eye_gap = _eye_middle(face), max(face.eye_gap_px, 1.0)
    speed = math.dist((at.x, at.y), (place.x, place.y)) / eye_gap / (passed_ns / 1e9)
    travel = math.dist((since_at.x, since_at.y), (place.x, place.y)) / eye_gap
    return speed > policy.speed_eye_gaps_per_second or travel > policy.travel_eye_gaps


def _eye_middle(face: FaceReading) -> Point:
    right, left = face.right_eye, face.left_eye
    return Point((right.x + left.x) / 2, (right.y + left.y) / 2)
