"""Findings as words of a catalogue: value, unit and limit, and what to do about them."""

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.measure import Measure
from kiosk.guidance.policy import Rule, Worse, photo_policy
from kiosk.texts import Catalogue

_SHARES = frozenset({"ratio", "score", "share", "light"})  # what the policy counts in parts of one
_SIGNS = {"deg": "°", "mm": " mm", "px": " px"}
_DECIMALS = {"mm": 1, "L*": 1, "CIELAB": 1}
_MOST_DECIMALS = 3
_SIDES = frozenset({Measure.YAW_DEG, Measure.PITCH_DEG, Measure.ROLL_DEG})  # limits to both sides

_TURNS = frozenset({Measure.YAW_DEG, Measure.PITCH_DEG})  # the side says which way to turn back


def measured(finding: Finding, texts: Catalogue) -> str:
    """Return value and limit with their unit, or an empty text when nothing was measured."""
    if finding.value is None:
        return ""
    if finding.measure is None:
        return _counted(finding, finding.value, texts)
    rule = photo_policy().rule(finding.measure)
    value = abs(finding.value) if finding.measure in _SIDES else finding.value
    decimals = _decimals(rule)
    if finding.limit is None:
        return _number(value, rule, decimals)
    while finding.verdict is not Verdict.PASS and decimals < _MOST_DECIMALS:
        if _number(value, rule, decimals) != _number(finding.limit, rule, decimals):
            break
        decimals += 1  # a value beyond its limit must not read like the limit itself
    return texts.say(
        "finding.at_most" if rule.worse is Worse.ABOVE else "finding.at_least",
        value=_number(value, rule, decimals),
        limit=_number(finding.limit, rule, _decimals(rule)),
    )


def named_value(finding: Finding, texts: Catalogue) -> str:
    """Return what was measured, its value and limit."""
    value = measured(finding, texts)
    if finding.measure is None or not value:
        return value
    return texts.say("finding.named", name=texts[f"measure.{finding.measure.value}"], value=value)


def advice(finding: Finding, texts: Catalogue) -> str:
    """Return the sentence that says what a bad finding means and what to do."""
    if finding.measure in _TURNS:
        side = "positive" if (finding.value or 0.0) > 0 else "negative"
        return texts[f"advice.{finding.measure.value}.{side}"]
    if finding.measure is not None:
        return texts[f"advice.{finding.measure.value}"]
    match finding.check:
        case Check.SINGLE:
            return texts["advice.several" if finding.value else "advice.nobody"]
        case Check.CROP:
            return texts["advice.cut_off"]
        case _:
            return texts["advice.unmeasured"]


def _counted(finding: Finding, value: float, texts: Catalogue) -> str:
    """Return a count; only people are counted."""
    if finding.check is not Check.SINGLE:
        return f"{value:g}"
    return texts.say("finding.people", count=f"{value:.0f}")


def _decimals(rule: Rule) -> int:
    """Return how many decimals the limits of a rule need to be told exactly."""
    if rule.unit not in _SHARES:
        return _DECIMALS.get(rule.unit, 0)
    limits = [100 * limit for limit in (rule.warn, rule.fail) if limit is not None]
    exact = (at for at in range(_MOST_DECIMALS) if all(_told(one, at) for one in limits))
    return next(exact, _MOST_DECIMALS)


def _told(limit: float, decimals: int) -> bool:
    return abs(round(limit, decimals) - limit) < 1e-9  # noqa: PLR2004 - float noise


def _number(value: float, rule: Rule, decimals: int) -> str:
    share = rule.unit in _SHARES
    rounded = round(100 * value if share else value, decimals) + 0.0  # + 0.0: no "-0"
    return f"{rounded:.{decimals}f}{'%' if share else _SIGNS.get(rule.unit, '')}"
