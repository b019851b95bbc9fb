"""Which of today's records somebody means who types into the search field."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from kiosk.domain.dates import BirthDate, Known
from kiosk.domain.names import parse_kana
from kiosk.domain.record import RecordLine
from kiosk.errors import FieldError
from kiosk.queue.search import (
    ByBirthDate,
    ByFormId,
    ByKana,
    ByNumber,
    Everything,
    Query,
    parse_query,
)

_RECEIPT = re.compile(r"[A-Z0-9]{2,12}-([0-9]{4,})")


def find(lines: Iterable[RecordLine], text: str, *, today: date) -> tuple[RecordLine, ...]:
    """Return the records that are meant, in their order; never raises, whatever was typed.

    Understood are a receipt number or its last digits, a 申請書ID, a birth date in 和暦 or 西暦,
    the beginning of フリガナ; anything else finds nothing.
    """
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    receipt = _RECEIPT.fullmatch(folded)
    if receipt:
        return tuple(one for one in lines if str(one.number) == folded)
    query = parse_query(text, today=today)
    return tuple(one for one in lines if _fits(query, text, one))


def _fits(query: Query, text: str, line: RecordLine) -> bool:
    match query:
        case Everything():
            return True
        case ByNumber(service=None, number=number):
            return line.number.number == number
        case ByFormId(form_id=form_id):
            return line.form_id == form_id
        case ByBirthDate(born=born):
            return _was_born(line.birth_date, born)
        case ByKana(kana=kana):
            return _begins(line, kana)
        case _:
            return _begins(line, _read_as_kana(text))  # しんせい is a service there, a name here


def _was_born(known: BirthDate, asked: BirthDate) -> bool:
    """Tell whether the day is meant, in whatever era it was typed; 昭和25年 means every day of it.

    Of a record that holds a month or a year alone the same has to be asked for.
    """
    if known.known is not Known.DAY:
        return (known.day, known.known) == (asked.day, asked.known)
    return asked.day <= known.day <= asked.latest


def _read_as_kana(text: str) -> str:
    try:
        return parse_kana(text)
    except FieldError:
        return ""


def _begins(line: RecordLine, kana: str) -> bool:
    return bool(kana) and line.kana is not None and line.kana.startswith(kana)
