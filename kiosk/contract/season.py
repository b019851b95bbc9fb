"""A whole season made up from a seed: the plan of its events, and what is special about some.

Everything is 研修: places, people and stations are invented. Reports are held against its totals.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from random import Random

from kiosk.contract.calendar import ServiceCalendar, service_calendar
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId, PersonId, StationId

FIRST, LAST = date(2026, 10, 1), date(2027, 3, 31)
"""The period the season fills; two events in April 2027 lie behind it, in the next 年度."""
VISITS, RENEWALS = 82, 14
VENUE_DAYS = (
    date(2026, 10, 11),
    date(2026, 10, 24),
    date(2026, 10, 31),
    date(2026, 11, 1),
    date(2026, 11, 3),
    date(2026, 11, 14),
    date(2026, 11, 23),
    date(2026, 11, 30),
    date(2026, 12, 5),
    date(2026, 12, 13),
    date(2026, 12, 20),
    date(2026, 12, 29),
    date(2027, 1, 11),
    date(2027, 1, 16),
    date(2027, 1, 24),
    date(2027, 1, 31),
    date(2027, 2, 1),
    date(2027, 2, 11),
    date(2027, 2, 20),
    date(2027, 2, 28),
    date(2027, 3, 6),
    date(2027, 3, 14),
    date(2027, 3, 22),
    date(2027, 3, 31),
    date(2027, 4, 1),
    date(2027, 4, 2),
)
"""Weekends, holidays, the year's end, the last and the first day of months and of a 年度."""
STATIONS = tuple(StationId(f"KENSHU{n}") for n in range(1, 5))
CREW = tuple(PersonId(f"P-{n:02d}") for n in range(1, 9))
_CREW_OF = {
    EventKind.VISIT: (CREW[1], (CREW[1], CREW[2])),
    EventKind.VENUE: (CREW[3], (CREW[3], CREW[4], CREW[5])),
    EventKind.RENEWAL: (CREW[6], (CREW[6], CREW[7])),
}
_STATION_OF = {
    EventKind.VISIT: STATIONS[0],
    EventKind.VENUE: STATIONS[1],
    EventKind.RENEWAL: STATIONS[3],
}
_REPORTED_UNTIL = date(2027, 2, 28)


