"""A policy as the TOML file it can be read back from."""

import math
import tomllib
from pathlib import Path

from kiosk.errors import OutputExistsError
from kiosk.guidance.policy import Policy, Rule, parse_policy

HEADER = "# Written by `kiosk photo calibrate`; the keys are explained in the program's table.\n"
ESCAPES = {'"': '\\"', "\\": "\\\\"}
FIRST_PRINTABLE, DELETE = 0x20, 0x7F  # TOML 1.0: controls are escaped


def write_policy(policy: Policy, path: Path) -> None:
    """Leave the policy in a new file; raise `OutputExistsError` when there is one."""
    text = policy_text(policy)
    parse_policy(tomllib.loads(text))  # what cannot be read back is never written
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise OutputExistsError(file=path.name) from error


def policy_text(policy: Policy) -> str:
    """Return the policy as TOML, every table in its order."""
    hold, hint = policy.hold, policy.hint
    tables = {measure.value: _rule(rule) for measure, rule in policy.rules.items()}
    tables["hold"] = {
        "seconds": hold.seconds,
        "blink_pause_seconds": hold.blink_pause_seconds,
        "speed_eye_gaps_per_second": hold.speed_eye_gaps_per_second,
        "travel_eye_gaps": hold.travel_eye_gaps,
        "source": hold.source,
    }
    tables["hint"] = {
        "relief": hint.relief,
        "settle_seconds": hint.settle_seconds,
        "source": hint.source,
    }
    parts = [
        "\n".join([f"[{name}]", *(f"{key} = {_spelled(value)}" for key, value in table.items())])
        for name, table in tables.items()
    ]
    return HEADER + "\n" + "\n\n".join(parts) + "\n"


def quoted(text: str) -> str:
    """Return a TOML basic string that reads back as ``text``."""
    return f'"{"".join(_escaped(char) for char in text)}"'


def _escaped(char: str) -> str:
    if char in ESCAPES:
        return ESCAPES[char]
    control = ord(char) < FIRST_PRINTABLE or ord(char) == DELETE
    return f"\\u{ord(char):04x}" if control else char


def _spelled(value: str | float) -> str:
    if isinstance(value, str):
        return quoted(value)
    if not math.isfinite(value):
        raise ValueError(value)
    return repr(float(value))


def _rule(rule: Rule) -> dict[str, str | float]:
    table: dict[str, str | float] = {
        "check": rule.check.value,
        "class": rule.rule_class.value,
        "unit": rule.unit,
        "worse": rule.worse.value,
        "guide": rule.guide,
        "warn": rule.warn,
    }
    if rule.fail is not None:
        table["fail"] = rule.fail
    if rule.offset:
        table["offset"] = rule.offset
    return {**table, "source": rule.source}
