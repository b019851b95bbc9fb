"""The forms a batch is handed on in: nothing is worked out, guessed, run, or left behind."""

import csv
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kiosk.documents.profiles import PROFILES
from kiosk.documents.spreadsheettext import MOST_CELL_CHARACTERS
from kiosk.documents.tables import write_table
from kiosk.domain.delivery import DeliveredItem, Delivery

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("x")', "\t=1", "'=1"]
DIGITS = "00000000000000000000012"


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        names = [one for one in archive.namelist() if one.endswith((".xml", ".rels"))]
        return "\n".join(archive.read(one).decode() for one in names)


@pytest.mark.parametrize("text", [*FORMULAS, DIGITS, "1E5", "2026-11-03", "昭和25年3月4日", "TRUE"])
def test_every_cell_is_text_and_no_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.xlsx"
    assert write_table(path, ["a", "b"], [[text, "x"]]) == []
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert "<f>" not in xml_of(path)
    assert "<f " not in xml_of(path)


def test_the_header_stays_in_sight_and_columns_are_as_wide_as_their_words(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(path, ["受付番号", "氏名"], [["SK01-0001", "研修" * 100], ["SK01-0002", "研修"]])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == pytest.approx(11, abs=1)
    assert sheet.column_dimensions["B"].width == pytest.approx(60, abs=1)
    assert [cell.value for cell in sheet["A"]] == ["受付番号", "SK01-0001", "SK01-0002"]


def test_words_that_look_like_an_escape_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(path, ["a"], [["_x0041_"]])
    assert "_x005F_x0041_" in xml_of(path)


@pytest.mark.parametrize("text", ["a\x00", "\x1b[2J", "\ufffe", "\ud800", "a\rb", "x" * 40_000])
def test_a_row_that_no_spreadsheet_can_hold_is_left_out_and_named(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "t.xlsx"
    assert write_table(path, ["a"], [["good"], [text], ["good too"]]) == [1]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["a", "good", "good too"]


def test_the_longest_cell_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert write_table(path, ["a"], [["x" * MOST_CELL_CHARACTERS]]) == []
    assert len(openpyxl.load_workbook(path).worksheets[0]["A2"].value) == MOST_CELL_CHARACTERS


def delivery(folder: Path, *items: DeliveredItem) -> Delivery:
    (folder / "photos").mkdir(parents=True)
    sums = ""
    for item in items:
        if item.photo is not None:
            item.photo.write_bytes(item.receipt.encode())
            item.photo.chmod(0o600)
            sums += f"{'0' * 64}  photos/{item.photo.name}\n"
    (folder / "SHA256SUMS").write_text(f"{sums}{'1' * 64}  manifest.json\n", encoding="ascii")
    return Delivery(folder=folder, batch="KB", columns=("受付番号", "氏名"), items=items)


def item(folder: Path, receipt: str, **fields: object) -> DeliveredItem:
    return DeliveredItem(
        receipt=receipt,
        cells=(receipt, "研修 花子"),
        fields={"receipt": receipt, **fields},
        photo=folder / "photos" / f"{receipt}.jpg",
    )


def test_every_form_is_found_by_its_name() -> None:
    assert list(PROFILES) == ["folder", "xlsx", "per-person"]


def test_each_person_gets_a_folder_with_photo_row_and_fields(tmp_path: Path) -> None:
    made = delivery(tmp_path / "d", item(tmp_path / "d", "SK01-0001"))
    assert PROFILES["per-person"].arrange(made) == ()
    folder = tmp_path / "d" / "SK01-0001"
    assert sorted(path.name for path in folder.iterdir()) == [
        "applicant.csv",
        "applicant.json",
        "photo.jpg",
    ]
    with (folder / "applicant.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["受付番号", "氏名"], ["SK01-0001", "研修 花子"]]
    assert json.loads((folder / "applicant.json").read_text("utf-8"))["receipt"] == "SK01-0001"
    assert not (tmp_path / "d" / "photos").exists()
    sums = (tmp_path / "d" / "SHA256SUMS").read_text("ascii").splitlines()
    assert [line.partition("  ")[2] for line in sums] == ["SK01-0001/photo.jpg", "manifest.json"]
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}


@pytest.mark.parametrize(
    "receipt", ["../SK01-0001", "/tmp/x", "con", "", ".", "SK01-0001/..", "SK01-0001 ", "\ud800"]
)
def test_a_receipt_that_is_no_name_makes_no_folder(tmp_path: Path, receipt: str) -> None:
    good = item(tmp_path / "d", "SK01-0001")
    bad = DeliveredItem(receipt=receipt, cells=("x", "y"), fields={}, photo=None)
    made = delivery(tmp_path / "d", bad, good)
    before = {path for path in tmp_path.rglob("*") if "d" not in path.parts}
    assert PROFILES["per-person"].arrange(made) == (receipt,)
    assert (tmp_path / "d" / "SK01-0001" / "photo.jpg").is_file()
    assert {path for path in tmp_path.rglob("*") if "d" not in path.parts} == before


@pytest.mark.parametrize("hostile", [float("inf"), float("nan"), "\ud800"])
def test_fields_that_cannot_be_spelled_block_nobody_else(tmp_path: Path, hostile: object) -> None:
    bad = item(tmp_path / "d", "SK01-0001", value=hostile)
    made = delivery(tmp_path / "d", bad, item(tmp_path / "d", "SK01-0002"))
    assert PROFILES["per-person"].arrange(made) == ("SK01-0001",)
    assert (tmp_path / "d" / "SK01-0002" / "photo.jpg").is_file()
    assert (tmp_path / "d" / "photos" / "SK01-0001.jpg").is_file()


def test_the_same_receipt_twice_keeps_the_first(tmp_path: Path) -> None:
    one = item(tmp_path / "d", "SK01-0001")
    again = DeliveredItem(receipt="SK01-0001", cells=("x", "y"), fields={}, photo=None)
    made = delivery(tmp_path / "d", one, again)
    assert PROFILES["per-person"].arrange(made) == ("SK01-0001",)
    assert (tmp_path / "d" / "SK01-0001" / "photo.jpg").is_file()


def test_a_receipt_that_the_table_does_not_have_is_named(tmp_path: Path) -> None:
    known = item(tmp_path / "d", "SK01-0001")
    rowless = DeliveredItem(receipt="SK01-0002", cells=(), fields={"receipt": "x"}, photo=None)
    made = delivery(tmp_path / "d", known, rowless)
    assert PROFILES["xlsx"].arrange(made) == ("SK01-0002",)
    sheet = openpyxl.load_workbook(tmp_path / "d" / "applicants.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["受付番号", "SK01-0001"]
