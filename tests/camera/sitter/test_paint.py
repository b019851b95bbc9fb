"""What is painted, without asking a model."""

from dataclasses import replace

import numpy as np
import pytest

from camera.sitter.look import (
    Behind,
    Cast,
    Cloth,
    Headwear,
    Light,
    Mien,
    Person,
    Place,
    Pose,
    Scene,
    Sensor,
    Wall,
)
from camera.sitter.people import PEOPLE
from camera.sitter.studio import Studio
from camera.sitter.truth import truth
from kiosk.domain.frame import Pixels

WIDTH, HEIGHT = 300, 400


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(WIDTH, HEIGHT)


def sitter_mask(studio: Studio, scene: Scene) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where the picture differs from the same without anybody."""
    nobody = replace(scene, people=0)
    with_person = studio.paint(scene).astype(int)
    return np.asarray(np.abs(with_person - studio.paint(nobody).astype(int)).max(2) > 12)


def luma(pixels: Pixels, rows: slice, columns: slice) -> float:
    return float(pixels[rows, columns].mean())


@pytest.mark.parametrize("place", [Place(), Place(x=0.4, y=0.5, size=0.4), Place(size=0.6)])
def test_the_crown_is_where_the_truth_says(studio: Studio, place: Place) -> None:
    scene = Scene(place=place)
    expected = truth(scene, WIDTH, HEIGHT)
    top = int(np.argmax(sitter_mask(studio, scene).any(1)))
    assert top == pytest.approx(expected.crown.y, abs=0.02 * expected.head_height_px)
    assert expected.head_height_px == pytest.approx(place.size * HEIGHT, rel=0.002)


def test_the_sitters_own_right_eye_is_on_the_left_of_the_picture() -> None:
    seen = truth(Scene(), WIDTH, HEIGHT)
    assert seen.right_eye.x < WIDTH / 2 < seen.left_eye.x


@pytest.mark.parametrize(("light", "bright_left"), [(Light.LEFT, True), (Light.RIGHT, False)])
def test_light_from_a_side_lights_that_cheek(
    studio: Studio, light: Light, bright_left: bool
) -> None:
    pixels = studio.paint(Scene(light=light))
    face = truth(Scene(), WIDTH, HEIGHT)
    rows = slice(int(face.right_eye.y) + 12, int(face.right_eye.y) + 40)
    left = luma(pixels, rows, slice(105, 125))
    right = luma(pixels, rows, slice(175, 195))
    assert (left > 2 * right) if bright_left else (right > 2 * left)


def test_dark_and_bright_change_the_whole_picture(studio: Studio) -> None:
    means = [
        float(studio.paint(Scene(light=light)).mean())
        for light in (Light.DARK, Light.EVEN, Light.BRIGHT)
    ]
    assert means[0] < 0.5 * means[1]
    assert means[2] > 1.1 * means[1]


def test_every_wall_is_another_picture(studio: Studio) -> None:
    corners = {studio.paint(Scene(wall=wall, people=1))[:, 200:].tobytes() for wall in Wall}
    assert len(corners) == len(Wall)


@pytest.mark.parametrize(
    "scene",
    [
        Scene(person=Person(mask=True)),
        Scene(person=Person(glasses=True)),
        Scene(person=Person(sunglasses=True)),
        Scene(person=Person(hat=True)),
        Scene(mien=Mien(eyes_closed=1)),
        Scene(mien=Mien(mouth_open=1)),
        Scene(mien=Mien(smile=1)),
        Scene(pose=Pose(yaw_deg=5)),
        Scene(pose=Pose(pitch_deg=5)),
        Scene(pose=Pose(roll_deg=5)),
        Scene(blur_px=3),
        Scene(mien=Mien(gaze_x=0.5)),
        Scene(mien=Mien(gaze_y=1)),
        Scene(person=Person(glare=0.2)),
        Scene(person=Person(mask=True, mask_cloth=Cloth.BLACK)),
        Scene(person=Person(hat=True, headwear=Headwear.CAP)),
        Scene(light=Light(level=0.7)),
        Scene(light=Light(side=0.5)),
        Scene(light=Light(shade=0.4)),
        Scene(light=Light(cast=Cast.RED)),
        Scene(light=Light(flicker=0.3)),
        Scene(behind=Behind(gradient=0.3)),
        Scene(behind=Behind(shadow=0.3)),
        Scene(behind=Behind(busy=0.4)),
        Scene(behind=Behind(chair=True)),
        Scene(sensor=Sensor(motion_px=9)),
        Scene(sensor=Sensor(grain=12)),
        Scene(sensor=Sensor(jpeg=10)),
        Scene(people=2, second=0.3),
        Scene(people=2),
        Scene(people=0),
    ],
)
def test_every_knob_changes_the_picture(studio: Studio, scene: Scene) -> None:
    plain = studio.paint(Scene()).astype(int)
    assert int((np.abs(studio.paint(scene).astype(int) - plain).max(2) > 20).sum()) > 30


def test_a_scene_is_painted_alike_whatever_was_painted_before() -> None:
    one, other = Studio(WIDTH, HEIGHT), Studio(WIDTH, HEIGHT)
    for person in PEOPLE:
        one.paint(Scene(person=person, pose=Pose(yaw_deg=3)))
    assert np.array_equal(one.paint(Scene(), number=5), other.paint(Scene(), number=5))


def test_painting_a_frame_does_not_change_the_one_before(studio: Studio) -> None:
    first = studio.paint(Scene(), number=1)
    kept = first.copy()
    studio.paint(Scene(), number=2)
    assert np.array_equal(first, kept)
