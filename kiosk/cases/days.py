"""A day as an office writes it, in 和暦 or 西暦, also with the time or the weekday behind it."""

import re
from datetime import date

from kiosk.domain.dates import Known, parse_birth_date
from kiosk.errors import FieldError

_LATEST = date(2100, 12, 31)  # a last day lies ahead; `parse_birth_date` wants to know how far
_BEHIND = re.compile(r"\s*[(（][月火水木金土日][)）]|[\sT]+[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.0+)?$")


def parse_day(field: str, text: str) -> date:
    """Return the day; one without month or day is refused."""
    if len(text) > 60:  # noqa: PLR2004 - the longest spelling with weekday and time has 40
        raise FieldError(field, "date_form")
    try:
        found = parse_birth_date(_BEHIND.sub("", text.strip()), today=_LATEST)
    except FieldError as error:
        raise FieldError(field, error.reason) from error
    if found.known is not Known.DAY:
        raise FieldError(field, "date_form")
    return found.day
