"""Limits re-tuned to made values whose right answer is known."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from camera.evaluation.calibration import ORIGIN, calibrate, rejudge
from camera.evaluation.judging import JudgedPicture
from camera.evaluation.limits import MOST_OUTWARDS, SET_BY_RULE, Did, tune
from camera.evaluation.policyfile import policy_text, quoted, write_policy
from kiosk.domain.finding import Check, Verdict
from kiosk.domain.measure import Measure
from kiosk.errors import OutputExistsError
from kiosk.guidance.policy import Policy, Rule, Worse, parse_policy, photo_policy, read_policy
from tests.camera.evaluation.judged import BAD, GOOD, judged

TODAY = date(2026, 11, 22)
POLICY = photo_policy()
ABOVE = replace(POLICY.rule(Measure.REBLUR), guide=0.6, warn=0.6, fail=0.7)
BELOW = replace(POLICY.rule(Measure.CHEEK_BALANCE), guide=0.5, warn=0.5, fail=0.4)


def spread(low: float, high: float, count: int = 40) -> np.ndarray:
    return np.linspace(low, high, count)


def fail_of(rule: Rule) -> float:
    assert rule.fail is not None
    return rule.fail


def test_limits_that_lie_well_between_stay() -> None:
    tuned = tune(ABOVE, spread(0.3, 0.55), spread(0.9, 1.2))
    assert (tuned.did, tuned.after) == (Did.KEPT, ABOVE)


def test_limits_beyond_the_middle_move_into_it() -> None:
    tuned = tune(ABOVE, spread(0.2, 0.4), spread(0.6, 0.9))
    assert tuned.did is Did.INWARDS
    assert fail_of(tuned.after) == pytest.approx(0.5, abs=0.02)
    assert tuned.after.warn <= fail_of(tuned.after)
    assert tuned.after.guide <= fail_of(tuned.after)


def test_good_values_beyond_the_limits_push_them_outwards() -> None:
    good = spread(0.3, 0.68, 100)
    tuned = tune(ABOVE, good, np.array([]))
    assert tuned.did is Did.OUTWARDS
    assert np.mean(good <= tuned.after.warn) >= 0.98
    assert fail_of(tuned.after) > 0.68


def test_nothing_moves_further_out_than_a_quarter() -> None:
    tuned = tune(ABOVE, spread(0.3, 5.0), np.array([]))
    assert tuned.did is Did.BOUND
    assert fail_of(tuned.after) == pytest.approx(0.7 * (1 + MOST_OUTWARDS), rel=0.01)


def test_what_is_bad_below_its_limit_is_tuned_the_other_way_round() -> None:
    inwards = tune(BELOW, spread(0.7, 1.0), spread(0.1, 0.45))
    assert 0.45 < fail_of(inwards.after) < 0.7
    outwards = tune(BELOW, spread(0.38, 1.0), np.array([]))
    assert outwards.after.warn == pytest.approx(0.39, abs=0.01)


def test_values_that_overlap_with_good_ones_do_not_refuse_those() -> None:
    good = spread(0.3, 0.66, 100)
    tuned = tune(ABOVE, good, spread(0.4, 0.9))
    assert np.mean(good <= fail_of(tuned.after)) >= 0.98


def test_a_handful_of_pictures_changes_nothing() -> None:
    tuned = tune(ABOVE, spread(0.3, 5.0, 19), spread(6, 7))
    assert (tuned.did, tuned.after) == (Did.FEW, ABOVE)


@pytest.mark.parametrize("measure", sorted(SET_BY_RULE))
def test_what_the_rules_say_is_never_touched(measure: Measure) -> None:
    rule = POLICY.rule(measure)
    tuned = tune(rule, spread(-1000, 1000), spread(-1000, 1000))
    assert (tuned.did, tuned.after) == (Did.FIXED, rule)


values = st.lists(st.floats(-1e3, 1e3), min_size=20, max_size=40).map(np.array)


@given(good=values, bad=values, measure=st.sampled_from(list(Measure)))
def test_a_tuned_rule_is_always_a_rule(good: np.ndarray, bad: np.ndarray, measure: Measure) -> None:
    after = tune(POLICY.rule(measure), good, bad).after
    assert after.fail is None or not after.beyond(after.warn, after.fail)
    policy = with_rule(after)
    assert parse_policy(tomllib.loads(policy_text(policy))) == policy


def with_rule(rule: Rule) -> Policy:
    return replace(POLICY, rules=MappingProxyType({**POLICY.rules, rule.measure: rule}))


def pictures() -> list[JudgedPicture]:
    """Return people whose mouths open a little more than the limits allow for, and open mouths."""
    limit = POLICY.rule(Measure.MOUTH_GAP)
    outside = fail_of(limit) * 1.1
    good = [
        judged(f"g{n}.jpg", {Check.MOUTH: GOOD}, {Measure.MOUTH_GAP: outside * n / 30})
        for n in range(31)
    ]
    bad = [judged(f"b{n}.jpg", {Check.MOUTH: BAD}, {Measure.MOUTH_GAP: 0.5}) for n in range(6)]
    return good + bad


def test_a_calibrated_policy_accepts_what_the_old_one_refused() -> None:
    seen = pictures()
    made = calibrate(seen, POLICY, TODAY)

    def refused(policy: Policy) -> int:
        anew = rejudge(seen[:31], policy)
        return sum(one.report.verdict is Verdict.FAIL for one in anew)

    assert refused(POLICY) > 0
    assert refused(made.after) == 0
    assert all(one.report.verdict is Verdict.FAIL for one in rejudge(seen[31:], made.after))


def test_the_same_pictures_give_the_same_policy() -> None:
    assert calibrate(pictures(), POLICY, TODAY) == calibrate(pictures(), POLICY, TODAY)


def test_the_source_says_what_was_done_and_keeps_its_origin() -> None:
    before = POLICY.rule(Measure.MOUTH_GAP)
    once = calibrate(pictures(), POLICY, TODAY).after
    source = once.rule(Measure.MOUTH_GAP).source
    assert source.startswith("calibrated on 31 good/6 bad, 2026-11-22, before: warn ")
    assert source.endswith(ORIGIN + before.source)
    harder = [replace(p) for p in pictures() if p.expects(Check.MOUTH) is GOOD] * 2
    twice = calibrate(harder, with_rule(replace(once.rule(Measure.MOUTH_GAP), warn=0.01)), TODAY)
    assert twice.after.rule(Measure.MOUTH_GAP).source.count(ORIGIN) == 1


def test_a_defect_of_another_kind_does_not_pull_a_limit() -> None:
    """A shadow on the wall is labelled a bad background; it says nothing about edges."""
    wall = {Check.BACKGROUND: GOOD}
    edges, shadow = POLICY.rule(Measure.WALL_EDGES), POLICY.rule(Measure.WALL_SHADOW)
    good = [
        judged(
            f"g{n}.jpg",
            wall,
            {Measure.WALL_EDGES: edges.warn * n / 60, Measure.WALL_SHADOW: shadow.warn * n / 60},
        )
        for n in range(30)
    ]
    bad = [
        judged(
            f"b{n}.jpg",
            {Check.BACKGROUND: BAD},
            {Measure.WALL_EDGES: edges.warn / 2, Measure.WALL_SHADOW: fail_of(shadow) * 3},
        )
        for n in range(6)
    ]
    tuned = {one.before.measure: one for one in calibrate([*good, *bad], POLICY, TODAY).tuned}
    assert (tuned[Measure.WALL_EDGES].bad, tuned[Measure.WALL_SHADOW].bad) == (0, 6)


def test_a_written_policy_reads_back_the_same(tmp_path: Path) -> None:
    policy = calibrate(pictures(), POLICY, TODAY).after
    write_policy(policy, tmp_path / "policy.toml")
    assert read_policy(tmp_path / "policy.toml") == policy


def test_a_policy_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("kept", encoding="utf-8")
    with pytest.raises(OutputExistsError):
        write_policy(POLICY, path)
    assert path.read_text(encoding="utf-8") == "kept"


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('\\"\n\r\t\b\0\x7f\u2028 ]["" = #')
def test_any_text_reads_back_as_it_was(text: str) -> None:
    assert tomllib.loads(f"key = {quoted(text)}")["key"] == text


def test_the_two_sides_of_a_limit_are_known() -> None:
    assert (ABOVE.worse, BELOW.worse) == (Worse.ABOVE, Worse.BELOW)
