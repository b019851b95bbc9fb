"""The city's own form by its command: the numbers of the store in it, and nothing else changed."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from kiosk.cli.app import main
from kiosk.errors import ExitCode
from tests.e2e.seasonbook import SeasonBook
from tests.kiosk.documents.hostilebooks import HOSTILE

NAMES = {
    "figure_applications": "Sheet!$B$2",
    "figure_visitors": "Sheet!$B$3",
    "fact_place": "Sheet!$B$4",
    "chief_of_section": "Sheet!$B$9",
    "figure_consultations": "#REF!",
}
DAY = "2027-03-31"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> SeasonBook:
    return SeasonBook(tmp_path_factory.mktemp("season"))


def a_form(path: Path, names: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B3"], sheet["C2"] = "実施報告（研修）", "=B2*1", "件"
    for name, area in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=area)
    book.save(path)
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return a_form(tmp_path / "form.xlsx", NAMES)


def fill(season: SeasonBook, form: Path, out: Path, *asked: str) -> int:
    door = ["--book", str(season.book), "--password-file", str(season.password)]
    return main(["report", "city-form", str(form), *asked, *door, "--out", str(out)])


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        (("--date", DAY), DAY, DAY),
        (("--month", "2027-03"), "2027-03-01", DAY),
        (("--from", DAY, "--to", "2027-04-02"), DAY, "2027-04-02"),
    ],
    ids=["day", "month", "days"],
)
def test_the_form_has_the_known_numbers_and_keeps_the_rest(
    season: SeasonBook,
    form: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: tuple[str, ...],
    first: str,
    last: str,
) -> None:
    before = form.read_bytes()
    assert fill(season, form, tmp_path / "out", *asked, "--training") == ExitCode.OK
    (made,) = (tmp_path / "out").iterdir()
    sheet = openpyxl.load_workbook(made).worksheets[0]
    assert sheet["B2"].value == season.known(first, last)["applications"]
    assert [sheet[at].value for at in ("A1", "B3", "C2")] == ["実施報告（研修）", "=B2*1", "件"]
    assert form.read_bytes() == before
    told = capsys.readouterr().out
    assert made.name in told
    for name in ("chief_of_section", "figure_visitors", "figure_consultations"):
        assert name in told


def test_a_form_that_asks_for_nothing_is_said_to(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = a_form(tmp_path / "plain.xlsx", {})
    assert fill(season, plain, tmp_path / "out", "--date", DAY, "--training") == ExitCode.OK
    told = capsys.readouterr().out
    assert "報告書の名前がついたセルがありません" in told
    assert "figure_applications" in told  # a name that would do


def test_nothing_is_replaced(season: SeasonBook, form: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert fill(season, form, out, "--date", DAY, "--training") == ExitCode.OK
    (made,) = out.iterdir()
    before = made.read_bytes()
    assert fill(season, form, out, "--date", DAY, "--training") == ExitCode.REFUSED
    assert made.read_bytes() == before


@pytest.mark.parametrize("harm", ["a bomb in the sheet", "entities", "cut in half"])
def test_a_form_that_is_none_is_refused_and_nothing_is_written(
    season: SeasonBook,
    form: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    harm: str,
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(HOSTILE[harm][0](form.read_bytes()))
    out = tmp_path / "out"
    assert fill(season, bad, out, "--date", DAY, "--training") == ExitCode.BAD_INPUT
    assert "bad.xlsx" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "asked", [(), ("--from", DAY), ("--date", DAY, "--month", "2027-03")], ids=str
)
def test_it_is_one_day_one_month_or_any_days(
    season: SeasonBook, form: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    assert fill(season, form, tmp_path / "out", *asked) == ExitCode.USAGE


def test_a_form_that_is_gone_is_named(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = fill(season, tmp_path / "gone.xlsx", tmp_path / "out", "--date", DAY, "--training")
    assert code != ExitCode.OK
    assert "gone.xlsx" in capsys.readouterr().err
