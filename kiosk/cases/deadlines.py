"""Days by which an incident has to be reported (PPC guideline; domain facts 5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

PRELIMINARY_DAYS = 3, 5
"""速報: 概ね3–5日以内; the day on which it became known is day 1."""
FINAL_DAYS, FINAL_WRONGFUL_DAYS = 30, 60
_SATURDAY = 5
_NEW_YEAR = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Last days. ``aim`` is day 3 of the 速報 and is not put off by a weekend: sooner is safe."""

    aim: date
    preliminary: date
    final: date


def deadlines(known: date, *, wrongful: bool, holidays: Collection[date]) -> Deadlines:
    """Return the last days of what became known on ``known``.

    Weekends count; a last day that is one, a holiday or within 12-29 to 01-03 moves to the next
    day that is none of them.
    """
    soon, late = PRELIMINARY_DAYS
    final = FINAL_WRONGFUL_DAYS if wrongful else FINAL_DAYS
    return Deadlines(
        aim=_nth_day(known, soon),
        preliminary=next_open_day(_nth_day(known, late), holidays),
        final=next_open_day(_nth_day(known, final), holidays),
    )


def next_open_day(day: date, holidays: Collection[date]) -> date:
    """Return ``day`` or the first day after it on which offices are open."""
    while day.weekday() >= _SATURDAY or (day.month, day.day) in _NEW_YEAR or day in holidays:
        day += timedelta(days=1)
    return day


def _nth_day(first: date, number: int) -> date:
    return first + timedelta(days=number - 1)
