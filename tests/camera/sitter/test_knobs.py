"""Words to knobs: every field of the scene can be said, and nothing out of its range."""

from dataclasses import fields, is_dataclass

import pytest

from camera.errors import CameraSpecError
from camera.sitter.faults import Faults
from camera.sitter.knobs import parse_play
from camera.sitter.look import Cast, Light, Scene
from camera.spec import SitterSpec

KNOBS = {
    "yaw": "3", "pitch": "3", "roll": "3", "x": "0.4", "y": "0.4", "size": "0.4",
    "eyes": "1", "mouth": "1", "smile": "1", "gaze_x": "-0.5", "gaze_y": "0.5",
    "skin": "dark", "hair": "bun", "hair_colour": "grey", "clothes": "teal_shirt", "age": "0.7",
    "mask": "1", "mask_cloth": "blue", "glasses": "1", "sunglasses": "1", "glare": "0.3",
    "hat": "1", "headwear": "cap",
    "level": "0.5", "side": "-0.5", "shade": "0.5", "cast": "blue", "cast_strength": "0.4",
    "flicker": "0.2", "mains": "50",
    "wall": "grey", "gradient": "0.2", "shadow": "0.2", "busy": "0.2", "chair": "1",
    "motion": "9", "grain": "5", "jpeg": "40", "blur": "2", "people": "2", "second": "0.4",
}  # fmt: skip


def leaves(value: object, path: str = "") -> dict[str, object]:
    """Return every field of a tree of dataclasses."""
    if not is_dataclass(value):
        return {path: value}
    found: dict[str, object] = {}
    for field in fields(value):
        found |= leaves(getattr(value, field.name), f"{path}.{field.name}")
    return found


def test_every_field_of_a_scene_can_be_said() -> None:
    plain = leaves(Scene())
    turned = leaves(parse_play(SitterSpec(knobs=KNOBS)).lay_over(Scene()))
    assert [path for path in plain if turned[path] == plain[path]] == []


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("level", "0"), ("level", "9"), ("side", "1.1"), ("shade", "-0.1"), ("cast", "mauve"),
        ("cast_strength", "2"), ("flicker", "nan"), ("mains", "400"), ("gradient", "1.01"),
        ("shadow", "x"), ("busy", "-1"), ("chair", "2"), ("motion", "-1"), ("grain", "inf"),
        ("jpeg", "0"), ("jpeg", "55.5"), ("second", "0"), ("gaze_x", "2"), ("gaze_y", "-2"),
        ("glare", "1.5"), ("mask_cloth", "tweed"), ("headwear", "crown"), ("faults", "some"),
        ("light", "EVEN"),
    ],
)  # fmt: skip
def test_a_knob_out_of_its_range_is_refused_by_name(key: str, word: str) -> None:
    with pytest.raises(CameraSpecError) as caught:
        parse_play(SitterSpec(knobs={key: word}))
    assert caught.value.params["knob"] == key


@pytest.mark.parametrize(
    ("word", "light"),
    [
        ("even", Light.EVEN),
        ("left", Light.LEFT),
        ("side", Light.LEFT),
        ("right", Light.RIGHT),
        ("dark", Light.DARK),
        ("bright", Light.BRIGHT),
    ],
)
def test_a_light_can_be_named(word: str, light: Light) -> None:
    assert parse_play(SitterSpec(knobs={"light": word})).lay_over(Scene()).light == light


def test_a_named_light_may_have_a_colour_too() -> None:
    play = parse_play(SitterSpec(knobs={"cast": "red", "light": "left"}))
    assert play.lay_over(Scene()).light == Light(side=-1, cast=Cast.RED)


@pytest.mark.parametrize("faults", Faults)
def test_who_makes_mistakes_is_a_knob(faults: Faults) -> None:
    assert parse_play(SitterSpec(knobs={"faults": faults.value})).faults is faults
