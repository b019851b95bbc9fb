"""Values, limits and advice as staff read them."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

import pytest

from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.measure import Measure
from kiosk.domain.review import ExemptionChannel, ExemptionKind, OverrideReason, Question
from kiosk.guidance.acceptance import Lack
from kiosk.guidance.policy import Worse, photo_policy
from kiosk.texts import Language, catalogue
from ui.finding_words import advice, measured, named_value

JA = catalogue(Language.JA)


def found(measure: Measure, value: float, verdict: Verdict = Verdict.FAIL) -> Finding:
    rule = photo_policy().rule(measure)
    return Finding(
        check=rule.check,
        verdict=verdict,
        value=value,
        limit=rule.limit(verdict),
        measure=measure,
    )


def every_bad_finding() -> Iterator[Finding]:
    for measure, rule in photo_policy().rules.items():
        for verdict in (Verdict.WARN, Verdict.FAIL):
            limit = rule.limit(verdict)
            yield found(measure, 1.5 * limit if rule.worse is Worse.ABOVE else 0.5 * limit, verdict)
    yield Finding(check=Check.SINGLE, verdict=Verdict.FAIL, value=0.0, limit=1.0)
    yield Finding(check=Check.SINGLE, verdict=Verdict.FAIL, value=3.0, limit=1.0)
    yield Finding(check=Check.CROP, verdict=Verdict.FAIL, value=None, limit=3.0)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_every_bad_finding_has_a_value_and_says_what_to_do(language: Language) -> None:
    words = catalogue(language)
    for finding in every_bad_finding():
        assert advice(finding, words)
        assert named_value(finding, words) or finding.value is None


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize(
    ("prefix", "members"),
    [
        ("measure", Measure),
        ("check", Check),
        ("question", Question),
        ("override", OverrideReason),
        ("exemption.kind", ExemptionKind),
        ("exemption.channel", ExemptionChannel),
        ("photo_lack", Lack),
    ],
)
def test_whatever_staff_choose_or_read_has_words(
    prefix: str, members: type[StrEnum], language: Language
) -> None:
    words = catalogue(language)
    assert [member for member in members if not words.get(f"{prefix}.{member.value}")] == []


def limit_words(measure: Measure) -> str:
    return measured(found(measure, 0.0, Verdict.PASS), JA).partition("（")[2]


def test_units_are_those_of_the_policy_in_the_words_of_staff() -> None:
    assert measured(found(Measure.YAW_DEG, -16.4), JA).startswith("16°（")
    assert measured(found(Measure.MASK, 0.97), JA).startswith("97%（")
    assert measured(found(Measure.CROP_OFF_MM, 3.42), JA).startswith("3.4 mm（")
    assert measured(found(Measure.CROP_WIDTH_PX, 412.3), JA).startswith("412 px（")
    alone = Finding(check=Check.SINGLE, verdict=Verdict.FAIL, value=2.0, limit=1.0)
    assert measured(alone, JA).startswith("2人")


def test_a_limit_says_on_which_side_it_lies() -> None:
    assert limit_words(Measure.YAW_DEG).endswith("まで）")
    assert limit_words(Measure.CROP_WIDTH_PX).endswith("以上）")


@pytest.mark.parametrize("measure", Measure)
def test_a_limit_is_told_exactly(measure: Measure) -> None:
    rule = photo_policy().rule(measure)
    for verdict in (Verdict.WARN, Verdict.FAIL):
        told = measured(found(measure, rule.limit(verdict), verdict), JA).partition("（")[2]
        number = float("".join(c for c in told if c in "0123456789.-"))
        assert number == pytest.approx(rule.limit(verdict) * (100 if "%" in told else 1))


@pytest.mark.parametrize("measure", Measure)
def test_a_value_just_beyond_its_limit_does_not_read_like_the_limit(measure: Measure) -> None:
    rule = photo_policy().rule(measure)
    if rule.fail:
        beyond = rule.fail * (1.004 if rule.worse is Worse.ABOVE else 0.996)
        value, _, limit = measured(found(measure, beyond), JA).partition("（")
        assert value != limit.removesuffix("まで）").removesuffix("以上）")


def test_the_side_to_which_a_head_is_turned_is_told() -> None:
    sides = [advice(found(Measure.PITCH_DEG, value), JA) for value in (-20.0, 20.0)]
    assert "下を向いています" in sides[0]
    assert "上を向いています" in sides[1]
    turned = found(Measure.YAW_DEG, -20.0)
    assert advice(turned, JA) != advice(replace(turned, value=20.0), JA)
