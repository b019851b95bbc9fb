"""Which of today's records is found by what is typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.dates import BirthDate, Era, Known, parse_birth_date
from kiosk.domain.numbers import FormId
from kiosk.domain.record import RecordLine
from kiosk.workflow.recordsearch import find
from tests.ui.corrections import line, many

TODAY = date(2026, 11, 28)
HANAKO, JIRO, NOBODY = line(1), line(12), line(123)


def born(text: str) -> RecordLine:
    return line(1, birth_date=parse_birth_date(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("SHIMO01-0012", 12),
        ("shimo01-0012", 12),
        ("ＳＨＩＭＯ０１－００１２", 12),
        ("12", 12),
        ("0012", 12),
        (" 1 ", 1),
    ],
)
def test_a_receipt_number_finds_its_record_alone(text: str, number: int) -> None:
    (found,) = find((HANAKO, JIRO, NOBODY), text, today=TODAY)
    assert found.number.number == number


@pytest.mark.parametrize(
    "text", ["S25.3.4", "昭和25年3月4日", "1950-03-04", "昭和25年3月", "1950年"]
)
def test_a_birth_date_is_found_however_it_is_written(text: str) -> None:
    other = born("S25.4.4")
    found = find((HANAKO, other), text, today=TODAY)
    assert HANAKO in found
    assert (other in found) is (text == "1950年")


def test_the_day_on_which_two_eras_met_is_found_in_both() -> None:
    day = date(1926, 12, 25)
    both = tuple(
        line(n, birth_date=BirthDate(day, era)) for n, era in enumerate(Era, 1) if era in "TS"
    )
    assert find(both, "T15.12.25", today=TODAY) == both
    assert find(both, "1926-12-25", today=TODAY) == both


def test_who_has_no_day_on_the_paper_is_found_by_the_month_and_not_by_its_first_day() -> None:
    month = born("昭和25年3月")
    assert month.birth_date.known is Known.MONTH
    assert find((month,), "1950年3月", today=TODAY) == (month,)
    assert find((month,), "1950-03-01", today=TODAY) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [("けんしゅう", True), ("ケンシュウ ハ", True), ("けんしゅう た", False), ("はなこ", False)],
)
def test_a_reading_is_found_by_how_it_begins(text: str, found: bool) -> None:
    assert bool(find((HANAKO,), text, today=TODAY)) is found


def test_a_reading_that_is_also_the_word_for_a_service_is_a_reading() -> None:
    shinsei = line(4, kana="シンセイ ハナ")
    assert find((HANAKO, shinsei), "しんせい", today=TODAY) == (shinsei,)


def test_an_application_id_finds_who_has_it() -> None:
    other = line(5, form_id=FormId("99990000000000000000025"))
    assert find((HANAKO, other), "9999 0000 0000 0000 0000 025", today=TODAY) == (other,)


def test_nothing_typed_shows_all_in_their_order() -> None:
    every = many(300)
    assert find(every, "  ", today=TODAY) == every


@given(st.text(max_size=80))
def test_whatever_is_typed_it_answers(text: str) -> None:
    every = (HANAKO, JIRO)
    assert set(find(every, text, today=TODAY)) <= set(every)
