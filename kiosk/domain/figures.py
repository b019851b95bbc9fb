"""Numbers of one station and day, and of one event: what reports are made of, nobody in it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.event import Event, EventKind
from kiosk.domain.ids import EventId, StationId
from kiosk.domain.intake import LeaveReason, Procedure
from kiosk.domain.ticket import Service

Member = TypeVar("Member", bound=StrEnum)
Counts = tuple[tuple[Member, int], ...]
"""How many of each, in the order of the enum; who is in none of them was not asked or not kept."""


class AgeBand(StrEnum):
    """年代 on the day of the application."""

    CHILD = "0-14"
    """Under 15: a 法定代理人 is needed."""
    TEENS = "15-19"
    TWENTIES = "20-29"
    THIRTIES = "30-39"
    FORTIES = "40-49"
    FIFTIES = "50-59"
    SIXTIES = "60-69"
    SEVENTIES = "70-79"
    EIGHTIES = "80-89"
    NINETIES = "90-"


class PhotoWay(StrEnum):
    """What became of the photo of an application."""

    JUDGED = "judged"
    """Accepted by the checks."""
    OVERRIDDEN = "overridden"
    """Accepted by staff, with a reason."""
    EXEMPTED = "exempted"
    """写真の特例."""
    NONE = "none"
    """Under one year of age: no photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long people waited for their first call, in seconds; kept so that means can be added."""

    people: int = 0
    total_s: int = 0
    longest_s: int = 0

    @property
    def mean_s(self) -> float:
        """Return the mean, 0 when nobody waited."""
        return self.total_s / self.people if self.people else 0.0

    def __add__(self, other: "Waits") -> "Waits":
        return Waits(
            people=self.people + other.people,
            total_s=self.total_s + other.total_s,
            longest_s=max(self.longest_s, other.longest_s),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Numbers that can be added up over stations and days.

    The parts of ``applications`` (``ages`` and so on) may be less than it: the rest is not known.
    ``services`` are finished tickets, 新規, 更新 and 再交付 among them; ``tickets`` is None without
    a line. ``retaken`` is None where a station did not count: then the sum is not known either.
    """

    visitors: int = 0
    applications: int = 0
    procedures: Counts[Procedure] = ()
    routes: Counts[Route] = ()
    ages: Counts[AgeBand] = ()
    sexes: Counts[Sex] = ()
    photo_ways: Counts[PhotoWay] = ()
    replacing: int = 0
    """Applications of people whose old card is replaced."""
    retaken: int | None = None
    corrected: int = 0
    consultations: int = 0
    leavings: Counts[LeaveReason] = ()
    services: Counts[Service] = ()
    tickets: TicketCounts | None = None
    waits: Waits = Waits()
    cards: int = 0
    """電子証明書: cards that were handed to the city's officer; ``cards_settled`` stayed there."""
    cards_settled: int = 0
    duties_open: int = 0
    sheets_printed: int = 0

    @property
    def not_accepted(self) -> int:
        """Return how many left without an application; a mistake was nobody's sitting."""
        return sum(count for why, count in self.leavings if why is not LeaveReason.MISTAKE)

    def people(self, kind: EventKind) -> int:
        """Return the applicants as the contract counts them for this kind (specification 7)."""
        return self.cards if kind is EventKind.RENEWAL else self.applications

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{one.name: _added(self, other, one.name) for one in fields(Tally)})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPart:
    """What one of a day's events has of a station's numbers; ``place`` as in `DayFigures`."""

    event: EventId
    place: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One station's business day. ``closed_at`` is None when the day never was closed.

    A day that was not closed has neither batch nor the trail's head, and its numbers are those of
    the moment, which ``audit_n`` tells from earlier ones. ``place`` is what the station called it,
    of a private home its town at most. ``staff`` is how many people were on duty. Hashes are
    hexadecimal. A day of several events has ``parts``, in the order of time, that are ``tally``
    together, and neither ``event`` nor ``place`` of its own.
    """

    station: StationId
    business_date: date
    event: EventId | None
    place: str
    training: bool
    tally: Tally
    staff: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    batch: str = ""
    batch_bytes: int = 0
    batch_sha256: str = ""
    audit_n: int = 0
    audit_head: str = ""
    program: str = ""
    parts: tuple[EventPart, ...] = ()

    @property
    def closed(self) -> bool:
        """Tell whether the day was closed, so that its numbers stay."""
        return self.closed_at is not None

    @property
    def by_event(self) -> tuple["DayFigures", ...]:
        """Return the day once for each of its events, with that event's numbers alone."""
        if not self.parts:
            return (self,)
        return tuple(
            replace(self, event=one.event, place=one.place, tally=one.tally, parts=())
            for one in self.parts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFigures:
    """An event and what its stations counted; ``missing`` stations were to be there and are not."""

    event: Event
    days: tuple[DayFigures, ...] = ()
    missing: tuple[StationId, ...] = ()

    @property
    def tally(self) -> Tally:
        """Return the sum over the stations."""
        return added(day.tally for day in self.days)

    @property
    def people(self) -> int:
        """Return the applicants as the contract counts them."""
        return self.tally.people(self.event.kind)

    @property
    def provisional(self) -> bool:
        """Tell whether a station's day was not closed."""
        return any(not day.closed for day in self.days)

    @property
    def took_place(self) -> bool:
        """Tell whether it was held: somebody says so, or a station was there."""
        return self.event.status.took_place or bool(self.days)


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the sum; of nothing, zeros."""
    found = tuple(tallies)
    return sum(found[1:], start=found[0]) if found else Tally()


def merged(one: Counts[Member], other: Counts[Member]) -> Counts[Member]:
    """Return both counts as one, in the order of the enum."""
    members = {member: type(member) for member, _ in (*one, *other)}
    first, second = dict(one), dict(other)
    order = list(next(iter(members.values()))) if members else []
    return tuple(
        (member, first.get(member, 0) + second.get(member, 0))
        for member in order
        if member in members
    )


def _added(one: Tally, other: Tally, name: str) -> Any:
    mine, theirs = getattr(one, name), getattr(other, name)
    if isinstance(mine, TicketCounts) and isinstance(theirs, TicketCounts):
        return _tickets(mine, theirs)
    if name == "retaken" and (mine is None or theirs is None):
        return None
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    return merged(mine, theirs) if isinstance(mine, tuple) else mine + theirs


def _tickets(one: TicketCounts, other: TicketCounts) -> TicketCounts:
    return TicketCounts(
        finished=merged(one.finished, other.finished),
        no_shows=one.no_shows + other.no_shows,
        cancelled=one.cancelled + other.cancelled,
        without_paper=one.without_paper + other.without_paper,
    )
