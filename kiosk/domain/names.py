"""Names and addresses, kept byte for byte as they were typed."""

import re
import unicodedata
from typing import NewType

from kiosk.errors import FieldError

PersonName = NewType("PersonName", str)
Kana = NewType("Kana", str)
Address = NewType("Address", str)

LONGEST_NAME = 120  # roman names of residence cards run past 100 characters
LONGEST_ADDRESS = 250
_KANA = re.compile(r"[ァ-ヴー・]+(?:[ \u3000][ァ-ヴー・]+)*")
_FORBIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parse_person_name(text: str, *, field: str = "name") -> PersonName:
    """Return a person's name as typed; only outer white space is dropped, never normalised.

    NFC alone would turn U+FA19 神 into another character (`domain facts`, 4).
    """
    return PersonName(parse_line(field, text, LONGEST_NAME))


def parse_address(text: str) -> Address:
    """Return 住所 as typed; hyphens and 番地 stay as on the 住民票."""
    return Address(parse_line("address", text, LONGEST_ADDRESS))


def parse_kana(text: str) -> Kana:
    """Return フリガナ in full-width katakana.

    Half-width katakana and hiragana are widened; small letters, ヂ and ヅ stay as they are,
    because they are legally different from ヨ, ジ and ズ.
    """
    line = parse_line("kana", text, LONGEST_NAME)
    katakana = unicodedata.normalize("NFKC", line).translate(_HIRAGANA_TO_KATAKANA)
    if not _KANA.fullmatch(katakana):
        raise FieldError("kana", "only_kana")
    return Kana(katakana)


_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def parse_line(field: str, text: str, longest: int) -> str:
    """Return one line of words as typed, without its outer white space."""
    if len(text) > 4 * longest:
        raise FieldError(field, "too_long")
    line = text.strip()
    if not line:
        raise FieldError(field, "required")
    if len(line) > longest:
        raise FieldError(field, "too_long")
    if any(unicodedata.category(char) in _FORBIDDEN or char in _BIDI for char in line):
        raise FieldError(field, "control_characters")
    return line
