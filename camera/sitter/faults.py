"""Mistakes people make on the chair, and what is left of them while they correct themselves.

A time-driven play: it does not read the hints, but takes as long as somebody who does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from camera.sitter.look import Cloth, Scene

CURE_S = 0.8  # from the first movement to the last
_LIGHT_STEPS = 4  # each light on a face is painted anew


class Faults(StrEnum):
    """Who makes mistakes; the values are the knob's words."""

    NONE = "0"
    FIRST = "first"
    ALL = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake: what ``spoil`` does to a scene at 0..1 of it, and how long it is kept."""

    name: str
    seconds: float
    spoil: Callable[[Scene, float], Scene]


def _off_centre(scene: Scene, amount: float) -> Scene:
    return replace(scene, place=replace(scene.place, x=scene.place.x + 0.20 * amount))


def _far(scene: Scene, amount: float) -> Scene:
    return replace(scene, place=replace(scene.place, size=scene.place.size * (1 - 0.52 * amount)))


def _mask(scene: Scene, amount: float) -> Scene:
    if amount < 1:
        return scene
    return replace(scene, person=replace(scene.person, mask=True, mask_cloth=Cloth.BLUE))


def _sunglasses(scene: Scene, amount: float) -> Scene:
    worn = scene.person.sunglasses or amount >= 1
    return replace(scene, person=replace(scene.person, sunglasses=worn))


def _hat(scene: Scene, amount: float) -> Scene:
    return replace(scene, person=replace(scene.person, hat=scene.person.hat or amount >= 1))


def _turned(scene: Scene, amount: float) -> Scene:
    """Turn by whole degrees: each is painted once."""
    yaw = scene.pose.yaw_deg + round(15 * amount)
    return replace(scene, pose=replace(scene.pose, yaw_deg=yaw))


def _tilted(scene: Scene, amount: float) -> Scene:
    return replace(scene, pose=replace(scene.pose, roll_deg=scene.pose.roll_deg - 11 * amount))


def _chin_down(scene: Scene, amount: float) -> Scene:
    pitch = scene.pose.pitch_deg - round(15 * amount)
    return replace(scene, pose=replace(scene.pose, pitch_deg=pitch))


def _mouth_open(scene: Scene, amount: float) -> Scene:
    opened = max(scene.mien.mouth_open, round(amount * 4) / 4)
    return replace(scene, mien=replace(scene.mien, mouth_open=opened))


def _side_light(scene: Scene, amount: float) -> Scene:
    if not amount:
        return scene
    step = round(amount * _LIGHT_STEPS) / _LIGHT_STEPS
    return replace(scene, light=replace(scene.light, side=-0.97 * step))


def _dark(scene: Scene, amount: float) -> Scene:
    level = scene.light.level * 0.03**amount
    return replace(scene, light=replace(scene.light, level=level))


OFF_CENTRE = Fault(name="off_centre", seconds=2.5, spoil=_off_centre)
FAR = Fault(name="far", seconds=2.5, spoil=_far)
MASK = Fault(name="mask", seconds=3.0, spoil=_mask)
SUNGLASSES = Fault(name="sunglasses", seconds=2.5, spoil=_sunglasses)
HAT = Fault(name="hat", seconds=2.5, spoil=_hat)
TURNED = Fault(name="turned", seconds=2.5, spoil=_turned)
TILTED = Fault(name="tilted", seconds=2.5, spoil=_tilted)
CHIN_DOWN = Fault(name="chin_down", seconds=2.5, spoil=_chin_down)
MOUTH_OPEN = Fault(name="mouth_open", seconds=2.0, spoil=_mouth_open)
SIDE_LIGHT = Fault(name="side_light", seconds=3.5, spoil=_side_light)
DARK = Fault(name="dark", seconds=3.5, spoil=_dark)
# What three people come with, in the order in which they are asked to correct it.
SETS: tuple[tuple[Fault, ...], ...] = (
    (OFF_CENTRE, MASK, TURNED, SIDE_LIGHT),
    (FAR, SUNGLASSES, TILTED, DARK),
    (HAT, CHIN_DOWN, MOUTH_OPEN),
)
MILD = (replace(OFF_CENTRE, seconds=1.8), replace(TURNED, seconds=1.8))


def mistakes_of(who: Faults, index: int) -> tuple[Fault, ...]:
    """Return what the person of this number, from 0, does wrong."""
    if who is Faults.ALL:
        return SETS[index % len(SETS)]
    return MILD if who is Faults.FIRST and index == 0 else ()


def spoilt_s(faults: tuple[Fault, ...]) -> float:
    """Return how long it takes until the last of them is corrected."""
    return sum(fault.seconds + CURE_S for fault in faults)


def spoil(scene: Scene, faults: tuple[Fault, ...], at_s: float) -> Scene:
    """Return the scene with what is left of the faults; they go one after the other."""
    cured_s = 0.0
    for fault in faults:
        cured_s += fault.seconds + CURE_S
        scene = fault.spoil(scene, ease((cured_s - at_s) / CURE_S))
    return scene


def ease(share: float) -> float:
    """Return 0..1, slow at both ends."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)
