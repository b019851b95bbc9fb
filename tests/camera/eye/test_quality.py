"""Exposure, colour, evenness of the light and sharpness, with the sitter's knobs turned."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from camera.quality import measure_quality
from camera.sidelight import left_over_right_stops
from camera.sitter.look import Cast, Hair, Light, Person, Scene, Sensor, Skin
from camera.skinzones import BESIDE_BRIDGE, BESIDE_NOSE, CHEEK, FOREHEAD, UNDER_EYE, Zone
from camera.subject import Subject, look_at
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.frame import Frame
from kiosk.domain.measure import Measure
from kiosk.guidance.compliance import judge_measurements
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import Stage, as_frame, mirror

CHECKS = {Check.EXPOSURE, Check.LIGHTING, Check.COLOUR, Check.SHARP}


def subject(stage: Stage, frame: Frame) -> Subject:
    seen = look_at(stage.eye, frame)
    assert seen is not None
    return seen


def measured(stage: Stage, frame: Frame) -> dict[Measure, float]:
    return {m.measure: m.value for m in measure_quality(subject(stage, frame).aligned)}


def findings(stage: Stage, frame: Frame) -> dict[Check, Finding]:
    values = measure_quality(subject(stage, frame).aligned)
    return {finding.check: finding for finding in judge_measurements(values, photo_policy())}


def judged(stage: Stage, scene: Scene, check: Check) -> Verdict:
    return findings(stage, stage.frame(scene))[check].verdict


@pytest.mark.parametrize("skin", Skin)
def test_good_light_passes_on_every_skin(stage: Stage, skin: Skin) -> None:
    found = findings(stage, stage.frame(Scene(person=Person(skin=skin))))
    assert set(found) == CHECKS
    assert {finding.verdict for finding in found.values()} == {Verdict.PASS}


@pytest.mark.parametrize("light", [Light.LEFT, Light.RIGHT])
def test_light_from_one_side_fails_and_shows_the_dark_half(stage: Stage, light: Light) -> None:
    frame = stage.frame(Scene(light=light))
    finding = findings(stage, frame)[Check.LIGHTING]
    assert finding.verdict is Verdict.FAIL
    (region,) = finding.regions
    middle = subject(stage, frame).reading.centre_x_px / frame.width_px
    assert ((region.left + region.right) / 2 > middle) == (light == Light.LEFT)


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.DARK])
def test_a_hard_shadow_on_half_of_the_face_fails_on_every_skin(stage: Stage, skin: Skin) -> None:
    scene = Scene(person=Person(skin=skin), light=Light(shade=0.7))
    assert judged(stage, scene, Check.LIGHTING) is Verdict.FAIL


def test_more_side_light_is_worse(stage: Stage) -> None:
    frames = [stage.frame(Scene(light=Light(side=side))) for side in (0.0, 0.25, 0.5, 0.75, 1.0)]
    balances = [measured(stage, frame)[Measure.CHEEK_BALANCE] for frame in frames]
    assert all(one > other for one, other in pairwise(balances))


def test_mirroring_swaps_the_sides(stage: Stage) -> None:
    frame = stage.frame(Scene(light=Light(side=0.6)))
    plain, turned = (
        left_over_right_stops(subject(stage, f).aligned) for f in (frame, mirror(frame))
    )
    assert plain > 0
    assert turned == pytest.approx(-plain, abs=0.15)


def test_side_light_is_judged_the_same_in_a_darker_room(stage: Stage) -> None:
    bright, dim = (
        measured(stage, stage.frame(Scene(light=Light(side=-0.6, level=level))))
        for level in (1.0, 0.5)
    )
    assert dim[Measure.CHEEK_BALANCE] == pytest.approx(bright[Measure.CHEEK_BALANCE], abs=0.03)


@pytest.mark.parametrize(
    "worn", [{"mask": True}, {"sunglasses": True}, {"glasses": True}, {"hair": Hair.BOB}]
)
def test_what_hides_part_of_a_face_is_no_matter_of_light_or_colour(
    stage: Stage, worn: dict[str, object]
) -> None:
    found = findings(stage, stage.frame(Scene(person=Person(**worn))))  # type: ignore[arg-type]
    assert {finding.verdict for finding in found.values()} == {Verdict.PASS}


@pytest.mark.parametrize("zone", [CHEEK, UNDER_EYE, FOREHEAD])
def test_a_dark_place_on_one_side_is_no_side_light(stage: Stage, zone: Zone) -> None:
    """A lock of hair, a birthmark, a plaster: one of six places, however dark."""
    seen = subject(stage, stage.frame(Scene()))
    spot = seen.frame.pixels.copy()
    cv2.fillPoly(spot, [np.round(seen.points[list(zone.left)]).astype(np.int32)], (20, 20, 20))
    assert findings(stage, as_frame(spot))[Check.LIGHTING].verdict is Verdict.PASS


def through_blinds(seen: Subject, tilt: float) -> Frame:
    """Return the picture with stripes of a third of the code value, .3 eye gaps wide."""
    rows, columns = np.mgrid[: seen.frame.height_px, : seen.frame.width_px]
    middle, gap = seen.points.mean(axis=0), np.hypot(*(seen.points[468] - seen.points[473]))
    along = (rows - middle[1]) * np.cos(tilt) + (columns - middle[0]) * np.sin(tilt)
    stripes = np.where(np.sin(2 * np.pi * along / gap / 0.6) > 0, 0.3, 1).astype(np.float32)
    light = cv2.GaussianBlur(stripes, (0, 0), 4)[..., None]
    return as_frame(np.asarray(seen.frame.pixels * light, np.uint8))


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.DARK])
@pytest.mark.parametrize("tilt", [0.5, -0.5])
def test_light_through_blinds_fails_though_the_halves_are_lit_alike(
    stage: Stage, skin: Skin, tilt: float
) -> None:
    seen = subject(stage, stage.frame(Scene(person=Person(skin=skin))))
    striped = through_blinds(seen, tilt)
    halves = left_over_right_stops(subject(stage, striped).aligned)
    assert 2 ** -abs(halves) > (photo_policy().rule(Measure.CHEEK_BALANCE).warn or 1)
    for frame in (striped, mirror(striped)):
        assert findings(stage, frame)[Check.LIGHTING].verdict is Verdict.FAIL


def test_the_sheen_on_one_half_of_a_black_mask_is_no_side_light(stage: Stage) -> None:
    seen = subject(stage, stage.frame(Scene()))
    cloth = seen.frame.pixels.copy()
    for zone in (CHEEK, UNDER_EYE, BESIDE_BRIDGE, BESIDE_NOSE):
        for ring, code in ((zone.right, 110), (zone.left, 25)):
            hull = cv2.convexHull(seen.points[list(ring)].astype(np.int32))
            cv2.fillPoly(cloth, [hull], (code, code, code))
    assert findings(stage, as_frame(cloth))[Check.LIGHTING].verdict is Verdict.PASS


@pytest.mark.parametrize("side", [-0.75, 0.75])
def test_side_light_fails_on_dark_skin_in_a_dim_room(stage: Stage, side: float) -> None:
    scene = Scene(person=Person(skin=Skin.DARK), light=Light(side=side, level=0.3))
    finding = findings(stage, stage.frame(scene))[Check.LIGHTING]
    fail = photo_policy().rule(Measure.CHEEK_BALANCE).fail or 0
    assert finding.verdict is Verdict.FAIL
    assert (finding.value or 1) < 0.9 * fail


def test_the_colour_of_a_face_sunk_in_black_is_left_to_exposure(stage: Stage) -> None:
    """A steep curve makes of little light much colour."""
    lit = stage.frame(Scene(light=Light(cast=Cast.BLUE)))
    sunk = as_frame(np.asarray(255 * (lit.pixels / 255) ** 5, np.uint8))
    found = {name: findings(stage, frame) for name, frame in (("lit", lit), ("sunk", sunk))}
    verdicts = {
        name: (each[Check.COLOUR].verdict, each[Check.EXPOSURE].verdict)
        for name, each in found.items()
    }
    assert verdicts == {
        "lit": (Verdict.FAIL, Verdict.PASS),
        "sunk": (Verdict.PASS, Verdict.FAIL),
    }


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.WARM, Skin.TAN])
def test_a_burnt_face_fails(stage: Stage, skin: Skin) -> None:
    scene = Scene(person=Person(skin=skin), light=Light(level=2.2))
    assert judged(stage, scene, Check.EXPOSURE) is Verdict.FAIL


@pytest.mark.parametrize("skin", [Skin.WARM, Skin.DARK])
def test_a_face_in_the_dark_fails(stage: Stage, skin: Skin) -> None:
    scene = Scene(person=Person(skin=skin), light=Light.DARK)
    assert judged(stage, scene, Check.EXPOSURE) is Verdict.FAIL


def test_a_face_whose_shadows_are_crushed_fails_though_its_cheeks_are_light(stage: Stage) -> None:
    """A camera's steep curve keeps what is light and sinks half of a side-lit face in black."""
    pixels = stage.frame(Scene(light=Light(side=0.8))).pixels
    steep = as_frame(np.asarray(255 * (pixels / 255) ** 3, np.uint8))
    values = measured(stage, steep)
    assert values[Measure.BRIGHTNESS] > (photo_policy().rule(Measure.BRIGHTNESS).fail or 1)
    finding = findings(stage, steep)[Check.EXPOSURE]
    assert (finding.verdict, finding.measure) == (Verdict.FAIL, Measure.CRUSHED_SHARE)


