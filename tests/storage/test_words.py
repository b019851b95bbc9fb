"""Fingerprints in words: two people who read them to each other notice another key."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.words import WORDS, _words, words_of, words_of_key, words_of_recipient

HIRAGANA = range(0x3041, 0x3097)
LONGEST_KANA = 4


def distance(one: str, other: str) -> int:
    """Return how many kana must be changed, added or left out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        new = [i]
        for j, right in enumerate(other, start=1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (left != right)))
        row = new
    return row[-1]


def test_each_byte_has_a_short_word_of_its_own_in_hiragana() -> None:
    words = _words()
    assert len(words) == len(set(words)) == 256
    assert all(2 <= len(word) <= LONGEST_KANA for word in words)
    assert all(ord(char) in HIRAGANA for word in words for char in word)


def test_no_slip_of_one_kana_makes_another_word() -> None:
    assert distance("あさひ", "あさり") == 1, "the measure itself"
    near = [pair for pair in combinations(_words(), 2) if distance(*pair) < 2]
    assert near == []


@given(st.binary(min_size=32, max_size=32), st.integers(0, WORDS * 8 - 1))
def test_one_bit_changes_exactly_one_word(digest: bytes, bit: int) -> None:
    other = bytearray(digest)
    other[bit // 8] ^= 1 << bit % 8
    words, others = words_of(digest).split(), words_of(bytes(other)).split()
    assert len(words) == WORDS
    assert sum(one != two for one, two in zip(words, others, strict=True)) == 1


def test_the_words_of_a_key_never_change() -> None:
    """Vectors: papers and other releases spell the same key in the same words."""
    assert (
        words_of(bytes(range(0, 256, 8)))
        == "あいさつ あまぐも いちょう うさぎ えのぐ おちば かいがら かばん"
    )
    assert (
        words_of_key(bytes(32)) == "こんぶ さいころ しょうゆ でんわ りんご こはく なっとう しまうま"
    )
    assert (
        words_of_recipient("age1" + "q" * 58)
        == "ふすま やさい でんしゃ だいこん したじき したじき しめさば せんべい"
    )
