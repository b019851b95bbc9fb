import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.finding import Verdict
from kiosk.domain.measure import Measure
from kiosk.errors import SettingsError
from kiosk.guidance.policy import RuleClass, parse_policy, photo_policy, read_policy
from kiosk.paths import resources

TABLE = resources() / "tables" / "photo_policy.toml"


@pytest.fixture
def table() -> dict[str, Any]:
    return copy.deepcopy(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def refused_key(table: dict[str, Any]) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_policy(table)
    return caught.value.params["key"]


def test_every_measure_has_limits_and_says_where_they_come_from() -> None:
    policy = photo_policy()
    assert [rule.measure for rule in policy.rules.values()] == list(Measure)
    assert all(rule.source and rule.unit for rule in policy.rules.values())
    assert all(policy.rule(measure).measure is measure for measure in Measure)


def test_only_hard_measures_refuse() -> None:
    for rule in photo_policy().rules.values():
        assert (rule.fail is not None) == (rule.rule_class is RuleClass.HARD)


def test_a_value_passes_warns_and_fails_in_that_order() -> None:
    rule = photo_policy().rule(Measure.YAW_DEG)
    assert rule.fail is not None
    values = (rule.warn, rule.warn + 0.1, rule.fail, rule.fail + 0.1)
    verdicts = [rule.verdict(value) for value in values]
    assert verdicts == [Verdict.PASS, Verdict.WARN, Verdict.WARN, Verdict.FAIL]
    assert rule.limit(Verdict.FAIL) == rule.fail
    assert rule.limit(Verdict.WARN) == rule.limit(Verdict.PASS) == rule.warn


def test_what_is_worse_below_its_limit_fails_below_it() -> None:
    rule = photo_policy().rule(Measure.CROP_WIDTH_PX)
    assert [rule.verdict(px) for px in (827, 826, 479)] == [
        Verdict.PASS,
        Verdict.WARN,
        Verdict.FAIL,
    ]


def test_an_advisory_measure_never_refuses() -> None:
    smile = photo_policy().rule(Measure.SMILE)
    assert smile.verdict(1.0) is Verdict.WARN
    assert smile.limit(Verdict.FAIL) == smile.warn


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("colour",), {}, "colour"),
        (("yaw_deg", "warning"), 3.0, "yaw_deg.warning"),
        (("hold", "second"), 3.0, "hold.second"),
        (("hint", "relieve"), 3.0, "hint.relieve"),
        (("yaw_deg", "warn"), "12", "yaw_deg.warn"),
        (("yaw_deg", "warn"), True, "yaw_deg.warn"),
        (("yaw_deg", "warn"), 99.0, "yaw_deg.warn"),
        (("yaw_deg", "class"), "soft", "yaw_deg.class"),
        (("yaw_deg", "class"), "advisory", "yaw_deg.fail"),
        (("yaw_deg", "check"), "yawn", "yaw_deg.check"),
        (("yaw_deg", "worse"), "beside", "yaw_deg.worse"),
        (("yaw_deg", "source"), "  ", "yaw_deg.source"),
        (("yaw_deg", "unit"), 5, "yaw_deg.unit"),
        (("yaw_deg",), 5, "yaw_deg"),
        (("hold", "seconds"), 0.0, "hold.seconds"),
        (("hold",), 1.2, "hold"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(
    table: dict[str, Any], path: tuple[str, ...], value: object, key: str
) -> None:
    *outer, last = path
    inner = table
    for name in outer:
        inner = inner[name]
    inner[last] = value
    assert refused_key(table) == key


@pytest.mark.parametrize("missing", ["fail", "warn", "unit", "source"])
def test_a_missing_entry_is_refused_by_its_name(table: dict[str, Any], missing: str) -> None:
    del table["yaw_deg"][missing]
    assert refused_key(table) == f"yaw_deg.{missing}"


def test_a_missing_measure_is_refused_by_its_name(table: dict[str, Any]) -> None:
    del table["smile"]
    assert refused_key(table) == "smile"


def test_a_file_that_is_no_table_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("a = ", encoding="utf-8")
    for name in ("mine.toml", "absent.toml"):
        with pytest.raises(SettingsError) as caught:
            read_policy(tmp_path / name)
        assert caught.value.params["key"] == name
