"""Reports and papers of the open book by keyboard alone: what they would hold, what they hold."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.domain.event import EventStatus
from kiosk.officeports import OfficeBook
from kiosk.paths import resources
from kiosk.workflow.contract.paperwork import PaperKind
from tests.ui.office.acts import Files, visit
from tests.ui.office.keys import COMPLAINT, INCIDENT, PAST, Make, enter, fill
from tests.ui.office.papers import (
    DAILY_PDF,
    answer,
    counted,
    form_of,
    go_to,
    keep,
    names,
    open_page,
    opened,
    read_pdf,
    told,
    venue,
)
from ui.office.cases import CasesPage
from ui.office.reportsform import PaperWork
from ui.office.reportswritten import WrittenWork


def test_the_last_day_with_numbers_becomes_a_report_without_leaving_the_keyboard(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder = tmp_path / "out"
    window = make()
    hands = enter(window)
    page = open_page(window, hands)
    assert "研修モール12人" in told(window)
    hands.press("Enter")
    go_to(hands, window, "doc_weather")
    hands.write("晴れのち曇り")
    hands.press("Ctrl+Enter")
    assert names(files.folder) == ["nichiji-20261117-E-1.pdf", DAILY_PDF]
    text = read_pdf(files.folder / DAILY_PDF)
    assert "晴れのち曇り" in text
    assert "申請数12" in text
    assert isinstance(page.work, WrittenWork)
    assert DAILY_PDF in told(window)
    hands.press("Enter")
    assert not opened(window)
    assert "に書き出しました(out)" in told(window).replace("（", "(").replace("）", ")")


def test_a_day_with_a_hole_is_told_before_it_is_sent(make: Make, book: OfficeBook) -> None:
    keep(book, venue(stations=("KENSHU1", "KENSHU2")), counted(venue()))
    window = make()
    hands = enter(window)
    open_page(window, hands)
    said = told(window)
    assert "（研修）苑E-1：数字がどの端末からも届いていません。" in said
    assert "研修モール：端末KENSHU2の数字がありません。" in said
    hands.press("Enter")
    fill(hands, "12月9日")
    assert "この日の実施は計画にありません。" in told(window)


def test_a_month_says_how_many_events_are_without_numbers(make: Make, book: OfficeBook) -> None:
    stray = counted(venue(on=date(2026, 11, 18), id="E-0"))
    keep(book, venue(), counted(venue()), stray)
    window = make()
    hands = enter(window)
    open_page(window, hands, PaperKind.MONTHLY)
    hands.press("Enter")
    assert form_of(window).form.values()["doc_month"] == "令和8年10月"
    fill(hands, "R8.11")
    said = told(window)
    assert "実施1回・申請者12人・数字なし1回・合わない数字1件" in said
    assert "実施E-0は計画にありません。12件は合計に含めていません。" in said
    hands.press("Esc")
    hands.press("Y")
    assert not opened(window)


def test_nothing_is_replaced_and_nothing_typed_is_lost(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder = tmp_path / "out"
    files.folder.mkdir()
    (files.folder / DAILY_PDF).write_bytes(b"sent to the city")
    window = make()
    hands = enter(window)
    open_page(window, hands)
    hands.press("Enter")
    go_to(hands, window, "doc_weather")
    hands.write("雪")
    hands.press("Ctrl+Enter")
    assert "何も上書きしていません。" in told(window)
    assert form_of(window).form.values()["doc_weather"] == "雪"
    assert names(files.folder) == [DAILY_PDF]  # not even the other event's
    assert (files.folder / DAILY_PDF).read_bytes() == b"sent to the city"
    form_of(window).form.fields["doc_day"].widget.setFocus()
    fill(hands, "11月31日")
    hands.press("Ctrl+Enter")
    assert "何も上書きしていません。" not in told(window)  # it was another try
    fill(hands, "11月17日")
    files.folder = tmp_path / "another"
    hands.press("Ctrl+Enter")
    assert len(names(files.folder)) == 2


def test_a_folder_that_cannot_be_written_into_leaves_nothing_and_says_so(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    (tmp_path / "stick").write_bytes(b"a file, no folder")
    files.folder = tmp_path / "stick" / "out"
    window = make()
    hands = enter(window)
    page = open_page(window, hands)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    assert page.notice.isVisible()
    assert isinstance(page.work, PaperWork)
    assert not page.bar.primary.busy if page.bar.primary else False


def test_a_dialog_that_is_closed_writes_nothing(make: Make, book: OfficeBook) -> None:
    keep(book, venue(), counted(venue()))
    window = make()
    hands = enter(window)
    page = open_page(window, hands)
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    assert isinstance(page.work, PaperWork)
    assert not page.work.waiting
    assert page.snapshot.paper is None


def test_a_template_of_ones_own_is_used_and_a_broken_one_explained_by_line(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder, files.source = tmp_path / "out", tmp_path / "own"
    files.source.mkdir()
    template = files.source / "report_monthly.typ"
    shutil.copy(resources() / "templates" / "report_monthly.typ", template)
    lines = template.read_text(encoding="utf-8").splitlines()
    template.write_text("\n".join([*lines, "#f.there_is_none"]), encoding="utf-8")
    window = make()
    hands = enter(window)
    open_page(window, hands, PaperKind.MONTHLY)
    hands.press("Enter")
    fill(hands, "2026-11")
    go_to(hands, window, "doc_templates")
    hands.press("Ctrl+O")
    assert form_of(window).form.values()["doc_templates"] == str(files.source)
    hands.press("Ctrl+Enter")
    assert names(files.folder) == ["getsuji-202611.pdf"]
    said = told(window)
    assert f"{len(lines) + 1}行" in said
    assert "there_is_none" in said
    assert "標準のひな形で作りました" in said


@pytest.mark.parametrize(
    ("kind", "field", "typed", "why"),
    [
        (PaperKind.MONTHLY, "doc_month", "13月", "月をR8.11や2026-11のように入れてください。"),
        (PaperKind.PERIOD, "doc_last", "R8.10.1", "初日より前です。"),
        (PaperKind.DAILY, "doc_remarks", "カード 123456789012", "番号"),
        (PaperKind.DAILY, "doc_templates", "/there/is/none", "このフォルダーは見つかりません。"),
        (PaperKind.PLEDGE_FORM, "doc_person", "研修 九子", "名簿にいません。"),
        (PaperKind.CASE_PAPERS, "doc_case", "-999", "この番号の案件はありません。"),
        (PaperKind.FLYER, "doc_contact", "", "入力"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(
    make: Make,
    files: Files,
    tmp_path: Path,
    *,
    kind: PaperKind,
    field: str,
    typed: str,
    why: str,
) -> None:
    files.folder = tmp_path / "out"
    window = make()
    hands = enter(window)
    open_page(window, hands, kind)
    hands.press("Enter")
    form_of(window).form.fields[field].widget.setFocus()
    fill(hands, typed)
    hands.press("Ctrl+Enter")
    assert answer(window, field).startswith("×")
    assert why in "".join(answer(window, field).split())
    assert names(files.folder) == []


def test_every_paper_of_the_list_can_be_written(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    coming = venue(date(2026, 12, 12), id="E-8", status=EventStatus.APPROVED)
    keep(book, venue(), counted(venue()), coming)
    window = make()
    hands = enter(window)
    for kind in PaperKind:
        files.folder = tmp_path / kind.value
        page = open_page(window, hands, kind)
        hands.press("Enter")
        if kind is PaperKind.FLYER:
            hands.write("研修窓口 000-0000-0000")
        hands.press("Ctrl+Enter")
        assert isinstance(page.work, WrittenWork), kind
        found = names(files.folder)
        assert found, kind
        assert all(one in told(window) for one in found), kind
        hands.press("Enter")
    assert names(tmp_path / "case_papers") == [
        f"hikitsugi-{INCIDENT}-20261124.pdf",
        f"jiko-{INCIDENT}-20261124.pdf",
    ]
    assert "研修モール" in read_pdf(tmp_path / "flyer" / "chirashi-20261124.pdf")
    assert "研修一郎" in read_pdf(tmp_path / "staff" / "meibo-20261124.pdf")
    assert "研修" in read_pdf(tmp_path / "pledge_form" / "seiyakusho-20261124.pdf")


def test_words_that_every_paper_asks_for_are_typed_once(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    keep(book, venue(), counted(venue()))
    files.folder = tmp_path / "out"
    window = make()
    hands = enter(window)
    open_page(window, hands)
    hands.press("Enter")
    go_to(hands, window, "doc_contractor")
    hands.write("研修サポート株式会社")
    hands.press("Ctrl+Enter")
    hands.press("Enter")
    open_page(window, hands, PaperKind.PERIOD)
    hands.press("Enter")
    assert form_of(window).form.values()["doc_contractor"] == "研修サポート株式会社"
    hands.press("Ctrl+Enter")
    pdf = next(files.folder.glob("kikan-*.pdf"))
    assert "研修サポート株式会社" in read_pdf(pdf)


def test_a_case_that_is_pointed_to_stands_in_the_form_and_its_end_is_enough(
    make: Make, files: Files, tmp_path: Path
) -> None:
    files.folder = tmp_path / "out"
    window = make()
    hands = enter(window)
    hands.press("F4")
    assert isinstance(window.page, CasesPage)
    window.page.desk.open_entry("reports", f"case_papers {COMPLAINT}")
    hands.press("Enter")
    assert form_of(window).form.values()["doc_case"] == COMPLAINT
    go_to(hands, window, "doc_case_paper")
    hands.press("1")
    hands.press("Ctrl+Enter")
    assert "事故ではありません" in answer(window, "doc_case")
    form_of(window).form.fields["doc_case"].widget.setFocus()
    fill(hands, "18-001")
    assert INCIDENT in answer(window, "doc_case")
    hands.press("Ctrl+Enter")
    assert names(files.folder) == [f"jiko-{INCIDENT}-20261124.pdf"]


def test_a_home_is_named_on_the_plan_only_where_somebody_says_so(
    make: Make, book: OfficeBook, files: Files, tmp_path: Path
) -> None:
    home = visit("E-7", date(2026, 12, 9))
    place = type(home.place)(
        name="研修 九子 宅", address="研修町 9-9", town_only="研修町", private_home=True
    )
    keep(book, visit("E-7", date(2026, 12, 9), place=place))
    window = make()
    hands = enter(window)
    for choice, named in (("1", False), ("2", True)):
        files.folder = tmp_path / choice
        open_page(window, hands, PaperKind.PLAN)
        hands.press("Enter")
        hands.press(choice)
        hands.press("Ctrl+Enter")
        text = read_pdf(files.folder / "keikaku-20261124.pdf")
        assert ("研修町9-9" in text) is named
        hands.press("Enter")


def test_a_form_outlives_a_turn_to_another_page(make: Make, book: OfficeBook) -> None:
    keep(book, venue(), counted(venue()))
    window = make()
    hands = enter(window)
    open_page(window, hands)
    hands.press("Enter")
    go_to(hands, window, "doc_weather")
    hands.write("霧")
    hands.press("F2")
    hands.press("F5")
    assert form_of(window).form.values()["doc_weather"] == "霧"
    first = form_of(window).form.fields["doc_day"].widget
    assert isinstance(first, QLineEdit)
    assert first.text() == f"令和8年{PAST.month}月{PAST.day}日"
