"""The capture loop against a camera that fails in every way; the whole loop runs in the test."""

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, repeat

import pytest

from camera.errors import CameraLostError, CameraSpecError
from camera.loops import CaptureLoop
from camera.retry import Backoff
from kiosk.domain.frame import Frame
from kiosk.ports import CameraState, CameraStatus, FrameSource
from kiosk.threads import Latest
from tests.fakes.frame_source import Act, ScriptedSource, lively, picture
from tests.fakes.timepiece import Timepiece

S = CameraState


class Stage:
    """A loop, its boxes, and what it said; the loop is stopped when the script ends."""

    def __init__(self) -> None:
        self.clock = Timepiece()
        self.stop = threading.Event()
        self.preview: Latest[Frame] = Latest()
        self.analysis: Latest[Frame] = Latest()
        self.said: list[CameraStatus] = []

    def source(self, acts: Iterable[Act], *, still: bool = False, refusals: int = 0) -> FrameSource:
        return ScriptedSource(chain(acts, self._end()), self.clock, still=still, refusals=refusals)

    def run(self, factory: Callable[[], FrameSource]) -> CaptureLoop:
        loop = CaptureLoop(
            factory,
            self.clock,
            self.preview,
            self.analysis,
            self.said.append,
            backoff=Backoff(first_s=0, longest_s=0),
        )
        loop.run(self.stop)
        return loop

    def play(self, acts: Iterable[Act], *, still: bool = False, refusals: int = 0) -> CaptureLoop:
        source = self.source(acts, still=still, refusals=refusals)
        return self.run(lambda: source)

    @property
    def states(self) -> list[CameraState]:
        return [status.state for status in self.said]

    def _end(self) -> Iterator[Act]:
        self.stop.set()
        yield CameraLostError("the script has ended")


def some(count: int, *, first: int = 0) -> Iterator[Act]:
    return islice(lively(), first, first + count)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_each_change_of_a_healthy_camera_is_said_once_with_what_was_opened(stage: Stage) -> None:
    stage.play(some(90))
    assert stage.states[:2] == [S.OPENING, S.LIVE]
    live = stage.said[1]
    assert live.source is not None
    assert live.source.name == "scripted"
    assert stage.states.count(S.LIVE) == 1


def test_the_newest_frame_wins_and_the_others_are_counted(stage: Stage) -> None:
    loop = stage.play(some(60))
    newest = stage.analysis.take()
    assert newest is not None
    assert newest.seq == 59
    assert loop.stats.frames == 60
    assert loop.stats.dropped == 59
    assert loop.stats.fps == pytest.approx(30, rel=0.01)


def test_an_unplugged_camera_is_lost_and_live_again_when_it_returns(stage: Stage) -> None:
    stage.play(chain(some(30), [CameraLostError("unplugged")], some(30, first=30)))
    assert stage.states[:4] == [S.OPENING, S.LIVE, S.LOST, S.LIVE]
    assert stage.said[2].error_key == "camera_lost"


def test_a_camera_that_is_not_there_yet_is_tried_until_it_is(stage: Stage) -> None:
    stage.play(some(3), refusals=20)
    assert stage.states[:3] == [S.OPENING, S.LOST, S.LIVE]
    assert stage.said[1].error_key == "camera_open"


def test_a_frozen_picture_is_said_and_never_given_to_anyone(stage: Stage) -> None:
    stage.play(chain(some(10), repeat(picture(seed=7), 200)))
    assert stage.states == [S.OPENING, S.LIVE, S.FROZEN, S.LOST]
    for box in (stage.preview, stage.analysis):
        last = box.take()
        assert last is not None
        assert last.seq <= 10 + 61


def test_a_frozen_camera_is_opened_again_and_live_when_the_picture_moves(stage: Stage) -> None:
    source = ScriptedSource(
        chain(repeat(picture(seed=7), 200), some(10), stage._end()), stage.clock
    )
    stage.run(lambda: source)
    assert stage.states[:4] == [S.OPENING, S.LIVE, S.FROZEN, S.LIVE]
    assert source.openings >= 3


def test_a_still_is_live_for_as_long_as_it_is_shown(stage: Stage) -> None:
    stage.play(repeat(picture(), 300), still=True)
    assert stage.states[:2] == [S.OPENING, S.LIVE]
    assert S.FROZEN not in stage.states


