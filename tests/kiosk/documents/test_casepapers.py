"""Papers and lists of cases say what happened, name nobody, and run nothing."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from kiosk.cases.life import step
from kiosk.documents.caselist import case_list_csv, case_list_xlsx
from kiosk.documents.casepapers import Sender, handover_note, incident_form
from kiosk.domain.case import (
    Act,
    Audience,
    Case,
    Channel,
    ContactResult,
    ContactTried,
    HandedOver,
    Incident,
    IncidentItem,
    ItemWritten,
    PeopleCounted,
    PurposeJudged,
    Stage,
)
from kiosk.domain.ids import CaseId
from tests.kiosk.cases.samples import AT, BY, CASES, COMPLAINT, DEFECT, INCIDENT
from tests.kiosk.cases.test_deadlines import HOLIDAYS
from tests.kiosk.cases.test_incidents import NINE, PROTECTED, told, walked
from tests.kiosk.documents.test_papers import read, settled

SENDER = Sender(
    to="下関市長",
    contractor="研修株式会社",
    contact="研修窓口 000-0000-0000",
    made_at=AT,
    names={BY: "研修 責任者"},
)
FULL = walked(
    *NINE,
    PROTECTED,
    PurposeJudged(wrongful=False, words="置き忘れ。"),
    told(Audience.CITY, Stage.PRELIMINARY),
)
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "＝1",
    "-1",
    '#panic("x") *研修* $x$',
    "a\u202eb",
    "a\x00b",
    "\ud800",
)


def form(case: Incident, sender: Sender = SENDER) -> str:
    return read(incident_form(case, sender, HOLIDAYS))[0]


@pytest.mark.parametrize(
    "said",
    [
        "I-HQ-20261201-001",
        "下関市長宛",
        "研修株式会社",
        "媒体・書類の紛失",
        "令和8年12月1日(火)",
        *(f"研修の{one.value}" for one in IncidentItem if one is not IncidentItem.PEOPLE),
        "41人",
        "高度な暗号化により不要",
        "令和8年12月1日(火)12:00済み",
        "市へ速報(電話、研修課、令和8年12月1日(火)12:00)",
        "不正の目的のおそれなし",
        "置き忘れ。",
        "研修責任者",
    ],
)
def test_the_incident_form_has_the_nine_items_the_deadlines_and_who_was_told(said: str) -> None:
    assert settled(said) in form(FULL)


def test_what_is_not_written_or_judged_yet_is_said_as_such() -> None:
    text = form(INCIDENT)
    assert text.count("(未記入)") == 9
    assert "未判断" in text
    assert "未回答" in text
    assert "令和8年12月7日(月)未了" in text


def test_a_note_of_an_incident_has_the_count_of_people() -> None:
    assert "41人" in read(handover_note(FULL, SENDER))[0]


def test_words_that_were_replaced_stay_on_the_form_as_history() -> None:
    text = form(walked(ItemWritten(item=IncidentItem.CAUSE, words="新しい原因"), case=FULL))
    assert "研修のcause" in text
    assert text.count("新しい原因") == 1


def test_a_paper_is_an_archive_pdf_and_training_is_written_on_it() -> None:
    pdf = incident_form(FULL, SENDER, HOLIDAYS)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert "【研修】" not in read(pdf)[0]
    assert "【研修】" in form(FULL, replace(SENDER, training=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_a_hand_over_note_of_each_kind_says_what_the_city_goes_on_with(case: Case) -> None:
    case = step(case, HandedOver(to="研修課", words="確認をお願いします。"), at=AT, by=BY)
    text, _ = read(handover_note(case, SENDER))
    assert case.id in text
    for said in ("研修課", "確認をお願いします。", "引き継ぎを受けた人", "市へ引き継ぎ済み"):
        assert said in text


def test_a_note_of_a_defect_leads_to_the_application_by_receipt_and_day() -> None:
    case = step(
        DEFECT, ContactTried(how=Channel.PHONE, result=ContactResult.NO_ANSWER), at=AT, by=BY
    )
    text, _ = read(handover_note(case, SENDER))
    for said in ("KENSHU1-0007", "令和8年11月24日(火)", "背景に影", "連絡(電話):応答なし"):
        assert said in text


@pytest.mark.parametrize(
    "words", [*HOSTILE, "😀", "ก", "\ufeff", "\ue000", "長" * 4_000, "x" * 2_000, "行\n" * 200]
)
def test_whatever_somebody_wrote_is_text_on_the_paper(words: str) -> None:
    case = walked(ItemWritten(item=IncidentItem.OVERVIEW, words=words))
    assert incident_form(case, SENDER, HOLIDAYS).startswith(b"%PDF")
    assert handover_note(case, SENDER).startswith(b"%PDF")


def test_a_sign_that_no_typeface_has_is_replaced_and_that_is_said() -> None:
    text = form(walked(ItemWritten(item=IncidentItem.OVERVIEW, words="困り顔😀の絵、髙橋、𠮷野")))
    assert "困り顔〓の絵、髙橋、𠮷野" in text
    assert "〓は、この書類の書体にない文字です" in text
    assert "〓" not in form(FULL)


def test_a_mark_that_turns_the_direction_of_letters_is_shown_and_not_obeyed() -> None:
    text = form(walked(ItemWritten(item=IncidentItem.OVERVIEW, words="abc\u202edef")))
    assert "abc〓def" in text


def hostile_cases() -> list[Case]:
    return [
        replace(COMPLAINT, id=CaseId(f"C-HQ-20261201-{at:03}"), words=words)
        for at, words in enumerate([*HOSTILE, "x" * 1_000_000, "_x0041_" * 30_000], start=1)
    ]


def test_a_csv_cell_never_begins_a_formula() -> None:
    cases = hostile_cases()
    text = case_list_csv(cases, AT, HOLIDAYS).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text[:3_000]), strict=False))
    assert rows[0][0] == "案件番号"
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@＝＋－＠"))]
    assert rows[1][5] == "'=1+1"
    assert text.count("C-HQ-") == len(cases)


def test_a_workbook_has_every_case_as_text_whatever_is_written_in_it() -> None:
    cases = hostile_cases()
    sheet = openpyxl.load_workbook(io.BytesIO(case_list_xlsx(cases, AT, HOLIDAYS))).worksheets[0]
    assert sheet.title == "案件一覧"
    assert [cell.value for cell in sheet["A"]][1:] == [case.id for case in cases]
    assert sheet["F2"].value == "=1+1"
    assert {cell.data_type for cell in sheet["F"]} == {"s"}


def test_the_list_tells_what_each_case_waits_for_and_how_long() -> None:
    acts: tuple[Act, ...] = (PeopleCounted(people=3),)
    case = walked(*acts)
    now = AT + timedelta(days=8)
    sheet = openpyxl.load_workbook(
        io.BytesIO(case_list_xlsx([case, DEFECT], now, HOLIDAYS))
    ).worksheets[0]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    told_of = dict(zip(rows[0], rows[1], strict=True))
    assert told_of["待ち"] == "事故の第一報（市）"
    assert told_of["超過日数"] == "8"
    assert "本人の数：3人" in str(told_of["最後の記録"])
    assert dict(zip(rows[0], rows[2], strict=True))["申請"] == "KENSHU1-0007 令和8年11月24日（火）"
