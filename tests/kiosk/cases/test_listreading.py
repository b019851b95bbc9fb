"""Rows of a list: every cell is read, or named; nothing is guessed and nothing raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.csvrows import Row, is_blank, read_csv
from kiosk.cases.days import parse_day
from kiosk.cases.hashing import hash_number
from kiosk.cases.headings import find_headings
from kiosk.cases.listreading import read_rows, reason_of
from kiosk.cases.receipts import parse_receipt
from kiosk.cases.rows import MOST_ROWS, Column, DefectList, RowTroubleKind
from kiosk.cases.telling import tell_trouble
from kiosk.cases.wording import parse_words
from kiosk.domain.case import DefectReason
from kiosk.errors import FieldError
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import KEY, number, place

# CP932 has these twice and gives back the other one; that is no matter of rows.
LETTERS = st.characters(codec="cp932", exclude_characters="¢£¬‖−〜\x80\xa0")
HEAD = "申請書ID,氏名,受付番号,受付日,不備内容,通知日,回答期限"


def listed(
    *lines: str, head: str = HEAD, wanted: dict[Column, str] | None = None, encoding: str = "utf-8"
) -> DefectList:
    content = "\r\n".join([head, *lines]).encode(encoding)
    return read_rows(read_csv(content), key=KEY, wanted=wanted or {}, sha256="")


def wrong(told: DefectList) -> list[tuple[int, str, RowTroubleKind, bool]]:
    return [(one.row, one.column, one.kind, one.taken) for one in told.troubles]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_row_is_read_from_what_city_offices_send(encoding: str) -> None:
    told = listed(
        f'{number(7)},髙橋 研修,KENSHU1-0007,R8.11.24,"写真の背景に影、再撮影",'
        "令和8年12月1日(火),2026/12/20 17:00",
        encoding=encoding,
    )
    (row,) = told.rows
    assert not told.troubles
    assert row.number_hash == hash_number(KEY, number(7))
    assert row.receipt == place(7).receipt
    assert (row.business_date, row.noticed) == (date(2026, 11, 24), date(2026, 12, 1))
    assert (row.reply_by, row.row) == (date(2026, 12, 20), 2)
    assert (row.words, row.reason) == ("写真の背景に影、再撮影", DefectReason.PHOTO)


def test_names_and_numbers_of_people_are_kept_nowhere() -> None:
    told = listed(f"{number(7)},研修 花子,KENSHU1-0007,,写真,,")
    assert "花子" not in repr(told)
    assert number(7) not in repr(told)


@pytest.mark.parametrize(
    ("cells", "kind", "taken"),
    [
        ("123,,,,写真,,", RowTroubleKind.FORM_ID, False),
        ("123456789018,,,,写真,,", RowTroubleKind.FORM_ID_CARD_BACK, False),
        ("9.999E+22,,,,写真,,", RowTroubleKind.FORM_ID_ROUNDED, False),
        ("99990000111122200000000,,,,写真,,", RowTroubleKind.FORM_ID_ROUNDED, False),
        ("9.999E+22,,KENSHU1-0007,,写真,,", RowTroubleKind.FORM_ID_ROUNDED, True),
        (f"{number(7)},,7番,,写真,,", RowTroubleKind.RECEIPT, True),
        (f"{number(7)},,,来週,写真,,", RowTroubleKind.DATE, True),
        (f"{number(7)},,,2026-11,写真,,", RowTroubleKind.DATE, True),
        (f"{number(7)},,,,背景\u202e写真,,", RowTroubleKind.WORDS, True),
        (f"{number(7)},,,,背景\x00,,", RowTroubleKind.WORDS, True),
        (f"{number(7)},,,,{'長' * 501},,", RowTroubleKind.WORDS_TOO_LONG, True),
        (f"{number(7)},,,,{'x' * 1_000_000},,", RowTroubleKind.WORDS_TOO_LONG, True),
        (f"{number(7)},,,,番号 1234 5678 9018,,", RowTroubleKind.WORDS_NUMBER, True),
        ('99,,,,"写真"の,,', RowTroubleKind.OPEN_QUOTE, True),
        (",研修 花子,,,写真,,", RowTroubleKind.NO_NUMBER, False),
        ("合計,,,,1件,,", RowTroubleKind.FORM_ID, False),
    ],
)
def test_a_bad_cell_is_named_and_the_good_ones_are_kept(
    cells: str, kind: RowTroubleKind, taken: bool
) -> None:
    cells = (
        cells.replace("99,,,", f"{number(7)},,,") if kind is RowTroubleKind.OPEN_QUOTE else cells
    )
    told = listed(cells, f"{number(8)},,,,写真,,")
    assert [(row, at, sure) for row, _, at, sure in wrong(told)] == [(2, kind, taken)]
    assert [row.row for row in told.rows] == ([2, 3] if taken else [3])
    for language in (Language.JA, Language.EN):
        said = tell_trouble(told.troubles[0], catalogue(language))
        assert "2" in said
        assert cells[:12] not in said


def test_bytes_that_are_no_letters_are_named_by_row_and_never_become_question_marks() -> None:
    good, bad = "写真の背景".encode("cp932"), b"\x81\xff\x90"
    lines = [HEAD.encode("cp932")]
    lines += [b"%s,,,,%s,," % (number(at).encode(), bad if at == 3 else good) for at in range(6)]
    told = read_rows(read_csv(b"\r\n".join(lines)), key=KEY, wanted={}, sha256="")
    assert wrong(told) == [(5, "不備内容", RowTroubleKind.UNDECODABLE, True)]
    assert [row.words for row in told.rows] == ["写真の背景"] * 3 + [""] + ["写真の背景"] * 2


@pytest.mark.parametrize("letter", [b"\x80", b"\xa0", b"\xfd", b"\xf0\x40"])
def test_bytes_to_which_only_python_gives_a_meaning_are_not_letters(letter: bytes) -> None:
    head = "申請書ID,不備内容\r\n".encode("cp932")
    (row,) = read_csv(head + b"1," + letter)[1:]
    assert row[1].trouble is RowTroubleKind.UNDECODABLE


def test_utf8_with_its_mark_is_never_read_as_something_else() -> None:
    rows = read_csv(b"\xef\xbb\xbf" + "申請書ID,写真".encode() + b"\r\n1,\x8e\xca")
    assert rows[0][0].text == "申請書ID"
    assert rows[1][1].trouble is RowTroubleKind.UNDECODABLE


def test_headings_are_found_below_a_title_and_by_other_words() -> None:
    told = listed(
        "申請書ID 不備一覧,,",
        "No.,申請書ＩＤ（23桁）,不備事項",
        f"1,{number(7)},氏名の相違",
        head="令和8年度,,",
    )
    assert [row.reason for row in told.rows] == [DefectReason.NAME]
    assert dict(told.columns)[Column.FORM_ID] == "申請書ＩＤ（23桁）"
    assert told.rows[0].row == 4


def test_two_headings_of_one_meaning_ask_which() -> None:
    head = "申請書ID,申請書ID,内容"
    assert [one[2] for one in wrong(listed("1,2,x", head=head))] == [RowTroubleKind.COLUMN_TWICE]
    assert [one[2] for one in wrong(listed("1,2", head="氏名,住所"))] == [
        RowTroubleKind.NO_HEADINGS
    ]


def test_a_person_may_say_which_heading_is_which() -> None:
    head, cells = "番号A,番号B,内容", f"1,{number(7)},写真"
    wanted = {Column.FORM_ID: "番号B"}
    assert len(listed(cells, head=head, wanted=wanted).rows) == 1
    missing = listed(cells, head=head, wanted={Column.FORM_ID: "番号B", Column.REASON: "無い"})
    assert wrong(missing) == [(1, "無い", RowTroubleKind.COLUMN_MISSING, False)]


def test_what_is_not_read_is_said() -> None:
    told = listed(*[f"{number(at)},,,,写真,," for at in range(MOST_ROWS + 5)])
    assert len(told.rows) == MOST_ROWS - 1
    assert told.troubles[-1].kind is RowTroubleKind.TOO_MANY_ROWS
    gaps = listed("\r\n" * (MOST_ROWS + 5), f"{number(1)},,,,写真,,")
    assert gaps.troubles[-1].kind is RowTroubleKind.TOO_MANY_ROWS
    assert not listed("\r\n" * (MOST_ROWS + 5)).troubles


def decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


@given(
    st.lists(
        st.lists(st.text(LETTERS, max_size=12), min_size=2, max_size=6),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["utf-8", "cp932"]),
)
def test_quoted_cells_come_back_as_they_were(table: list[list[str]], encoding: str) -> None:
    quoted = "\r\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table
    )
    content = quoted.encode(encoding)
    if encoding == "cp932" and decodes(content, "utf-8"):
        return  # the same bytes are good UTF-8 as well, which comes first
    for read, row in zip(read_csv(content), table, strict=True):
        for cell, told in zip(read, row, strict=True):
            assert cell.trouble is not None or cell.text == told


def accounted(rows: list[Row]) -> DefectList:
    """Return what was read after checking that every row is read, is named, or says nothing."""
    told = read_rows(rows, key=KEY, wanted={}, sha256="")
    heading, _, unclear = find_headings(rows, {})
    if unclear:
        assert (told.rows, told.troubles) == ((), unclear)
        return told
    read = [row.row or 0 for row in told.rows]
    left = {one.row for one in told.troubles if not one.taken}
    assert {one.row for one in told.troubles if one.taken} <= set(read)
    speaking = {at for at, row in enumerate(rows, 1) if at > heading + 1 and not is_blank(row)}
    assert sorted([*read, *left]) == sorted(speaking)  # none twice, and none in silence
    return told


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_it_raise(noise: bytes) -> None:
    accounted(read_csv(noise))
    accounted(read_csv(HEAD.encode() + b"\n" + noise))


GOOD_LINES = st.integers(1, 99).map(lambda at: f"{number(at)},,,,photo,,".encode())
NOISE = st.binary(max_size=60) | st.sampled_from([b"", b",,,,", b'"', b",,,,,,,,x", b"\x81,1"])


@given(
    st.lists(GOOD_LINES, max_size=6),
    st.lists(GOOD_LINES | NOISE, max_size=12),
    st.sampled_from([b"\n", b"\r\n"]),
)
def test_noise_costs_no_row_before_it_and_leaves_none_unexplained(
    good: list[bytes], noise: list[bytes], end: bytes
) -> None:
    head = b"\n".join([HEAD.encode("utf-8-sig"), *good])  # else noise may outvote the letters
    told = accounted(read_csv(head + b"\n" + end.join(noise)))
    assert [row.row for row in told.rows][: len(good)] == [*range(2, 2 + len(good))]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("顔写真が不鮮明", DefectReason.PHOTO),
        ("住所が住民票と相違", DefectReason.ADDRESS),
        ("二重申請", DefectReason.TWICE),
        ("生年月日相違", DefectReason.BIRTH_DATE),
        ("その他", DefectReason.OTHER),
    ],
)
def test_the_citys_words_are_sorted_into_kinds(words: str, reason: DefectReason) -> None:
    assert reason_of(words) is reason


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("R8.12.1", date(2026, 12, 1)),
        ("令和9年1月8日（金）", date(2027, 1, 8)),
        ("2026/12/01 9:05", date(2026, 12, 1)),
        ("2026-12-01T00:00:00", date(2026, 12, 1)),
    ],
)
def test_days_are_read_as_offices_write_them(typed: str, day: date) -> None:
    assert parse_day("noticed", typed) == day


@pytest.mark.parametrize("typed", ["", "12/1", "2026-13-01", "R8.12", "令和8年", "x" * 100])
def test_half_a_day_is_no_day(typed: str) -> None:
    with pytest.raises(FieldError):
        parse_day("noticed", typed)


def test_a_receipt_number_is_read_as_people_copy_it() -> None:
    assert parse_receipt(" ｋｅｎｓｈｕ１－０００７ ") == place(7).receipt
    for typed in ("KENSHU1", "KENSHU1-0000", "KENSHU1-7", "K-0001", "x" * 50):
        with pytest.raises(FieldError):
            parse_receipt(typed)


def test_words_of_staff_keep_their_lines_and_no_numbers() -> None:
    assert parse_words("words", " 一行目\r\n\r\n=二行目 \n") == "一行目\n\n=二行目"
    for typed in ("", " \n ", "1234-5678-9018", "a\u202eb", "a\x00", "x" * 4_001, "x" * 1_000_000):
        with pytest.raises(FieldError):
            parse_words("words", typed)
