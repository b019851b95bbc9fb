"""申請書ID, 個人番号, postal code, telephone: numbers as they are typed, folded and checked."""

import re
from typing import NewType

from kiosk.errors import FieldError

FormId = NewType("FormId", str)
"""申請書ID, 23 half-width digits (J-LIS online entry form)."""

IndividualNumber = NewType("IndividualNumber", str)
"""個人番号, 12 digits with a check digit (番号法施行規則 5条); only where there is no 申請書ID."""
PostalCode = NewType("PostalCode", str)
"""郵便番号, 7 half-width digits."""
Phone = NewType("Phone", str)
"""A telephone number as it was typed, its digits half-width."""

FORM_ID_DIGITS = 23
INDIVIDUAL_NUMBER_DIGITS = 12
POSTAL_CODE_DIGITS = 7
_PHONE_DIGITS = range(9, 16)  # E.164 has at most 15; Japanese numbers have 10 or 11
_PHONE = re.compile(r"\+?[0-9()\-]+")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ーｰ－]+")
_LONGEST_INPUT = 200
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)}
"""Full-width digits and marks; nothing else is folded: ① and ² are no digits of a number."""


def parse_form_id(text: str) -> FormId:
    """Return the 申請書ID with full-width digits folded and separators removed.

    Twelve digits are what the back of a My Number card holds: refused with a reason of its own.
    """
    digits = _digits("form_id", text)
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


def parse_individual_number(text: str) -> IndividualNumber:
    """Return the 個人番号 when its check digit is right; the words never hold the number."""
    digits = _digits("individual_number", text)
    if len(digits) != INDIVIDUAL_NUMBER_DIGITS:
        raise FieldError("individual_number", "individual_number_digits")
    if len(set(digits)) == 1:
        raise FieldError("individual_number", "individual_number_check")
    if int(digits[-1]) != check_digit(digits[:-1]):
        raise FieldError("individual_number", "individual_number_check")
    return IndividualNumber(digits)


def check_digit(eleven: str) -> int:
    """Return the check digit of the first eleven digits (省令85号 5条)."""
    weights = (*range(2, 8), *range(2, 7))  # from the right
    total = sum(int(one) * weight for one, weight in zip(reversed(eleven), weights, strict=True))
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest


def parse_postal_code(text: str) -> PostalCode:
    """Return the 郵便番号 of seven digits."""
    digits = _digits("postal_code", text.replace("〒", ""))
    if len(digits) != POSTAL_CODE_DIGITS:
        raise FieldError("postal_code", "postal_code_digits")
    return PostalCode(digits)


def parse_phone(text: str, *, field: str = "phone") -> Phone:
    """Return the telephone number with its hyphens, digits half-width."""
    if len(text) > _LONGEST_INPUT:
        raise FieldError(field, "phone_form")
    line = _SEPARATORS.sub("-", text.strip().translate(_HALF_WIDTH)).strip("-")
    if not line:
        raise FieldError(field, "required")
    if not _PHONE.fullmatch(line) or sum(one.isdigit() for one in line) not in _PHONE_DIGITS:
        raise FieldError(field, "phone_form")
    return Phone(line)


def _digits(field: str, text: str) -> str:
    """Return the digits of a number, half-width, without what stands between them."""
    if len(text) > _LONGEST_INPUT:
        raise FieldError(field, f"{field}_digits")
    digits = _SEPARATORS.sub("", text).translate(_HALF_WIDTH)
    if not digits:
        raise FieldError(field, "required")
    if not (digits.isascii() and digits.isdigit()):
        raise FieldError(field, f"{field}_digits")
    return digits
