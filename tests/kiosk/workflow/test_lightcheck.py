"""The lighting check at opening."""

from dataclasses import replace

from kiosk.domain.finding import Verdict
from kiosk.guidance.lighting import ALL_RIGHT, LightAdvice
from kiosk.ports import CameraState, CameraStatus
from kiosk.workflow import phases
from kiosk.workflow.errors import CameraNeededError
from kiosk.workflow.events import LightStep
from kiosk.workflow.lightcheck import FRAMES
from kiosk.workflow.snapshots import LightState
from tests.guidance.rooms import SITTER, WALL
from tests.kiosk.workflow.bench import Bench


def opened() -> Bench:
    bench = Bench(light_check=True)
    bench.sign_in()
    return bench


def advice(bench: Bench) -> list[LightAdvice]:
    phase = bench.view.phase
    assert isinstance(phase, phases.CheckingLight)
    return [finding.advice for finding in phase.findings or ()]


def test_the_day_opens_with_the_wall_then_a_person_then_work() -> None:
    bench = opened()
    assert bench.is_at(phases.CheckingLight(LightStep.WALL))
    bench.session.measure_light()
    bench.see(FRAMES, seen=False)
    assert bench.is_at(phases.CheckingLight(LightStep.WALL, findings=(ALL_RIGHT,)))
    assert bench.locks == ["light"]
    bench.session.next_light_step()
    bench.session.measure_light()
    bench.see(FRAMES)
    assert bench.is_at(phases.CheckingLight(LightStep.SITTER, findings=(ALL_RIGHT,)))
    bench.session.next_light_step()
    assert bench.is_at(phases.Ready())
    assert bench.light_is(LightState.CHECKED)
    assert bench.room.frames == [FRAMES, FRAMES]


def test_each_finding_is_one_instruction() -> None:
    bench = opened()
    bench.room.wall = replace(WALL, left_right=0.3)
    bench.session.measure_light()
    bench.see(FRAMES, seen=False)
    assert advice(bench) == [LightAdvice.LEFT_LIGHT_CLOSER]
    bench.room.sitter = replace(SITTER, shadow=40.0, shadow_side=-1.0)
    bench.session.next_light_step()
    bench.session.measure_light()
    bench.see(FRAMES)
    assert advice(bench) == [LightAdvice.CHAIR_FROM_WALL]


def test_a_wall_with_somebody_before_it_is_not_kept() -> None:
    bench = opened()
    bench.room.wall = replace(WALL, someone=True)
    bench.session.measure_light()
    bench.see(FRAMES)
    assert advice(bench) == [LightAdvice.STEP_ASIDE]
    assert bench.light_is(LightState.UNCHECKED)
    assert bench.walls.kept == {}
    assert bench.locks == []


def test_the_check_is_asked_once_a_day_and_may_be_put_off() -> None:
    bench = opened()
    bench.session.leave_light_check()
    assert bench.is_at(phases.Ready())
    bench.session.begin_light_check()
    bench.session.measure_light()
    bench.see(FRAMES, seen=False)
    bench.session.leave_light_check()
    bench.session = bench.new_session()
    bench.sign_in()
    assert bench.is_at(phases.Ready())
    assert bench.light_is(LightState.CHECKED)


def test_without_a_camera_it_says_so_and_goes_on_later() -> None:
    bench = opened()
    bench.session.camera_changed(CameraStatus(state=CameraState.LOST))
    bench.session.measure_light()
    assert isinstance(bench.view.notice, CameraNeededError)
    bench.session.camera_changed(CameraStatus(state=CameraState.LIVE))
    bench.session.measure_light()
    bench.see(3, seen=False)
    bench.session.camera_changed(CameraStatus(state=CameraState.LOST))
    assert isinstance(bench.view.notice, CameraNeededError)
    assert bench.is_at(phases.CheckingLight(LightStep.WALL))


def test_frames_are_read_only_while_they_are_gathered() -> None:
    bench = opened()
    assert not bench.watches()
    bench.session.measure_light()
    assert bench.watches()
    bench.see(FRAMES, seen=False)
    assert not bench.watches()
    assert bench.view.live is None


def test_a_measured_fault_is_no_obstacle_to_work() -> None:
    bench = opened()
    bench.room.wall = replace(WALL, lightness=20.0)
    bench.session.measure_light()
    bench.see(FRAMES, seen=False)
    phase = bench.view.phase
    assert isinstance(phase, phases.CheckingLight)
    assert [one for one in phase.findings or () if one.verdict is not Verdict.PASS]
    bench.session.next_light_step()
    bench.session.leave_light_check()
    bench.session.begin_sitting()
    assert bench.is_in(phases.Receiving)
