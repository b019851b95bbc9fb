"""On which days and at what hours the contract lets people be visited (specification 5 and 6)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kiosk.contract.planfinding import PlanCheck, PlanFinding, block, warn
from kiosk.domain.event import Event
from kiosk.errors import SettingsError
from kiosk.paths import resources

_SATURDAY = 5
_NO_DAYS: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCalendar:
    """Holidays, hours and the contract's period.

    ``closed`` are days that were closed later, by law or by the office, each with its reason;
    ``opened`` are holidays of the table that a later law took back. Both come signed.
    """

    first: date
    last: date
    opens: time
    closes: time
    year_end: tuple[tuple[int, int], tuple[int, int]]
    holidays: Mapping[date, str]
    closed: Mapping[date, str] = field(default_factory=lambda: _NO_DAYS)
    opened: frozenset[date] = frozenset()

    def changed(
        self,
        *,
        first: date | None = None,
        closed: Mapping[date, str] = _NO_DAYS,
        opened: frozenset[date] = frozenset(),
    ) -> "ServiceCalendar":
        """Return the calendar with days closed or opened later; ``first`` is the contract's."""
        days = MappingProxyType({**self.closed, **closed})
        return replace(self, first=first or self.first, closed=days, opened=self.opened | opened)

    def why_not(self, day: date) -> tuple[PlanCheck, str] | None:
        """Return why nobody is visited on ``day``, with the name of the day; None on service days.

        What was closed later comes first: it is the reason that people do not know yet.
        """
        if day in self.closed:
            return PlanCheck.CLOSED_DAY, self.closed[day]
        if self._is_year_end(day):
            return PlanCheck.YEAR_END, ""
        if day in self.holidays and day not in self.opened:
            return PlanCheck.HOLIDAY, self.holidays[day]
        return (PlanCheck.WEEKEND, "") if day.weekday() >= _SATURDAY else None

    def is_service_day(self, day: date) -> bool:
        """Tell whether people are visited on ``day``: inside the period, and not a free day."""
        return self.first <= day <= self.last and self.why_not(day) is None

    def service_days(self, first: date, last: date) -> Iterator[date]:
        """Yield the service days from ``first`` to ``last``, both counted."""
        day, last = max(first, self.first), min(last, self.last)
        while day <= last:
            if self.why_not(day) is None:
                yield day
            day += timedelta(days=1)

    def _is_year_end(self, day: date) -> bool:
        first, last = self.year_end
        return (day.month, day.day) >= first or (day.month, day.day) <= last


def day_findings(
    event: Event, calendar: ServiceCalendar, *, place_closed: frozenset[date] = frozenset()
) -> tuple[PlanFinding, ...]:
    """Return what day and hours of ``event`` break; ``place_closed`` are its place's own days.

    It blocks visits and renewals. At venues without city staff it is only told: specification 6
    leaves them out.
    """
    told = block if event.kind.goes_out else warn
    found = []
    if not calendar.first <= event.date <= calendar.last:
        found.append(
            told(
                PlanCheck.OUTSIDE_PERIOD,
                day=event.date,
                first=calendar.first,
                last=calendar.last,
            )
        )
    if (why := calendar.why_not(event.date)) is not None:
        found.append(told(why[0], day=event.date, name=why[1]))
    if event.date in place_closed:
        found.append(told(PlanCheck.PLACE_CLOSED, day=event.date, place=event.place.name))
    if event.start < calendar.opens:
        found.append(told(PlanCheck.TOO_EARLY, start=event.start, opens=calendar.opens))
    if event.end > calendar.closes:
        found.append(told(PlanCheck.TOO_LATE, end=event.end, closes=calendar.closes))
    if event.end <= event.start:
        found.append(block(PlanCheck.ENDS_BEFORE_START, start=event.start, end=event.end))
    return tuple(found)


@cache
def service_calendar() -> ServiceCalendar:
    """Return the calendar that the program ships with."""
    return read_calendar(resources() / "tables" / "holidays.toml")


def read_calendar(path: Path) -> ServiceCalendar:
    """Return the calendar in a TOML file; raise `SettingsError` naming the key that is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path.name}: {type(error).__name__}", key=path.name) from error
    match table:
        case {
            "first": date() as first,
            "last": date() as last,
            "period_last": date() as period_last,
            "opens": time() as opens,
            "closes": time() as closes,
            "year_end": {"first": str(begins), "last": str(ends)},
            "holiday": dict(named),
        } if first <= period_last <= last and opens < closes:
            return ServiceCalendar(
                first=first,
                last=period_last,
                opens=opens,
                closes=closes,
                year_end=(_month_and_day(begins), _month_and_day(ends)),
                holidays=MappingProxyType(dict(_holidays(named, first, last))),
            )
        case _:
            raise SettingsError(f"{path.name}: shape", key=path.name)


def _holidays(named: Mapping[str, object], first: date, last: date) -> Iterator[tuple[date, str]]:
    for key, name in named.items():
        try:
            day = date.fromisoformat(key)
        except ValueError as error:
            raise SettingsError(f"holiday {key}", key=f"holiday.{key}") from error
        if not isinstance(name, str) or not name or not first <= day <= last:
            raise SettingsError(f"holiday {key}", key=f"holiday.{key}")
        yield day, name


def _month_and_day(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2028-{text}")  # a leap year, so that 02-29 may be named
    except ValueError as error:
        raise SettingsError(f"year_end {text}", key="year_end") from error
    return day.month, day.day
