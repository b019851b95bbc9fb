"""Light and sharpness, with the sitter's knobs turned."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from camera.aligned import align
from camera.quality import Quality, judge_quality, measure_quality
from camera.sitter.look import Light, Person, Scene, Skin
from kiosk.domain.finding import Check, Verdict
from kiosk.domain.frame import Frame
from kiosk.guidance.policy import photo_policy
from tests.camera.eye.stage import Stage, as_frame, mirror

CHECKS = (Check.EXPOSURE, Check.LIGHTING, Check.SHARP)


def quality(stage: Stage, frame: Frame) -> Quality:
    seen = stage.eye.look(frame)
    assert seen is not None
    return measure_quality(align(frame.pixels, seen.points))


def verdicts(stage: Stage, frame: Frame) -> dict[Check, Verdict]:
    seen = stage.eye.look(frame)
    assert seen is not None
    found = judge_quality(frame.pixels, seen.points, photo_policy())
    return {finding.check: finding.verdict for finding in found}


@pytest.mark.parametrize("skin", Skin)
def test_good_light_passes_on_every_skin(stage: Stage, skin: Skin) -> None:
    frame = stage.frame(Scene(person=Person(skin=skin)))
    assert set(verdicts(stage, frame).values()) == {Verdict.PASS}


@pytest.mark.parametrize("light", [Light.LEFT, Light.RIGHT])
def test_light_from_one_side_is_noticed_from_either(stage: Stage, light: Light) -> None:
    frame = stage.frame(Scene(light=light))
    assert verdicts(stage, frame)[Check.LIGHTING] is not Verdict.PASS
    plain, turned = quality(stage, frame), quality(stage, mirror(frame))
    assert turned.cheek_balance == pytest.approx(plain.cheek_balance, abs=0.08)


def test_side_light_is_judged_the_same_in_a_darker_room(stage: Stage) -> None:
    frame = stage.frame(Scene(light=Light.LEFT))
    light = (frame.pixels / 255) ** 2.2 * 0.6
    darker = as_frame(np.round(light ** (1 / 2.2) * 255).astype(np.uint8))
    before, after = quality(stage, frame), quality(stage, darker)
    assert after.cheek_balance == pytest.approx(before.cheek_balance, abs=0.06)


def test_a_burnt_face_fails(stage: Stage) -> None:
    pixels = stage.frame(Scene(person=Person(skin=Skin.LIGHT))).pixels
    burnt = as_frame(np.asarray(cv2.convertScaleAbs(pixels, alpha=1.6, beta=40), np.uint8))
    assert verdicts(stage, burnt)[Check.EXPOSURE] is Verdict.FAIL


def test_a_face_in_the_dark_is_shown_to_staff(stage: Stage) -> None:
    pixels = stage.frame(Scene()).pixels
    dark = as_frame(np.asarray(cv2.convertScaleAbs(pixels, alpha=0.25), np.uint8))
    assert verdicts(stage, dark)[Check.EXPOSURE] is not Verdict.PASS


def test_the_more_a_face_is_blurred_the_worse_its_measure(stage: Stage) -> None:
    measured = [quality(stage, stage.frame(Scene(blur_px=px))).reblur for px in (0, 3, 6, 10)]
    assert all(one < other for one, other in pairwise(measured))


def test_a_blurred_face_fails_at_every_size(stage: Stage) -> None:
    """The measure is made on the aligned face: .04 eye gaps of blur at full and at half size."""
    frame = stage.frame(Scene(blur_px=9))
    half = as_frame(np.asarray(cv2.resize(frame.pixels, (600, 800)), np.uint8))
    for each in (frame, half):
        assert verdicts(stage, each)[Check.SHARP] is Verdict.FAIL
