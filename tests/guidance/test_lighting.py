"""What staff are told about the room's light."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.finding import Verdict
from kiosk.domain.room import WallReference
from kiosk.errors import SettingsError
from kiosk.guidance.light_policy import (
    LightMeasure,
    light_policy,
    parse_light_policy,
    read_light_policy,
)
from kiosk.guidance.lighting import (
    LEFT_PART,
    RIGHT_PART,
    LightAdvice,
    LightFinding,
    drift,
    has_drifted,
    judge_sitter,
    judge_wall,
)
from kiosk.paths import resources
from kiosk.texts import Language, catalogue
from tests.guidance.rooms import SITTER, WALL

POLICY = light_policy()
A = LightAdvice
SIDES = {
    A.LEFT_LIGHT_CLOSER: A.RIGHT_LIGHT_CLOSER,
    A.RIGHT_LIGHT_CLOSER: A.LEFT_LIGHT_CLOSER,
}
shares = st.floats(-1, 1)


def advice(findings: tuple[LightFinding, ...]) -> list[LightAdvice]:
    return [finding.advice for finding in findings]


def test_good_light_is_said_to_be_good() -> None:
    for findings in (judge_wall(WALL, POLICY), judge_sitter(SITTER, POLICY)):
        assert advice(findings) == [A.ALL_RIGHT]
        assert findings[0].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"someone": True, "flicker": 0.5}, [A.STEP_ASIDE]),
        ({"flicker": 0.1}, [A.NO_FLICKER]),
        ({"lightness": 30.0}, [A.MORE_LIGHT]),
        ({"burnt_share": 0.9}, [A.LESS_LIGHT]),
        ({"left_right": 0.3, "spread": 20.0}, [A.LEFT_LIGHT_CLOSER]),
        ({"left_right": -0.3, "spread": 20.0}, [A.RIGHT_LIGHT_CLOSER]),
        ({"top_bottom": 0.3, "spread": 20.0}, [A.WALL_EVEN]),
        ({"top_bottom": -0.3}, [A.WALL_EVEN]),
        ({"spread": 20.0}, [A.WALL_EVEN]),
        ({"edges": 0.1, "spread": 40.0}, [A.WALL_PLAIN]),
        ({"colour_spread": 9.0}, [A.NEUTRAL_LIGHT]),
        ({"b": 30.0}, [A.NEUTRAL_LIGHT]),
        ({"a": -20.0}, [A.NEUTRAL_LIGHT]),
        ({"b": -20.0}, [A.ALL_RIGHT]),
        ({"lightness": 30.0, "left_right": 0.3}, [A.MORE_LIGHT, A.LEFT_LIGHT_CLOSER]),
    ],
)
def test_a_wall_gets_the_instruction_for_what_is_wrong(
    change: dict[str, Any], expected: list[LightAdvice]
) -> None:
    assert advice(judge_wall(replace(WALL, **change), POLICY)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"someone": False, "shadow": 90.0}, [A.SIT_DOWN]),
        ({"face_light": 0.01}, [A.MORE_LIGHT]),
        ({"face_to_wall": 0.03}, [A.MORE_LIGHT]),
        ({"burnt_share": 0.5}, [A.LESS_LIGHT]),
        ({"cheek_left_right": 0.6}, [A.LEFT_LIGHT_CLOSER]),
        ({"cheek_left_right": -0.6}, [A.RIGHT_LIGHT_CLOSER]),
        ({"shadow": 15.0}, [A.CHAIR_FROM_WALL]),
        ({"skin_cast": 12.0}, [A.NEUTRAL_LIGHT]),
    ],
)
def test_a_sitter_gets_the_instruction_for_what_is_wrong(
    change: dict[str, Any], expected: list[LightAdvice]
) -> None:
    assert advice(judge_sitter(replace(SITTER, **change), POLICY)) == expected


def test_of_two_reasons_for_one_instruction_the_worse_is_told() -> None:
    (finding,) = judge_wall(replace(WALL, colour_spread=5.0, b=40.0), POLICY)
    assert finding.measure is LightMeasure.WALL_YELLOW
    assert (finding.verdict, finding.value) == (Verdict.FAIL, 40.0)
    assert finding.limit == POLICY.rule(LightMeasure.WALL_YELLOW).fail


def test_a_finding_shows_where_the_light_or_the_shadow_is() -> None:
    (dark,) = judge_wall(replace(WALL, left_right=0.3), POLICY)
    assert dark.region == LEFT_PART
    (shadow,) = judge_sitter(replace(SITTER, shadow=20.0, shadow_side=0.8), POLICY)
    assert shadow.region == RIGHT_PART


@given(left_right=shares, spread=st.floats(0, 40), cheeks=shares)
def test_mirroring_swaps_left_and_right(left_right: float, spread: float, cheeks: float) -> None:
    wall = replace(WALL, left_right=left_right, spread=spread)
    sitter = replace(SITTER, cheek_left_right=cheeks)
    plain = judge_wall(wall, POLICY), judge_sitter(sitter, POLICY)
    turned = (
        judge_wall(replace(wall, left_right=-left_right), POLICY),
        judge_sitter(replace(sitter, cheek_left_right=-cheeks), POLICY),
    )
    for one, other in zip(plain, turned, strict=True):
        assert advice(other) == [SIDES.get(each, each) for each in advice(one)]
        assert [f.verdict for f in other] == [f.verdict for f in one]


@given(right=st.floats(0.01, 1), left=st.floats(0.01, 1), level=st.floats(0.05, 1))
def test_the_brightness_of_the_room_does_not_decide_on_side_light(
    right: float, left: float, level: float
) -> None:
    def told(right: float, left: float) -> list[LightAdvice]:
        share = (right - left) / (right + left)
        return advice(judge_sitter(replace(SITTER, cheek_left_right=share), POLICY))

    share = abs(right - left) / (right + left)
    rule = POLICY.rule(LightMeasure.FACE_LEFT_RIGHT)
    if min(abs(share - limit) for limit in (rule.warn, rule.fail)) > 1e-9:
        assert told(right * level, left * level) == told(right, left)


def reference(*columns: float | None) -> WallReference:
    return WallReference(lightness=90.0, a=0.0, b=0.0, grid=(columns, columns))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (reference(90.0, 90.0, 90.0, 90.0), 0.0),
        (reference(82.0, None, None, 82.0), 8.0),
        (reference(94.0, 94.0, 86.0, 86.0), 8.0),
        (reference(None, None, 84.0, 84.0), 6.0),
        (reference(None, None, None, None), 0.0),
    ],
)
def test_drift_is_the_change_of_level_or_of_balance(now: WallReference, expected: float) -> None:
    before = reference(90.0, 90.0, 90.0, 90.0)
    assert drift(now, before) == pytest.approx(expected)
    assert has_drifted(now, before, POLICY) == (expected > 5)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("each", LightAdvice)
def test_every_instruction_has_words(language: Language, each: LightAdvice) -> None:
    texts = catalogue(language)
    assert texts[f"light.{each.value}.do"].strip()
    assert texts[f"light.{each.value}.name"].strip()


def test_left_and_right_lamps_have_words_of_their_own() -> None:
    texts = catalogue(Language.JA)
    assert "左" in texts["light.left_light_closer.do"]
    assert "右" in texts["light.right_light_closer.do"]


@pytest.fixture
def table() -> dict[str, Any]:
    path = resources() / "tables" / "light_policy.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def refused_key(table: dict[str, Any]) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_light_policy(table)
    return caught.value.params["key"]


def test_every_value_has_limits_and_says_where_they_come_from() -> None:
    assert list(POLICY.rules) == list(LightMeasure)
    assert all(rule.source and rule.unit for rule in POLICY.rules.values())


def test_a_table_with_a_missing_or_unknown_key_is_refused_by_name(table: dict[str, Any]) -> None:
    del table["shadow"]
    assert refused_key(table) == "shadow"


@pytest.mark.parametrize(
    ("key", "value"),
    [("warn", "much"), ("worse", "sideways"), ("source", ""), ("extra", 1), ("fail", True)],
)
def test_a_wrong_value_is_refused_by_its_table(
    table: dict[str, Any], key: str, value: object
) -> None:
    table["flicker"][key] = value
    assert refused_key(table) == "flicker"


def test_an_unknown_table_is_refused(table: dict[str, Any]) -> None:
    table["moonlight"] = table["shadow"]
    assert refused_key(table) == "moonlight"


def test_a_fail_limit_milder_than_the_warning_is_refused(table: dict[str, Any]) -> None:
    table["shadow"]["fail"] = table["shadow"]["warn"] - 1
    assert refused_key(table) == "shadow.warn"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "light.toml"
    broken.write_text("[shadow", encoding="utf-8")
    for path in (broken, tmp_path / "absent.toml"):
        with pytest.raises(SettingsError):
            read_light_policy(path)
