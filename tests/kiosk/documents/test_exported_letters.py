"""Rare letters in every table that goes out: as they were typed, or their row is listed."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kiosk.documents.caselist import case_list_csv, case_list_xlsx
from kiosk.documents.planbook import write_plan
from kiosk.documents.supportlist import (
    ListEncoding,
    SupportRow,
    support_csv,
    support_xlsx,
)
from kiosk.documents.tables import write_table
from kiosk.domain.case import Case
from kiosk.domain.event import Place
from kiosk.domain.ids import CaseId
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import AT, COMPLAINT
from tests.kiosk.contract.events import NAMES, event

JA = catalogue(Language.JA)
IN_CP932 = ("髙橋 研修", "﨑山 研修", "①研修～", "ﾊﾝｶｸ 研修")
NOT_IN_CP932 = (
    "\U00020bb7田 研修",
    "葛\U000e0100城 研修",
    "か\u3099 研修",
    "Đặng 研修",
    "研修\U0001f600",
    "\ue000 研修",  # 外字: a letter on one machine only, though Python has bytes for it
)
LETTERS = (*IN_CP932, *NOT_IN_CP932)


def cases() -> list[Case]:
    return [
        replace(COMPLAINT, id=CaseId(f"C-HQ-20261201-{at:03}"), words=words)
        for at, words in enumerate(LETTERS, start=1)
    ]


def people() -> list[SupportRow]:
    return [
        SupportRow(receipt=f"KENSHU1-{at:04}", cells=(f"KENSHU1-{at:04}", "", "", name, *[""] * 7))
        for at, name in enumerate(LETTERS, start=1)
    ]


def lines(content: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))[1:]


def cells(content: bytes | Path) -> list[list[str]]:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    rows = openpyxl.load_workbook(source).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [["" if one is None else str(one) for one in row] for row in rows]


def test_the_list_of_cases_has_every_letter_in_both_forms() -> None:
    assert tuple(row[5] for row in lines(case_list_csv(cases(), AT, ()), "utf-8-sig")) == LETTERS
    assert tuple(row[5] for row in cells(case_list_xlsx(cases(), AT, ()))) == LETTERS


def test_what_no_cell_can_hold_is_spelled_and_never_a_sign_of_doubt() -> None:
    case = replace(COMPLAINT, words="a\x00b\x1bc\ufffed")
    (row,) = cells(case_list_xlsx([case], AT, ()))
    assert row[5] == r"a\x00b\x1bc\ufffed"
    surrogate = replace(COMPLAINT, words="a\ud800b")
    (row,) = cells(case_list_xlsx([surrogate], AT, ()))
    (line,) = lines(case_list_csv([surrogate], AT, ()), "utf-8-sig")
    assert row[5] == line[5] == r"a\ud800b"


def test_the_list_of_people_has_every_letter_in_utf8_and_as_a_workbook() -> None:
    as_csv, as_xlsx = support_csv(people(), ListEncoding.UTF8), support_xlsx(people())
    assert as_csv.left_out == as_xlsx.left_out == ()
    assert tuple(row[3] for row in lines(as_csv.content, "utf-8-sig")) == LETTERS
    assert tuple(row[3] for row in cells(as_xlsx.content)) == LETTERS


def test_the_list_of_people_in_cp932_names_everybody_whom_it_leaves_out() -> None:
    made = support_csv(people(), ListEncoding.CP932)
    assert tuple(row[3] for row in lines(made.content, "cp932")) == IN_CP932
    named = {row.cells[3] for row in people() if row.receipt in made.left_out}
    assert named == set(NOT_IN_CP932)
    assert b"?" not in made.content


def test_the_wave_dash_and_its_like_are_one_letter_in_cp932() -> None:
    """JIS X 0208 has them once; Unicode has them twice, and Python gives the other one back."""
    twins = {"〜": "～", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢"}
    rows = [replace(people()[0], cells=(*people()[0].cells[:3], one)) for one in twins]
    made = support_csv(rows, ListEncoding.CP932)
    assert made.left_out == ()
    assert [row[3] for row in lines(made.content, "cp932")] == list(twins.values())


def test_the_workbook_of_people_names_whom_no_cell_can_hold() -> None:
    rows = [*people(), SupportRow(receipt="KENSHU1-9999", cells=("KENSHU1-9999", "研修\x00"))]
    assert support_xlsx(rows).left_out == ("KENSHU1-9999",)


def test_the_plan_has_every_letter(tmp_path: Path) -> None:
    events = [event(f"E-{at}", place=Place(name=name)) for at, name in enumerate(LETTERS, start=1)]
    out = tmp_path / "plan.xlsx"
    assert write_plan(out, events, JA, NAMES) == ()
    found = {cell for row in cells(out) for cell in row}
    assert set(LETTERS) <= found


@pytest.mark.parametrize("letters", LETTERS)
def test_a_table_of_any_kind_gives_the_letters_back(tmp_path: Path, letters: str) -> None:
    out = tmp_path / "table.xlsx"
    assert write_table(out, [letters], [[letters]]) == []
    assert cells(out) == [[letters]]