def test_a_covered_lens_is_shown_but_not_analysed(stage: Stage) -> None:
    dark = (picture(0, seed=n) for n in range(100))
    stage.play(chain(some(5), dark, some(3)))
    assert stage.states[:4] == [S.OPENING, S.LIVE, S.BLACK, S.LIVE]


def test_a_black_picture_goes_to_the_preview_only(stage: Stage) -> None:
    stage.play(picture(0, seed=n) for n in range(100))
    preview, analysis = stage.preview.take(), stage.analysis.take()
    assert preview is not None
    assert analysis is not None
    assert preview.seq == 99
    assert analysis.seq < 70


@pytest.mark.expects_warnings("capture failed")
def test_a_fault_nobody_foresaw_restarts_the_camera_anew(stage: Stage) -> None:
    faulty, sound = stage.source([ZeroDivisionError()]), stage.source(some(3))
    sources = iter([faulty, sound])
    stage.run(lambda: next(sources))
    assert stage.states[:2] == [S.OPENING, S.LIVE]


@pytest.mark.expects_warnings("capture failed")
def test_after_five_restarts_in_a_minute_the_camera_is_out_of_service(stage: Stage) -> None:
    made: list[FrameSource] = []

    def make() -> FrameSource:
        made.append(stage.source([ZeroDivisionError()]))
        return made[-1]

    stage.run(make)
    assert stage.states == [S.OPENING, S.OUT_OF_SERVICE]
    assert stage.said[-1].error_key == "camera_worker"
    assert len(made) == 6


def test_a_file_that_vanishes_is_a_lost_camera_not_a_crash(stage: Stage) -> None:
    tries = iter([CameraSpecError("x.png", "no_such_file"), None])

    def make() -> FrameSource:
        if error := next(tries):
            raise error
        return stage.source(some(3))

    stage.run(make)
    assert stage.states[:3] == [S.OPENING, S.LOST, S.LIVE]
    assert stage.said[1].error_key == "camera_spec"


def locking(stage: Stage, *unlockable: str, first: int) -> tuple[ScriptedSource, CaptureLoop]:
    """Return a source whose script asks for steady light before its second part, and the loop."""
    loops: list[CaptureLoop] = []

    def asked() -> Iterator[Act]:
        loops[0].ask_lock()
        yield from some(5, first=first)

    acts = chain(some(first), asked(), stage._end())
    source = ScriptedSource(acts, stage.clock, unlockable=unlockable)
    loops.append(
        CaptureLoop(
            lambda: source,
            stage.clock,
            stage.preview,
            stage.analysis,
            stage.said.append,
            backoff=Backoff(first_s=0, longest_s=0),
        )
    )
    return source, loops[0]


def test_the_light_is_held_once_when_it_was_asked_for_and_that_is_said(stage: Stage) -> None:
    source, loop = locking(stage, first=10)
    loop.run(stage.stop)
    live = [status.source for status in stage.said if status.state is S.LIVE and status.source]
    assert [said.light_locked for said in live] == [False, True]
    assert live[1].refused == ()
    assert source.locks == 1


def test_what_a_camera_cannot_hold_is_said(stage: Stage) -> None:
    _, loop = locking(stage, "white_balance", first=3)
    loop.run(stage.stop)
    said = stage.said[-2].source
    assert said is not None
    assert not said.light_locked
    assert said.refused == ("white_balance",)


def test_light_is_not_held_on_a_black_picture(stage: Stage) -> None:
    """A covered lens makes the automatics open wide: that is not to be kept."""
    source = ScriptedSource(
        chain((picture(0, seed=n) for n in range(100)), some(3), stage._end()), stage.clock
    )
    locks: list[tuple[CameraState, int]] = []

    def post(status: CameraStatus) -> None:
        locks.append((status.state, source.locks))
        if status.state is S.BLACK:
            loop.ask_lock()

    loop = CaptureLoop(
        lambda: source,
        stage.clock,
        stage.preview,
        stage.analysis,
        post,
        backoff=Backoff(first_s=0, longest_s=0),
    )
    loop.run(stage.stop)
    assert locks == [(S.OPENING, 0), (S.LIVE, 0), (S.BLACK, 0), (S.LIVE, 1), (S.LOST, 1)]
