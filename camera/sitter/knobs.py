"""The knobs of ``sitter:?…`` as words: parsed once, then laid over whatever the script shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from camera.errors import CameraSpecError
from camera.sitter.faults import Faults
from camera.sitter.look import (
    Cast,
    Cloth,
    Clothes,
    Hair,
    HairColour,
    Headwear,
    Light,
    Scene,
    Skin,
    Wall,
)
from camera.sitter.people import PEOPLE
from camera.spec import FPS, SitterSpec

Read = Callable[[str], Any]
"""Word → value; ValueError when it is none."""


def _number(low: float, high: float) -> Read:
    def read(word: str) -> float:
        if not low <= (value := float(word)) <= high:
            raise ValueError(word)
        return value

    return read


def _whole(low: int, high: int) -> Read:
    def read(word: str) -> int:
        if not low <= (value := int(word)) <= high:
            raise ValueError(word)
        return value

    return read


def _yes(word: str) -> bool:
    return {"1": True, "0": False}[word]


def _one_of(kind: type[StrEnum]) -> Read:
    return kind


_LIGHTS = {
    "even": Light.EVEN,
    "left": Light.LEFT,
    "side": Light.LEFT,
    "right": Light.RIGHT,
    "dark": Light.DARK,
    "bright": Light.BRIGHT,
}


# Word → part of the scene, its field, and how to read it.
_SCENE: dict[str, tuple[str, str, Read]] = {
    "yaw": ("pose", "yaw_deg", _number(-45, 45)),
    "pitch": ("pose", "pitch_deg", _number(-25, 25)),
    "roll": ("pose", "roll_deg", _number(-45, 45)),
    "x": ("place", "x", _number(0, 1)),
    "y": ("place", "y", _number(0, 1)),
    "size": ("place", "size", _number(0.05, 0.9)),
    "eyes": ("mien", "eyes_closed", _number(0, 1)),
    "mouth": ("mien", "mouth_open", _number(0, 1)),
    "smile": ("mien", "smile", _number(0, 1)),
    "skin": ("person", "skin", _one_of(Skin)),
    "hair": ("person", "hair", _one_of(Hair)),
    "hair_colour": ("person", "hair_colour", _one_of(HairColour)),
    "clothes": ("person", "clothes", _one_of(Clothes)),
    "age": ("person", "age", _number(0, 1)),
    "mask": ("person", "mask", _yes),
    "glasses": ("person", "glasses", _yes),
    "sunglasses": ("person", "sunglasses", _yes),
    "hat": ("person", "hat", _yes),
    "glare": ("person", "glare", _number(0, 1)),
    "mask_cloth": ("person", "mask_cloth", _one_of(Cloth)),
    "headwear": ("person", "headwear", _one_of(Headwear)),
    "gaze_x": ("mien", "gaze_x", _number(-1, 1)),
    "gaze_y": ("mien", "gaze_y", _number(-1, 1)),
    "level": ("light", "level", _number(0.01, 4)),
    "side": ("light", "side", _number(-1, 1)),
    "shade": ("light", "shade", _number(0, 1)),
    "cast": ("light", "cast", _one_of(Cast)),
    "cast_strength": ("light", "cast_strength", _number(0, 1)),
    "flicker": ("light", "flicker", _number(0, 1)),
    "mains": ("light", "mains_hz", _number(40, 70)),
    "wall": ("", "wall", _one_of(Wall)),
    "background": ("", "wall", _one_of(Wall)),
    "gradient": ("behind", "gradient", _number(0, 1)),
    "shadow": ("behind", "shadow", _number(0, 1)),
    "busy": ("behind", "busy", _number(0, 1)),
    "chair": ("behind", "chair", _yes),
    "motion": ("sensor", "motion_px", _number(0, 120)),
    "grain": ("sensor", "grain", _number(0, 60)),
    "jpeg": ("sensor", "jpeg", _whole(1, 100)),
    "blur": ("", "blur_px", _number(0, 60)),
    "people": ("", "people", _whole(0, 2)),
    "second": ("", "second", _number(0.02, 1)),
}
_PLAY: dict[str, tuple[str, Read]] = {
    "still": ("still", _yes),
    "noise": ("noise", _yes),
    "applicants": ("applicants", _whole(1, len(PEOPLE))),
    "faults": ("faults", _one_of(Faults)),
    "good": ("good_s", _number(1, 600)),
    "empty": ("empty_s", _number(0, 600)),
    "fps": ("fps", _number(1, 120)),
    "width": ("width", _whole(120, 4096)),
    "height": ("height", _whole(160, 4096)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What the sitter shows; ``fixed`` is laid over every scene in which somebody sits.

    ``still`` shows the first person sitting for ever, ``good_s`` is how long each sits well,
    ``empty_s`` for how long there is only the wall before anybody comes,
    ``applicants`` how many come before the first comes again, ``faults`` who makes mistakes.
    """

    still: bool = False
    noise: bool = True
    applicants: int = len(PEOPLE)
    faults: Faults = Faults.FIRST
    good_s: float = 8.0
    empty_s: float = 0.0
    fps: float = FPS
    width: int = 1200
    height: int = 1600
    fixed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def lay_over(self, scene: Scene) -> Scene:
        """Return the scene with the fixed knobs."""
        parts = {
            part: replace(getattr(scene, part), **values)
            for part, values in self.fixed.items()
            if part
        }
        return replace(scene, **parts, **self.fixed.get("", {}))


def parse_play(spec: SitterSpec) -> Play:
    """Return what the words ask for; raise `CameraSpecError` for an unknown or impossible knob."""
    fixed: dict[str, dict[str, Any]] = {}
    play: dict[str, Any] = {}
    for key, word in spec.knobs.items():
        if key in _SCENE:
            part, name, read = _SCENE[key]
            fixed.setdefault(part, {})[name] = _read(read, key, word)
        elif key == "light":
            named = _read(_LIGHTS.__getitem__, key, word)
            fixed.setdefault("light", {}).update(level=named.level, side=named.side)
        elif key in _PLAY:
            name, read = _PLAY[key]
            play[name] = _read(read, key, word)
        else:
            raise CameraSpecError("sitter:", "knob", knob=key)
    return Play(fixed=fixed, **play)


def _read(read: Read, key: str, word: str) -> Any:
    try:
        return read(word)
    except (ValueError, KeyError) as error:
        raise CameraSpecError("sitter:", "knob_value", knob=key) from error
