"""`kiosk cases import`: the same list as in the window, told first when it is asked so."""

from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.domain.case import Defect
from kiosk.errors import ExitCode
from storage.office.headquarters import open_office
from tests.kiosk.workflow.contract.test_defectwork import batch, listed, number, row
from tests.ui.office.acts import WORD, StandingClock, begin_book


@pytest.fixture
def door(tmp_path: Path) -> list[str]:
    begin_book(tmp_path / "office").close()
    word = tmp_path / "word.txt"
    word.write_text(WORD, encoding="utf-8")
    return ["--book", str(tmp_path / "office"), "--password-file", str(word)]


def kept(folder: Path) -> tuple[Defect, ...]:
    book = open_office(folder, WORD, StandingClock())
    found = book.read(Defect).entries(Defect)
    book.close()
    return found


def test_a_dry_run_tells_and_writes_nothing_then_the_list_comes_in_once(
    door: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = listed(tmp_path / "list.csv", [row(1), row(2), row(1)])
    opened = batch(tmp_path / "B1", [number(1)])
    asked = ["cases", "import", str(file), *door, "--opened", str(opened)]
    assert main([*asked, "--dry-run"]) == ExitCode.OK
    would = capsys.readouterr().out
    assert kept(tmp_path / "office") == ()
    assert main(asked) == ExitCode.OK
    did = capsys.readouterr().out
    assert would != did
    assert [str(one.id)[:5] for one in kept(tmp_path / "office")] == ["D-HQ-", "D-HQ-"]
    assert main(asked) == ExitCode.OK
    assert len(kept(tmp_path / "office")) == 2


def test_unusual_headings_are_named_and_an_unknown_column_is_refused(
    door: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(f"整理ID,備考\n{number(1)},写真が不鮮明\n", encoding="utf-8")
    asked = ["cases", "import", str(file), *door]
    assert main(asked) == ExitCode.BAD_INPUT
    assert main([*asked, "--map", "shoe_size=備考"]) == ExitCode.USAGE
    assert "shoe_size" in capsys.readouterr().err
    assert kept(tmp_path / "office") == ()
    assert main([*asked, "--map", "form_id=整理ID", "--map", "reason=備考"]) == ExitCode.OK
    (case,) = kept(tmp_path / "office")
    assert case.words == "写真が不鮮明"
