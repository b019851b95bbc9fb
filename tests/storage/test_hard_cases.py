"""The table of hard cases through vault, batch, CSV and workbook: every code point arrives."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kiosk.documents.tables import write_table
from kiosk.domain.record import Record
from kiosk.intake.reading import parse_field
from kiosk.texts import Language, catalogue
from storage.station import Station
from tests.cases import TABLE, Case
from tests.storage.people import ALONE, DAY, Place, new_record
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools

ENTERED = {
    "form_id", "individual_number", "name", "kanji_name", "common_name", "kana", "glyph_note",
    "postal_code", "address", "birth_date", "phone",
}  # fmt: skip
CASES = [case for case in TABLE if case.stored is not None and case.field in ENTERED]


def record_with(number: int, case: Case) -> Record:
    """Return a record of somebody whose one field was typed as in the case."""
    record = new_record(number, jpeg_bytes=40)
    typed: dict[str, Any] = {case.field: parse_field(case.field, case.typed, today=DAY)}
    if case.field == "individual_number":
        typed["form_id"] = None
    person = replace(record.applicant, **typed)
    return replace(record, application=replace(record.application, applicant=person))


def as_text(case: Case) -> str:
    """Return what is kept as one text; a date's era is a field of its own."""
    assert case.stored is not None
    return case.stored[:10] if case.field == "birth_date" else case.stored


@pytest.fixture
def stored(station: Station) -> Station:
    """A day on which each case was somebody's."""
    for number, case in enumerate(CASES, start=1):
        station.put(record_with(number, case))
    return station


def test_batch_table_and_workbook_hold_exactly_what_was_stored(
    place: Place, stored: Station, tmp_path: Path
) -> None:
    out = open_with_public_tools(place, stored.close_day(DAY, ALONE, ignore))
    rows = list(csv.reader((out / "applicants.csv").read_text("utf-8-sig").splitlines()))
    whole = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["records"]
    assert len(rows) - 1 == len(whole) == len(CASES)
    assert write_table(tmp_path / "t.xlsx", rows[0], rows[1:]) == []
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    words = catalogue(Language.JA)
    for at, case in enumerate(CASES, start=1):
        column = rows[0].index(words[f"batch.column.{case.field}"])
        assert rows[at][column].encode() == case.cell.encode(), case.name
        assert str(sheet.cell(at + 1, column + 1).value).encode() == case.cell.encode(), case.name
        assert whole[at - 1]["applicant"][case.field].encode() == as_text(case).encode(), case.name
        if case.field == "birth_date":
            assert rows[at][rows[0].index(words["batch.column.birth_wareki"])] == case.read
