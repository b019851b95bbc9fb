"""The room's light: painted walls and the drawn sitter, and what staff are told to do."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from camera.room import RoomMeter
from camera.sitter.look import Behind, Cast, Light, Person, Scene, Skin, Wall
from camera.sitter.studio import Studio
from kiosk.domain.finding import Verdict
from kiosk.domain.frame import Frame, Observation
from kiosk.domain.room import SitterReading, WallReading, WallReference
from kiosk.guidance.light_policy import light_policy
from kiosk.guidance.lighting import (
    LightAdvice,
    LightFinding,
    drift,
    has_drifted,
    judge_sitter,
    judge_wall,
)
from tests.camera.eye.stage import StoppedClock, as_frame, mirror

FRAMES = 12
EMPTY = Scene(people=0)
SIDES = {
    LightAdvice.LEFT_LIGHT_CLOSER: LightAdvice.RIGHT_LIGHT_CLOSER,
    LightAdvice.RIGHT_LIGHT_CLOSER: LightAdvice.LEFT_LIGHT_CLOSER,
}


@pytest.fixture(scope="session")
def studio() -> Studio:
    return Studio(600, 800)


@pytest.fixture(scope="session")
def meter(studio: Studio) -> Iterator[RoomMeter]:
    ready = RoomMeter(StoppedClock())
    ready.measure_wall(frames(studio, EMPTY, 1))  # its models' threads belong to no test
    yield ready
    ready.close()


def unread(frame: Frame) -> Observation:
    return Observation(frame=frame, face=None, analysed_at_ns=0)


def frames(studio: Studio, scene: Scene, count: int = FRAMES) -> list[Observation]:
    return [unread(as_frame(studio.paint(scene, number=n), n)) for n in range(count)]


def turned(seen: list[Observation]) -> list[Observation]:
    return [unread(mirror(each.frame)) for each in seen]


def wall_advice(meter: RoomMeter, seen: list[Observation]) -> list[LightAdvice]:
    return told(judge_wall(meter.measure_wall(seen), light_policy()))


def sitter(
    meter: RoomMeter, studio: Studio, scene: Scene, wall: WallReference | None = None
) -> SitterReading:
    return meter.measure_sitter(frames(studio, scene, 3), wall)


def sitter_advice(meter: RoomMeter, studio: Studio, scene: Scene) -> list[LightAdvice]:
    return told(judge_sitter(sitter(meter, studio, scene), light_policy()))


def told(findings: tuple[LightFinding, ...]) -> list[LightAdvice]:
    return [finding.advice for finding in findings]


@pytest.fixture(scope="session")
def white(meter: RoomMeter, studio: Studio) -> WallReading:
    return meter.measure_wall(frames(studio, EMPTY))


@pytest.mark.parametrize("wall", [Wall.WHITE, Wall.GREY, Wall.BLUE, Wall.CREAM])
def test_a_good_wall_is_all_right(meter: RoomMeter, studio: Studio, wall: Wall) -> None:
    assert wall_advice(meter, frames(studio, replace(EMPTY, wall=wall))) == [LightAdvice.ALL_RIGHT]


@pytest.mark.parametrize(
    ("scene", "advice"),
    [
        (replace(EMPTY, wall=Wall.BUSY), LightAdvice.WALL_PLAIN),
        (replace(EMPTY, behind=Behind(chair=True)), LightAdvice.WALL_PLAIN),
        (replace(EMPTY, light=Light.DARK), LightAdvice.MORE_LIGHT),
        (replace(EMPTY, light=Light.BRIGHT), LightAdvice.LESS_LIGHT),
        (replace(EMPTY, light=Light(cast=Cast.YELLOW)), LightAdvice.NEUTRAL_LIGHT),
        (replace(EMPTY, light=Light(cast=Cast.GREEN)), LightAdvice.NEUTRAL_LIGHT),
        (replace(EMPTY, behind=Behind(gradient=0.3)), LightAdvice.RIGHT_LIGHT_CLOSER),
        (Scene(), LightAdvice.STEP_ASIDE),
    ],
)
def test_each_fault_of_the_wall_has_its_one_instruction(
    meter: RoomMeter, studio: Studio, scene: Scene, advice: LightAdvice
) -> None:
    assert wall_advice(meter, frames(studio, scene))[0] is advice


@pytest.mark.parametrize("mains_hz", [50.0, 60.0])
def test_a_lamp_that_flickers_is_seen_whether_its_bands_move_or_not(
    meter: RoomMeter, studio: Studio, mains_hz: float
) -> None:
    """At 30 frames a second the bands of 60 Hz stand still and those of 50 Hz move."""
    lamp = Light(flicker=0.2, mains_hz=mains_hz)
    seen = frames(studio, replace(EMPTY, light=lamp))
    on_its_side = [
        unread(as_frame(np.ascontiguousarray(np.rot90(each.frame.pixels)))) for each in seen
    ]
    for each in (seen, on_its_side):
        reading = meter.measure_wall(each)
        assert reading.flicker == pytest.approx(0.11, abs=0.02)
        assert told(judge_wall(reading, light_policy()))[0] is LightAdvice.NO_FLICKER


def test_a_beat_of_the_whole_frame_is_flicker_and_a_slow_drift_is_not(meter: RoomMeter) -> None:
    grey = np.full((120, 160, 3), 180, np.float32)
    beat = [grey * (1.06 if n % 3 else 0.94) for n in range(FRAMES)]
    rising = [grey * (1 + 0.01 * n) for n in range(FRAMES)]
    shares = [
        meter.measure_wall([unread(as_frame(f.astype(np.uint8))) for f in each]).flicker
        for each in (beat, rising)
    ]
    assert shares[0] > 0.05
    assert shares[1] < 0.01


def test_lamps_of_two_colours_are_seen(meter: RoomMeter, studio: Studio) -> None:
    tint = np.linspace(0.85, 1.0, 600)[None, :, None] ** np.array([1.0, 0.5, 0.0])
    seen = [
        unread(as_frame(np.asarray(each.frame.pixels * tint, np.uint8)))
        for each in frames(studio, EMPTY, 4)
    ]
    assert LightAdvice.NEUTRAL_LIGHT in wall_advice(meter, seen)


def test_mirroring_the_wall_swaps_left_and_right(meter: RoomMeter, studio: Studio) -> None:
    for scene in (replace(EMPTY, behind=Behind(gradient=g)) for g in (0.2, 0.4)):
        seen = frames(studio, scene, 4)
        plain, mirrored = wall_advice(meter, seen), wall_advice(meter, turned(seen))
        assert mirrored == [SIDES.get(advice, advice) for advice in plain]
        assert plain[0] in SIDES


def test_frames_of_another_size_are_left_out(meter: RoomMeter, studio: Studio) -> None:
    other = unread(as_frame(np.zeros((90, 160, 3), np.uint8)))
    reading = meter.measure_wall([other, *frames(studio, EMPTY, 3)])
    assert reading.lightness == pytest.approx(94.5, abs=1)


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.WARM, Skin.DARK])
def test_a_sitter_in_good_light_is_all_right(meter: RoomMeter, studio: Studio, skin: Skin) -> None:
    scene = Scene(person=Person(skin=skin))
    assert sitter_advice(meter, studio, scene) == [LightAdvice.ALL_RIGHT]


@pytest.mark.parametrize(
    ("scene", "advice"),
    [
        (Scene(light=Light.LEFT), LightAdvice.RIGHT_LIGHT_CLOSER),
        (Scene(light=Light.RIGHT), LightAdvice.LEFT_LIGHT_CLOSER),
        (Scene(light=Light.DARK), LightAdvice.MORE_LIGHT),
        (Scene(light=Light(level=2.0)), LightAdvice.LESS_LIGHT),
        (Scene(behind=Behind(shadow=0.4)), LightAdvice.CHAIR_FROM_WALL),
        (Scene(light=Light(cast=Cast.BLUE)), LightAdvice.NEUTRAL_LIGHT),
        (EMPTY, LightAdvice.SIT_DOWN),
    ],
)
def test_each_fault_of_the_light_on_a_person_has_its_one_instruction(
    meter: RoomMeter, studio: Studio, scene: Scene, advice: LightAdvice
) -> None:
    assert sitter_advice(meter, studio, scene)[0] is advice


def test_mirroring_the_sitter_swaps_left_and_right(meter: RoomMeter, studio: Studio) -> None:
    seen = frames(studio, Scene(light=Light.LEFT, behind=Behind(shadow=0.3)), 1)
    plain, mirrored = (meter.measure_sitter(each, None) for each in (seen, turned(seen)))
    assert mirrored.cheek_left_right == pytest.approx(-plain.cheek_left_right, abs=0.05)
    assert mirrored.shadow_side == pytest.approx(-plain.shadow_side, abs=0.1)
    findings = [told(judge_sitter(each, light_policy())) for each in (plain, mirrored)]
    assert findings[1] == [SIDES.get(advice, advice) for advice in findings[0]]


def test_dimming_the_room_does_not_change_the_verdict_on_side_light(
    meter: RoomMeter, studio: Studio
) -> None:
    for side in (0.3, 0.6, 1.0):
        verdicts = set()
        for level in (1.0, 0.7, 0.45):
            light = Light(side=side, level=level)
            findings = judge_sitter(sitter(meter, studio, Scene(light=light)), light_policy())
            by_advice = {finding.advice: finding.verdict for finding in findings}
            verdicts.add(by_advice.get(LightAdvice.LEFT_LIGHT_CLOSER, Verdict.PASS))
        assert len(verdicts) == 1


def test_a_shadow_close_to_the_wall_is_deeper_and_harder(meter: RoomMeter, studio: Studio) -> None:
    far, near = (sitter(meter, studio, Scene(behind=Behind(shadow=depth))) for depth in (0.1, 0.4))
    assert near.shadow > far.shadow
    assert near.shadow_edge > far.shadow_edge
    assert near.shadow_side > 0.5


def test_the_wall_beside_a_sitter_has_not_drifted(
    meter: RoomMeter, studio: Studio, white: WallReading
) -> None:
    beside = sitter(meter, studio, Scene()).beside
    assert beside is not None
    assert drift(beside, white.reference()) < 1
    assert not has_drifted(beside, white.reference(), light_policy())


@pytest.mark.parametrize(
    "scene",
    [Scene(light=Light(level=0.7)), Scene(behind=Behind(gradient=0.35))],
    ids=["dimmed", "one lamp out"],
)
def test_a_light_that_has_changed_is_noticed_beside_a_sitter(
    meter: RoomMeter, studio: Studio, white: WallReading, scene: Scene
) -> None:
    beside = sitter(meter, studio, scene).beside
    assert beside is not None
    assert has_drifted(beside, white.reference(), light_policy())
