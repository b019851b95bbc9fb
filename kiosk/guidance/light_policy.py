"""Every limit of the room's light, read once from ``resources/tables/light_policy.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kiosk.domain.finding import Verdict
from kiosk.errors import SettingsError
from kiosk.guidance.policy import Worse
from kiosk.paths import resources


class LightMeasure(StrEnum):
    """Every value of the room's light that has limits; the fields of `kiosk.domain.room`."""

    WALL_LEFT_RIGHT = "wall_left_right"
    WALL_TOP_BOTTOM = "wall_top_bottom"
    WALL_LIGHTNESS = "wall_lightness"
    WALL_BURNT = "wall_burnt"
    WALL_SPREAD = "wall_spread"
    WALL_EDGES = "wall_edges"
    WALL_YELLOW = "wall_yellow"
    WALL_RED_GREEN = "wall_red_green"
    WALL_MIXED = "wall_mixed"
    FLICKER = "flicker"
    FACE_LEFT_RIGHT = "face_left_right"
    FACE_LIGHT = "face_light"
    FACE_TO_WALL = "face_to_wall"
    FACE_BURNT = "face_burnt"
    SHADOW = "shadow"
    SKIN_CAST = "skin_cast"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True, kw_only=True)
class LightRule:
    """The limits of one value; signed values count to either side."""

    measure: LightMeasure
    unit: str
    worse: Worse
    warn: float
    fail: float
    source: str

    def verdict(self, value: float) -> Verdict:
        """Return what a value means."""
        if self._beyond(value, self.fail):
            return Verdict.FAIL
        return Verdict.WARN if self._beyond(value, self.warn) else Verdict.PASS

    def limit(self, verdict: Verdict) -> float:
        """Return the limit a value with this verdict is held against."""
        return self.fail if verdict is Verdict.FAIL else self.warn

    def _beyond(self, value: float, limit: float) -> bool:
        return value > limit if self.worse is Worse.ABOVE else value < limit


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPolicy:
    """The whole table."""

    rules: Mapping[LightMeasure, LightRule]

    def rule(self, measure: LightMeasure) -> LightRule:
        """Return the limits of a value; every one has some."""
        return self.rules[measure]


@cache
def light_policy() -> LightPolicy:
    """Return the policy the program ships with."""
    return read_light_policy(resources() / "tables" / "light_policy.toml")


def read_light_policy(path: Path) -> LightPolicy:
    """Return the policy in a TOML file; raise `SettingsError` naming the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path.name}: {type(error).__name__}", key=path.name) from error
    return parse_light_policy(table)


def parse_light_policy(table: Mapping[str, object]) -> LightPolicy:
    """Return the policy a parsed table describes; raise `SettingsError` naming the wrong key."""
    for key in table:
        if key not in set(LightMeasure):
            raise _wrong(key)
    rules = {measure: _rule(measure, table.get(measure.value)) for measure in LightMeasure}
    return LightPolicy(rules=MappingProxyType(rules))


_KEYS = ("unit", "worse", "warn", "fail", "source")


def _rule(measure: LightMeasure, table: object) -> LightRule:
    if not isinstance(table, dict):
        raise _wrong(measure.value)
    match table:
        case {
            "unit": str(unit),
            "worse": "above" | "below" as worse,
            "warn": int() | float() as warn,
            "fail": int() | float() as fail,
            "source": str(source),
        } if len(table) == len(_KEYS) and unit and source and not {type(warn), type(fail)} & {bool}:
            rule = LightRule(
                measure=measure,
                unit=unit,
                worse=Worse(worse),
                warn=float(warn),
                fail=float(fail),
                source=source,
            )
        case _:
            raise _wrong(measure.value)
    if rule.verdict(rule.fail) is Verdict.PASS and rule.warn != rule.fail:
        raise _wrong(f"{measure.value}.warn")
    return rule


def _wrong(key: str) -> SettingsError:
    return SettingsError(f"light policy: {key}", key=key)
