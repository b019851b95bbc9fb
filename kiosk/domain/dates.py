"""Japan's clock; 和暦 and 西暦: eras, birth dates, ages."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from enum import StrEnum

from kiosk.errors import FieldError

JST = timezone(timedelta(hours=9), "JST")
"""The clock of every date and time that people read, whatever the machine is set to."""


class Era(StrEnum):
    """An era of the Japanese calendar; the value is its usual Latin initial."""

    MEIJI = "M"
    TAISHO = "T"
    SHOWA = "S"
    HEISEI = "H"
    REIWA = "R"


@dataclass(frozen=True, slots=True)
class EraSpan:
    """First and last day of an era; on 1912-07-30 and 1926-12-25 two eras share the day."""

    era: Era
    kanji: str
    first: date
    last: date


ERAS = (
    EraSpan(Era.MEIJI, "明治", date(1868, 1, 25), date(1912, 7, 30)),
    EraSpan(Era.TAISHO, "大正", date(1912, 7, 30), date(1926, 12, 25)),
    EraSpan(Era.SHOWA, "昭和", date(1926, 12, 25), date(1989, 1, 7)),
    EraSpan(Era.HEISEI, "平成", date(1989, 1, 8), date(2019, 4, 30)),
    EraSpan(Era.REIWA, "令和", date(2019, 5, 1), date.max),
)
LONGEST_LIFE_YEARS = 130
_LONGEST_INPUT = 40
_INITIALS = {"明": Era.MEIJI, "大": Era.TAISHO, "昭": Era.SHOWA, "平": Era.HEISEI, "令": Era.REIWA}
_WAREKI = re.compile(
    r"([MTSHR明大昭平令])[治正和成]?\s*(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?"
)
_WAREKI_DIGITS = re.compile(r"([MTSHR])(\d{2})(\d{2})(\d{2})")
_SEIREKI = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_SEIREKI_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


class Known(StrEnum):
    """How much of a birth date is known; some papers hold ``00`` for month or day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class BirthDate:
    """生年月日 with the era it was written in, so that it is printed as it was written.

    Where month or day are not known ``day`` is the first that it could be.
    """

    day: date
    era: Era
    known: Known = Known.DAY

    def wareki(self) -> str:
        """Return the date in 和暦, 元年 for the first year."""
        span = _span(self.era)
        year = self.day.year - span.first.year + 1
        return f"{span.kanji}{'元' if year == 1 else year}年{self.day.month}月{self.day.day}日"


def parse_birth_date(text: str, *, today: date) -> BirthDate:
    """Return the birth date from 和暦 or 西暦 (``S25.3.4``, ``昭和25年3月4日``, ``1950-03-04``)."""
    if len(text) > _LONGEST_INPUT:
        raise FieldError("birth_date", "date_form")
    line = unicodedata.normalize("NFKC", text).strip().upper()
    if not line:
        raise FieldError("birth_date", "required")
    born = _from_wareki(line) or _from_seireki(line)
    if born is None:
        raise FieldError("birth_date", "date_form")
    if born.day > today:
        raise FieldError("birth_date", "date_future")
    if age_on(born.day, today) > LONGEST_LIFE_YEARS:
        raise FieldError("birth_date", "date_too_old")
    return born


def birth_date_of(day: date) -> BirthDate:
    """Return ``day`` in the era that official papers use: the later of two on a shared day."""
    for span in reversed(ERAS):
        if span.first <= day <= span.last:
            return BirthDate(day, span.era)
    raise FieldError("birth_date", "date_too_old")


def age_on(born: date, today: date) -> int:
    """Return the completed years; a 29 February birthday counts from 1 March in common years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _from_wareki(line: str) -> BirthDate | None:
    match = _WAREKI.fullmatch(line) or _WAREKI_DIGITS.fullmatch(line)
    if match is None:
        return None
    initial, year_text, month, day = match.groups()
    era = _INITIALS[initial] if initial in _INITIALS else Era(initial)
    span = _span(era)
    year = 1 if year_text == "元" else int(year_text)
    day_in_era = _day(span.first.year + year - 1, int(month), int(day))
    if year < 1 or not span.first <= day_in_era <= span.last:
        raise FieldError("birth_date", "date_outside_era")
    return BirthDate(day_in_era, era)


def _from_seireki(line: str) -> BirthDate | None:
    match = _SEIREKI.fullmatch(line) or _SEIREKI_DIGITS.fullmatch(line)
    if match is None:
        return None
    return birth_date_of(_day(*(int(part) for part in match.groups())))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise FieldError("birth_date", "date_does_not_exist") from error


def _span(era: Era) -> EraSpan:
    return next(span for span in ERAS if span.era is era)
