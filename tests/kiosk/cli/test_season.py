"""`kiosk training-season` leaves a season, and a book that opens with the training password."""

import json
from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.domain.person import Person
from kiosk.errors import ExitCode
from kiosk.training.season import make_season, season_files
from kiosk.training.station import PASSWORD
from storage.office.headquarters import open_office


def test_the_files_are_those_of_the_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "season"
    assert main(["training-season", "--out", str(out), "--seed", "4"]) == ExitCode.OK
    there = {
        str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()
    }
    assert there == dict(season_files(make_season(4)))
    assert str(len(make_season(4).plan.events)) in capsys.readouterr().out


def test_the_book_holds_the_season(tmp_path: Path) -> None:
    out = tmp_path / "season"
    assert main(["training-season", "--out", str(out), "--seed", "2", "--book"]) == ExitCode.OK
    season = make_season(2)
    office = open_office(out / "office", PASSWORD, SystemClock())
    view = office.read()
    office.close()
    assert view.entries(Event) == season.plan.events
    assert view.entries(Person) == season.people
    assert view.entries(DayFigures) == season.days
    assert view.lines == len(view.kept)
    assert json.loads((out / "totals.json").read_bytes())["seed"] == 2


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").touch()
    assert main(["training-season", "--out", str(tmp_path)]) == ExitCode.REFUSED
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert len(capsys.readouterr().err.splitlines()) == 3
