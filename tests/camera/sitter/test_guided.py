"""A sitter who makes mistakes, guided: what a calm photographer would say, and when the photo is.

The play is driven by time and does not read the hints; the analysis and the guidance are the
station's own.
"""

from dataclasses import dataclass
from itertools import groupby

import pytest

from camera.sitter.faults import CURE_S, Faults, mistakes_of, spoilt_s
from camera.sitter.knobs import Play
from camera.sitter.script import EMPTY_S, SETTLE_S, SIT_S, moment, turn_frames
from camera.sitter.studio import Studio
from camera.slowlook import LiveEye
from kiosk.clock import SystemClock
from kiosk.domain.finding import Hint
from kiosk.domain.frame import Frame
from kiosk.guidance.policy import photo_policy
from kiosk.workflow.live import PolicyGuide

FPS = 20.0  # fewer than a camera's: the checks that are made every fifth frame come later
SHORTEST_S = 0.6  # a hint that goes sooner cannot be read
NOBODY_YET = (Hint.NO_FACE,)


@dataclass(frozen=True, slots=True)
class Shown:
    """A hint with the seconds of the turn in which it was on the screen."""

    hint: Hint
    from_s: float
    until_s: float


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the screen showed from the first frame to the photo, or to the end without one."""

    shown: tuple[Shown, ...]
    due_s: float | None

    @property
    def hints(self) -> tuple[Hint, ...]:
        return tuple(one.hint for one in self.shown)


def sit(play: Play, turn: int) -> Sitting:
    """Guide the person of this turn as the station does, from the empty chair to the photo."""
    guide = PolicyGuide(photo_policy(), hold_ms=1200)
    studio = Studio(play.width, play.height)
    before = sum(turn_frames(play, index) for index in range(turn))
    hints: list[Hint] = []
    with LiveEye(SystemClock()) as eye:
        for number in range(turn_frames(play, turn)):
            now = moment(play, before + number)
            pixels = studio.paint(now.scene, now.sway, number=number)
            at_ns = 1 + round(number * 1e9 / FPS)
            frame = Frame(seq=number, captured_at_ns=at_ns, pixels=pixels)
            live = guide.look(eye.observe(frame))
            hints.append(live.hint)
            if live.due:
                return Sitting(_runs(hints), number / FPS)
    return Sitting(_runs(hints), None)


def _runs(hints: list[Hint]) -> tuple[Shown, ...]:
    shown, at = [], 0
    for hint, group in groupby(hints):
        length = len(list(group))
        shown.append(Shown(hint, at / FPS, (at + length) / FPS))
        at += length
    return tuple(shown)


def play_of(faults: Faults) -> Play:
    return Play(faults=faults, fps=FPS, applicants=3)


EXPECTED = {
    (Faults.NONE, 0): (Hint.TURN_RIGHT,),  # nobody sits down quite straight
    (Faults.FIRST, 0): (Hint.MOVE_RIGHT, Hint.TURN_RIGHT),
    (Faults.ALL, 0): (
        Hint.MOVE_RIGHT,
        Hint.TAKE_OFF_MASK,
        Hint.TURN_RIGHT,
        Hint.LIGHT_FROM_SIDE,
    ),
    (Faults.ALL, 1): (
        Hint.MOVE_CLOSER,
        Hint.TAKE_OFF_SUNGLASSES,
        Hint.STRAIGHTEN_HEAD,
        Hint.TOO_DARK,
    ),
    (Faults.ALL, 2): (Hint.TAKE_OFF_HAT, Hint.CHIN_UP, Hint.CLOSE_MOUTH),
}


@pytest.fixture(scope="module", params=list(EXPECTED), ids=lambda one: f"{one[0].name} {one[1]}")
def case(request: pytest.FixtureRequest) -> tuple[Faults, int, Sitting]:
    faults, index = request.param
    return faults, index, sit(play_of(faults), index)


def test_one_thing_is_asked_after_the_other_and_each_once(
    case: tuple[Faults, int, Sitting],
) -> None:
    faults, index, sitting = case
    assert sitting.hints == (*NOBODY_YET, *EXPECTED[faults, index], Hint.HOLD_STILL), sitting


def test_no_hint_flickers(case: tuple[Faults, int, Sitting]) -> None:
    _, _, sitting = case
    assert all(one.until_s - one.from_s >= SHORTEST_S for one in sitting.shown), sitting


def test_the_photo_is_due_soon_after_the_last_mistake_and_never_before(
    case: tuple[Faults, int, Sitting],
) -> None:
    faults, index, sitting = case
    right_s = EMPTY_S + SIT_S + max(SETTLE_S, spoilt_s(mistakes_of(faults, index)))
    assert sitting.due_s is not None
    held_s = photo_policy().hold.seconds
    assert sitting.due_s >= right_s + held_s - CURE_S
    assert sitting.due_s <= right_s + held_s + 1.6
