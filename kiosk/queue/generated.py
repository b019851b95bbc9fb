"""Days as they might be: made up from a seed, for trying rules and the told ranges.

The figures are ours, to be replaced by those of recorded days once there are some.
"""

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from kiosk.domain.dates import JST
from kiosk.domain.ticket import Service
from kiosk.queue.played import Day, Desks, Visit

OPENS, CLOSES = time(9, 30), time(16, 0)
_SHARES = {
    Service.APPLY: 0.55,
    Service.RENEW: 0.15,
    Service.REISSUE: 0.08,
    Service.CERTIFICATE: 0.12,
    Service.ASK: 0.10,
}
_MEDIAN_MIN = {
    Service.APPLY: 14.0,
    Service.RENEW: 11.0,
    Service.REISSUE: 13.0,
    Service.CERTIFICATE: 8.0,
    Service.ASK: 5.0,
}
_SPREAD = 0.45
_DAY_SPREAD = 0.10
_RUSH_FACTOR, _QUIET_FACTOR = 1.6, 0.8
_NO_SHOWS, _PARKS, _PRIORITY, _APPOINTMENTS = 0.04, 0.05, 0.12, 0.05
_VAIN_MIN = 2.0


def generate(first: date, days: int, seed: int) -> Iterator[Day]:
    """Yield so many days; the same seed makes the same days."""
    for nth in range(days):
        yield _day(first + timedelta(days=nth), Random(f"{seed}.{nth}"))  # noqa: S311 - no secret


def _day(on: date, chance: Random) -> Day:
    opens, closes = (datetime.combine(on, at, JST) for at in (OPENS, CLOSES))
    desks = tuple(_desks(opens, chance))
    load = chance.uniform(0.6, 0.9)
    pace = math.exp(chance.gauss(0, _DAY_SPREAD))
    mean = sum(
        share * _MEDIAN_MIN[service] * math.exp(_SPREAD**2 / 2)
        for service, share in _SHARES.items()
    )
    steady = load * desks[0].count / mean
    highest = _RUSH_FACTOR * steady
    visits, at = [], opens
    while (at := at + timedelta(minutes=chance.expovariate(highest))) < closes:
        if chance.random() * _RUSH_FACTOR < _crowd(at):
            visits.append(_visit(at, pace, chance))
    return Day(visits=tuple(visits), desks=desks)


def _crowd(at: datetime) -> float:
    """Return how many more than usual come: much in the late morning, again after lunch."""
    hour = at.hour + at.minute / 60
    rush = 10 <= hour < 11.5 or 13.5 <= hour < 14.5  # noqa: PLR2004 - hours of the clock
    return _RUSH_FACTOR if rush else _QUIET_FACTOR


def _desks(opens: datetime, chance: Random) -> Iterator[Desks]:
    """Yield a day's places: one fewer over lunch where there are several, sometimes one more."""
    count = chance.choice((1, 2, 2, 3, 3, 4))
    yield Desks(opens, count)
    lunch = datetime.combine(opens.date(), time(12), JST)
    if count > 1:
        yield Desks(lunch, count - 1)
    more = count + 1 if count < 4 and chance.random() < 0.3 else count  # noqa: PLR2004
    yield Desks(lunch + timedelta(hours=1), more)


def _visit(at: datetime, pace: float, chance: Random) -> Visit:
    service = chance.choices(tuple(_SHARES), weights=tuple(_SHARES.values()))[0]
    comes = chance.random() >= _NO_SHOWS
    appointed = chance.random() < _APPOINTMENTS
    early = timedelta(minutes=chance.uniform(-10, 20))
    minutes = _MEDIAN_MIN[service] * pace * math.exp(chance.gauss(0, _SPREAD))
    return Visit(
        service=service,
        arrives_at=at,
        minutes=minutes if comes else _VAIN_MIN,
        comes=comes,
        away_min=chance.uniform(5, 25) if chance.random() < _PARKS else 0.0,
        priority=chance.random() < _PRIORITY,
        appointment_at=at + early if appointed else None,
    )
