"""The city's list of 不備 in the window: shown first, all of it written or nothing."""

from pathlib import Path

from kiosk.domain.case import Defect, Found
from kiosk.officeports import OfficeBook
from tests.kiosk.workflow.contract.test_defectwork import batch, listed, number, row
from tests.ui.office.acts import Files
from tests.ui.office.keys import Make, enter, seen
from ui.hands import Hands
from ui.office.cases import CasesPage
from ui.office.importing import MOST_LISTED
from ui.office.window import OfficeWindow


def cases(window: OfficeWindow) -> CasesPage:
    page = window.page
    assert isinstance(page, CasesPage)
    return page


def looking(window: OfficeWindow, files: Files, path: Path) -> Hands:
    files.defects = path
    hands = enter(window)
    hands.press("F4")
    hands.press("L")
    return hands


def defects(book: OfficeBook) -> tuple[Defect, ...]:
    return book.read().entries(Defect)


def test_a_list_says_what_it_would_do_before_anything_is_written(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    rows = [row(1), row(2), row(1), ("123", *row(3)[1:])]
    window = make()
    hands = looking(window, files, listed(tmp_path / "不備.csv", rows))
    words = seen(window)
    for told in (
        "不備.csv：3 行のうち、新しい不備 2 件、記録済み 0 件、一覧の中の重複 1 件",
        "「申請書ID」→申請書ID",
        "5行目「申請書ID」：申請書IDは数字23桁です。（取り込んでいません）",
        "4行目は2行目と同じ",
        "2行目：顔写真（申請は未照合）",
        "一括データとはまだ照合していません",
    ):
        assert told in words
    assert number(1) not in words
    assert defects(book) == ()
    hands.press("Enter")
    assert len(defects(book)) == 2
    assert cases(window).work is None
    assert "不備の案件を 2 件開きました" in seen(window)
    hands.press("L")
    assert "もう案件があるもの 3 件" in seen(window)
    hands.press("Enter")
    assert len(defects(book)) == 2


def test_the_form_of_one_takes_a_list_too_as_long_as_nothing_is_typed(
    make: Make, files: Files, tmp_path: Path
) -> None:
    files.defects = listed(tmp_path / "list.csv", [row(1)])
    window = make(scale=2.0)
    hands = enter(window)
    for key in ("F4", "F", "1", "F8"):
        hands.press(key)
    assert cases(window).work is cases(window).defect
    for key in ("Esc", "Y", "F", "F8"):
        hands.press(key)
    assert cases(window).work is cases(window).importing
    assert "新しい不備 1 件" in seen(window)


def test_letters_that_cannot_be_read_are_listed_by_row_and_never_replaced(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    path = listed(tmp_path / "gaiji.csv", [row(1), row(2, reason="写真＊不鮮明")], "cp932")
    path.write_bytes(path.read_bytes().replace("＊".encode("cp932"), b"\xf0\x40"))
    window = make()
    hands = looking(window, files, path)
    assert "3行目「不備内容」：文字として読めないバイトか外字があります" in seen(window)
    hands.press("Enter")
    assert not any("?" in one.words or "\ufffd" in one.words for one in defects(book))


def test_opened_batches_are_added_one_by_one(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    window = make()
    hands = looking(window, files, listed(tmp_path / "list.csv", [row(1), row(2)]))
    files.batch = batch(tmp_path / "B1", [number(1)])
    hands.press("B")
    assert "照合（B1）：申請が見つかった 1 件、決められない 0 件、見つからない 1 件" in seen(window)
    files.batch = batch(tmp_path / "B2", [number(2)])
    hands.press("B")
    assert "照合（B1、B2）：申請が見つかった 2 件" in seen(window)
    hands.press("Enter")
    assert [type(one.match) for one in defects(book)] == [Found, Found]


def test_a_folder_that_is_no_opened_batch_is_refused_and_what_was_read_stays(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    window = make()
    hands = looking(window, files, listed(tmp_path / "list.csv", [row(1)]))
    files.batch = tmp_path
    hands.press("B")
    words = seen(window)
    assert tmp_path.name in words
    assert "新しい不備 1 件" in words
    hands.press("Enter")
    assert len(defects(book)) == 1


def test_unusual_headings_are_named_and_the_list_is_read_anew(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"整理ID,備考\n{number(1)},写真が不鮮明\n", encoding="utf-8")
    window = make()
    hands = looking(window, files, path)
    assert "見出しが見つかりません" in seen(window)
    hands.press("H")
    hands.write("整理ID")
    for _ in range(3):
        hands.press("Enter")
    hands.write("備考")
    hands.press("Ctrl+Enter")
    words = seen(window)
    assert "「整理ID」→申請書ID、「備考」→不備の内容" in words
    assert "2行目：顔写真" in words
    hands.press("H")
    hands.press("Esc")
    assert cases(window).work is cases(window).importing
    hands.press("H")
    hands.press("Ctrl+Enter")  # what was named before stands there
    assert "新しい不備 1 件" in seen(window)
    hands.press("Enter")
    assert len(defects(book)) == 1


def test_a_long_list_is_told_in_part_and_taken_in_whole(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    window = make()
    wrong = [("123", *row(at)[1:]) for at in range(90)]
    path = listed(tmp_path / "long.csv", [*(row(at) for at in range(1, 201)), *wrong])
    hands = looking(window, files, path)
    words = seen(window)
    assert f"ほか {200 - MOST_LISTED} 件" in words
    assert f"ほか {90 - MOST_LISTED} 件" in words
    assert words.count("数字23桁です。（取り込んでいません）") == MOST_LISTED
    assert words.count("（申請は未照合）") == MOST_LISTED
    hands.press("Enter")
    assert len(defects(book)) == 200
    assert "不備の案件を 200 件開きました" in seen(window)


def test_a_file_that_is_no_list_cannot_be_taken_in(
    make: Make, files: Files, book: OfficeBook, tmp_path: Path
) -> None:
    path = tmp_path / "photo.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    window = make()
    hands = looking(window, files, path)
    assert "表として読めません" in seen(window)
    hands.press("Enter")
    assert cases(window).work is cases(window).importing
    hands.press("Esc")
    assert cases(window).work is None
    assert defects(book) == ()


def test_a_list_that_was_put_away_does_not_come_back_by_itself(
    make: Make, files: Files, tmp_path: Path
) -> None:
    window = make()
    hands = looking(window, files, listed(tmp_path / "list.csv", [row(1)]))
    hands.press("F1")
    hands.press("F4")
    assert cases(window).work is cases(window).importing
    for key in ("Esc", "F1", "F4"):
        hands.press(key)
    assert cases(window).work is None
    hands.press("L")
    assert cases(window).work is cases(window).importing


def test_a_file_that_went_away_is_told_in_words(make: Make, files: Files, tmp_path: Path) -> None:
    window = make()
    looking(window, files, tmp_path / "gone.csv")
    assert "gone.csv" in seen(window)
    assert cases(window).work is None


def test_the_list_of_cases_is_exported_and_not_over_another_file(
    make: Make, files: Files, tmp_path: Path
) -> None:
    files.out = tmp_path / "cases.csv"
    window = make()
    hands = enter(window)
    hands.press("F4")
    hands.press("X")
    assert "案件 2 件を cases.csv に書き出しました" in seen(window)
    before = files.out.read_bytes()
    assert b"C-HQ-20261120-001" in before
    hands.press("X")
    assert files.out.read_bytes() == before
    assert "cases.csv" in seen(window)
