"""What holds for every name; the single hard cases are in tests/cases.py."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import (
    LONGEST_NAME,
    parse_address,
    parse_common_name,
    parse_kana,
    parse_line,
    parse_person_name,
)
from kiosk.errors import FieldError
from tests.kiosk.domain.outcomes import outcome

_BIDI_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(max_size=300))
def test_any_name_is_stored_as_typed_or_refused(text: str) -> None:
    name = outcome(lambda: parse_person_name(text))
    if isinstance(name, FieldError):
        assert name.field == "name"
        return
    assert name == text.strip()
    assert name.encode().decode() == name


@given(st.text(st.characters(categories=["Lo", "Lu", "Ll"]), min_size=1, max_size=LONGEST_NAME))
def test_letters_of_any_script_are_a_name(text: str) -> None:
    blank = "\u115f\u1160\u3164\uffa0"
    if text.strip(blank):
        assert parse_person_name(text) == text


def test_length_is_counted_in_code_points_not_in_utf_16() -> None:
    assert len(parse_person_name("𠮷" * LONGEST_NAME)) == LONGEST_NAME
    with pytest.raises(FieldError, match="too_long"):
        parse_person_name("𠮷" * (LONGEST_NAME + 1))


@pytest.mark.parametrize("mark", _BIDI_MARKS, ids=ascii)
def test_no_mark_turns_the_writing_round(mark: str) -> None:
    for parse in (parse_person_name, parse_address, parse_common_name):
        with pytest.raises(FieldError, match="control_characters"):
            parse(f"研{mark}修")


def test_every_private_character_is_told_apart_from_control_characters() -> None:
    for char in ("\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"):
        with pytest.raises(FieldError, match="private_character"):
            parse_line("officer", f"研{char}修", 10)


@given(st.text(max_size=60))
def test_any_reading_is_full_width_katakana_or_refused(text: str) -> None:
    try:
        kana = parse_kana(text)
    except FieldError:
        return
    assert all(char in "・ー " or "ァ" <= char <= "ヴ" for char in kana)
    assert parse_kana(kana) == kana
    assert unicodedata.is_normalized("NFC", kana)


@given(
    st.text(st.sampled_from("ァアィイゥウェエォオッツャヤュユョヨヮワジヂズヅブヴー"), min_size=1)
)
def test_no_legal_letter_of_a_reading_is_exchanged_for_another(text: str) -> None:
    if len(text) <= LONGEST_NAME:
        assert parse_kana(text) == text


def test_an_address_keeps_its_own_dashes() -> None:
    address = "山口県下関市研修町１－２−３ 〜ハイツ"
    assert parse_address(address) == address
