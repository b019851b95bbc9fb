"""The city's file, CSV or workbook, right or explained; hostile ones cost nothing."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.caseids import fresh_ids
from kiosk.cases.defects import Origin, take_in
from kiosk.cases.matching import index_items
from kiosk.cases.rows import Column, DefectList, RowTroubleKind
from kiosk.documents.bookguard import MOST_BYTES
from kiosk.documents.defectlist import read_defect_list
from kiosk.domain.case import CaseKind, DefectSource, Found
from kiosk.domain.ids import StationId
from tests.kiosk.cases.samples import AT, BY, KEY, item, number, place

HEAD = ["申請書ID", "氏名", "受付番号", "受付日", "不備内容"]


def book(*rows: list[Any], head: list[str] | None = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    table: list[list[Any]] = [list(head or HEAD), *rows]
    for row in table:
        sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(content: bytes) -> DefectList:
    return read_defect_list(content, key=KEY)


def kinds(told: DefectList) -> list[RowTroubleKind]:
    return [one.kind for one in told.troubles]


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return the workbook with parts of it replaced, ``sheet1`` for the sheet's own."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].removesuffix(".xml")
            new.writestr(name, parts.get(key, old.read(name)))
    return file.getvalue()


def test_a_workbook_says_what_a_csv_says() -> None:
    rows: list[list[Any]] = [
        [number(7), "研修 花子", "KENSHU1-0007", datetime(2026, 11, 24), "写真"],  # noqa: DTZ001 - a cell
        [number(8), "研修 太郎", "KENSHU1-0008", "令和8年11月24日", "氏名"],
    ]
    lines = [
        f"{number(7)},,KENSHU1-0007,2026-11-24,写真",
        f"{number(8)},,KENSHU1-0008,R8.11.24,氏名",
    ]
    told = read(book(*rows))
    assert told.rows == read("\n".join([",".join(HEAD), *lines]).encode()).rows
    assert told.rows[0].business_date == date(2026, 11, 24)
    assert len(told.sha256) == 64


def test_a_number_that_a_spreadsheet_rounded_is_refused_and_explained() -> None:
    told = read(book([99990000000000000000071, "", "", "", "写真"]))
    assert not told.rows
    assert kinds(told) == [RowTroubleKind.FORM_ID_ROUNDED]


def test_a_sheet_that_was_formatted_to_its_last_row_is_read_and_not_called_too_long() -> None:
    made = book([number(7), "", "", "", "写真"])
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml")
    last = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')
    told = read(repacked(made, sheet1=last))
    assert (len(told.rows), told.troubles) == (1, ())


def test_rows_behind_a_gap_are_never_left_out_in_silence() -> None:
    made = book([number(7), "", "", "", "写真"])
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml")
    far = b'<row r="900000"><c r="A900000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    told = read(repacked(made, sheet1=sheet.replace(b"</sheetData>", far)))
    assert kinds(told) == [RowTroubleKind.TOO_MANY_ROWS]


def test_a_formula_is_never_worked_out() -> None:
    told = read(book([number(7), "", "", "", '=HYPERLINK("http://x.invalid")'], ["=1+1"]))
    assert [row.words for row in told.rows] == [""]
    assert kinds(told) == [RowTroubleKind.FORMULA, RowTroubleKind.FORMULA]


def test_a_csv_cell_that_begins_like_a_formula_is_words() -> None:
    told = read(f"{','.join(HEAD)}\n{number(7)},,,,=1+1".encode())
    assert told.rows[0].words == "=1+1"


def test_utf16_as_excel_saves_unicode_text_is_read() -> None:
    text = "\t".join(HEAD) + f"\r\n{number(7)}\t\t\t\t写真\r\n"
    assert len(read(text.encode("utf-16")).rows) == 1
    assert kinds(read(text.encode("utf-16") + b"\x00")) == [RowTroubleKind.UNDECODABLE]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", RowTroubleKind.NO_HEADINGS),
        (b"\x00" * 100, RowTroubleKind.NO_HEADINGS),
        (b"x" * (MOST_BYTES + 1), RowTroubleKind.TOO_LARGE),
        (b"\n" * MOST_BYTES, RowTroubleKind.NO_HEADINGS),
        (b'"' * 1_000_001, RowTroubleKind.NO_HEADINGS),
        (repacked(book(), workbook=b"<a/>"), RowTroubleKind.NOT_A_TABLE),
    ],
    ids=[str(at) for at in range(6)],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, kind: RowTroubleKind) -> None:
    told = read(content)
    assert kinds(told) == [kind]
    assert not told.rows


OF_THE_FILE = {
    RowTroubleKind.NOT_A_TABLE,
    RowTroubleKind.NO_HEADINGS,
    RowTroubleKind.PROTECTED,  # the mark of a password is one bit
    RowTroubleKind.TOO_LARGE,  # and sizes are numbers like others
    RowTroubleKind.UNDECODABLE,
}


@given(st.binary(max_size=200), st.integers(min_value=0))
def test_a_damaged_workbook_is_refused_or_read_and_never_both(noise: bytes, where: int) -> None:
    good = book([number(7), "", "", "", "写真"], [number(8), "", "", "", "氏名"])
    at = where % len(good)
    told = read(good[:at] + noise + good[at + len(noise) :])
    if told.troubles:  # about the file as a whole
        ((row, kind),) = ((one.row, one.kind) for one in told.troubles)
        assert (row, told.rows) == (0, ())
        assert kind in OF_THE_FILE
    else:  # the noise lies where no cell is: the sums of the parts vouch for the rest
        assert told.rows == read(good).rows


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_five_thousand_rows_with_duplicates_come_out_right(encoding: str) -> None:
    people = 600
    lines = [f"{number(1 + at % people)},髙橋 研修,,,写真{at % 5}" for at in range(5_000)]
    told = read("\r\n".join([",".join(HEAD), *lines]).encode(encoding))
    index = index_items(item(at) for at in range(1, people + 1))
    ids = fresh_ids(CaseKind.DEFECT, StationId("HQ"), AT.date(), ())
    origin = Origin(source=DefectSource.CITY_LIST, at=AT, by=BY, list_sha256=told.sha256)
    taken = take_in(told.rows, index, before=(), ids=ids, origin=origin)
    assert len(told.rows) == 5_000
    assert len(taken.opened) == people  # 600 is a multiple of 5: each person has one reason
    assert len(taken.repeated) == 4_400
    assert {case.match for case in taken.opened} == {
        Found(place=place(at)) for at in range(1, people + 1)
    }
    assert len({case.id for case in taken.opened}) == people


def test_the_columns_that_were_read_are_told() -> None:
    assert dict(read(book()).columns)[Column.REASON] == "不備内容"
