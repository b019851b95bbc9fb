import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import parse_address, parse_kana, parse_person_name
from kiosk.errors import FieldError


@pytest.mark.parametrize(
    "name",
    [
        "髙橋 研修",
        "山﨑　研修",
        "\U00020bb7野 研修",
        "葛\U000e0100城 研修",
        "\ufa19谷 研修",  # NFC would fold this one
        "KENSHŪ NGUYỄN VĂN",
        "O'KENSHU-MARIA",
        "か\u3099研修",
        "=研修",
        "研",
        "K" * 120,
    ],
)
def test_a_name_is_kept_byte_for_byte(name: str) -> None:
    assert parse_person_name(name).encode() == name.encode()


def test_outer_white_space_is_not_part_of_a_name() -> None:
    assert parse_person_name("　研修 太郎 \n") == "研修 太郎"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "required"),
        ("　", "required"),
        ("研\x00修", "control_characters"),
        ("研\n修", "control_characters"),
        ("研\u202e修", "control_characters"),
        ("研\ue000修", "control_characters"),
        ("研" * 121, "too_long"),
        ("研" * 1_000_000, "too_long"),
    ],
)
def test_what_cannot_be_a_name_is_refused(text: str, reason: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_person_name(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ケンシュウ タロウ", "ケンシュウ タロウ"),
        ("けんしゅう　たろう", "ケンシュウ タロウ"),
        ("ｹﾝｼｭｳ ﾊﾅｺ", "ケンシュウ ハナコ"),
        ("ヂュンイチ", "ヂュンイチ"),
        ("ヴィクトル・ケンシュウ", "ヴィクトル・ケンシュウ"),
        ("ケンショ", "ケンショ"),
        ("ケンシヨ", "ケンシヨ"),
    ],
)
def test_kana_is_widened_but_its_legal_letters_stay(typed: str, stored: str) -> None:
    assert parse_kana(typed) == stored


@pytest.mark.parametrize("typed", ["研修", "KENSHU", "ケンシュウ1", "ケンシュウ  タロウ", "＝"])
def test_what_is_not_kana_is_refused(typed: str) -> None:
    with pytest.raises(FieldError):
        parse_kana(typed)


def test_an_address_keeps_its_own_dashes() -> None:
    address = "山口県下関市研修町１－２−３ 〜ハイツ"
    assert parse_address(address) == address


@given(st.text(max_size=300))
def test_any_name_is_stored_as_typed_or_refused(text: str) -> None:
    try:
        name = parse_person_name(text)
    except FieldError:
        return
    assert name == text.strip()
