"""The sweeps: which knob goes through which points, which check it moves, and where that turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.finding import Check
from kiosk.domain.measure import Measure
from kiosk.guidance.policy import photo_policy

Band = tuple[float, float]
"""Knob values: the last point before a verdict turns and the first one after lie in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One knob from its good end to its bad end; a band is None for a verdict it never gets."""

    knob: str
    check: Check
    points: tuple[float, ...]
    warn: Band
    fail: Band | None
    others: Mapping[str, str] = field(default_factory=dict)

    def words(self, point: float) -> dict[str, str]:
        """Return the knobs at one point."""
        return {**self.others, self.knob: f"{point:g}"}

    @property
    def name(self) -> str:
        """Return what tells this sweep from the others."""
        rest = "".join(f" {key}={word}" for key, word in self.others.items())
        return f"{self.knob} {self.points[0]:g}..{self.points[-1]:g}{rest}"


def _angle(knob: str, check: Check, points: tuple[float, ...], measure: Measure) -> Sweep:
    """Return a sweep of degrees: drawn as far as the limit, the verdict turns, give or take 3."""
    rule = photo_policy().rule(measure)
    assert rule.fail is not None
    spread = 3.0
    bands = [
        (limit - spread, limit + spread) if points[-1] > 0 else (-limit - spread, spread - limit)
        for limit in (rule.warn, rule.fail)
    ]
    return Sweep(knob=knob, check=check, points=points, warn=bands[0], fail=bands[1])


_YAW = (0, 6, 9, 11, 13, 14, 16, 18, 24)
_ROLL = (0, 3, 4, 6, 7, 9, 12)
_COLOURS = (0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1)
_SIDE = (0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.85, 1)

POSE = (
    _angle("yaw", Check.YAW, _YAW, Measure.YAW_DEG),
    _angle("yaw", Check.YAW, tuple(-one for one in _YAW), Measure.YAW_DEG),
    _angle("roll", Check.ROLL, _ROLL, Measure.ROLL_DEG),
    _angle("roll", Check.ROLL, tuple(-one for one in _ROLL), Measure.ROLL_DEG),
    # Beyond 15 degrees a pitch is read as less than it is: 25 up as 16, 22 down as 20.
    Sweep(
        knob="pitch", check=Check.PITCH, points=(0, 5, 8, 10, 13, 16, 20, 25), warn=(8, 17),
        fail=None,
    ),
    Sweep(
        knob="pitch", check=Check.PITCH, points=(0, -5, -8, -10, -12, -15, -18, -22),
        warn=(-13, -8), fail=(-23, -15),
    ),
)  # fmt: skip
MIEN = (
    Sweep(knob="eyes", check=Check.EYES, points=(0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
          warn=(0.5, 0.9), fail=(0.6, 0.9)),
    Sweep(knob="mouth", check=Check.MOUTH, points=(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1),
          warn=(0.1, 0.5), fail=(0.2, 0.6)),
    Sweep(knob="smile", check=Check.EXPRESSION, points=(0, 0.2, 0.4, 0.6, 0.8, 1),
          warn=(0.6, 1), fail=None),
    Sweep(knob="gaze_x", check=Check.GAZE, points=_SIDE, warn=(0.2, 0.6), fail=None),
    Sweep(knob="gaze_x", check=Check.GAZE, points=tuple(-one for one in _SIDE),
          warn=(-0.6, -0.2), fail=None),
)  # fmt: skip
WORN = (
    Sweep(knob="mask", check=Check.MASK, points=(0, 1), warn=(0, 1), fail=(0, 1)),
    Sweep(knob="sunglasses", check=Check.SUNGLASSES, points=(0, 1), warn=(0, 1), fail=(0, 1)),
    Sweep(knob="hat", check=Check.HAT, points=(0, 1), warn=(0, 1), fail=(0, 1)),
    Sweep(knob="glare", check=Check.GLARE, points=(0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5),
          warn=(0, 0.3), fail=(0, 0.3), others={"glasses": "1"}),
)  # fmt: skip
BEHIND = (
    Sweep(knob="busy", check=Check.BACKGROUND, points=(0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.5, 1),
          warn=(0, 0.2), fail=(0.03, 0.5)),
    Sweep(knob="gradient", check=Check.BACKGROUND, points=(0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.9),
          warn=(0.1, 0.3), fail=(0.2, 0.6)),
    Sweep(knob="shadow", check=Check.BACKGROUND, points=(0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6),
          warn=(0.05, 0.3), fail=(0.1, 0.4)),
    Sweep(knob="chair", check=Check.BACKGROUND, points=(0, 1), warn=(0, 1), fail=(0, 1)),
)  # fmt: skip
LIGHT = (
    Sweep(knob="level", check=Check.EXPOSURE, points=(1, 0.6, 0.4, 0.25, 0.15, 0.1, 0.06, 0.03),
          warn=(0.06, 0.4), fail=(0.03, 0.15)),
    Sweep(knob="level", check=Check.EXPOSURE, points=(1, 1.1, 1.2, 1.4, 1.7, 2, 3),
          warn=(1.1, 2), fail=(1.1, 2)),
    Sweep(knob="side", check=Check.LIGHTING, points=_SIDE, warn=(0.4, 0.7), fail=(0.4, 0.85)),
    Sweep(knob="side", check=Check.LIGHTING, points=tuple(-one for one in _SIDE),
          warn=(-0.7, -0.4), fail=(-0.85, -0.4)),
    Sweep(knob="shade", check=Check.LIGHTING, points=(0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1),
          warn=(0.3, 0.6), fail=(0.3, 0.8)),
    *(
        Sweep(knob="cast_strength", check=Check.COLOUR, points=_COLOURS, warn=(0.1, 0.8),
              fail=(0.1, 1), others={"cast": colour})
        for colour in ("blue", "yellow", "green", "red")
    ),
)  # fmt: skip
CAMERA = (
    Sweep(knob="blur", check=Check.SHARP, points=(0, 1, 2, 3, 4, 5, 8, 12), warn=(1, 5),
          fail=(2, 6)),
    Sweep(knob="motion", check=Check.SHARP, points=(0, 5, 10, 15, 20, 40), warn=(5, 20),
          fail=(5, 20)),
)  # fmt: skip
PLACE = (
    # 26 px are a millimetre; beyond 139 px beside the middle, the photo leaves the frame.
    Sweep(knob="x", check=Check.CROP, points=(0.5, 0.6, 0.64, 0.67, 0.7, 0.73, 0.78),
          warn=(0.66, 0.71), fail=(0.69, 0.74)),
    Sweep(knob="x", check=Check.CROP, points=(0.5, 0.4, 0.36, 0.33, 0.3, 0.27, 0.22),
          warn=(0.29, 0.34), fail=(0.26, 0.31)),
    Sweep(knob="size", check=Check.CROP, points=(0.56, 0.52, 0.48, 0.4, 0.34, 0.3, 0.26),
          warn=(0.48, 0.52), fail=(0.26, 0.3)),
    Sweep(knob="second", check=Check.SINGLE, points=(0.1, 0.2, 0.3, 0.4, 0.5, 0.7),
          warn=(0.2, 0.5), fail=(0.2, 0.5), others={"people": "2"}),
)  # fmt: skip
SWEEPS = (*POSE, *MIEN, *WORN, *BEHIND, *LIGHT, *CAMERA, *PLACE)
