"""No workbook does harm to any reader of the product, and each says in its words what was wrong."""

import io
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from kiosk.cases.rows import RowTroubleKind
from kiosk.cases.telling import tell_trouble
from kiosk.contract.planrows import error_words
from kiosk.documents.bookguard import MOST_UNPACKED_BYTES, BookFault, read_package
from kiosk.documents.cityform import CityFormError, fill_form
from kiosk.documents.defectlist import read_defect_list
from kiosk.documents.planbook import read_plan
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import KEY, number
from tests.kiosk.contract.events import NAMES
from tests.kiosk.documents.hostilebooks import HARMLESS, HOSTILE, packed

JA = catalogue(Language.JA)


def book(*rows: list[Any], names: Mapping[str, str] | None = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for name, area in (names or {}).items():
        made.defined_names[name] = DefinedName(name, attr_text=area)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def plan(content: bytes) -> str | None:
    found = read_plan(content, NAMES, fiscal_year=2026)
    assert bool(found.events) is not bool(found.errors)
    return error_words(found.errors[0], JA) if found.errors else None


def defects(content: bytes) -> str | None:
    found = read_defect_list(content, key=KEY)
    assert bool(found.rows) is not bool(found.troubles)
    return tell_trouble(found.troubles[0], JA) if found.troubles else None


def form(content: bytes) -> str | None:
    try:
        filled = fill_form(content, {"title": "日次報告書"}, file="様式.xlsx")
    except CityFormError as error:
        return JA[f"city_form.{error.params['city_form']}"]
    assert filled.filled == ("title",)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    good: bytes
    read: Callable[[bytes], str | None]
    """Return in words why the file was not read; None where it was."""
    words: Mapping[BookFault, str]


def _defect_words(kind: RowTroubleKind) -> str:
    return JA[f"case_trouble.{kind.value}"]


READERS = {
    "plan": Reader(
        good=book(
            ["区分", "実施日", "開始", "終了", "会場"],
            ["訪問", "令和8年12月1日", "10:00", "12:00", "研修会館"],
        ),
        read=plan,
        words=dict.fromkeys(BookFault, JA["plan_row.file_not_xlsx"])
        | {
            BookFault.TOO_LARGE: JA["plan_row.file_too_large"],
            BookFault.LOCKED_OR_OLD: JA["plan_row.file_locked_or_old"],
        },
    ),
    "defects": Reader(
        good=book(["申請書ID", "不備内容"], [number(7), "写真"]),
        read=defects,
        words=dict.fromkeys(BookFault, _defect_words(RowTroubleKind.NOT_A_TABLE))
        | {
            BookFault.TOO_LARGE: _defect_words(RowTroubleKind.TOO_LARGE),
            BookFault.LOCKED_OR_OLD: _defect_words(RowTroubleKind.PROTECTED),
        },
    ),
    "city form": Reader(
        good=book(["（件名）"], names={"title": "Sheet!$A$1"}),
        read=form,
        words={fault: JA[f"city_form.{fault.value}"] for fault in BookFault},
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("harm", HOSTILE)
def test_no_reader_reads_a_hostile_workbook(reader: str, harm: str) -> None:
    made, (change, fault) = READERS[reader], HOSTILE[harm]
    said = made.read(change(made.good))
    assert said is not None
    assert made.words[fault] in said


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("change", HARMLESS)
def test_the_same_workbook_without_the_harm_is_read(reader: str, change: str) -> None:
    made = READERS[reader]
    assert made.read(HARMLESS[change](made.good)) is None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("harm", "most_bytes"),
    [
        ("a bomb in the sheet", 2_000_000),
        ("one part listed 200 times", 2_000_000),
        ("10,000 parts", MOST_UNPACKED_BYTES),
        ("sizes that lie", MOST_UNPACKED_BYTES),
    ],
)
def test_a_bomb_costs_no_memory_to_refuse(reader: str, harm: str, most_bytes: int) -> None:
    made = READERS[reader]
    content = HOSTILE[harm][0](made.good)
    tracemalloc.start()
    try:
        assert made.read(content) is not None
        assert tracemalloc.get_traced_memory()[1] < most_bytes
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("content", [b"", b"PK", "区分,実施日".encode(), b"%PDF-1.7", b"\x89PNG"])
def test_what_is_no_package_is_told_apart_from_a_damaged_one(content: bytes) -> None:
    assert read_package(content, lambda _: None) is BookFault.NOT_XLSX
    assert READERS["plan"].read(content) == JA["plan_row.file_not_xlsx"]
    assert READERS["city form"].read(content) == JA["city_form.not_xlsx"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<w/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"},
        {"photos/KENSHU1-0001.jpg": b"\xff\xd8"},
    ],
    ids=["a letter", "another program's table", "a batch of photos"],
)
def test_a_zip_of_something_else_is_refused_in_words(
    reader: str, parts: Mapping[str, bytes]
) -> None:
    said = READERS[reader].read(packed(parts))
    assert said is not None
    assert READERS[reader].words[BookFault.NOT_XLSX] in said


def test_every_fault_has_words_for_the_citys_form_in_each_language() -> None:
    for language in Language:
        words = catalogue(language)
        assert len({words[f"city_form.{fault.value}"] for fault in BookFault}) == len(BookFault)
