"""What staff are to do about the light of the room: one instruction per finding.

Left and right are as staff see them who stand behind the camera and face the chair: those of the
unmirrored picture.
"""

from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from kiosk.domain.finding import Verdict
from kiosk.domain.measure import Region
from kiosk.domain.room import Raster, SitterReading, WallReading, WallReference
from kiosk.guidance.light_policy import LightMeasure, LightPolicy

LEFT_PART = Region(0.0, 0.0, 0.5, 1.0)
RIGHT_PART = Region(0.5, 0.0, 1.0, 1.0)
UPPER_PART = Region(0.0, 0.0, 1.0, 0.5)
LOWER_PART = Region(0.0, 0.5, 1.0, 1.0)


class LightAdvice(StrEnum):
    """One instruction each; texts: ``light.<advice>.do`` and ``.name``."""

    STEP_ASIDE = "step_aside"
    SIT_DOWN = "sit_down"
    NO_FLICKER = "no_flicker"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    LEFT_LIGHT_CLOSER = "left_light_closer"
    RIGHT_LIGHT_CLOSER = "right_light_closer"
    CHAIR_FROM_WALL = "chair_from_wall"
    WALL_PLAIN = "wall_plain"
    WALL_EVEN = "wall_even"
    NEUTRAL_LIGHT = "neutral_light"
    ALL_RIGHT = "all_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class LightFinding:
    """One thing to do, what was measured, its limit, and where; of a count neither is told."""

    advice: LightAdvice
    verdict: Verdict
    measure: LightMeasure | None = None
    value: float | None = None
    limit: float | None = None
    region: Region | None = None


# What makes a wall uneven and has an instruction of its own.
_UNEVEN = frozenset(
    {
        LightAdvice.NO_FLICKER,
        LightAdvice.LEFT_LIGHT_CLOSER,
        LightAdvice.RIGHT_LIGHT_CLOSER,
        LightAdvice.WALL_PLAIN,
    }
)
ALL_RIGHT = LightFinding(advice=LightAdvice.ALL_RIGHT, verdict=Verdict.PASS)


def judge_wall(reading: WallReading, policy: LightPolicy) -> tuple[LightFinding, ...]:
    """Return what to do about an empty wall, in the order in which to do it; never nothing."""
    if reading.someone:
        return (LightFinding(advice=LightAdvice.STEP_ASIDE, verdict=Verdict.FAIL),)
    judge = _Judge(policy)
    judge.hold(LightMeasure.FLICKER, reading.flicker, LightAdvice.NO_FLICKER)
    judge.hold(LightMeasure.WALL_LIGHTNESS, reading.lightness, LightAdvice.MORE_LIGHT)
    judge.hold(LightMeasure.WALL_BURNT, reading.burnt_share, LightAdvice.LESS_LIGHT)
    judge.hold_side(LightMeasure.WALL_LEFT_RIGHT, reading.left_right)
    judge.hold(LightMeasure.WALL_EDGES, reading.edges, LightAdvice.WALL_PLAIN)
    darker = UPPER_PART if reading.top_bottom > 0 else LOWER_PART
    even = LightAdvice.WALL_EVEN
    judge.hold(LightMeasure.WALL_TOP_BOTTOM, abs(reading.top_bottom), even, darker)
    if not judge.has_any_of(_UNEVEN):
        judge.hold(LightMeasure.WALL_SPREAD, reading.spread, LightAdvice.WALL_EVEN)
    judge.hold(LightMeasure.WALL_MIXED, reading.colour_spread, LightAdvice.NEUTRAL_LIGHT)
    judge.hold(LightMeasure.WALL_YELLOW, reading.b, LightAdvice.NEUTRAL_LIGHT)
    judge.hold(LightMeasure.WALL_RED_GREEN, abs(reading.a), LightAdvice.NEUTRAL_LIGHT)
    return judge.findings


