"""Paper and spreadsheet of a report say the same known numbers, and nobody is named in them."""

import io
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from kiosk.contract.figures import Clash, Joined, join
from kiosk.contract.smallcells import Part
from kiosk.contract.targets import Side
from kiosk.documents.reportbook import report_book
from kiosk.documents.reportcontent import (
    Cell,
    FaceInReportError,
    ReportContent,
    ReportKind,
    ReportPicture,
)
from kiosk.documents.reports import DayNotes
from kiosk.documents.reporttemplates import set_report
from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.box import Box
from kiosk.domain.case import CaseKind, CaseStatus, DefectOutcome, DefectReason
from kiosk.domain.event import EventKind
from kiosk.domain.figures import AgeBand, EventFigures, PhotoWay, Tally
from kiosk.domain.intake import LeaveReason
from kiosk.domain.sitephoto import SitePhoto
from kiosk.domain.ticket import Outcome, Service
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.figuresamples import HOME, ONE, TWO, day, event, held, tally
from tests.kiosk.documents.reportsamples import (
    NOTES,
    any_days,
    completion,
    daily,
    monthly,
    season,
)


def read(content: ReportContent) -> str:
    """Return the paper's text without spaces, as another program finds it."""
    pdf = set_report(content).pdf
    pages = PdfReader(io.BytesIO(pdf)).pages
    return settled("".join(page.extract_text() for page in pages))


def settled(text: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text)).split())


def spelled(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else settled(cell)


REPORTS: Mapping[ReportKind, Callable[[], ReportContent]] = {
    ReportKind.DAILY: daily,
    ReportKind.MONTHLY: monthly,
    ReportKind.COMPLETION: completion,
    ReportKind.PERIOD: lambda: any_days(date(2026, 12, 30), date(2027, 1, 8)),
}


@pytest.mark.parametrize("kind", ReportKind)
def test_every_number_of_the_report_is_on_paper_and_in_the_spreadsheet(kind: ReportKind) -> None:
    content = REPORTS[kind]()
    text = read(content)
    book = openpyxl.load_workbook(io.BytesIO(report_book(content)))
    front = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(max_col=2)}
    for label, value in content.figures.values():
        assert settled(label) + spelled(value) in text
        assert front[label] == value
    for block in content.blocks.values():
        sheet = book[block.title]
        rows = [
            tuple("" if cell is None else cell for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        assert rows[1:] == [tuple(row) for row in block.rows]
        if block.title != content.blocks["batches"].title and "lessons" not in content.blocks:
            assert all(spelled(row[-1]) in text for row in block.rows)


@pytest.mark.parametrize(
    "said",
    [
        "下関市長宛",
        "委託業務完了報告書",
        "令和8年12月28日(月)",
        "研修サポート株式会社",
        "総括責任者印研修一郎",
        "令和8年11月24日(火)から令和9年3月31日(水)まで",
        "申請数620",
        "会場設置型201548015",
        "DEL-KENSHU1-20261201-0001",
        "cd34" * 16,
    ],
)
def test_the_completion_report_carries_head_sums_and_targets(said: str) -> None:
    text = read(completion())
    if said.startswith("会場"):
        assert "会場設置型2015480450達成(回数・人数)" in text
    elif said.startswith("総括"):
        assert all(one in text for one in ("総括責任者", "印", "研修一郎"))
    else:
        assert settled(said) in text


def test_a_home_is_nowhere_named_and_its_people_are_not_told_apart() -> None:
    home = held(event(place=HOME), tally(1))
    for content in (daily(home), monthly(Joined(events=(home,), disagreements=())), completion()):
        text = read(content) + book_text(content)
        assert "花子" not in text
        assert "9-9" not in text
    told = read(daily(home))
    assert "個人宅(研修町)" in told
    assert "70代" not in told
    assert "内訳を示さない人数(少数のため)1" in told


def book_text(content: ReportContent) -> str:
    book = openpyxl.load_workbook(io.BytesIO(report_book(content)))
    return settled("".join(str(cell) for sheet in book for row in sheet.values for cell in row))


def test_a_month_without_events_is_zeros_and_says_so() -> None:
    text = read(monthly(Joined(events=(), disagreements=())))
    assert "この期間の実施はありません" in text
    assert "申請者はいません" in text
    assert "申請数0" in text


def test_an_event_of_which_no_station_has_figures_says_so() -> None:
    text = read(daily(EventFigures(event=event()), DayNotes()))
    assert "どの端末からも届いていません" in text


def test_a_crash_a_missing_station_and_a_disagreement_are_on_the_paper() -> None:
    planned = event(stations=(ONE, TWO))
    crashed = day(of=planned, closed=False)
    second = event(2, stations=(TWO,))
    other = replace(day(of=second, station=TWO, numbers=tally(8)), place="研修公民館")
    joined = join([planned, second], [crashed, other], training=True)
    text = read(monthly(joined))
    assert settled("締めが終わっていない端末があるため、数字は暫定です") in text
    assert settled(f"端末 {TWO} の数字がありません") in text
    assert settled("端末は「研修公民館」としています。8 件は合計に含めていません") in text
    assert "申請数10" in text


def test_what_people_wrote_is_text_and_never_markup_or_formula() -> None:
    words = '=1+1 #panic("x") *研修* $x$ "\\'
    content = daily(notes=replace(NOTES, remarks=(words,)))
    assert settled(words) in read(content)
    sheet = openpyxl.load_workbook(io.BytesIO(report_book(content))).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(max_col=2)][-1] == words
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def a_photo(*left: Box, blue: int = 150) -> ReportPicture:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, blue)).save(target, "JPEG")
    photo = SitePhoto(
        jpeg=target.getvalue(), sha256="00" * 32, width_px=640, height_px=480, covers=(), left=left
    )
    return ReportPicture(photo=photo, caption="研修の会場")


