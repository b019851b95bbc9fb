"""A played day as JSON lines: one visit or one count of places a line, nothing personal."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from kiosk.domain.ticket import Service
from kiosk.errors import ExitCode, KioskError
from kiosk.queue.played import Day, Desks, Visit

LONGEST_LINE = 1000
_MOST_LINES = 20_000
_MOST_MINUTES = 24 * 60


class DayFileError(KioskError):
    """A recorded day has a line that says nothing; ``line`` is its number."""

    message_key = "queue_day_file"
    exit_code = ExitCode.BAD_INPUT

    def __init__(self, line: int) -> None:
        """Name the line."""
        super().__init__(f"line {line}", line=str(line))


def spell_day(day: Day) -> Iterator[str]:
    """Yield the lines of a day."""
    for desks in day.desks:
        yield json.dumps({"since": desks.since.isoformat(), "desks": desks.count})
    for visit in day.visits:
        appointment = visit.appointment_at
        yield json.dumps(
            {
                "service": visit.service.value,
                "arrives_at": visit.arrives_at.isoformat(),
                "minutes": round(visit.minutes, 2),
                "comes": visit.comes,
                "away_min": round(visit.away_min, 2),
                "priority": visit.priority,
                "appointment_at": appointment.isoformat() if appointment else None,
            }
        )


def read_day(lines: Iterable[str]) -> Day:
    """Return the day; raise `DayFileError` at the first line that says nothing."""
    visits: list[Visit] = []
    desks: list[Desks] = []
    for nth, line in enumerate(lines, 1):
        try:
            one = _parse(line, nth)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DayFileError(nth) from error
        if isinstance(one, Visit):
            visits.append(one)
        else:
            desks.append(one)
    return Day(
        visits=tuple(sorted(visits, key=lambda one: one.arrives_at)),
        desks=tuple(sorted(desks, key=lambda one: one.since)),
    )


def _parse(line: str, nth: int) -> Visit | Desks:
    if len(line) > LONGEST_LINE or nth > _MOST_LINES:
        raise ValueError(nth)
    found: Any = json.loads(line)
    if not isinstance(found, dict):
        raise TypeError(line[:1])
    if "desks" in found:
        return Desks(_moment(found["since"]), _whole(found["desks"]))
    appointment = found.get("appointment_at")
    return Visit(
        service=Service(found["service"]),
        arrives_at=_moment(found["arrives_at"]),
        minutes=_minutes(found["minutes"]),
        comes=found.get("comes", True) is True,
        away_min=_minutes(found.get("away_min", 0.0)),
        priority=found.get("priority", False) is True,
        appointment_at=_moment(appointment) if appointment is not None else None,
    )


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("no zone")
    return at


def _minutes(count: float) -> float:
    minutes = float(count)
    if not 0 <= minutes <= _MOST_MINUTES:
        raise ValueError("minutes")
    return minutes


def _whole(count: object) -> int:
    if not isinstance(count, int) or not 0 <= count <= 99:  # noqa: PLR2004 - more is a slip
        raise ValueError("desks")
    return count
