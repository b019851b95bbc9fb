"""Every limit of the photo rules, read once from ``resources/tables/photo_policy.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from kiosk.domain.finding import Check, Verdict
from kiosk.domain.measure import Measure
from kiosk.errors import SettingsError
from kiosk.paths import resources

E = TypeVar("E", bound=StrEnum)


class RuleClass(StrEnum):
    """Who decides: the rule, the rule with a staff member's eye, or a person alone."""

    HARD = "hard"
    ADVISORY = "advisory"
    HUMAN = "human"


class Worse(StrEnum):
    """On which side of its limits a value is bad."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The limits of one measure; ``fail`` is None for what is never refused."""

    measure: Measure
    check: Check
    rule_class: RuleClass
    unit: str
    worse: Worse
    guide: float
    warn: float
    fail: float | None
    offset: float
    source: str

    def corrected(self, value: float) -> float:
        """Return the value without its systematic offset."""
        return value - self.offset

    def beyond(self, value: float, limit: float) -> bool:
        """Tell whether a corrected value lies on the bad side of ``limit``."""
        return value > limit if self.worse is Worse.ABOVE else value < limit

    def verdict(self, value: float) -> Verdict:
        """Return what a corrected value means."""
        if self.fail is not None and self.beyond(value, self.fail):
            return Verdict.FAIL
        return Verdict.WARN if self.beyond(value, self.warn) else Verdict.PASS

    def limit(self, verdict: Verdict) -> float:
        """Return the limit a value with this verdict is held against."""
        return self.fail if verdict is Verdict.FAIL and self.fail is not None else self.warn


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPolicy:
    """How long and how still somebody sits before the picture is taken."""

    seconds: float
    blink_pause_seconds: float
    speed_eye_gaps_per_second: float
    travel_eye_gaps: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HintPolicy:
    """What keeps hints from flickering: limits are ``relief`` times as wide for what is shown."""

    relief: float
    settle_seconds: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The whole table."""

    rules: Mapping[Measure, Rule]
    hold: HoldPolicy
    hint: HintPolicy

    def rule(self, measure: Measure) -> Rule:
        """Return the limits of a measure; every measure has some."""
        return self.rules[measure]


@cache
def photo_policy() -> Policy:
    """Return the policy the program ships with."""
    return read_policy(resources() / "tables" / "photo_policy.toml")


def read_policy(path: Path) -> Policy:
    """Return the policy in a TOML file; raise `SettingsError` naming the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path.name}: {type(error).__name__}", key=path.name) from error
    return parse_policy(table)


def parse_policy(table: Mapping[str, object]) -> Policy:
    """Return the policy a parsed table describes; raise `SettingsError` naming the wrong key."""
    _refuse_other_keys("", table, {*Measure, "hold", "hint"})
    return Policy(
        rules=MappingProxyType(
            {measure: _rule(measure, _table(table, measure)) for measure in Measure}
        ),
        hold=_hold(_table(table, "hold")),
        hint=_hint(_table(table, "hint")),
    )


_RULE_KEYS = {"check", "class", "unit", "worse", "guide", "warn", "fail", "offset", "source"}


def _rule(measure: Measure, table: Mapping[str, object]) -> Rule:
    name = measure.value
    _refuse_other_keys(name, table, _RULE_KEYS)
    rule_class = _member(RuleClass, name, table, "class")
    if (rule_class is RuleClass.HARD) != ("fail" in table):
        raise _wrong(name, "fail")
    rule = Rule(
        measure=measure,
        check=_member(Check, name, table, "check"),
        rule_class=rule_class,
        unit=_text(name, table, "unit"),
        worse=_member(Worse, name, table, "worse"),
        guide=_number(name, table, "guide"),
        warn=_number(name, table, "warn"),
        fail=_number(name, table, "fail") if "fail" in table else None,
        offset=_number(name, table, "offset") if "offset" in table else 0.0,
        source=_text(name, table, "source"),
    )
    if rule.fail is not None and rule.beyond(rule.warn, rule.fail):
        raise _wrong(name, "warn")
    return rule


_HOLD_NUMBERS = (
    "seconds",
    "blink_pause_seconds",
    "speed_eye_gaps_per_second",
    "travel_eye_gaps",
)


def _hold(table: Mapping[str, object]) -> HoldPolicy:
    _refuse_other_keys("hold", table, {*_HOLD_NUMBERS, "source"})
    seconds, pause, speed, travel = (_positive("hold", table, key) for key in _HOLD_NUMBERS)
    return HoldPolicy(
        seconds=seconds,
        blink_pause_seconds=pause,
        speed_eye_gaps_per_second=speed,
        travel_eye_gaps=travel,
        source=_text("hold", table, "source"),
    )


def _hint(table: Mapping[str, object]) -> HintPolicy:
    _refuse_other_keys("hint", table, {"relief", "settle_seconds", "source"})
    return HintPolicy(
        relief=_positive("hint", table, "relief"),
        settle_seconds=_positive("hint", table, "settle_seconds"),
        source=_text("hint", table, "source"),
    )


def _wrong(section: str, key: str) -> SettingsError:
    name = f"{section}.{key}" if section else key
    return SettingsError(f"photo policy: {name}", key=name)


def _refuse_other_keys(section: str, table: Mapping[str, object], known: set[str]) -> None:
    for key in table:
        if key not in known:
            raise _wrong(section, key)


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key)
    if not isinstance(value, dict):
        raise _wrong("", key)
    return value


def _number(section: str, table: Mapping[str, object], key: str) -> float:
    value = table.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(section, key)
    return float(value)


def _positive(section: str, table: Mapping[str, object], key: str) -> float:
    value = _number(section, table, key)
    if value <= 0:
        raise _wrong(section, key)
    return value


def _text(section: str, table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(section, key)
    return value


def _member(kind: type[E], section: str, table: Mapping[str, object], key: str) -> E:
    try:
        return kind(_text(section, table, key))
    except ValueError as error:
        raise _wrong(section, key) from error
