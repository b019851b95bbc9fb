"""The city's form is filled where its names say; every other byte of it stays."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from kiosk.documents.cityform import CityFormError, Unusable, fill_form
from kiosk.documents.sheetsurgery import Spot, put_cells, spot_of
from tests.kiosk.documents.reportsamples import daily

NAMES = {
    "figure_applications": "'様式 1'!$B$3",
    "fact_place": "'様式 1'!$B$4:$D$4",
    "figure_cards": "裏面!$Z$99",
    "title": "'様式 1'!$A$1",
    "chief_of_section": "'様式 1'!$B$9",
    "figure_visitors": "'様式 1'!$B$5",
    "figure_corrected": "#REF!",
}


def a_form(names: dict[str, str] = NAMES) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "様式 1"
    sheet["A1"], sheet["A3"], sheet["B3"] = "（件名）", "申請数", 0
    sheet["B3"].font = Font(bold=True, size=14)
    sheet.merge_cells("B4:D4")
    sheet["B5"], sheet["C5"] = "=B3+1", "そのまま"
    sheet["B6"] = "=B3*2"
    rule: Any = CellIsRule
    sheet.conditional_formatting.add("A1:A9", rule("equal", ["1"]))
    book.create_sheet("裏面")["A1"] = "注意"
    for name, area in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


VALUES = daily().named_values()


def test_named_cells_are_filled_with_numbers_as_numbers() -> None:
    filled = fill_form(a_form(), VALUES)
    book = openpyxl.load_workbook(io.BytesIO(filled.content))
    sheet = book["様式 1"]
    assert sheet["B3"].value == 24
    assert sheet["B3"].font.size == 14
    assert sheet["B4"].value == "研修モール"
    assert sheet["A1"].value == "日次報告書"
    assert book["裏面"]["Z99"].value == 0
    assert sheet["C5"].value == "そのまま"
    assert filled.filled == ("fact_place", "figure_applications", "figure_cards", "title")


def test_unknown_missing_and_unusable_names_are_listed() -> None:
    filled = fill_form(a_form(), VALUES)
    assert filled.unknown == ("chief_of_section",)
    assert "figure_consultations" in filled.missing
    assert dict(filled.unusable) == {
        "figure_visitors": Unusable.FORMULA,
        "figure_corrected": Unusable.NO_CELL,
    }
    assert openpyxl.load_workbook(io.BytesIO(filled.content))["様式 1"]["B5"].value == "=B3+1"


def test_every_part_but_the_filled_sheets_is_the_same_bytes() -> None:
    before, after = parts(a_form()), parts(fill_form(a_form(), VALUES).content)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    sheet = after["xl/worksheets/sheet1.xml"]
    for kept in (b"<mergeCells", b"<conditionalFormatting", "申請数".encode(), b"<sheetFormatPr"):
        assert (kept in before["xl/worksheets/sheet1.xml"]) is (kept in sheet)


@pytest.mark.parametrize("mark", [b"", b"<calcPr/>", b'<calcPr calcId="1" fullCalcOnLoad="0"/>'])
def test_formulas_over_the_filled_cells_are_worked_out_when_it_is_opened(mark: bytes) -> None:
    book = re.sub(rb"<calcPr[^>]*/>", mark, parts(a_form())["xl/workbook.xml"])
    filled = fill_form(spoilt("xl/workbook.xml", book), VALUES).content
    assert openpyxl.load_workbook(io.BytesIO(filled)).calculation.fullCalcOnLoad
    marked = parts(filled)["xl/workbook.xml"]
    assert re.sub(rb"<calcPr[^>]*/>", b"", marked) == re.sub(rb"<calcPr[^>]*/>", b"", book)


def test_a_form_without_names_stays_as_it_is() -> None:
    filled = fill_form(a_form({}), VALUES)
    assert filled.filled == ()
    assert parts(filled.content) == parts(a_form({}))


def test_what_is_written_is_words_and_never_xml_or_a_formula() -> None:
    words = '=1+1 </t><f>9</f> & "x" _x0041_\n二行目'
    filled = fill_form(a_form(), {"title": words})
    cell = openpyxl.load_workbook(io.BytesIO(filled.content))["様式 1"]["A1"]
    assert cell.data_type in {"s", "inlineStr"}
    assert str(cell.value).replace("_x005F_", "_") == words


def spoilt(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for one, old in parts(a_form()).items():
            if not (one == name and content == b""):
                archive.writestr(one, content if one == name else old)
    return target.getvalue()


BAD = {
    "no workbook": (spoilt("xl/workbook.xml", b""), "not_xlsx"),
    "no relations": (spoilt("xl/_rels/workbook.xml.rels", b""), "damaged"),
    "broken sheet": (spoilt("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"), "damaged"),
    "no table": (spoilt("xl/worksheets/sheet1.xml", b"<worksheet/>"), "damaged"),
    "letters that would not mix": (
        spoilt(
            "xl/worksheets/sheet1.xml",
            b"<?xml version='1.0' encoding='ISO-8859-1'?>"
            + parts(a_form())["xl/worksheets/sheet1.xml"],
        ),
        "damaged",
    ),
}
"""What is wrong with the form itself; what any workbook can be is in `test_bookguard`."""


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_form_is_refused_in_words(name: str) -> None:
    content, why = BAD[name]
    with pytest.raises(CityFormError) as refused:
        fill_form(content, VALUES, file="様式.xlsx")
    assert refused.value.params == {"file": "様式.xlsx", "city_form": why}


SPOTS = st.builds(Spot, st.integers(1, 9), st.integers(1, 30))
TABLE = "<worksheet><sheetPr/>{}<pageMargins/></worksheet>"


@given(st.sets(SPOTS), st.dictionaries(SPOTS, st.integers(0, 99) | st.text("あ<&x", max_size=4)))
def test_cells_of_any_sheet_can_be_put_and_the_others_stay(
    there: set[Spot], wanted: dict[Spot, int | str]
) -> None:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{one.spelled()}" s="0"><v>7</v></c>' for one in sorted(there) if one.row == row
        )
        + "</row>"
        for row in sorted({one.row for one in there})
    )
    xml = TABLE.format(f"<sheetData>{rows}</sheetData>" if rows else "<sheetData/>").encode()
    read = read_back(put_cells(xml, wanted))
    assert read == {**dict.fromkeys(there, 7), **wanted}


def read_back(xml: bytes) -> dict[Spot, Any]:
    """Return the cells as openpyxl reads the sheet in a book, "" for empty words."""
    form = parts(a_form({}))
    main = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    form["xl/worksheets/sheet1.xml"] = xml.replace(b"<worksheet", main, 1)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in form.items():
            archive.writestr(name, content)
    sheet = openpyxl.load_workbook(target)["様式 1"]
    rows = [int(n) for n in re.findall(rb'<row r="(\d+)"', xml)]
    assert rows == sorted(set(rows))
    cells = sheet._cells
    return {
        Spot(*at): "" if cell.value is None else cell.value for at, cell in sorted(cells.items())
    }


@pytest.mark.parametrize("text", ["A1", "$B$5", "AA10", "XFD1048576"])
def test_a_cells_name_is_read_and_spelled(text: str) -> None:
    spot = spot_of(text)
    assert spot is not None
    assert spot.spelled() == text.replace("$", "")
