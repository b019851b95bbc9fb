"""The light on the drawn sitter is light: it adds, multiplies, has a side and a colour."""

from dataclasses import replace

import numpy as np
import pytest

from camera.sitter.look import Behind, Cast, Light, Person, Scene, Sensor, Skin
from camera.sitter.rays import GAMMA
from camera.sitter.studio import Studio
from kiosk.domain.frame import Pixels

WIDTH, HEIGHT = 300, 400


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(WIDTH, HEIGHT)


def light_of(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray((pixels / 255) ** GAMMA)


@pytest.mark.parametrize("level", [0.25, 0.5, 0.8])
@pytest.mark.parametrize("light", [Light(), Light(side=0.6), Light(shade=0.5, side=-0.3)])
def test_less_light_is_less_by_the_same_factor_everywhere(
    studio: Studio, level: float, light: Light
) -> None:
    before = light_of(studio.paint(Scene(light=light)))
    after = light_of(studio.paint(Scene(light=replace(light, level=level))))
    bright = before > 0.2  # darker, a code value is a large step
    assert np.allclose(after[bright] / before[bright], level, atol=0.02)


def test_too_much_light_is_cut_off_as_white(studio: Studio) -> None:
    pixels = studio.paint(Scene(light=Light(level=3)))
    assert float((pixels == 255).mean()) > 0.4


def test_a_cast_dims_one_colour_and_its_strength_is_a_power(studio: Studio) -> None:
    plain = light_of(studio.paint(Scene()))
    gains = {
        strength: light_of(
            studio.paint(Scene(light=Light(cast=Cast.YELLOW, cast_strength=strength)))
        )[:60, :, 0].mean()
        / plain[:60, :, 0].mean()
        for strength in (0.0, 0.5, 1.0)
    }
    assert gains[0.0] == pytest.approx(1)
    assert gains[1.0] == pytest.approx(0.18, abs=0.01)
    assert gains[0.5] == pytest.approx(0.18**0.5, abs=0.01)


def cheeks(pixels: Pixels) -> tuple[float, float]:
    """Return the light on the cheek that is left in the picture, and on the other."""
    rows = slice(205, 230)
    light = light_of(pixels)
    return float(light[rows, 105:125].mean()), float(light[rows, 175:195].mean())


def test_positive_is_the_sitters_own_left_and_the_other_side_is_its_mirror_image(
    studio: Studio,
) -> None:
    left, right = cheeks(studio.paint(Scene(light=Light(side=0.7))))
    mirrored = cheeks(studio.paint(Scene(light=Light(side=-0.7))))
    assert right > 2 * left
    assert mirrored == pytest.approx((right, left), rel=0.25)  # even light is a little one-sided


@pytest.mark.parametrize("skin", Skin)
def test_a_side_light_is_the_same_share_on_every_skin(studio: Studio, skin: Skin) -> None:
    def balance(person: Person) -> float:
        one, other = cheeks(studio.paint(Scene(person=person, light=Light(side=0.8))))
        return one / other

    assert balance(Person(skin=skin)) == pytest.approx(balance(Person()), rel=0.12)


def test_a_shade_lies_on_one_half_of_the_face_alone(studio: Studio) -> None:
    plain, shaded = (cheeks(studio.paint(Scene(light=Light(shade=s)))) for s in (0.0, 0.6))
    assert shaded[0] == pytest.approx(plain[0])
    assert shaded[1] == pytest.approx(plain[1] * (1 - 0.95 * 0.6), rel=0.05)


def test_a_gradient_takes_the_light_of_the_right_edge(studio: Studio) -> None:
    wall = Scene(people=0, behind=Behind(gradient=0.5))
    light = light_of(studio.paint(wall)) / light_of(studio.paint(Scene(people=0)))
    assert light[50, 2].mean() == pytest.approx(1, abs=0.02)
    assert light[50, -3].mean() == pytest.approx(0.5, abs=0.02)


def bands(studio: Studio, light: Light, number: int) -> list[float]:
    """Return the light of the empty wall row by row, as a share of its brightest row."""
    frame = studio.paint(Scene(people=0, light=light), number=number)
    rows = light_of(frame)[:, :20].mean((1, 2))
    return list(rows / rows.max())


def test_flicker_stands_still_where_the_mains_fit_the_camera_and_wanders_where_not(
    studio: Studio,
) -> None:
    east, west = Light(flicker=0.4, mains_hz=50), Light(flicker=0.4, mains_hz=60)
    still = [bands(studio, west, number) for number in (0, 1)]
    assert min(still[0]) == pytest.approx(0.6, abs=0.04)
    assert still[1] == pytest.approx(still[0], abs=0.04)
    one, next_one = (bands(studio, east, number) for number in (0, 1))
    assert max(abs(a - b) for a, b in zip(one, next_one, strict=True)) > 0.2


def test_a_movement_smears_sideways_and_not_up_and_down(studio: Studio) -> None:
    def edges(pixels: Pixels, axis: int) -> float:
        return float((np.diff(pixels.astype(int), axis=axis) ** 2).mean())

    crisp, smeared = studio.paint(Scene()), studio.paint(Scene(sensor=Sensor(motion_px=15)))
    lost = [1 - edges(smeared, axis) / edges(crisp, axis) for axis in (0, 1)]
    assert lost[1] > 0.7
    assert lost[0] < 0.75 * lost[1]


def test_grain_is_new_in_every_frame_and_the_same_for_the_same_frame(studio: Studio) -> None:
    grainy = Scene(sensor=Sensor(grain=8))
    one, again, other = (studio.paint(grainy, number=number) for number in (3, 3, 4))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    spread = (studio.paint(grainy).astype(float) - studio.paint(Scene()))[:60].std()
    assert spread == pytest.approx(8, abs=1)
