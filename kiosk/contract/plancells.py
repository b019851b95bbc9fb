"""What people type into the cells of a plan: days, times, sums, yes and no, lists of things."""

import re
import unicodedata
from datetime import date, datetime, time
from enum import StrEnum

from kiosk.domain.dates import Known, parse_birth_date
from kiosk.domain.names import parse_line
from kiosk.errors import FieldError


class NoValue(StrEnum):
    """A cell that holds no value of its own."""

    FORMULA = "formula"
    BROKEN = "broken_cell"


Cell = str | int | float | date | time | NoValue | None  # bool is an int, datetime a date

MOST_ITEMS = 50
MOST_LINES = 40
DEAREST_YEN = 10_000_000  # own: above it somebody slipped by a digit
MOST_PEOPLE = 10_000  # own: applicants of one event
_WEEKDAYS = "月火水木金土日"
_WEEKDAY = re.compile(
    rf"\s*(?:\(([{_WEEKDAYS}])(?:曜日?)?(?:[・,]?(?:祝日?|休日?))?\)|([{_WEEKDAYS}])曜日?)$"
)
_MONTH_AND_DAY = re.compile(r"([0-9]{1,2})[月/.]([0-9]{1,2})日?")
_CLOCK = re.compile(r"(午前|午後|AM|PM)?([0-9]{1,2})(?::|時)(半|[0-9]{1,2})?分?(?::[0-9]{2})?")
_RANGE = re.compile(r"[~〜\-‐‑–—−ー→]|から")
_BETWEEN = re.compile(r"[、,，;；／]")
_NO_DIGITS = re.compile(r"[,円¥\\\s]")
_YES = frozenset(
    {"○", "〇", "◯", "はい", "有", "あり", "有り", "済", "済み", "yes", "y", "true", "1", "✓"}
)
_NO = frozenset(
    {"×", "✕", "✗", "x", "いいえ", "無", "なし", "無し", "未", "no", "n", "false", "0", "-"}
)
_FREE = frozenset({"無料", "なし", "無", "free"})
_LATEST = date(2100, 1, 1)  # `parse_birth_date` refuses what lies behind its today; plans do not
_NOON, _APRIL, _MINUTES_A_DAY = 12, 4, 24 * 60


