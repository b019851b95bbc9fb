"""The city's list: shown first, then written whole, or not at all."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.background import InlineBackground
from kiosk.cases.rows import RowTroubleKind
from kiosk.contract.calendar import service_calendar
from kiosk.domain.case import Ambiguous, Defect, Found, NotFound
from kiosk.domain.ids import StationId
from kiosk.errors import OutputExistsError, UnreadableFileError
from kiosk.officeports import OfficeStaleError
from kiosk.texts import Language, catalogue
from kiosk.wiring.defectfiles import DefectFolder, NoOpenedBatchError
from kiosk.wiring.office import PlanFolder
from kiosk.wiring.officepapers import OfficePapers
from kiosk.workflow.contract.defectwork import DefectImport, ListAsked
from kiosk.workflow.contract.session import Office, OfficeSession
from kiosk.workflow.contract.snapshot import Did
from tests.fakes.memoryoffice import MemoryOffice
from tests.ui.office.acts import ME, StandingClock

HEADINGS = ("申請書ID", "氏名", "受付番号", "受付日", "不備内容", "通知日", "回答期限")


def number(of: int) -> str:
    return f"9{of:022d}"


def row(of: int, *, reason: str = "写真が不鮮明", name: str = "研修 太郎") -> tuple[str, ...]:
    return (number(of), name, "", "", reason, "令和8年11月20日", "令和8年12月4日")


def listed(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows((HEADINGS, *rows))
    return path


def batch(folder: Path, numbers: Sequence[str]) -> Path:
    folder.mkdir()
    records = [
        {"receipt": f"S01-{at:04d}", "applicant": {"form_id": one}}
        for at, one in enumerate(numbers, start=1)
    ]
    manifest: dict[str, Any] = {
        "business_date": "2026-11-17",
        "batch": folder.name,
        "records": records,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.fixture
def book() -> MemoryOffice:
    return MemoryOffice(StandingClock())


@pytest.fixture
def session(book: MemoryOffice) -> OfficeSession:
    return on(book)


def on(book: MemoryOffice, where: str = "HQ") -> OfficeSession:
    words = catalogue(Language.JA)
    office = Office(
        book=book,
        files=PlanFolder(words),
        papers=OfficePapers(words),
        defects=DefectFolder(),
        calendar=service_calendar(),
        clock=StandingClock(),
        by=ME,
        where=StationId(where),
    )
    made = OfficeSession(office, InlineBackground())
    made.read()
    return made


def look(session: OfficeSession, file: Path, *opened: Path) -> DefectImport:
    session.look_into_defects(ListAsked(file=file, opened=opened))
    assert session.snapshot.notice is None
    shown = session.snapshot.defects
    assert shown is not None
    return shown


def test_looking_writes_nothing_and_taking_in_opens_every_new_case(
    session: OfficeSession, book: MemoryOffice, tmp_path: Path
) -> None:
    file = listed(tmp_path / "不備.csv", [row(1), row(2), row(1), ("123", *row(3)[1:])])
    shown = look(session, file)
    assert [len(shown.taken.opened), len(shown.taken.repeated)] == [2, 1]
    assert [one.kind for one in shown.read.troubles] == [RowTroubleKind.FORM_ID]
    assert book.read(Defect).entries(Defect) == ()
    session.take_in_defects(shown)
    done = session.snapshot.done
    assert done is not None
    assert (done.did, done.count) == (Did.DEFECTS_TAKEN, 2)
    ids = [one.id for one in book.read(Defect).entries(Defect)]
    assert ids == ["D-HQ-20261124-001", "D-HQ-20261124-002"]
    again = look(session, file)
    assert again.taken.opened == ()
    assert [case for _, case in again.taken.known] == [ids[0], ids[1], ids[0]]


def test_a_case_opened_meanwhile_refuses_the_whole_list(
    session: OfficeSession, book: MemoryOffice, tmp_path: Path
) -> None:
    """Two people with the same list: the second is told, and no 不備 is there twice."""
    file = listed(tmp_path / "list.csv", [row(one) for one in range(1, 5)])
    shown = look(session, file)
    other = on(book, "S01")
    other.take_in_defects(look(other, listed(tmp_path / "one.csv", [row(3)])))
    session.take_in_defects(shown)
    assert isinstance(session.snapshot.notice, OfficeStaleError)
    assert len(book.read(Defect).entries(Defect)) == 1
    session.take_in_defects(look(session, file))
    assert len(book.read(Defect).entries(Defect)) == 4


def test_opened_batches_tell_which_application_it_is(
    session: OfficeSession, tmp_path: Path
) -> None:
    file = listed(
        tmp_path / "list.csv",
        [row(1), row(2), ("", "研修", "S01-0003", "", "住所", "", "")],
    )
    assert look(session, file).matched == {Found: 0, Ambiguous: 0, NotFound: 3}
    one = batch(tmp_path / "B1", [number(1), number(7), number(8)])
    two = batch(tmp_path / "B2", [number(9), number(10), number(11)])
    shown = look(session, file, one, two)
    assert shown.matched == {Found: 1, Ambiguous: 1, NotFound: 1}
    assert number(1) not in repr(shown)


def test_a_folder_that_is_no_opened_batch_is_named(session: OfficeSession, tmp_path: Path) -> None:
    file = listed(tmp_path / "list.csv", [row(1)])
    session.look_into_defects(ListAsked(file=file, opened=(tmp_path,)))
    notice = session.snapshot.notice
    assert isinstance(notice, NoOpenedBatchError)
    assert notice.params["file"] == tmp_path.name
    assert session.snapshot.defects is None


def test_a_list_that_is_gone_is_told_and_the_book_is_as_it_was(
    session: OfficeSession, tmp_path: Path
) -> None:
    session.look_into_defects(ListAsked(file=tmp_path / "no.csv"))
    assert isinstance(session.snapshot.notice, UnreadableFileError)
    assert not session.snapshot.busy


def test_five_thousand_rows_with_duplicates_are_counted_right(
    session: OfficeSession, book: MemoryOffice, tmp_path: Path
) -> None:
    rows = [row(1 + at % 4_000) for at in range(5_000)]
    file = listed(tmp_path / "large.csv", rows, "cp932")
    shown = look(session, file)
    assert [len(shown.read.rows), len(shown.taken.opened), len(shown.taken.repeated)] == [
        5_000,
        4_000,
        1_000,
    ]
    session.take_in_defects(shown)
    assert len(book.read(Defect).entries(Defect)) == 4_000


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".CSV"])
def test_the_list_of_cases_is_written_once_and_never_over_another_file(
    session: OfficeSession, tmp_path: Path, suffix: str
) -> None:
    session.take_in_defects(look(session, listed(tmp_path / "list.csv", [row(1), row(2)])))
    out = tmp_path / f"cases{suffix}"
    session.export_cases(out)
    done = session.snapshot.done
    assert done is not None
    assert (done.did, done.count) == (Did.CASES_EXPORTED, 2)
    if suffix == ".xlsx":
        sheet = load_workbook(out).worksheets[0]
        told = [str(one.value) for one in sheet["A"]]
    else:
        told = [line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()]
    assert told[1:] == ["D-HQ-20261124-001", "D-HQ-20261124-002"]
    before = out.read_bytes()
    session.export_cases(out)
    assert isinstance(session.snapshot.notice, OutputExistsError)
    assert out.read_bytes() == before
