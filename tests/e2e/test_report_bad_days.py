"""Bad input by the commands: borders of the year, empty days, broken templates, the city's lists.

Right, or explained; what is explained leaves no half of a report behind.
"""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kiosk.cases.rows import RowTrouble, RowTroubleKind
from kiosk.cases.telling import tell_trouble
from kiosk.cli import console
from kiosk.cli.app import main
from kiosk.domain.case import Defect
from kiosk.errors import ExitCode
from kiosk.training.station import PASSWORD
from storage.crypto.passwords import Argon2Cost
from storage.office.headquarters import create_office
from tests.e2e.seasonbook import Paper, SeasonBook, papers, settled
from tests.e2e.test_season import Headquarters, opened_batches, viewed
from tests.kiosk.cases.samples import number
from tests.kiosk.documents.hostilebooks import HOSTILE

CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
LAST_OF_YEAR, FIRST_OF_NEXT = "2027-03-31", "2027-04-01"
HEAD = ("申請書ID", "受付番号", "氏名", "不備内容", "通知日")


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> SeasonBook:
    return SeasonBook(tmp_path_factory.mktemp("season"))


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("**/*")) if folder.exists() else []


def on_day(season: SeasonBook, day: str) -> list[str]:
    return [event for event, one in season.events.items() if one["date"] == day]


# --- borders ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "spelled"), [(LAST_OF_YEAR, "令和9年3月31日"), (FIRST_OF_NEXT, "令和9年4月1日")]
)
def test_the_days_on_either_side_of_the_year_are_two_days(
    season: SeasonBook, tmp_path: Path, day: str, spelled: str
) -> None:
    (event,) = on_day(season, day)
    assert season.report("daily", "--date", day, out=tmp_path) == ExitCode.OK
    (paper,) = papers(tmp_path)
    assert paper.number("申請数") == season.totals["by_event"][event]["applications"]
    assert settled(spelled) in paper.text


def test_no_report_counts_a_day_beyond_its_border(season: SeasonBook, tmp_path: Path) -> None:
    known = {
        "completion": season.known("2026-10-01", LAST_OF_YEAR),
        "march": season.known("2027-03-01", LAST_OF_YEAR),
        "april": season.known(FIRST_OF_NEXT, "2027-04-30"),
        "one": season.known(LAST_OF_YEAR, LAST_OF_YEAR),
        "other": season.known(FIRST_OF_NEXT, FIRST_OF_NEXT),
        "both": season.known(LAST_OF_YEAR, FIRST_OF_NEXT),
    }
    asked = {
        "completion": ("completion", "--from", "2026-10-01"),
        "march": ("monthly", "--month", "2027-03"),
        "april": ("monthly", "--month", "2027-04"),
        "one": ("period", "--from", LAST_OF_YEAR, "--to", LAST_OF_YEAR),
        "other": ("period", "--from", FIRST_OF_NEXT, "--to", FIRST_OF_NEXT),
        "both": ("period", "--from", LAST_OF_YEAR, "--to", FIRST_OF_NEXT),
    }
    told = {}
    for name, words in asked.items():
        assert season.report(*words, out=tmp_path / name) == ExitCode.OK
        (paper,) = papers(tmp_path / name)
        told[name] = (paper.number("来場者数"), paper.number("申請数"))
    assert told == {name: (one["visitors"], one["applications"]) for name, one in known.items()}
    assert known["one"]["applications"] > 0 < known["other"]["applications"]


# --- days without data ------------------------------------------------------------------------


def test_a_period_in_which_nothing_was_is_a_report_of_noughts(
    season: SeasonBook, tmp_path: Path
) -> None:
    asked = ("period", "--from", "2027-05-01", "--to", "2027-05-31")
    assert season.report(*asked, out=tmp_path) == ExitCode.OK
    (paper,) = papers(tmp_path)
    assert [paper.number(label) for label in ("来場者数", "申請数", "相談件数")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("daily", "--date", "2027-05-10"), ExitCode.BAD_INPUT, "nothing_that_day"),
        (
            ("period", "--from", FIRST_OF_NEXT, "--to", LAST_OF_YEAR),
            ExitCode.USAGE,
            "empty_period",
        ),
        (("completion", "--from", "2027-04-01"), ExitCode.USAGE, "empty_period"),
    ],
)
def test_what_cannot_be_reported_is_said_and_leaves_nothing(
    season: SeasonBook,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, ...],
    code: ExitCode,
    said: str,
) -> None:
    out = tmp_path / "out"
    assert season.report(*asked, out=out) == code
    told, words = capsys.readouterr().err, console.words()
    assert words.say(f"error.{said}.what", day="2027-05-10") in told
    assert words[f"error.{said}.safe"] in told
    assert left_in(out) == []


