"""The papers of an open book: the same as by command, marked where everything is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from kiosk.domain.event import Event
from kiosk.domain.ids import CaseId, EventId
from kiosk.errors import KioskError
from kiosk.officeports import Change
from kiosk.texts import Language, catalogue
from kiosk.wiring.officepapers import NoSuchCaseError, OfficePapers
from kiosk.wiring.people import NoRegisterError
from kiosk.workflow.contract.paperwork import (
    CasePaper,
    PaperKind,
    PaperSource,
    PaperWish,
    Sheet,
    Written,
    of_practice,
)
from tests.fakes.memoryoffice import MemoryOffice
from tests.kiosk.cases.samples import CASES, COMPLAINT
from tests.kiosk.contract.figuresamples import DAY, day, event
from tests.ui.office.acts import ME, StandingClock, crew
from tests.ui.office.papers import read_pdf

AT = datetime(2026, 12, 24, 1, 0, tzinfo=UTC)


def source_of(*entries: object) -> PaperSource:
    book = MemoryOffice(StandingClock())
    book.put_all([Change(entry=one, expected_version=0) for one in entries], by=ME)
    return PaperSource(view=book.read(), pictures=book.pictures, at=AT)


def written(wish: PaperWish, *entries: object, training: bool = False) -> Written:
    papers = OfficePapers(catalogue(Language.JA), training=training)
    return papers.write(wish, source_of(*entries))


def closed(of: Event, *, training: bool) -> object:
    return replace(day(of=of, training=training), closed_at=AT, batch="b-1", batch_sha256="ab" * 32)


@pytest.mark.parametrize(
    ("figures_train", "place_trains", "marked"),
    [(False, False, False), (True, False, True), (False, True, True)],
)
def test_a_report_is_marked_as_practice_where_the_book_or_the_station_is(
    tmp_path: Path, *, figures_train: bool, place_trains: bool, marked: bool
) -> None:
    wish = PaperWish(kind=PaperKind.DAILY, out=tmp_path, first=DAY)
    held = event()
    done = written(wish, held, closed(held, training=figures_train), training=place_trains)
    assert ("【研修】" in read_pdf(done.files[0])) is marked


def test_a_book_with_real_days_among_others_is_no_practice() -> None:
    held = event()
    assert not of_practice([day(of=held), day(of=held, training=False)])
    assert not of_practice([])


def test_a_report_of_a_month_comes_with_its_spreadsheet_and_its_notices(tmp_path: Path) -> None:
    wish = PaperWish(kind=PaperKind.MONTHLY, out=tmp_path, first=DAY, sheet=Sheet.BOTH)
    silent = replace(event(2), id=EventId("E002"))
    done = written(wish, event(), closed(event(), training=True), silent)
    assert [path.name for path in done.files] == ["getsuji-202612.pdf", "getsuji-202612.xlsx"]
    assert any("実績の数字がありません" in one for one in done.notices)


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (Sheet.PDF, ["meibo-20261224.pdf"]),
        (Sheet.XLSX, ["meibo-20261224.xlsx"]),
        (Sheet.BOTH, ["meibo-20261224.pdf", "meibo-20261224.xlsx"]),
    ],
)
def test_the_register_comes_in_the_form_that_was_asked_for(
    tmp_path: Path, sheet: Sheet, names: list[str]
) -> None:
    done = written(PaperWish(kind=PaperKind.STAFF, out=tmp_path, sheet=sheet), *crew())
    assert [path.name for path in done.files] == names


def test_an_empty_register_makes_no_list_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoRegisterError):
        written(PaperWish(kind=PaperKind.PLEDGES, out=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_every_case_is_in_the_list(tmp_path: Path) -> None:
    wish = PaperWish(kind=PaperKind.CASES, out=tmp_path, sheet=Sheet.XLSX)
    (path,) = written(wish, *CASES).files
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {
        one.id for one in CASES
    }


def test_a_complaint_has_no_incident_form_and_a_case_that_is_not_there_no_paper(
    tmp_path: Path,
) -> None:
    wish = PaperWish(
        kind=PaperKind.CASE_PAPERS,
        out=tmp_path,
        case=COMPLAINT.id,
        case_paper=CasePaper.INCIDENT,
    )
    for one in (wish, replace(wish, case=CaseId("I-HQ-20261201-009"))):
        with pytest.raises(NoSuchCaseError):
            written(one, *CASES)
    done = written(replace(wish, case_paper=CasePaper.BOTH), *CASES)
    assert [path.name for path in done.files] == [f"hikitsugi-{COMPLAINT.id}-20261224.pdf"]


def test_the_templates_are_left_once(tmp_path: Path) -> None:
    wish = PaperWish(kind=PaperKind.TEMPLATES, out=tmp_path / "own")
    assert "report_daily.typ" in {path.name for path in written(wish).files}
    with pytest.raises(KioskError):
        written(wish)


def test_a_flyer_keeps_to_the_days_that_were_asked_for(tmp_path: Path) -> None:
    coming = [
        replace(event(n, on=date(2027, 1, 4 + n)), status=event().status.APPROVED) for n in (1, 2)
    ]
    wish = PaperWish(kind=PaperKind.FLYER, out=tmp_path, contact="研修 000-0000-0000")
    text = read_pdf(written(replace(wish, last=date(2027, 1, 5)), *coming).files[0])
    assert "1月5日" in text
    assert "1月6日" not in text
    with pytest.raises(KioskError) as refused:
        written(replace(wish, first=date(2027, 2, 1)), *coming)
    assert refused.value.message_key == "flyer_empty"
