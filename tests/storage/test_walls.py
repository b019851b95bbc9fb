"""The wall of the day: back the same, or not at all."""

import json
import math
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.domain.room import WallReference
from kiosk.errors import KioskError
from storage.walls import WallFile

DAY = date(2026, 11, 3)
WALL = WallReference(
    lightness=88.5, a=-0.25, b=1 / 3, grid=((90.0, None, 87.125), (85.5, 84.0, None))
)


def test_the_days_wall_comes_back_after_a_restart(tmp_path: Path) -> None:
    WallFile(tmp_path).save(DAY, WALL)
    assert WallFile(tmp_path).load(DAY) == WALL


def test_the_time_of_another_start_of_the_machine_is_forgotten(tmp_path: Path) -> None:
    WallFile(tmp_path).save(DAY, replace(WALL, taken_at_ns=123))
    assert WallFile(tmp_path).load(DAY) == WALL


def test_before_measuring_there_is_no_wall(tmp_path: Path) -> None:
    assert WallFile(tmp_path).load(DAY) is None
    assert WallFile(tmp_path / "absent").load(DAY) is None


def test_the_newest_wall_counts_and_only_on_its_day(tmp_path: Path) -> None:
    walls = WallFile(tmp_path)
    walls.save(DAY, WALL)
    walls.save(DAY, replace(WALL, lightness=70.0))
    assert walls.load(DAY) == replace(WALL, lightness=70.0)
    assert walls.load(DAY + timedelta(days=1)) is None
    walls.save(DAY + timedelta(days=1), WALL)
    assert walls.load(DAY) is None
    assert [path.name for path in tmp_path.iterdir()] == ["wall.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 5_000,
        b"0" * 300_000,
        b'{"format":"kiosk-wall/1","business_date":"2026-11-03"}',
    ],
)
def test_a_file_that_is_no_wall_is_none(tmp_path: Path, content: bytes) -> None:
    WallFile(tmp_path).save(DAY, WALL)
    (tmp_path / "wall.json").write_bytes(content)
    assert WallFile(tmp_path).load(DAY) is None


@pytest.mark.parametrize(
    "change",
    [
        {"format": "kiosk-wall/2"},
        {"lightness": "NaN"},
        {"a": None},
        {"grid": [[1.0, "bright"]]},
        {"grid": 5},
        {"grid": [[math.inf]]},
    ],
)
def test_one_wrong_value_is_enough(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "wall.json"
    WallFile(tmp_path).save(DAY, WALL)
    fields = json.loads(path.read_bytes())
    path.write_text(json.dumps(fields), encoding="utf-8")
    assert WallFile(tmp_path).load(DAY) == WALL
    path.write_text(json.dumps(fields | change), encoding="utf-8")
    assert WallFile(tmp_path).load(DAY) is None


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(KioskError):
        WallFile(tmp_path / "absent").save(DAY, WALL)
