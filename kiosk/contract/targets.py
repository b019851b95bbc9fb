"""The contract's targets: done, planned, expected, and what a week still has to bring."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiosk.contract.calendar import ServiceCalendar
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.ids import EventId

DAYS_A_WEEK = 5  # service days
# Eight of ten outcomes lie within 1.28 standard deviations of a normal distribution.
EIGHTY_PERCENT = 1.2816


class Side(StrEnum):
    """By which side of the OR a target is reached."""

    NOT_YET = "not_yet"
    EVENTS = "events"
    APPLICANTS = "applicants"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """So many events OR so many applicants (specification 7)."""

    kind: EventKind
    events: int
    applicants: int

    def side(self, events: int, applicants: int) -> Side:
        """Return by which side these numbers reach it; more never reach less."""
        match events >= self.events, applicants >= self.applicants:
            case True, True:
                return Side.BOTH
            case True, False:
                return Side.EVENTS
            case False, True:
                return Side.APPLICANTS
            case _:
                return Side.NOT_YET


TARGETS = (
    Target(kind=EventKind.VISIT, events=80, applicants=130),  # specification 7(1)
    Target(kind=EventKind.VENUE, events=15, applicants=450),  # 7(2)
    Target(kind=EventKind.RENEWAL, events=10, applicants=20),  # 7(3)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What is expected, and between what eight of ten such seasons would end."""

    low: int
    mean: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerWeek:
    """What each week of service days that is left has to bring, by either side of the OR.

    0 where that side is reached; None where no service day is left for it.
    """

    events: float | None
    applicants: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The sums at the end of a day."""

    day: date
    events: int
    applicants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStanding:
    """How one kind stands at the end of the day ``on``.

    ``planned`` are events that are still to come, drafts among them; ``unmarked`` those whose day
    is over and of which nobody said that they were held; ``uncounted`` were held and have no
    figures yet. ``expected_applicants`` is None where nothing says how many come to an event.
    """

    target: Target
    on: date
    events: int
    applicants: int
    planned: int
    unmarked: int
    uncounted: int
    side: Side
    reached_on: date | None
    expected_events: int
    expected_applicants: Range | None
    expected_side: Side
    days_left: int
    needed: PerWeek
    course: tuple[Point, ...]

    @property
    def reached(self) -> bool:
        """Whether the target is reached; the work goes on all the same (specification 7)."""
        return self.side is not Side.NOT_YET


def standings(
    events: Sequence[Event],
    applicants: Mapping[EventId, int],
    calendar: ServiceCalendar,
    *,
    on: date,
    targets: Sequence[Target] = TARGETS,
) -> tuple[TargetStanding, ...]:
    """Return how each target stands at the end of ``on``; ``applicants`` are of the day figures."""
    return tuple(_standing(target, events, applicants, calendar, on) for target in targets)


def _standing(
    target: Target,
    events: Sequence[Event],
    applicants: Mapping[EventId, int],
    calendar: ServiceCalendar,
    on: date,
) -> TargetStanding:
    mine = [event for event in events if event.kind is target.kind]
    held = [event for event in mine if event.status.took_place and event.date <= on]
    open_ones = [e for e in mine if e.status in {EventStatus.DRAFT, EventStatus.APPROVED}]
    coming = [event for event in mine if _is_coming(event, on) and event.date <= calendar.last]
    course = _course(held, applicants)
    done, people = (course[-1].events, course[-1].applicants) if course else (0, 0)
    expected = _expected(people, held, coming, applicants)
    days_left = sum(1 for _ in calendar.service_days(on + timedelta(days=1), calendar.last))
    reached = (p.day for p in course if target.side(p.events, p.applicants) is not Side.NOT_YET)
    return TargetStanding(
        target=target,
        on=on,
        events=done,
        applicants=people,
        planned=len(coming),
        unmarked=sum(event.date < on for event in open_ones),
        uncounted=sum(event.id not in applicants for event in held),
        side=target.side(done, people),
        reached_on=next(reached, None),
        expected_events=done + len(coming),
        expected_applicants=expected,
        expected_side=target.side(done + len(coming), expected.mean if expected else people),
        days_left=days_left,
        needed=PerWeek(
            events=_per_week(target.events - done, days_left),
            applicants=_per_week(target.applicants - people, days_left),
        ),
        course=course,
    )


def _is_coming(event: Event, on: date) -> bool:
    """Tell whether it was still to come: on a past day that holds for what was held since, too."""
    if event.status is EventStatus.CANCELLED:
        return False
    return event.date > on or (event.date == on and not event.status.took_place)


def _course(held: Sequence[Event], applicants: Mapping[EventId, int]) -> tuple[Point, ...]:
    """Return the sums after each day with an event."""
    points: list[Point] = []
    for event in sorted(held, key=lambda one: one.date):
        before = points[-1] if points else Point(day=event.date, events=0, applicants=0)
        if points and before.day == event.date:
            points.pop()
        points.append(
            Point(
                day=event.date,
                events=before.events + 1,
                applicants=before.applicants + applicants.get(event.id, 0),
            )
        )
    return tuple(points)


def _expected(
    people: int,
    held: Sequence[Event],
    coming: Sequence[Event],
    applicants: Mapping[EventId, int],
) -> Range | None:
    """Return the applicants at the end if all that is planned is held.

    Each event to come is expected to bring the mean of those that were held; before the first
    one what the plan says. The spread is that of the events held, or that of plain counts
    (Poisson) where it is larger, and the mean of few events is uncertain itself.
    """
    if not coming:
        return Range(low=people, mean=people, high=people)
    counts = sorted(applicants[event.id] for event in held if event.id in applicants)
    guesses = [event.expected_applicants for event in coming]
    if counts:
        mean, known = statistics.fmean(counts), len(counts)
    else:
        told = sorted(guess for guess in guesses if guess is not None)
        if not told:
            return None
        mean, known = statistics.fmean(told), 1
    spread = math.sqrt(mean)
    if len(counts) > 1:
        spread = max(spread, statistics.stdev(counts))
    number = len(coming)
    around = EIGHTY_PERCENT * spread * math.sqrt(number + number**2 / known)
    return Range(
        low=people + max(0, math.floor(number * mean - around)),
        mean=people + round(number * mean),
        high=people + math.ceil(number * mean + around),
    )


def _per_week(missing: int, days_left: int) -> float | None:
    if missing <= 0:
        return 0.0
    return missing * DAYS_A_WEEK / days_left if days_left else None
