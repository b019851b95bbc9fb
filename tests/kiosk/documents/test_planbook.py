"""The plan as xlsx: nothing runs or is guessed, and no file does harm or stays unexplained."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kiosk.contract.planrow import Column
from kiosk.contract.planrows import PlanRead, error_words
from kiosk.documents.planbook import open_plan, read_plan, write_plan
from kiosk.domain.event import EventKind, Place
from kiosk.errors import OutputExistsError, UnreadableFileError
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.events import NAMES, event

JA = catalogue(Language.JA)
HEADINGS = ["区分", "実施日", "開始", "終了", "会場"]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = ["訪問", "令和8年12月1日", "10:00", "12:00", "研修会館"]


def read(content: bytes) -> PlanRead:
    return read_plan(content, NAMES, fiscal_year=2026)


def reasons(found: PlanRead) -> list[str]:
    return [one.reason for one in found.errors]


def book(change: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    """Return a workbook with one good row, as another program's user may have changed it."""
    work = openpyxl.Workbook()
    sheet = work.active
    assert isinstance(sheet, Worksheet)
    sheet.append(HEADINGS)
    sheet.append(GOOD)
    change(sheet)
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def with_part(wanted: str, new: bytes, content: bytes | None = None) -> bytes:
    """Return the package with ``new`` in place of the part whose name holds ``wanted``."""
    return repacked(content or book(), lambda name, old: new if wanted in name else old)


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the package with its parts changed, sizes and sums made right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return out.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return part
        assert old in part
        return part.replace(old, new)

    return repacked(book(), change)


def test_a_plan_goes_to_the_city_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    events = [
        event(remarks="=HYPERLINK(1)\n2行目", pr=("+81", "@x")),
        event("E-2", kind=EventKind.VENUE, date=date(2026, 12, 5), neutral=None),
    ]
    assert write_plan(path, events, JA, NAMES) == ()
    found = open_plan(path, NAMES, fiscal_year=2026)
    assert (found.errors, found.ignored) == ((), ())
    assert list(found.events) == events
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "業務計画"
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}
    with zipfile.ZipFile(path) as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("x")
    with pytest.raises(OutputExistsError):
        write_plan(path, [], JA, NAMES)
    assert path.read_text() == "x"


def test_a_row_that_no_spreadsheet_holds_is_named(tmp_path: Path) -> None:
    bad = event("E-2", place=Place(name="\x00"), start=time(11))
    found = write_plan(tmp_path / "plan.xlsx", [event(), bad], JA, NAMES)
    assert [error_words(one, JA)[:5] for one in found] == ["3行目: "]


def test_cells_are_read_as_a_spreadsheet_types_them() -> None:
    def typed(sheet: Worksheet) -> None:
        sheet.append(["会場", date(2026, 12, 5), time(10), timedelta(hours=16), "研修モール"])
        sheet.append(["更新", datetime(2026, 12, 7), 0.5, time(13), "研修苑"])  # noqa: DTZ001

    found = read(book(typed))
    assert found.errors == ()
    assert [(one.kind, one.date, one.start, one.end) for one in found.events[1:]] == [
        (EventKind.VENUE, date(2026, 12, 5), time(10), time(16)),
        (EventKind.RENEWAL, date(2026, 12, 7), time(12), time(13)),
    ]


