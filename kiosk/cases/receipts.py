"""受付番号 as people copy it from a paper: ``KENSHU1-0001``."""

import re
import unicodedata

from kiosk.domain.ids import ReceiptNumber, parse_station_id
from kiosk.errors import FieldError

_LONGEST_INPUT = 40
_DASHES = str.maketrans("‐‑‒–—―−ー", "--------")
_FORM = re.compile(r"([A-Z0-9]{2,12})-([0-9]{4,8})")


def parse_receipt(text: str) -> ReceiptNumber:
    """Return the number; full-width letters, small letters and other dashes are folded."""
    if len(text) > _LONGEST_INPUT:
        raise FieldError("case_receipt", "receipt_form")
    line = unicodedata.normalize("NFKC", text).strip().upper().translate(_DASHES)
    found = _FORM.fullmatch(line)
    if found is None or int(found[2]) == 0:
        raise FieldError("case_receipt", "receipt_form")
    return ReceiptNumber(parse_station_id(found[1]), int(found[2]))