class Special(StrEnum):
    """What is out of the ordinary about an event."""

    CANCELLED = "cancelled"
    NOBODY = "nobody"
    """Held, and nobody came."""
    CRASH = "crash"
    """The station died at noon: its day was never closed, its numbers are those of the moment."""
    SILENT = "silent"
    """Held, and no station has numbers."""
    INCOMPLETE = "incomplete"
    """Two stations were there, one has numbers."""
    UNKNOWN_PARTS = "unknown_parts"
    """The parts were not counted before the key went: sums alone are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPlan:
    """The events in the order of time, and which of them are special."""

    events: tuple[Event, ...]
    special: tuple[tuple[EventId, Special], ...]

    def is_(self, event: Event, special: Special) -> bool:
        """Tell whether the event is special in this way."""
        return (event.id, special) in self.special


def plan_season(seed: int) -> SeasonPlan:
    """Return the plan; the same seed gives the same plan."""
    chance = Random(f"season plan {seed}")  # noqa: S311 - no secret
    calendar = service_calendar()
    drafts = sorted(_drafts(chance, calendar), key=lambda one: (one.date, one.start, one.kind))
    numbered = [replace(draft, id=EventId(f"E-{n:03d}")) for n, draft in enumerate(drafts, start=1)]
    special = dict(_special(chance, numbered))
    events = [_ended(event, special.get(event.id)) for event in numbered]
    coming = _coming(len(events))
    return SeasonPlan(events=(*events, *coming), special=tuple(special.items()))


def _drafts(chance: Random, calendar: ServiceCalendar) -> Iterator[Event]:
    days = tuple(calendar.service_days(FIRST, LAST))
    for n, day in enumerate(sorted(chance.sample(days, VISITS)), start=1):
        yield _draft(EventKind.VISIT, day, _visit_place(chance, n), chance.choice((9, 10, 13, 14)))
    for n, day in enumerate(sorted(chance.sample(days, RENEWALS)), start=1):
        yield _draft(EventKind.RENEWAL, day, _home(n, "更新"), chance.choice((9, 13)))
    for n, day in enumerate(VENUE_DAYS, start=1):
        yield _draft(EventKind.VENUE, day, _venue_place(chance, n), 10, both=n % 3 == 0)


def _draft(kind: EventKind, day: date, place: Place, hour: int, *, both: bool = False) -> Event:
    manager, staff = _CREW_OF[kind]
    stations = (_STATION_OF[kind], *((STATIONS[2],) if both else ()))
    hours = 6 if kind is EventKind.VENUE else 2
    return Event(
        id=EventId(""),
        kind=kind,
        date=day,
        start=time(hour),
        end=time(hour + hours),
        place=place,
        pr=("（研修）市報", "（研修）ちらし") if kind is EventKind.VENUE else (),
        staff=staff,
        manager=manager,
        equipment=("（研修）撮影機材一式",),
        city_approved=day - timedelta(days=20),
        stations=stations,
        neutral=True,
    )


def _visit_place(chance: Random, n: int) -> Place:
    if chance.random() < 0.25:  # noqa: PLR2004 - a quarter are private homes
        return _home(n, "訪問")
    return Place(
        name=f"（研修）ケアハウス{n:02d}",
        address=f"下関市研修町{n}番",
        town_only="下関市研修町",
        contact_name="（研修）施設長",
        contact_phone="000-0000-0000",
        city_approved=FIRST - timedelta(days=10),
    )


def _home(n: int, what: str) -> Place:
    return Place(
        name=f"（研修）個人宅（{what}{n:02d}）",
        address=f"下関市研修本町{n}番地",
        town_only="下関市研修本町",
        contact_phone="000-0000-0000",
        city_approved=FIRST - timedelta(days=10),
        private_home=True,
    )


def _venue_place(chance: Random, n: int) -> Place:
    name = f"（研修）モール{n:02d}" if chance.random() < 0.6 else f"（研修）公民館{n:02d}"  # noqa: PLR2004
    return Place(
        name=name,
        address=f"下関市研修ヶ丘{n}番",
        town_only="下関市研修ヶ丘",
        contact_name="（研修）担当",
        contact_phone="000-0000-0000",
        layout="受付→撮影→確認",
        fee_yen=chance.choice((0, 3_300, 11_000)),
        city_approved=FIRST - timedelta(days=10),
    )


def _special(chance: Random, events: Sequence[Event]) -> Iterator[tuple[EventId, Special]]:
    """Yield one of each, at events of its kind; two are cancelled."""
    alone = [one for one in _of(events, EventKind.VENUE) if len(one.stations) == 1]
    inside = [one for one in alone if one.date <= LAST]
    off, empty, crashed, uncounted = chance.sample(inside, 4)
    yield off.id, Special.CANCELLED
    yield empty.id, Special.NOBODY
    yield crashed.id, Special.CRASH
    yield uncounted.id, Special.UNKNOWN_PARTS
    both = [one for one in _of(events, EventKind.VENUE) if len(one.stations) > 1]
    yield chance.choice(both).id, Special.INCOMPLETE
    off, silent = chance.sample(_of(events, EventKind.VISIT), 2)
    yield off.id, Special.CANCELLED
    yield silent.id, Special.SILENT


def _of(events: Iterable[Event], kind: EventKind) -> list[Event]:
    return [one for one in events if one.kind is kind]


def _ended(event: Event, special: Special | None) -> Event:
    if special is Special.CANCELLED:
        return replace(event, status=EventStatus.CANCELLED, cancelled="（研修）台風のため")
    reported = event.date <= _REPORTED_UNTIL
    return replace(event, status=EventStatus.REPORTED if reported else EventStatus.HELD)


def _coming(held: int) -> tuple[Event, ...]:
    """Return two events that are still to come: one approved, one not yet."""
    place = Place(name="（研修）これから", address="下関市研修町", town_only="下関市研修町")
    first = _draft(EventKind.VENUE, date(2027, 4, 17), place, 10)
    second = _draft(EventKind.VISIT, date(2027, 4, 19), place, 10)
    return (
        replace(first, id=EventId(f"E-{held + 1:03d}"), status=EventStatus.APPROVED),
        replace(
            second,
            id=EventId(f"E-{held + 2:03d}"),
            status=EventStatus.DRAFT,
            city_approved=None,
        ),
    )
