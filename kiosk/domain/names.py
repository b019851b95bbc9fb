"""Names and addresses, kept byte for byte as they were typed."""

import re
import unicodedata
from typing import NewType

from kiosk.errors import FieldError

PersonName = NewType("PersonName", str)
Kana = NewType("Kana", str)
Address = NewType("Address", str)

LONGEST_NAME = 120  # code points; roman names of residence cards run past 100 characters
LONGEST_ADDRESS = 250
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
"""Control, format (with the bidi marks), half surrogates, unassigned, line separators."""
_JOINERS = frozenset("\u200c\u200d")  # Persian and Indic names are written with them
_FIRST_RARE_KANJI, _LAST_RARE_KANJI = 0x20000, 0x3FFFF
"""The ideographic planes: newer kanji there are unknown to an older Python, not to a 住民票."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_MARKS_ALONE = frozenset({"Cf", "Mn", "Me", "Zs"})
_KANA = re.compile(r"[ァ-ヴー・]+(?: [ァ-ヴー・]+)*")
_KANA_TYPED = re.compile(r"[ァ-ヺー・ぁ-ゖ･-ﾟ\u3099\u309a\s]+")
_NO_READING = re.compile(r"[ヵヶヷヸヹヺ]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_LONG_NUMBER = re.compile(r"(?:\d[\s\-‐−ー－]?){12}")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def parse_person_name(text: str, *, field: str = "name") -> PersonName:
    """Return a person's name as typed; only outer white space is dropped, never normalised.

    NFC alone would turn U+FA19 神 into another character (`domain facts`, 4).
    """
    return PersonName(parse_line(field, text, LONGEST_NAME))


def parse_common_name(text: str) -> PersonName:
    """Return a 通称 as typed; it is registered in kanji and kana only (`domain facts`, 4)."""
    name = parse_person_name(text, field="common_name")
    if _LATIN.search(name):
        raise FieldError("common_name", "common_name_latin")
    return name


def parse_address(text: str) -> Address:
    """Return 住所 as typed; hyphens and 番地 stay as on the 住民票."""
    return Address(parse_line("address", text, LONGEST_ADDRESS))


def parse_kana(text: str) -> Kana:
    """Return フリガナ in full-width katakana, its parts one space apart.

    Half-width katakana and hiragana are widened; small letters, ヂ and ヅ stay as they are,
    because they are legally different from ヨ, ジ and ズ. ヵ and ヶ are read カ, ガ or コ: refused.
    """
    line = parse_line("kana", text, LONGEST_NAME)
    if not _KANA_TYPED.fullmatch(line):
        raise FieldError("kana", "only_kana")
    wide = " ".join(unicodedata.normalize("NFKC", line).split())
    katakana = wide.translate(_HIRAGANA_TO_KATAKANA)
    if _NO_READING.search(katakana):
        raise FieldError("kana", "kana_letter")
    if not _KANA.fullmatch(katakana):
        raise FieldError("kana", "only_kana")
    return Kana(katakana)


def parse_line(field: str, text: str, longest: int) -> str:
    """Return one line of words as typed, without its outer white space.

    ``longest`` counts code points. A 外字 of the private use area is refused with a reason of its
    own: it looks like another character, or like none, on every other machine.
    """
    if len(text) > 4 * longest:
        raise FieldError(field, "too_long")
    line = text.strip()
    if all(unicodedata.category(char) in _MARKS_ALONE or char in _BLANK_LETTERS for char in line):
        raise FieldError(field, "required")
    if len(line) > longest:
        raise FieldError(field, "too_long")
    if any(unicodedata.category(char) == "Co" for char in line):
        raise FieldError(field, "private_character")
    if any(_is_invisible(char) for char in line):
        raise FieldError(field, "control_characters")
    return line


def parse_note(field: str, text: str, longest: int) -> str:
    """Return a few words of explanation; long numbers have no business there.

    Twelve digits and more are a 個人番号, a card's number or a telephone too many: refused.
    """
    line = parse_line(field, text, longest)
    if _LONG_NUMBER.search(line):
        raise FieldError(field, "long_number")
    return line


def _is_invisible(char: str) -> bool:
    if unicodedata.category(char) not in _INVISIBLE or char in _JOINERS:
        return False
    code = ord(char)
    rare = _FIRST_RARE_KANJI <= code <= _LAST_RARE_KANJI and code & 0xFFFE != 0xFFFE  # noqa: PLR2004 - U+nFFFE and U+nFFFF are no characters
    return not rare