@pytest.mark.parametrize("skin", [Skin.PORCELAIN, Skin.WARM, Skin.TAN])
@pytest.mark.parametrize("cast", [Cast.BLUE, Cast.GREEN])
def test_coloured_light_is_seen_on_the_skin(stage: Stage, skin: Skin, cast: Cast) -> None:
    scene = Scene(person=Person(skin=skin), light=Light(cast=cast))
    assert judged(stage, scene, Check.COLOUR) is Verdict.FAIL


def test_a_greyscale_picture_has_no_cast(stage: Stage) -> None:
    grey = cv2.cvtColor(stage.frame(Scene()).pixels, cv2.COLOR_BGR2GRAY)
    frame = as_frame(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8))
    assert measured(stage, frame)[Measure.SKIN_CAST] == 0


def test_the_more_a_face_is_blurred_the_worse_its_measure(stage: Stage) -> None:
    frames = [stage.frame(Scene(blur_px=px)) for px in (0, 3, 6, 10)]
    values = [measured(stage, frame)[Measure.REBLUR] for frame in frames]
    assert all(one < other for one, other in pairwise(values))


@pytest.mark.parametrize("grain", [0.0, 4.0])
def test_a_blurred_face_fails_with_the_noise_of_a_dim_room_too(stage: Stage, grain: float) -> None:
    """Noise is sharp: measured as it is, it would pass for a crisp face."""
    frame = stage.studio.paint(Scene(blur_px=7, sensor=Sensor(grain=grain)), number=1)
    assert findings(stage, as_frame(frame))[Check.SHARP].verdict is Verdict.FAIL


def test_motion_along_one_axis_fails(stage: Stage) -> None:
    scene = Scene(sensor=Sensor(motion_px=24.0))
    assert judged(stage, scene, Check.SHARP) is Verdict.FAIL


def test_a_blurred_face_fails_at_every_size(stage: Stage) -> None:
    """The measure is made on the aligned face: .04 eye gaps of blur at full and at half size."""
    frame = stage.frame(Scene(blur_px=9))
    half = as_frame(np.asarray(cv2.resize(frame.pixels, (600, 800)), np.uint8))
    for each in (frame, half):
        assert findings(stage, each)[Check.SHARP].verdict is Verdict.FAIL
