"""The list of supported people spells everybody right or names who is left out."""

import csv
import io
import itertools
from dataclasses import replace
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.supportlist import (
    ListEncoding,
    SupportRow,
    support_csv,
    support_rows,
    support_xlsx,
)
from kiosk.domain.application import Route
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.names import PersonName
from kiosk.domain.record import Record
from tests.storage.anyrecord import RECORD

SPELLED = ("研修 花子", "髙橋 研修", "﨑山 研修")
NOT_IN_CP932 = ("𠮷田 研修", "葛\U000e0100城 研修", "か\u3099 研修")


def rows_of(names: tuple[str, ...]) -> list[SupportRow]:
    cells = (["2026-12-01", "研修会場", name, *[""] * 7] for name in names)
    return [
        SupportRow(receipt=f"KENSHU1-{n:04}", cells=(f"KENSHU1-{n:04}", *one))
        for n, one in enumerate(cells, 1)
    ]


def read(content: bytes, encoding: ListEncoding) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding.value), newline="")))


def test_utf8_has_everybody() -> None:
    made = support_csv(rows_of(SPELLED + NOT_IN_CP932), ListEncoding.UTF8)
    assert made.left_out == ()
    names = [row[3] for row in read(made.content, ListEncoding.UTF8)[1:]]
    assert names == list(SPELLED + NOT_IN_CP932)


def test_cp932_names_who_it_cannot_spell_and_has_no_question_mark() -> None:
    made = support_csv(rows_of(SPELLED + NOT_IN_CP932), ListEncoding.CP932)
    assert made.left_out == ("KENSHU1-0004", "KENSHU1-0005", "KENSHU1-0006")
    assert [row[3] for row in read(made.content, ListEncoding.CP932)[1:]] == list(SPELLED)
    assert b"?" not in made.content


@given(st.lists(RECORD, max_size=3), st.sampled_from(ListEncoding))
def test_every_record_is_a_line_or_is_named(records: list[Record], encoding: ListEncoding) -> None:
    unique = {one.id: one for one in records}
    receipts = {
        one: ReceiptNumber(StationId("KENSHU1"), n) for n, one in enumerate(unique, start=1)
    }
    rows = support_rows(unique.values(), receipts, place="研修会場")
    for made in (support_csv(rows, encoding), support_xlsx(rows)):
        assert len(made.left_out) <= len(rows)
    made = support_csv(rows, encoding)
    lines = read(made.content, encoding)
    assert {line[0] for line in lines[1:]} | {
        row.receipt for row in rows if row.named in made.left_out
    } == {row.receipt for row in rows}
    assert len(lines) - 1 + len(made.left_out) == len(rows)


@given(RECORD)
def test_the_number_of_the_person_is_in_no_list(record: Record) -> None:
    number = record.applicant.individual_number
    receipts = {record.id: ReceiptNumber(StationId("KENSHU1"), 1)}
    on_paper = replace(record, application=replace(record.application, route=Route.PAPER))
    for one in (record, on_paper):
        (row,) = support_rows([one], receipts, place="研修会場")
        plain: Any = one.applicant
        fields = [plain.name, plain.kana or "", plain.address]
        if number and not any(number in field for field in fields):
            assert all(number not in cell for cell in itertools.islice(row.cells, 1, None))
        assert "花子" not in repr(row)
    assert row.cells[9] == ""  # of paper the city has a copy, and no 申請書ID is needed
    assert row.cells[10]


def test_the_workbook_holds_text_only() -> None:
    rows = rows_of(("=HYPERLINK(1)", PersonName("研修 花子")))
    sheet = openpyxl.load_workbook(io.BytesIO(support_xlsx(rows).content)).worksheets[0]
    assert [cell.value for cell in sheet["D"]] == ["氏名", "=HYPERLINK(1)", "研修 花子"]
    assert all(cell.data_type in {"s", "inlineStr"} for row in sheet.iter_rows() for cell in row)


def test_a_line_shows_nobody_in_a_log() -> None:
    (row,) = rows_of(("研修 花子",))
    assert "花子" not in repr(row)
    assert "花子" not in repr(support_csv([row], ListEncoding.UTF8))
