"""準備状況報告書 says first whether the event may open, and then everything that was looked at."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.contract.checklists import Said, begin, checklist_table, go_on_anyway, tick
from kiosk.contract.readiness import LineState, Readiness, device_lines
from kiosk.contract.roster import may_open, override_opening
from kiosk.doctor.finding import DoctorContext
from kiosk.doctor.rounds import run_checks
from kiosk.documents.readinesspaper import readiness_report
from kiosk.domain.checklist import ChecklistPhase, Mark
from kiosk.domain.ids import PersonId
from kiosk.domain.names import PersonName
from tests.kiosk.contract.folk import ANNA, AT, GENERAL, MANAGER, PEOPLE, TODAY, VENUE, somebody
from tests.kiosk.contract.test_checklists import answered
from tests.kiosk.contract.test_readiness import SHEET
from tests.kiosk.documents.test_papers import read, settled

REASON = "急病の代わり。総括責任者が同行する"


def said_of(sheet: Readiness) -> str:
    return read(readiness_report(sheet))[0]


@pytest.mark.parametrize(
    "said",
    [
        "受付を始められます。",
        "令和8年11月24日(火)09:30",
        "研修モール1階広場",
        "KENSHU1",
        "確認にかかった時間4.2秒",
        "研修現場",
        "空き容量50.0GB",
        "宛先の方針:第3版、宛先1件",
        "パーテーションを立て",
        "研修現場09:02",
        "現場管理責任者",
    ],
)
def test_a_station_that_is_ready_says_so_and_why(said: str) -> None:
    text = said_of(SHEET)
    assert said in text
    assert "足りないもの" not in text


def test_what_blocks_is_named_in_words_before_everything_else() -> None:
    anna = replace(ANNA, pledge=None)
    people = (GENERAL, MANAGER, anna)
    sheet = replace(
        SHEET,
        people=people,
        obstacles=may_open(VENUE, people, SHEET.present, TODAY),
        checklist=answered(
            begin(VENUE, ChecklistPhase.OPENING, checklist_table()), but=("printer",)
        ),
    )
    text = said_of(sheet)
    assert "まだ受付を始められません。" in text
    assert "研修従事3さんの秘密保持誓約書がありません。" in text
    assert "従事できる方が1人です。2人以上必要です。" in text
    assert "点検が済んでいません:プリンターの用紙を確かめ" in text
    assert text.count("このままでは始められない") == 3
    assert text.index("足りないもの") < text.index("端末の保管庫")
    assert "誓約書なし" in text


def test_an_override_is_on_the_paper_with_name_time_and_reason() -> None:
    obstacles = may_open(VENUE, PEOPLE, (MANAGER.id,), TODAY)
    word = override_opening(obstacles, GENERAL, reason=REASON, at=AT)
    rest = answered(begin(VENUE, ChecklistPhase.OPENING, checklist_table()), but=("printer",))
    listed = go_on_anyway(rest, GENERAL, reason="紙は午後に届く", at=AT)
    text = said_of(
        replace(SHEET, present=(MANAGER.id,), obstacles=obstacles, override=word, checklist=listed)
    )
    assert "総括責任者の判断で受付を始めます。" in text
    assert "総括責任者研修総括令和8年11月24日(火)09:02" in text
    assert settled(REASON) in text
    assert "紙は午後に届く" in text
    assert text.count("総括責任者が理由を付けて認めた") == 2
    assert "このままでは始められない" not in text


def test_a_list_that_nobody_began_and_people_nobody_counted_are_said_as_such() -> None:
    text = said_of(replace(SHEET, checklist=None, present=()))
    assert "開設前の点検がまだ始まっていません。" in text
    assert "会場にいる従事者は、まだ記録されていません。" in text


def test_one_who_is_in_no_register_is_there_by_number() -> None:
    text = said_of(replace(SHEET, present=(*SHEET.present, PersonId("P-404"))))
    assert "P-404従事者名簿にない" in text


def test_why_an_item_does_not_apply_is_on_the_paper() -> None:
    said = Said(mark=Mark.NOT_APPLICABLE, remark="今日は紙を使わない")
    assert SHEET.checklist is not None
    listed = tick(SHEET.checklist, "printer", said, by=ANNA, at=AT)
    text = said_of(replace(SHEET, checklist=listed))
    assert "該当なし" in text
    assert "研修従事309:02" in text
    assert "今日は紙を使わない" in text


def test_an_item_that_a_later_release_no_longer_has_is_told_by_its_key() -> None:
    assert SHEET.checklist is not None
    first, *others = SHEET.checklist.items
    old = replace(first, key="fax", text_key="checklist.opening.fax")
    said = tick(
        replace(SHEET.checklist, items=(old, *others)),
        "fax",
        Said(mark=Mark.DONE),
        by=MANAGER,
        at=AT,
    )
    assert "fax確認済み" in said_of(replace(SHEET, checklist=said))


def test_somebodys_home_is_told_by_its_part_of_the_town() -> None:
    place = replace(VENUE.place, name="研修 花子宅", town_only="研修町", private_home=True)
    text = said_of(replace(SHEET, event=replace(VENUE, place=place)))
    assert "研修町" in text
    assert "花子" not in text


def test_a_bad_device_forbids_the_opening_and_stands_in_its_row() -> None:
    bad = tuple(replace(line, state=LineState.BAD) for line in SHEET.devices)
    text = said_of(replace(SHEET, devices=bad))
    assert "まだ受付を始められません。" in text
    assert "異常" in text
    assert (
        text.index("足りないもの")
        < text.index("このままでは始められない")
        < text.index("従事者氏名")
    )


def test_what_the_doctor_finds_here_and_a_hundred_long_names_fit(tmp_path: Path) -> None:
    findings = run_checks(DoctorContext(data_folder=tmp_path, is_set_up=True))
    crowd = tuple(somebody(n, name=PersonName(f"{n}" + "A" * 100)) for n in range(10, 110))
    sheet = replace(
        SHEET,
        devices=device_lines(findings),
        people=crowd,
        present=tuple(one.id for one in crowd),
    )
    text, pages = read(readiness_report(sheet))
    assert pages > 2
    assert all(f"{n}AAAA" in text.replace("\u200b", "") for n in range(10, 110))


def test_the_paper_is_an_archive_pdf_and_comes_out_the_same() -> None:
    pdf = readiness_report(SHEET)
    assert pdf == readiness_report(SHEET)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


@pytest.mark.parametrize("training", [True, False])
def test_training_is_written_on_the_paper_and_only_then(training: bool) -> None:
    assert ("【研修】" in said_of(replace(SHEET, training=training))) is training
