"""The policy re-tuned on labelled pictures."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np

from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation
from camera.evaluation.limits import Did, Tuned, Values, tune
from kiosk.domain.finding import Check
from kiosk.domain.measure import Measure
from kiosk.guidance.compliance import held, judge_measurements
from kiosk.guidance.policy import Policy, Rule, Worse

ORIGIN = "; from: "
"""Before what a rule's source said at first, however often it was re-tuned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The policy before and after, and what became of each rule."""

    before: Policy
    after: Policy
    tuned: tuple[Tuned, ...]


def calibrate(judged: Iterable[JudgedPicture], policy: Policy, today: date) -> Calibration:
    """Return the policy with limits that fit the pictures; the same pictures give the same."""
    seen = tuple(one for one in judged if one.seen)
    good = _good_values(seen, policy)
    bad = _bad_values(seen, policy, good)
    tuned = tuple(tune(rule, good[m], bad[m]) for m, rule in policy.rules.items())
    rules = {one.before.measure: _signed(one, today) for one in tuned}
    return Calibration(
        before=policy, after=replace(policy, rules=MappingProxyType(rules)), tuned=tuned
    )


def rejudge(judged: Iterable[JudgedPicture], policy: Policy) -> tuple[JudgedPicture, ...]:
    """Return what other limits say of the same measurements."""
    return tuple(_rejudged(one, policy) for one in judged)


def _rejudged(judged: JudgedPicture, policy: Policy) -> JudgedPicture:
    anew = judge_measurements(judged.report.measurements, policy)
    checks = {finding.check for finding in anew}
    rest = tuple(finding for finding in judged.report.findings if finding.check not in checks)
    return replace(judged, report=replace(judged.report, findings=(*rest, *anew)))


def _values(judged: JudgedPicture, policy: Policy) -> dict[Measure, float]:
    """Return what was measured, as it is held against the limits."""
    values: dict[Measure, float] = {}
    for measurement in judged.report.measurements:
        value = held(measurement, policy).value
        if value is not None:
            angle = policy.rule(measurement.measure).unit == "deg"
            values[measurement.measure] = abs(value) if angle else value
    return values


def _good_values(judged: Iterable[JudgedPicture], policy: Policy) -> dict[Measure, Values]:
    found: dict[Measure, list[float]] = defaultdict(list)
    for one in judged:
        for measure, value in _values(one, policy).items():
            if one.expects(policy.rule(measure).check) is Expectation.GOOD:
                found[measure].append(value)
    return {measure: np.array(found[measure], dtype=np.float64) for measure in policy.rules}


def _bad_values(
    judged: Iterable[JudgedPicture], policy: Policy, good: Mapping[Measure, Values]
) -> dict[Measure, Values]:
    """Return bad values by measure; a bad picture counts for the measure it stands out in most.

    Several measures may decide one check, each for its own kind of defect: a shadow on the wall
    says nothing about where the limit for stripes belongs.
    """
    found: dict[Measure, list[float]] = defaultdict(list)
    for one in judged:
        values = _values(one, policy)
        for check in Check:
            if one.expects(check) is not Expectation.BAD:
                continue
            mine = [m for m in values if policy.rule(m).check is check and good[m].size]
            if mine:
                worst = max(mine, key=lambda m: _standing_out(policy.rule(m), good[m], values[m]))
                found[worst].append(values[worst])
    return {measure: np.array(found[measure], dtype=np.float64) for measure in policy.rules}


def _standing_out(rule: Rule, good: Values, value: float) -> float:
    """Return how far a value lies on the bad side, in spreads of the good ones."""
    sign = 1.0 if rule.worse is Worse.ABOVE else -1.0
    middle, edge = np.quantile(sign * good, (0.5, 0.98))
    return float((sign * value - middle) / max(edge - middle, 1e-6))


def _signed(tuned: Tuned, today: date) -> Rule:
    """Return the new rule, its source saying where its limits come from."""
    before, after = tuned.before, tuned.after
    if tuned.did in {Did.FIXED, Did.FEW, Did.KEPT} or before == after:
        return before
    origin = before.source.rpartition(ORIGIN)[2]
    fail = "" if before.fail is None else f", fail {before.fail:g}"
    words = (
        f"calibrated on {tuned.good} good/{tuned.bad} bad, {today.isoformat()}, "
        f"before: warn {before.warn:g}{fail}{ORIGIN}{origin}"
    )
    return replace(after, source=words)
