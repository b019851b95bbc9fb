"""What holds for every number; the single hard cases are in tests/cases.py."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbers import (
    check_digit,
    grouped,
    parse_form_id,
    parse_individual_number,
    parse_phone,
    parse_postal_code,
)
from kiosk.errors import FieldError
from tests.kiosk.domain.outcomes import outcome

TRAINING_ID = "99990000111122223333444"  # 研修: invented


def test_a_form_id_of_23_digits_is_kept_as_it_is() -> None:
    assert parse_form_id(TRAINING_ID) == TRAINING_ID


def test_it_is_read_aloud_in_groups_of_four() -> None:
    assert grouped(parse_form_id(TRAINING_ID)) == "9999 0000 1111 2222 3333 444"


@given(st.text(max_size=60))
def test_any_text_is_either_23_ascii_digits_or_refused(text: str) -> None:
    try:
        number = parse_form_id(text)
    except FieldError:
        return
    assert len(number) == 23
    assert set(number) <= set("0123456789")


@pytest.mark.parametrize("number", ["621498320257", "983205673214", "123456789018"])
def test_the_published_examples_of_the_check_digit_hold(number: str) -> None:
    assert parse_individual_number(number) == number


@pytest.mark.parametrize(
    ("eleven", "digit"), [("12345678905", 0), ("12345678900", 0), ("62149832025", 7)]
)
def test_the_remainders_0_and_1_give_the_digit_0(eleven: str, digit: int) -> None:
    assert check_digit(eleven) == digit


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 9))
def test_of_ten_last_digits_one_is_right(eleven: str, digit: int) -> None:
    number = outcome(lambda: parse_individual_number(f"{eleven}{digit}"))
    if isinstance(number, FieldError):
        assert number.reason == "individual_number_check"
        assert digit != check_digit(eleven) or len(set(eleven)) == 1
        assert eleven not in str(number)
        return
    assert int(number[-1]) == check_digit(eleven)


@given(st.text(max_size=60), st.sampled_from([parse_individual_number, parse_postal_code]))
def test_any_other_number_is_ascii_digits_or_refused(text: str, parse: type) -> None:
    try:
        number = parse(text)
    except FieldError:
        return
    assert re.fullmatch("[0-9]{7}|[0-9]{12}", str(number))


@given(st.text(max_size=60))
def test_any_telephone_number_can_be_dialled_or_is_refused(text: str) -> None:
    try:
        phone = parse_phone(text)
    except FieldError:
        return
    assert re.fullmatch(r"\+?[0-9()-]{9,}", phone)


def test_a_paste_of_a_megabyte_is_refused_everywhere() -> None:
    for parse in (parse_form_id, parse_individual_number, parse_postal_code, parse_phone):
        with pytest.raises(FieldError):
            parse("1" * 1_000_000)


def test_a_representatives_telephone_is_refused_by_its_own_name() -> None:
    with pytest.raises(FieldError) as caught:
        parse_phone("-", field="representative_phone")
    assert (caught.value.field, caught.value.reason) == ("representative_phone", "required")
