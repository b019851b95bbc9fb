from dataclasses import replace

import pytest

from kiosk.domain.face import FaceReading
from kiosk.guidance.advice import Advice, advise
from kiosk.guidance.policy import photo_policy
from kiosk.guidance.steadiness import Hold, step
from tests.guidance.faces import good_face, moved

POLICY = photo_policy()
FRAME_NS = 33_000_000
FULL = round(POLICY.hold.seconds * 1e9 / FRAME_NS) + 2


class Sitting:
    """Feeds frames 33 ms apart."""

    def __init__(self) -> None:
        self.hold = Hold()
        self.advice: Advice | None = None
        self.now_ns = 0

    def see(self, face: FaceReading | None, *, after_ns: int = FRAME_NS) -> Hold:
        self.now_ns += after_ns
        stamped = replace(face, captured_at_ns=self.now_ns) if face else None
        self.advice = advise(stamped, POLICY, before=self.advice, now_ns=self.now_ns)
        self.hold = step(self.hold, stamped, self.advice, POLICY.hold)
        return self.hold

    @property
    def progress(self) -> float:
        return self.hold.progress(POLICY.hold)

    @property
    def due(self) -> bool:
        return self.hold.due(POLICY.hold)


@pytest.fixture
def sitting() -> Sitting:
    return Sitting()


def test_the_ring_fills_in_the_holding_time_and_then_the_picture_is_due(sitting: Sitting) -> None:
    seen = []
    for _ in range(FULL):
        sitting.see(good_face())
        seen.append(sitting.progress)
        if sitting.due:
            break
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert sitting.now_ns - FRAME_NS == pytest.approx(POLICY.hold.seconds * 1e9, abs=FRAME_NS)


@pytest.mark.parametrize(
    "broken",
    [None, good_face(yaw_deg=20.0), moved(good_face(), x=-500), good_face(mouth_gap=0.2)],
)
def test_the_ring_empties_when_the_framing_breaks(
    sitting: Sitting, broken: FaceReading | None
) -> None:
    for _ in range(20):
        sitting.see(good_face())
    assert sitting.progress > 0.4
    sitting.see(broken)
    assert sitting.progress == 0


def test_the_ring_empties_when_the_face_jumps(sitting: Sitting) -> None:
    for _ in range(20):
        sitting.see(good_face())
    sitting.see(moved(good_face(), x=20))  # 2.7 eye gaps a second
    assert sitting.progress == 0
    assert not sitting.due


def test_the_ring_empties_when_the_face_creeps_away(sitting: Sitting) -> None:
    values = []
    for number in range(60):
        sitting.see(moved(good_face(), x=2.0 * number))  # slow enough, but it never rests
        values.append(sitting.progress)
    assert max(values) < 1.0


def test_breathing_does_not_empty_the_ring(sitting: Sitting) -> None:
    for number in range(FULL):
        sitting.see(moved(good_face(), x=number % 3, y=-(number % 2)))
    assert sitting.due


def test_a_blink_pauses_the_ring_and_is_never_taken(sitting: Sitting) -> None:
    for _ in range(FULL - 3):
        sitting.see(good_face())
    before = sitting.progress
    for _ in range(6):
        sitting.see(good_face(blink=0.9))
        assert sitting.progress == before
        assert not sitting.due
    for _ in range(3):
        sitting.see(good_face())
    assert sitting.due


def test_eyes_that_stay_closed_empty_the_ring(sitting: Sitting) -> None:
    for _ in range(20):
        sitting.see(good_face())
    for _ in range(20):
        sitting.see(good_face(blink=0.9))
    assert sitting.progress == 0


def test_a_ring_does_not_start_with_something_to_correct(sitting: Sitting) -> None:
    for _ in range(10):
        assert sitting.see(good_face(yaw_deg=20.0)) == Hold()


def test_the_same_frame_twice_counts_once(sitting: Sitting) -> None:
    sitting.see(good_face())
    once = sitting.see(good_face())
    assert sitting.see(good_face(), after_ns=0) == once


def test_a_gap_in_the_pictures_starts_the_ring_anew(sitting: Sitting) -> None:
    for _ in range(20):
        sitting.see(good_face())
    sitting.see(good_face(), after_ns=600_000_000)
    assert sitting.progress == 0
    sitting.see(good_face(yaw_deg=20.0), after_ns=600_000_000)
    assert sitting.hold == Hold()
