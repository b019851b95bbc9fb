"""申請書ID: the number printed on the application form."""

import re
import unicodedata
from typing import NewType

from kiosk.errors import FieldError

FormId = NewType("FormId", str)
"""申請書ID, 23 half-width digits (J-LIS online entry form)."""

FORM_ID_DIGITS = 23
INDIVIDUAL_NUMBER_DIGITS = 12
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ー－]+")
_LONGEST_INPUT = 200


def parse_form_id(text: str) -> FormId:
    """Return the 申請書ID with full-width digits folded and separators removed.

    Twelve digits are what the back of a My Number card holds: refused with a reason of its own.
    """
    if len(text) > _LONGEST_INPUT:
        raise FieldError("form_id", "form_id_digits")
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise FieldError("form_id", "required")
    if not (digits.isascii() and digits.isdigit()):
        raise FieldError("form_id", "form_id_digits")
    if len(digits) == INDIVIDUAL_NUMBER_DIGITS:
        raise FieldError("form_id", "form_id_card_back")
    if len(digits) != FORM_ID_DIGITS:
        raise FieldError("form_id", "form_id_digits")
    if len(set(digits)) == 1:
        raise FieldError("form_id", "form_id_repeated")
    return FormId(digits)


def grouped(form_id: FormId) -> str:
    """Return the number in groups of four, as people read it aloud."""
    return " ".join(form_id[at : at + 4] for at in range(0, len(form_id), 4))
