"""Words on narrow paper."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.tickets.lines import balanced, broken


def width(words: str) -> float:
    return float(len(words))


def test_words_with_spaces_are_broken_at_spaces() -> None:
    assert broken("Xin giữ phiếu này đến khi được gọi", lambda part: len(part) <= 15) == (
        "Xin giữ phiếu",
        "này đến khi",
        "được gọi",
    )


def test_korean_is_broken_at_spaces() -> None:
    assert broken("호출될 때까지 가지고 계세요", lambda part: len(part) <= 9) == (
        "호출될 때까지",
        "가지고 계세요",
    )


def test_japanese_is_broken_between_signs_but_no_line_begins_with_a_full_stop() -> None:
    assert broken("番号でお呼びします。", lambda part: len(part) <= 9) == (
        "番号でお呼びしま",
        "す。",
    )


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert broken("本人確認書類（免許証）", lambda part: len(part) <= 7) == (
        "本人確認書類",
        "（免許証）",
    )


def test_lines_are_about_equally_long() -> None:
    # steps of the balance are six dots: here a sign is ten dots wide
    words = "番号でお呼びします。お名前は呼びません。"
    lines = balanced(words, lambda part: 10.0 * len(part), 190.0)
    assert lines == ("番号でお呼びします。", "お名前は呼びません。")


def test_a_phrase_that_fits_a_line_is_not_broken_to_make_lines_equal() -> None:
    lines = balanced("本人確認書類（運転免許証など）", lambda part: 10.0 * len(part), 120.0)
    assert lines == ("本人確認書類", "（運転免許証など）")


@given(st.text(alphabet="あ漢a 。（b-", max_size=60), st.integers(1, 20))
def test_nothing_is_lost(words: str, room: int) -> None:
    def without_spaces(text: str) -> str:
        return text.replace(" ", "")

    lines = broken(words, lambda part: len(part) <= room)
    assert without_spaces("".join(lines)) == without_spaces(words)
    assert without_spaces("".join(balanced(words, width, room))) == without_spaces(words)