def test_site_photos_stand_in_the_report_with_their_words() -> None:
    content = daily(notes=replace(NOTES, pictures=(a_photo(), a_photo(blue=99))))
    assert "研修の会場" in read(content)
    pdf = set_report(content).pdf
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) == 2


def test_a_picture_with_a_face_in_it_is_in_no_report() -> None:
    face = Box(left=0.1, top=0.1, width=0.1, height=0.1)
    with pytest.raises(FaceInReportError) as refused:
        daily(notes=replace(NOTES, pictures=(a_photo(), a_photo(face))))
    assert refused.value.params["picture"] == "2"


@pytest.mark.parametrize("kind", ReportKind)
def test_every_report_is_an_archive_pdf_with_fonts_and_tags(kind: ReportKind) -> None:
    pdf = set_report(REPORTS[kind]()).pdf
    reader = PdfReader(io.BytesIO(pdf))
    for mark in (b"pdfaid:part", b"pdfuaid:part", b"/FontFile"):
        assert mark in pdf
    root: Any = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "ja"
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)  # A4 in points


def test_the_same_figures_give_the_same_paper() -> None:
    assert set_report(daily()).pdf == set_report(daily()).pdf


def test_a_ledger_too_long_for_paper_is_counted_there_and_whole_in_the_spreadsheet() -> None:
    content = daily(notes=replace(NOTES, checks=tuple((f"点検{n}", "済") for n in range(1, 5001))))
    text = read(content)
    assert "点検500済" in text
    assert "点検501" not in text
    assert "ほか4,500行" in text
    sheet = openpyxl.load_workbook(io.BytesIO(report_book(content)))[content.blocks["checks"].title]
    assert sheet.max_row == 5001


def test_a_day_of_nobody_is_a_report_too() -> None:
    assert "申請数0" in read(daily(held(event(), Tally())))


def test_the_known_totals_of_the_season() -> None:
    applied = [one.tally.applications for one in season().events]
    assert (len(applied), sum(applied)) == (120, 620)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_everything_that_a_report_can_say_has_words(language: Language) -> None:
    said: dict[str, Iterable[StrEnum]] = {
        "reports.kind": EventKind,
        "reports.short_kind": EventKind,
        "reports.column.kind_": EventKind,
        "reports.side": Side,
        "reports.case": CaseKind,
        "reports.status": CaseStatus,
        "reports.column.status_": CaseStatus,
        "reports.defect": DefectReason,
        "reports.outcome": DefectOutcome,
        "reports.clash": Clash,
        "reports.service": Service,
        "reports.ages": AgeBand,
        "reports.sexes": Sex,
        "reports.routes": Route,
        "reports.photo_ways": PhotoWay,
        "reports.leavings": LeaveReason,
        "reports.title": ReportKind,
        "reports.block": Part,
        "paper.ticket": Outcome,
    }
    words = catalogue(language)
    for prefix, members in said.items():
        for member in members:
            key = f"{prefix}{'' if prefix.endswith('_') else '.'}{member.value}"
            assert key in words or member is LeaveReason.MISTAKE, key
