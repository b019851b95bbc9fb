"""`kiosk queue simulate` as somebody who plans a venue uses it."""

import json
from datetime import date
from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.errors import ExitCode
from kiosk.queue.dayfile import spell_day
from kiosk.queue.generated import generate
from kiosk.queue.rules import OrderRule
from tests.architecture.test_lean_commands import HEAVY, run_without


def test_each_rule_is_told_in_sentences(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert main(["queue", "simulate", "--days", "1"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("■") for line in lines) == len(OrderRule)
    assert len(lines) == 6 * len(OrderRule)


def test_json_has_one_object_for_each_rule_that_was_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["queue", "simulate", "--days", "2", "--json", "--rule", "aged", "--rule", "strict"]
    assert main(command) == ExitCode.OK
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["rule"] for one in found] == ["aged", "strict"]
    assert all(0 < one["inside_share"] <= 1 for one in found)


def test_recorded_days_are_played_in_place_of_made_up_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (day,) = generate(date(2026, 4, 1), 1, 3)
    (tmp_path / "2026-04-01.jsonl").write_text("\n".join(spell_day(day)), encoding="utf-8")
    command = ["queue", "simulate", "--recorded", str(tmp_path), "--json", "--rule", "aged"]
    assert main(command) == ExitCode.OK
    found = json.loads(capsys.readouterr().out)
    served = sum(visit.comes for visit in day.visits)
    assert found["everybody"]["people"] == served


@pytest.mark.parametrize("content", [b"nonsense", b"\xff\xfe", None])
def test_what_is_no_recorded_day_is_refused_in_three_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "day.jsonl").write_bytes(content)
    assert main(["queue", "simulate", "--recorded", str(tmp_path)]) == ExitCode.BAD_INPUT
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_it_needs_neither_qt_nor_camera_nor_storage() -> None:
    absent = [*HEAVY, "sqlalchemy", "alembic", "cryptography", "pyrage", "storage", "ui"]
    done = run_without(absent, "queue", "simulate", "--days", "1", "--rule", "aged", "--json")
    assert done.returncode == ExitCode.OK, done.stderr
    assert json.loads(done.stdout)["rule"] == "aged"
