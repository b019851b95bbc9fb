"""申請サポート報告書 out of really closed days: everybody once, sealed, and never in clear."""

import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kiosk.errors import ExitCode
from tests.architecture.test_lean_commands import HEAVY, run_without
from tests.e2e.supportcity import IN_CP932, IVS, NAMES, NEXT, City, everywhere
from tests.guards.groups import ROOT
from tests.storage.people import DAY


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> City:
    monkeypatch.setenv("LC_ALL", "C")
    made = City(tmp_path)
    made.close_days()
    return made


def in_clear(root: Path) -> list[str]:
    """Return the files in which a name can be read, in any spelling."""
    spelled = [one.encode(code) for one in NAMES for code in ("utf-8", "utf-16-le", "utf-16-be")]
    spelled += [IN_CP932.encode("cp932"), json.dumps(IVS).strip('"').encode()]
    found = everywhere(root)
    return [path.name for path in found if any(one in path.read_bytes() for one in spelled)]


def test_everybody_of_two_days_is_in_the_workbook_once_and_in_order(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.ask("--station-key", city.days[0].station_public_key) == ExitCode.OK
    told = capsys.readouterr().out
    book = openpyxl.load_workbook(io.BytesIO(city.opened()))
    assert book.sheetnames == ["申請サポート報告書"]
    heading, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert heading[:4] == ("受付番号", "受付日", "場所", "氏名")
    first = [(f"SK01-{n:04}", "2026-11-03", "端末 SK01", one) for n, one in enumerate(NAMES, 1)]
    assert [row[:4] for row in rows[:-1]] == first
    assert rows[-1][:3] == ("SK01-0001", "2026-11-04", "端末 SK01")
    assert len(rows) == 5
    assert "5 from 2 batches" in told
    assert hashlib.sha256(city.out.read_bytes()).hexdigest() in told
    assert "--station-key" not in told  # it was given, and fits


def test_the_list_is_private_and_no_name_is_readable_anywhere(city: City) -> None:
    for form in ("xlsx", "csv", "csv-cp932"):
        city.out = city.root / "out" / f"{form}.age"
        city.ask("--form", form)
        assert city.out.stat().st_mode & 0o777 == 0o600
    assert len(list(city.out.parent.iterdir())) == 3
    assert in_clear(city.root) == []
    (city.root / "forgotten.csv").write_text(IVS, encoding="utf-8")
    assert in_clear(city.root) == ["forgotten.csv"]  # the search can find one


WATCHED = """
import os, sys
touched = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        mode, flags = args[1] or "", args[2] or 0
        if set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            touched.append(os.fspath(args[0]))
    elif event.startswith("tempfile."):
        touched.append(event)
sys.addaudithook(watch)
from kiosk.cli.app import main
code = main(sys.argv[1:])
print(*touched, sep="\\n")
raise SystemExit(code)
"""


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))  # a file grows to this and no further
from kiosk.cli.app import main
raise SystemExit(main(sys.argv[1:]))
"""


def in_a_process(city: City, code: str, *more: str) -> subprocess.CompletedProcess[str]:
    asked = ["batch", "support-list", *map(str, city.batches), "--to", city.recipient]
    how = ["--identity", str(city.place.identity), "--out", str(city.out), "--no-ledger"]
    return subprocess.run(
        [sys.executable, "-B", "-c", code, *asked, *how, *more],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_only_file_that_is_ever_written_is_the_sealed_one(city: City, form: str) -> None:
    done = in_a_process(city, WATCHED, "--form", form)
    assert done.returncode == 0, done.stderr
    _, marked, touched = done.stdout.partition("SHA-256")
    assert marked
    assert touched.splitlines()[1:] == [str(city.out)]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_full_disk_leaves_no_half_of_a_list(city: City) -> None:
    done = in_a_process(city, FULL)
    assert done.returncode == ExitCode.ENVIRONMENT
    assert len(done.stderr.splitlines()) == 3
    assert list(city.out.parent.iterdir()) == []


def test_the_csv_has_each_name_byte_for_byte(city: City) -> None:
    assert city.ask("--form", "csv", "--place", "研修モール") == ExitCode.OK
    content = city.opened()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = city.lines("utf-8-sig")
    assert [line[3] for line in lines[1:5]] == list(NAMES)
    assert all(one.encode() in content for one in NAMES)
    assert {line[2] for line in lines[1:]} == {"研修モール"}


def test_who_cannot_be_spelled_is_named_by_day_and_receipt(
    city: City, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city.ask("--form", "csv-cp932") == ExitCode.BAD_INPUT
    told = capsys.readouterr().out
    left_out = [line for line in told.splitlines() if line.startswith("Not in the list")]
    assert [line.rpartition(": ")[2] for line in left_out] == [
        "2026-11-03 SK01-0002",
        "2026-11-03 SK01-0003",
        "2026-11-03 SK01-0004",
        "2026-11-04 SK01-0001",  # the child's name of `new_record` has an IVS, too
    ]
    assert "1 from 2 batches" in told
    assert not any(name in told for name in NAMES)
    assert [line[3] for line in city.lines("cp932")[1:]] == [IN_CP932]


def test_a_list_of_practice_says_so_in_its_sheet_and_its_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    made = City(tmp_path)
    made.close_days(training=True)
    assert made.ask() == ExitCode.OK
    assert "PRACTICE" in capsys.readouterr().out
    book = openpyxl.load_workbook(io.BytesIO(made.opened()))
    assert book.sheetnames == ["【研修】申請サポート報告書"]
    assert book.worksheets[0]["A1"].value == "【研修】受付番号"
    made.out = made.out.with_name("list.csv.age")
    assert made.ask("--form", "csv") == ExitCode.OK
    assert made.lines("utf-8-sig")[0][0] == "【研修】受付番号"


def test_it_needs_neither_qt_nor_a_camera_stack(city: City) -> None:
    how = ["--identity", str(city.place.identity), "--out", str(city.out), "--to", city.recipient]
    how += ["--no-ledger"]
    done = run_without(HEAVY, "batch", "support-list", *map(str, city.batches), *how)
    assert done.returncode == ExitCode.OK, done.stderr


def test_the_days_are_those_of_the_batches(city: City) -> None:
    assert city.ask("--form", "csv") == ExitCode.OK
    days = [date.fromisoformat(line[1]) for line in city.lines("utf-8-sig")[1:]]
    assert days == [DAY] * 4 + [NEXT]


def test_it_is_told_in_japanese_that_no_key_was_compared(
    city: City, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert city.ask() == ExitCode.OK
    told = capsys.readouterr().out
    assert "5 名（提供データ 2 件）" in told
    assert "--station-key で渡す" in told  # nobody proved where the batches came from