def as_excel_keeps_it() -> bytes:
    """Return the good row with its texts in one table of their own, with readings beside them."""
    texts = [*HEADINGS, *GOOD]
    items = "".join(
        f"<si><t>{text}</t><rPh sb='0' eb='1'><t>ヨミ</t></rPh><phoneticPr fontId='1'/></si>"
        for text in texts
    )
    shared = f"<sst xmlns='{_MAIN}' count='10' uniqueCount='10'>{items}</sst>".encode()
    rows = "".join(
        f"<row r='{row + 1}'>"
        + "".join(
            f"<c r='{'ABCDE'[at]}{row + 1}' t='s'><v>{row * 5 + at}</v></c>" for at in range(5)
        )
        + "</row>"
        for row in range(2)
    )
    sheet = f"<worksheet xmlns='{_MAIN}'><sheetData>{rows}</sheetData></worksheet>".encode()
    relation = (
        f'<Relationship Id="rId9" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ).encode()
    kind = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    packed = repacked(
        with_part("sheet1", sheet),
        lambda _, old: old.replace(b"</Relationships>", relation).replace(b"</Types>", kind),
    )
    out = io.BytesIO(packed)
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/sharedStrings.xml", shared)
    return out.getvalue()


def test_a_file_as_excel_keeps_it_is_read_without_the_readings() -> None:
    found = read(as_excel_keeps_it())
    assert found.errors == ()
    assert found.events == read(book()).events


def test_formulas_and_broken_cells_are_named_and_not_worked_out() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.append(["訪問", "=TODAY()", "10:00", "12:00", "#REF!"])

    found = read(book(change))
    assert [(one.row, one.column, one.reason) for one in found.errors] == [
        (3, Column.DATE, "formula"),
        (3, Column.PLACE, "broken_cell"),
    ]
    assert len(found.events) == 1


def test_the_table_may_be_on_another_sheet() -> None:
    content = io.BytesIO()
    work = openpyxl.load_workbook(io.BytesIO(book()))
    work.create_sheet("表紙", 0)["A1"] = "業務計画書"
    work.save(content)
    assert len(read(content.getvalue()).events) == 1


@pytest.mark.parametrize(
    ("old", "new", "events"),
    [
        (b'<dimension ref="A1:E2"', b'<dimension ref="A1:XFD1048576"', 1),
        (b'<row r="2"', b'<row r="1048576"', 0),
        (b'r="A2"', b'r="XFD2"', 0),
        (b"</sheetData>", b'<row r="3"><c r="A3"/></row>' * 20_000 + b"</sheetData>", 1),
    ],
)
def test_a_sheet_that_claims_to_be_endless_is_read_to_the_limits(
    old: bytes, new: bytes, events: int
) -> None:
    assert len(read(in_sheet(old, new)).events) == events


def test_parts_that_lead_to_each_other_in_a_circle_end() -> None:
    circle = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/worksheet" Target="/xl/workbook.xml"/></Relationships>'
    )
    packed = repacked(
        book(), lambda name, old: circle if name == "xl/_rels/workbook.xml.rels" else old
    )
    found = read(packed)
    assert found.events == ()
    assert reasons(found)


def test_no_damaged_file_raises() -> None:
    """Bytes of the package, and letters of its parts with sums made right: 600 of them, seeded."""
    chance = random.Random(7)
    good, read_well = as_excel_keeps_it(), 0
    for _ in range(300):
        content = bytearray(good)
        for _ in range(chance.randint(1, 2)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        read_well += bool(read(bytes(content)).events)
    for _ in range(300):
        wanted = chance.choice(["sheet1", "workbook.xml", "styles", "Content_Types", "sharedStr"])
        with zipfile.ZipFile(io.BytesIO(good)) as parts:
            name = next(name for name in parts.namelist() if wanted in name)
            scratched = _scratched(parts.read(name), chance)
        read_well += bool(read(with_part(name, scratched, good)).events)
    assert 10 < read_well < 550  # some damage is only seen by what it does to the cells


def _scratched(part: bytes, chance: random.Random) -> bytes:
    content = bytearray(part)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] = chance.choice(b"0123456789azAZ<>&;\"'=/- \xff")
            case 1:
                del content[at : at + chance.randint(1, 40)]
            case _:
                content[at:at] = bytes(content[at : at + 40])
    return bytes(content)


def test_a_file_that_cannot_be_opened_is_the_machines_matter(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        open_plan(tmp_path / "missing.xlsx", NAMES, fiscal_year=2026)
    with pytest.raises(UnreadableFileError):
        open_plan(tmp_path, NAMES, fiscal_year=2026)