def folded(text: str) -> str:
    """Return the text as it is compared: width, case and white space do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def parse_text(field: str, cell: Cell, longest: int) -> str:
    """Return one line of words; "" of an empty cell."""
    return parse_line(field, text, longest) if (text := _text(field, cell)).strip() else ""


def parse_lines(field: str, cell: Cell, longest: int) -> str:
    """Return words of several lines, each without its outer white space."""
    text = _text(field, cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > longest or text.count("\n") >= MOST_LINES:
        raise FieldError(field, "too_long")
    lines = text.split("\n")
    return "\n".join(parse_line(field, one, longest) if one.strip() else "" for one in lines)


def parse_items(field: str, cell: Cell, longest: int) -> tuple[str, ...]:
    """Return a list of things: one a line, or between 、 where there is only one line."""
    text = _text(field, cell).replace("\r\n", "\n").replace("\r", "\n")
    parts = text.split("\n") if "\n" in text else _BETWEEN.split(text)
    items = [part for part in parts if part.strip()]
    if len(items) > MOST_ITEMS:
        raise FieldError(field, "too_many_items")
    return tuple(parse_line(field, item, longest) for item in items)


def spell_items(items: tuple[str, ...]) -> str:
    """Return a list as one cell, so that `parse_items` reads the same list again."""
    if not any(_BETWEEN.search(item) for item in items):
        return "、".join(items)
    return "\n".join(items) + ("\n" if len(items) == 1 else "")


def parse_day(field: str, cell: Cell, *, fiscal_year: int) -> date:
    """Return a day in 和暦 or 西暦, as a date cell, or as month and day of the fiscal year.

    A weekday behind it has to be the day's own.
    """
    match cell:
        case datetime():
            return cell.date()
        case date():
            return cell
        case int() if not isinstance(cell, bool) and len(str(cell)) == len("20261201"):
            text = str(cell)
        case int() | float() | time():
            raise FieldError(field, "date_form")
        case _:
            text = unicodedata.normalize("NFKC", _text(field, cell)).strip()
    weekday = _WEEKDAY.search(text)
    line = text[: weekday.start()] if weekday else text
    day = _month_and_day(field, line, fiscal_year) or _full_day(field, line)
    if weekday and parse_weekday(field, weekday[1] or weekday[2]) != day.weekday():
        raise FieldError(field, "weekday_differs")
    return day


def parse_weekday(field: str, cell: Cell) -> int | None:
    """Return the weekday from 0 for Monday; None of an empty cell and of other words."""
    text = unicodedata.normalize("NFKC", _text(field, cell)).strip("() \n")
    return _WEEKDAYS.index(text[0]) if text and text[0] in _WEEKDAYS else None


def parse_clock(field: str, cell: Cell) -> time:
    """Return a time of the day to the minute."""
    match cell:
        case datetime():
            raise FieldError(field, "time_form")
        case time():
            return time(cell.hour, cell.minute)
        case float() if 0 <= cell < 1:  # a time cell that lost its format is a share of the day
            minutes = round(cell * _MINUTES_A_DAY) % _MINUTES_A_DAY
            return time(minutes // 60, minutes % 60)
        case int() | float() | date():
            raise FieldError(field, "time_form")
        case _:
            text = folded(_text(field, cell)).upper()
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise FieldError(field, "time_form" if text else "required")
    half, hours_text, minutes_text = found.groups()
    hours = int(hours_text)
    minutes = 30 if minutes_text == "半" else int(minutes_text or 0)
    if half and hours > _NOON:
        raise FieldError(field, "time_form")
    if half:
        hours = hours % _NOON + (_NOON if half in {"午後", "PM"} else 0)
    try:
        return time(hours, minutes)
    except ValueError as error:
        raise FieldError(field, "time_form") from error


def split_hours(cell: Cell) -> tuple[Cell, Cell]:
    """Return start and end of ``9:00～12:00`` in one cell; the cell and None of anything else."""
    if isinstance(cell, str) and not isinstance(cell, NoValue):
        parts = _RANGE.split(unicodedata.normalize("NFKC", cell))
        if len(parts) == 2 and all(part.strip() for part in parts):  # noqa: PLR2004 - two ends
            return parts[0], parts[1]
    return cell, None


def parse_yen(field: str, cell: Cell) -> int:
    """Return a sum in yen; nothing and 無料 are 0."""
    text = _NO_DIGITS.sub("", unicodedata.normalize("NFKC", _text(field, cell)))
    return 0 if not text or text in _FREE else _whole(field, text, DEAREST_YEN)


def parse_count(field: str, cell: Cell) -> int | None:
    """Return a number of people; None of an empty cell."""
    text = unicodedata.normalize("NFKC", _text(field, cell)).strip().removesuffix("人").strip()
    return _whole(field, text, MOST_PEOPLE) if text else None


def parse_yes_no(field: str, cell: Cell) -> bool | None:
    """Return yes or no; None of an empty cell."""
    if isinstance(cell, bool):
        return cell
    text = folded(_text(field, cell))
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise FieldError(field, "yes_or_no")


def _text(field: str, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case NoValue():
            raise FieldError(field, cell.value)
        case str():
            return cell
        case float() if cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact in a double
            return str(int(cell))
        case int() | float():
            return str(cell)
        case _:  # 1-2 was typed and the spreadsheet made a day of it: what stood there is lost
            raise FieldError(field, "became_a_date")


def _whole(field: str, text: str, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > most:
        raise FieldError(field, "whole_number")
    return int(text)


def _full_day(field: str, text: str) -> date:
    try:
        found = parse_birth_date(text, today=_LATEST)
    except FieldError as error:
        raise FieldError(field, error.reason) from error
    if found.known is not Known.DAY:
        raise FieldError(field, "date_form")
    return found.day


def _month_and_day(field: str, text: str, fiscal_year: int) -> date | None:
    found = _MONTH_AND_DAY.fullmatch(text.strip())
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        return date(fiscal_year if month >= _APRIL else fiscal_year + 1, month, day)
    except ValueError as error:
        raise FieldError(field, "date_does_not_exist") from error