def judge_sitter(reading: SitterReading, policy: LightPolicy) -> tuple[LightFinding, ...]:
    """Return what to do about the light on a person, in the order in which to do it."""
    if not reading.someone:
        return (LightFinding(advice=LightAdvice.SIT_DOWN, verdict=Verdict.FAIL),)
    judge = _Judge(policy)
    judge.hold(LightMeasure.FACE_LIGHT, reading.face_light, LightAdvice.MORE_LIGHT)
    judge.hold(LightMeasure.FACE_TO_WALL, reading.face_to_wall, LightAdvice.MORE_LIGHT)
    judge.hold(LightMeasure.FACE_BURNT, reading.burnt_share, LightAdvice.LESS_LIGHT)
    judge.hold_side(LightMeasure.FACE_LEFT_RIGHT, reading.cheek_left_right)
    side = RIGHT_PART if reading.shadow_side > 0 else LEFT_PART
    judge.hold(LightMeasure.SHADOW, reading.shadow, LightAdvice.CHAIR_FROM_WALL, side)
    judge.hold(LightMeasure.SKIN_CAST, reading.skin_cast, LightAdvice.NEUTRAL_LIGHT)
    return judge.findings


def drift(beside: WallReference, reference: WallReference) -> float:
    """Return how far the wall beside a sitter has moved from the reference, in L*.

    The larger of the change of level and of the change between left and right; 0 when nothing of
    the wall is to be seen.
    """
    changes = _changes(beside.grid, reference.grid)
    if not changes:
        return 0.0
    sides = [[c for x, c in changes if (x < 0) == left] for left in (True, False)]
    level = abs(median(change for _, change in changes))
    tilt = abs(median(sides[0]) - median(sides[1])) if all(sides) else 0.0
    return max(level, tilt)


def has_drifted(beside: WallReference, reference: WallReference, policy: LightPolicy) -> bool:
    """Tell whether the light is to be checked again."""
    return policy.rule(LightMeasure.DRIFT).verdict(drift(beside, reference)) is Verdict.FAIL


def _changes(now: Raster, before: Raster) -> list[tuple[float, float]]:
    """Return place (negative: left of the middle) and change of every cell seen both times."""
    return [
        (column - (len(row) - 1) / 2, seen - was)
        for row, old in zip(now, before, strict=False)
        for column, (seen, was) in enumerate(zip(row, old, strict=False))
        if seen is not None and was is not None
    ]


class _Judge:
    """Collects what is beyond its limits; of one advice the worst finding only."""

    def __init__(self, policy: LightPolicy) -> None:
        self._policy = policy
        self._found: dict[LightAdvice, LightFinding] = {}

    @property
    def findings(self) -> tuple[LightFinding, ...]:
        return tuple(self._found.values()) or (ALL_RIGHT,)

    def has_any_of(self, advice: frozenset[LightAdvice]) -> bool:
        return not advice.isdisjoint(self._found)

    def hold(
        self,
        measure: LightMeasure,
        value: float,
        advice: LightAdvice,
        region: Region | None = None,
    ) -> None:
        rule = self._policy.rule(measure)
        verdict = rule.verdict(value)
        before = self._found.get(advice)
        if verdict is Verdict.PASS or (before and before.verdict in {verdict, Verdict.FAIL}):
            return
        self._found[advice] = LightFinding(
            advice=advice,
            verdict=verdict,
            measure=measure,
            value=value,
            limit=rule.limit(verdict),
            region=region,
        )

    def hold_side(self, measure: LightMeasure, brighter_right: float) -> None:
        """Hold a share of light, positive where the right is brighter: the other light is moved."""
        if brighter_right > 0:
            self.hold(measure, brighter_right, LightAdvice.LEFT_LIGHT_CLOSER, LEFT_PART)
        else:
            self.hold(measure, -brighter_right, LightAdvice.RIGHT_LIGHT_CLOSER, RIGHT_PART)
