"""Japan's clock; 和暦 and 西暦: eras, birth dates, ages."""

import calendar
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
_ERA_WORDS = {span.kanji: span.era for span in ERAS} | {span.kanji[0]: span.era for span in ERAS}
_ERA = r"(明治?|大正?|昭和?|平成?|令和?|[MTSHR])\s*"
_PARTS = r"[年./\s-]\s*([0-9]{1,2})[月./\s-]\s*([0-9]{1,2})日?"
_UNKNOWN = r"(?:\(?(?:月日|日)(?:不明|不詳)\)?)?"
_WAREKI = (
    re.compile(_ERA + r"([0-9]{1,2}|元)" + _PARTS),
    re.compile(r"([MTSHR])([0-9]{2})([0-9]{2})([0-9]{2})"),
    re.compile(_ERA + rf"([0-9]{{1,2}}|元)年(?:([0-9]{{1,2}})月)?(){_UNKNOWN}"),
)
_SEIREKI = (
    re.compile(r"([0-9]{4})" + _PARTS),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    re.compile(rf"([0-9]{{4}})年(?:([0-9]{{1,2}})月)?(){_UNKNOWN}"),
)
_WITHOUT_DAY = re.compile(_ERA + r"([0-9]{1,2}|元)[./-]([0-9]{1,2})")
_DASHES = str.maketrans("‐‑‒–—―−ー", "--------")


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

    @property
    def latest(self) -> date:
        """The last day it could be, inside its era: ``day`` itself where all is known."""
        return _last(self.day, self.known, _span(self.era))

    def wareki(self) -> str:
        """Return the date in 和暦, 元年 for the first year, 不明 for what is not known."""
        span = _span(self.era)
        number = self.day.year - span.first.year + 1
        year = f"{span.kanji}{'元' if number == 1 else number}年"
        if self.known is Known.YEAR:
            return f"{year}（月日不明）"
        if self.known is Known.MONTH:
            return f"{year}{self.day.month}月（日不明）"
        return f"{year}{self.day.month}月{self.day.day}日"

    def seireki(self) -> str:
        """Return ``1950-03-04``, ``00`` for what is not known, as such papers write it."""
        month = "00" if self.known is Known.YEAR else f"{self.day.month:02}"
        day = f"{self.day.day:02}" if self.known is Known.DAY else "00"
        return f"{self.day.year:04}-{month}-{day}"


def parse_birth_date(text: str, *, today: date) -> BirthDate:
    """Return the birth date from 和暦 or 西暦 (``S25.3.4``, ``昭和25年3月4日``, ``1950-03-04``).

    Month and day that are not known are ``00``, or left out behind 年: ``1950-00-00``,
    ``S25.3.0``, ``昭和25年``. ``S25.3`` is refused: it is more often a date half typed. A year of
    two eras typed in 西暦 without its month gets the era of its 1 January.
    """
    if len(text) > _LONGEST_INPUT:
        raise FieldError("birth_date", "date_form")
    line = unicodedata.normalize("NFKC", text).strip().upper().translate(_DASHES)
    if not line:
        raise FieldError("birth_date", "required")
    born = _from_wareki(line) or _from_seireki(line)
    if born is None:
        raise FieldError("birth_date", "date_form")
    if born.day > today:
        raise FieldError("birth_date", "date_future")
    if age_of(born, today) > LONGEST_LIFE_YEARS:
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


def age_of(born: BirthDate, today: date) -> int:
    """Return the age; of a partial date the youngest it could be, never below 0.

    The youngest is the careful one: a 法定代理人 is asked for sooner, a certificate given later.
    """
    return age_on(min(born.latest, today), today)


def _from_wareki(line: str) -> BirthDate | None:
    match = _first_match(_WAREKI, line) or _WITHOUT_DAY.fullmatch(line)
    if match is None:
        return None
    initial, year_text, *month_and_day = match.groups()
    span = _span(_ERA_WORDS.get(initial) or Era(initial))
    year = 1 if year_text == "元" else int(year_text)
    first, known = _first_day(span.first.year + year - 1, *month_and_day)
    if year < 1:
        raise FieldError("birth_date", "date_outside_era")
    last = _last(first, known, None)
    if last < span.first or first > span.last:
        raise FieldError("birth_date", _right_era(first))
    if match.re is _WITHOUT_DAY:  # the era comes first: 平成31.5 is wrong in it already
        return None
    return BirthDate(max(first, span.first), span.era, known)


def _from_seireki(line: str) -> BirthDate | None:
    match = _first_match(_SEIREKI, line)
    if match is None:
        return None
    year, *month_and_day = match.groups()
    day, known = _first_day(int(year), *month_and_day)
    return BirthDate(day, birth_date_of(day).era, known)


def _first_match(patterns: tuple[re.Pattern[str], ...], line: str) -> re.Match[str] | None:
    return next((match for one in patterns if (match := one.fullmatch(line))), None)


def _right_era(day: date) -> str:
    """Return the reason that names the era which ``day`` is in, the later one on a shared day."""
    for span in reversed(ERAS):
        if span.first <= day <= span.last:
            return f"date_in_{span.era.name.lower()}"
    return "date_outside_era"


def _first_day(year: int, month_text: str | None, day_text: str = "") -> tuple[date, Known]:
    month, day = int(month_text or 0), int(day_text or 0)
    if month == 0 and day > 0:
        raise FieldError("birth_date", "date_does_not_exist")
    known = Known.DAY if day else Known.MONTH if month else Known.YEAR
    try:
        return date(year, month or 1, day or 1), known
    except ValueError as error:
        raise FieldError("birth_date", "date_does_not_exist") from error


def _last(day: date, known: Known, span: EraSpan | None) -> date:
    if known is Known.DAY:
        return day
    month = 12 if known is Known.YEAR else day.month
    last = date(day.year, month, calendar.monthrange(day.year, month)[1])
    return min(last, span.last) if span else last


def _span(era: Era) -> EraSpan:
    return next(span for span in ERAS if span.era is era)
