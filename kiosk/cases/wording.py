"""What staff write about a case: lines of plain words, without hidden characters or numbers."""

from kiosk.domain.names import parse_note
from kiosk.errors import FieldError

LONGEST_WORDS = 4_000
"""An item of the incident form on two pages; more is an annex."""
LONGEST_LINE = 1_000


def parse_words(field: str, text: str, *, longest: int = LONGEST_WORDS) -> str:
    """Return the lines as typed, without white space at their ends; one at least has words.

    Control and direction marks are refused, and so are twelve digits in a row: a 個人番号 or an
    申請書ID has no business in a case.
    """
    if len(text) > 4 * longest:
        raise FieldError(field, "too_long")
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")]
    words = "\n".join(parse_note(field, one, LONGEST_LINE) if one else "" for one in lines)
    if not words:
        raise FieldError(field, "required")
    if len(words) > longest:
        raise FieldError(field, "too_long")
    return words
