import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbers import grouped, parse_form_id
from kiosk.errors import FieldError

TRAINING_ID = "99990000111122223333444"  # 研修: invented


def test_a_form_id_of_23_digits_is_kept_as_it_is() -> None:
    assert parse_form_id(TRAINING_ID) == TRAINING_ID


@pytest.mark.parametrize(
    "typed",
    [
        "9999 0000 1111 2222 3333 444",
        "9999-0000-1111-2222-3333-444",
        "９９９９００００１１１１２２２２３３３３４４４",
        "9999―0000－1111ー2222−3333‐444\n",
    ],
)
def test_spaces_hyphens_and_full_width_digits_are_folded(typed: str) -> None:
    assert parse_form_id(typed) == TRAINING_ID


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "required"),
        ("   ", "required"),
        (TRAINING_ID[:-1], "form_id_digits"),
        (TRAINING_ID + "1", "form_id_digits"),
        ("1" * 23, "form_id_repeated"),
        ("9" * 12, "form_id_card_back"),
        ("九" * 23, "form_id_digits"),
        ("٣" * 23, "form_id_digits"),
        ("A" * 23, "form_id_digits"),
        ("1" * 1_000_000, "form_id_digits"),
    ],
)
def test_what_is_not_a_form_id_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_form_id(typed)
    assert caught.value.reason == reason
    assert typed.strip() == "" or typed not in str(caught.value)


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
