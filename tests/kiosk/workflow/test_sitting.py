"""The shutter: a burst, the best moments of the whole sitting behind it, and no empty hands."""

from dataclasses import replace

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.intake import LeaveReason
from kiosk.ports import CameraState, CameraStatus
from kiosk.workflow import phases
from kiosk.workflow.keepsakes import KEPT, Keepsakes
from kiosk.workflow.sitting import BURST
from kiosk.workflow.snapshots import LightState
from tests.guidance.rooms import WALL
from tests.kiosk.workflow.bench import Bench, observation

GOOD = Finding(check=Check.YAW, verdict=Verdict.PASS, value=1.0, limit=5.0)
POOR = Finding(check=Check.YAW, verdict=Verdict.WARN, value=6.0, limit=5.0)
BAD = Finding(check=Check.YAW, verdict=Verdict.FAIL, value=30.0, limit=8.0)


def seconds(*numbers: float) -> list[int]:
    return [round(number * 1000) for number in numbers]


def test_after_the_shutter_five_more_frames_are_taken(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see(3)
    bench.session.take_photo()
    bench.see(BURST - 1)
    assert bench.is_at(phases.Shooting(1))
    assert bench.watches()
    bench.see()
    assert bench.is_in(phases.Reviewing)
    (candidates,) = bench.portraits.candidates
    assert [one.frame.seq for one in candidates][: BURST + 1] == [3, 4, 5, 6, 7, 8]


def test_a_slow_camera_gives_fewer_frames_rather_than_a_late_photo(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.session.observe(observation(1, at_ms=0))
    bench.session.take_photo()
    bench.session.observe(observation(2, at_ms=400))
    assert bench.is_in(phases.Shooting)
    bench.session.observe(observation(3, at_ms=800))
    assert bench.is_in(phases.Reviewing)


def test_a_burst_without_a_face_falls_back_on_an_earlier_moment(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see()
    bench.see(40, seen=False)
    bench.session.take_photo()
    bench.see(BURST, seen=False)
    assert bench.is_in(phases.Reviewing)
    (candidates,) = bench.portraits.candidates
    assert [one.frame.seq for one in candidates] == [1]


def test_the_camera_leaving_in_the_middle_of_a_burst_still_gives_a_photo(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see()
    bench.session.take_photo()
    bench.see(2)
    bench.session.camera_changed(CameraStatus(state=CameraState.LOST))
    assert bench.is_in(phases.Reviewing)
    assert len(bench.portraits.candidates[0]) >= 3


def test_moments_of_one_applicant_are_not_offered_to_the_next(bench: Bench) -> None:
    bench.sign_in()
    bench.pose()
    bench.see()
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    bench.pose()
    bench.see(40, seen=False)
    bench.session.take_photo()
    assert bench.is_in(phases.Posing)
    assert bench.portraits.candidates == []


def test_the_best_moments_are_kept_one_per_second() -> None:
    kept = Keepsakes()
    for at_ms, findings in zip(
        seconds(0.0, 0.2, 0.4, 5.0, 9.0, 12.0, 15.0),
        [(BAD,), (GOOD,), (POOR,), (POOR,), (BAD,), (POOR, POOR), (GOOD,)],
        strict=True,
    ):
        kept.consider(observation(at_ms, at_ms=at_ms), findings)
    assert [one.frame.seq for one in kept.best_first()] == seconds(0.2, 15.0, 5.0)
    assert len(kept.best_first()) == KEPT


def test_a_moment_without_a_face_is_not_kept() -> None:
    kept = Keepsakes()
    kept.consider(observation(seen=False), (GOOD,))
    assert kept.best_first() == ()


def test_the_days_wall_goes_with_every_photo(bench: Bench) -> None:
    bench.review()
    assert bench.portraits.walls == [None]
    bench.walls.kept = {bench.view.business_date: WALL.reference()}
    bench.session.leave_sitting(LeaveReason.CHANGED_MIND)
    bench.session.sign_out()
    bench.review()
    assert bench.portraits.walls[-1] == WALL.reference()


def test_a_new_check_is_offered_when_two_photos_show_other_light(bench: Bench) -> None:
    darker = replace(WALL.reference(), grid=tuple(tuple(60.0 for _ in row) for row in WALL.grid))
    bench.sign_in()
    assert bench.light_is(LightState.UNCHECKED)
    bench.walls.kept = {bench.view.business_date: WALL.reference()}
    bench.session.sign_out()
    bench.portraits.beside = darker
    bench.review()
    assert bench.light_is(LightState.CHECKED)
    bench.session.retake()
    bench.shoot()
    assert bench.light_is(LightState.DRIFTED)
    bench.portraits.beside = WALL.reference()
    bench.session.retake()
    bench.shoot()
    assert bench.light_is(LightState.CHECKED)
