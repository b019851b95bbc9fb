"""誓約書 can be signed by anybody, and the lists name everybody once, however long the name."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from kiosk.documents.pledges import (
    ListOfPeople,
    pledge_form,
    pledge_register,
    staff_list,
    write_staff_table,
)
from kiosk.documents.typesetting import typeset_pictures
from kiosk.domain.names import PersonName
from kiosk.domain.person import Person
from tests.kiosk.contract.folk import ANNA, AT, GENERAL, MANAGER, PEOPLE, somebody
from tests.kiosk.documents.test_papers import read, settled

Paper = Callable[[ListOfPeople], bytes]
LISTED = ListOfPeople(people=PEOPLE, made_at=AT, training=True, program="0.1.0")
NAMES = ["髙橋 﨑子", "𠮷野 太郎", "葛\U000e0100城 花子", "NGUYEN THI ANH", "A" * 120, "あ" * 120]


def of(*people: Person) -> ListOfPeople:
    return replace(LISTED, people=people)


@pytest.mark.parametrize("paper", [staff_list, pledge_register])
def test_a_hundred_people_are_each_named_once_over_the_pages(paper: Paper) -> None:
    crowd = tuple(somebody(n, name=f"研修 第{n}番の人") for n in range(1, 101))
    text, pages = read(paper(of(*crowd)))
    assert pages > 1
    assert all(text.count(f"第{n}番の人") == 1 for n in range(1, 101))
    assert "100人" in text


@pytest.mark.parametrize("paper", [staff_list, pledge_register])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_kind_stands_whole_in_the_list(paper: Paper, name: str) -> None:
    text, pages = read(paper(of(replace(ANNA, name=PersonName(name)), GENERAL)))
    assert settled(name) in text.replace("\u200b", "")
    assert pages == 1


@pytest.mark.parametrize("name", ["A" * 120, "あ" * 120])
def test_a_long_name_stays_within_the_margin(name: str) -> None:
    fields = {
        "number": "P-001",
        "name": name,
        "role": "業務従事者",
        "addressee": name,
        "training": False,
        "undrawn": [],
    }
    (page,) = typeset_pictures("pledge", fields, made_at=AT)
    picture = Image.open(io.BytesIO(page)).convert("L")
    edge = picture.crop((picture.width - 200, 0, picture.width, picture.height))
    assert edge.getextrema() == (255, 255)


def test_the_pledge_register_keeps_those_who_left_and_the_staff_list_does_not() -> None:
    gone = replace(ANNA, left=date(2026, 10, 1))
    listed = of(GENERAL, MANAGER, gone)
    assert "研修従事3" in read(pledge_register(listed))[0]
    assert "R8.10.1" in read(pledge_register(listed))[0]
    assert "研修従事3" not in read(staff_list(listed))[0]
    assert "2人(総括責任者1人、現場管理責任者1人、業務従事者0人)" in read(staff_list(listed))[0]


def test_who_did_not_pledge_is_said_in_words() -> None:
    text, _ = read(pledge_register(of(GENERAL, replace(ANNA, pledge=None))))
    assert "誓約書なし" in text
    assert "2人(うち誓約書を提出した方1人)" in text
    assert "誓約書なし" not in read(pledge_register(LISTED))[0]


def test_the_staff_list_says_until_when_a_training_carries_and_who_may_work() -> None:
    text, _ = read(staff_list(of(GENERAL, replace(ANNA, trainings=()))))
    assert "R8.6.2(R9.6.2まで)" in text
    assert text.count("従事できます") == 1
    assert "業務研修なし" in text
    assert "情報セキュリティ研修なし" in text


def test_the_general_manager_comes_first() -> None:
    text, _ = read(staff_list(of(ANNA, MANAGER, GENERAL)))
    assert text.index("研修総括") < text.index("研修現場") < text.index("研修従事3")


def test_an_empty_register_is_said_as_such() -> None:
    assert "登録されている従事者はいません" in read(staff_list(of()))[0]
    assert "登録されている従事者はいません" in read(pledge_register(of()))[0]


@pytest.mark.parametrize(
    "said",
    [
        "いかなる理由があっても他に漏らしません",
        "本業務が終わった後も",
        "特定個人情報を含む個人情報の取扱特記事項",
        "署名(自署)",
        "番号法第48条・第49条",
    ],
)
def test_the_form_says_what_is_pledged_on_one_page(said: str) -> None:
    for person in (None, ANNA, replace(ANNA, name=PersonName("A" * 120))):
        text, pages = read(pledge_form(person, made_at=AT))
        assert said in text
        assert pages == 1


def test_the_blank_form_names_nobody_and_the_printed_one_its_person() -> None:
    assert "業務従事者" not in read(pledge_form(None, made_at=AT))[0]
    text, _ = read(pledge_form(ANNA, made_at=AT, addressee="研修株式会社"))
    assert "研修従事3" in text
    assert "業務従事者" in text
    assert "研修株式会社様" in text


@pytest.mark.parametrize("training", [True, False])
def test_training_is_written_on_the_papers_and_only_then(training: bool) -> None:
    listed = replace(LISTED, training=training)
    for pdf in (
        staff_list(listed),
        pledge_register(listed),
        pledge_form(None, made_at=AT, training=training),
    ):
        assert ("【研修】" in read(pdf)[0]) is training


def test_the_papers_are_archive_pdfs_that_can_be_read_aloud_and_come_out_the_same() -> None:
    for pdf in (staff_list(LISTED), pledge_register(LISTED), pledge_form(ANNA, made_at=AT)):
        assert b"pdfaid:part" in pdf
        assert b"pdfuaid:part" in pdf
        assert b"/FontFile" in pdf
    assert staff_list(LISTED) == staff_list(LISTED)


def test_what_people_typed_is_text_and_never_markup() -> None:
    name = '#panic("x") *研修* $x$ "\\'
    text, _ = read(staff_list(of(replace(ANNA, name=PersonName(name)))))
    assert settled(name) in text


def test_the_table_holds_everybody_as_text(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    formula = replace(ANNA, name=PersonName("=1+1"), left=date(2026, 10, 1))
    assert write_staff_table(path, of(formula, GENERAL, MANAGER)) == []
    book = openpyxl.load_workbook(path)
    rows = list(book["従事者名簿"].iter_rows())
    assert [[cell.value for cell in row][:4] for row in rows] == [
        ["番号", "氏名", "フリガナ", "役割"],
        ["P-001", "研修 総括", "ケンシュウ ジュウジ", "総括責任者"],
        ["P-002", "研修 現場", "ケンシュウ ジュウジ", "現場管理責任者"],
        ["P-003", "=1+1", "ケンシュウ ジュウジ", "業務従事者"],
    ]
    assert rows[3][1].data_type == "s"
    assert [cell.value for cell in rows[1]][4:] == [
        *("2026-06-10", "2026-06-01", "2026-06-02", "2027-06-02", "2026-06-01", None),
        "従事できます",
    ]
    assert rows[3][9].value == "2026-10-01"
    assert rows[3][10].value == "従事終了"