def test_numbers_of_a_day_that_the_plan_does_not_have_are_not_lost_in_silence(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Headquarters(season, tmp_path)
    stray = replace(office.days[0], business_date=date(2027, 5, 10), event=None)
    assert office.take(office.send(stray)) == ExitCode.BAD_INPUT  # kept, and said to fit nothing
    assert office.figures() == (stray,)
    assert stray.station in capsys.readouterr().out
    asked = ["report", "daily", "--date", "2027-05-10", "--training"]
    door = ["--book", str(office.book), "--password-file", str(office.password)]
    assert main([*asked, *door, "--out", str(tmp_path / "out")]) == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert stray.station in told
    assert "2027-05-10" in told
    assert left_in(tmp_path / "out") == []


# --- a crash, and the closing that came after it ----------------------------------------------


def test_a_crashed_day_is_provisional_until_it_is_closed(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Headquarters(season, tmp_path)
    closed = next(one for one in office.days if one.closed and one.event is not None)
    half = replace(closed.tally, visitors=1, applications=1)
    crashed = replace(
        closed, closed_at=None, batch="", batch_bytes=0, batch_sha256="", audit_n=0, audit_head=""
    )
    assert half.visitors < closed.tally.visitors
    day = closed.business_date.isoformat()
    said = []
    for folder, figures in (("crashed", crashed), ("closed", closed)):
        assert office.take(office.send(figures, folder)) == ExitCode.OK
        capsys.readouterr()
        before, season.book = season.book, office.book
        try:
            assert season.report("daily", "--date", day, out=tmp_path / folder) == ExitCode.OK
        finally:
            season.book = before
        paper = Paper(next((tmp_path / folder).glob(f"*{closed.event}.pdf")))
        assert paper.number("申請数") == closed.tally.applications
        said.append("暫定" in capsys.readouterr().out and "暫定" in paper.text)
    assert said == [True, False]


# --- templates --------------------------------------------------------------------------------

KINDS = {
    "daily": ("--date", LAST_OF_YEAR),
    "monthly": ("--month", "2027-04"),
    "completion": ("--from", "2026-10-01"),
    "period": ("--from", LAST_OF_YEAR, "--to", FIRST_OF_NEXT),
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    assert main(["report", "templates", "--out", str(folder)]) == ExitCode.OK
    return folder


@pytest.mark.parametrize(
    ("kind", "mistake", "known"),
    [
        ("daily", "f.no-such-name", "facts"),
        ("monthly", "no-such-name", "numbers"),
        ("completion", "no-such-name(f.facts)", "numbers"),
        ("period", "f.no-such-name", "figures"),
    ],
)
def test_an_unknown_name_is_shown_by_line_and_the_report_is_made_with_ours(
    season: SeasonBook,
    own: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    mistake: str,
    known: str,
) -> None:
    """The line is named, the name, and names that there are."""
    template = own / f"report_{kind}.typ"
    lines = template.read_text(encoding="utf-8").splitlines()
    template.write_text("\n".join([*lines, f"#{mistake}"]), encoding="utf-8")
    out, ours = own.parent / "out", own.parent / "ours"
    code = season.report(kind, *KINDS[kind], "--templates", str(own), out=out)
    assert code == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert template.name in told
    assert str(len(lines) + 1) in told
    assert "no-such-name" in told
    assert known in told
    assert season.report(kind, *KINDS[kind], out=ours) == ExitCode.OK
    (plain,), (made,) = papers(ours), papers(out)
    assert (made.front, made.text) == (plain.front, plain.text)


def test_a_template_saved_in_another_encoding_is_explained(
    season: SeasonBook, tmp_path: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = own / "report_monthly.typ"
    template.write_bytes("// ひな形\n".encode("cp932") + template.read_bytes())
    asked = ("monthly", "--month", "2027-04", "--templates", str(own))
    assert season.report(*asked, out=tmp_path / "out") == ExitCode.BAD_INPUT
    assert template.name in capsys.readouterr().err
    (paper,) = papers(tmp_path / "out")
    assert paper.number("来場者数") == season.totals["by_month"]["2027-04"]["visitors"]


# --- the city's list --------------------------------------------------------------------------


class CaseBook:
    """An office's book with nothing in it, and the commands of cases."""

    def __init__(self, root: Path) -> None:
        self.book, self.password = root / "hq", root / "password.txt"
        self.password.write_text(f"{PASSWORD}\n", encoding="utf-8")
        create_office(self.book, PASSWORD, argon2=CHEAP)

    def do(self, *asked: str) -> int:
        return main([*asked, "--book", str(self.book), "--password-file", str(self.password)])

    def defects(self) -> list[Defect]:
        return [one for one in viewed(self.book).cases if isinstance(one, Defect)]


@pytest.fixture
def cases(tmp_path: Path) -> CaseBook:
    return CaseBook(tmp_path)


def cells_of(path: Path) -> list[list[str]]:
    """Return the cells of an exported list, CSV or xlsx."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def test_what_cp932_cannot_say_is_listed_and_nothing_becomes_a_question_mark(
    season: SeasonBook, cases: CaseBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = season.totals["defect_list"]
    folders = opened_batches(season, tmp_path / "opened")
    asked = [part for folder in folders for part in ("--opened", str(folder))]
    code = cases.do("cases", "import", str(season.folder / "defects_cp932.csv"), *asked)
    assert code == ExitCode.BAD_INPUT
    told = set(capsys.readouterr().out.splitlines())
    kind = RowTroubleKind.UNDECODABLE
    for row in listed["unencodable_rows"]:
        trouble = RowTrouble(row=row, kind=kind, column="不備内容", taken=True)
        assert tell_trouble(trouble, console.words()) in told
    assert len(cases.defects()) == listed["opened"]
    for suffix in ("csv", "xlsx"):
        out = tmp_path / f"cases.{suffix}"
        assert cases.do("cases", "list", "--out", str(out)) == ExitCode.OK
        rows = cells_of(out)
        assert len(rows) == 1 + listed["opened"]
        assert not any(sign in cell for row in rows for cell in row for sign in "?？\ufffd〓")


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    made = openpyxl.Workbook(write_only=True)
    sheet: Any = made.create_sheet()
    for row in (HEAD, *rows):
        sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_csv(rows: list[tuple[str, ...]], encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((HEAD, *rows))
    return text.getvalue().encode(encoding)


def long_list() -> list[tuple[str, ...]]:
    """Return 5,000 rows about 600 people, two defects each, told again and again."""
    return [
        (
            number(1 + at % 600),
            "",
            "髙橋 研修",
            ("写真が不鮮明", "住所の相違")[at // 600 % 2],
            "2026-12-01",
        )
        for at in range(5_000)
    ]


@pytest.mark.parametrize("form", ["xlsx", "utf-8-sig", "cp932"])
def test_five_thousand_rows_with_duplicates_open_each_case_once(
    cases: CaseBook, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    file = tmp_path / ("list.xlsx" if form == "xlsx" else "list.csv")
    rows = long_list()
    file.write_bytes(workbook(rows) if form == "xlsx" else as_csv(rows, form))
    assert cases.do("cases", "import", str(file), "--dry-run") == ExitCode.OK
    assert cases.defects() == []
    assert cases.do("cases", "import", str(file)) == ExitCode.OK
    told = capsys.readouterr().out
    for count in (5_000, 1_200, 3_800):
        assert str(count) in told
    opened = cases.defects()
    assert len(opened) == len({one.id for one in opened}) == 1_200
    assert cases.do("cases", "import", str(file)) == ExitCode.OK
    assert cases.defects() == opened


@pytest.mark.parametrize(
    "harm",
    ["a bomb in the sheet", "entities", "sizes that lie", "a password of Excel, or xls"],
)
def test_a_hostile_list_is_refused_and_the_book_stays_as_it_was(
    cases: CaseBook, tmp_path: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(HOSTILE[harm][0](workbook(long_list()[:3])))
    before = viewed(cases.book)
    assert cases.do("cases", "import", str(file)) == ExitCode.BAD_INPUT
    assert capsys.readouterr().out.strip()
    assert viewed(cases.book) == before
    assert cases.do("cases", "import", str(tmp_path / "gone.csv")) != ExitCode.OK
