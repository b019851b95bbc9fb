"""What an event lacks, and what it takes away from another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from kiosk.contract.calendar import ServiceCalendar, day_findings
from kiosk.contract.plancells import folded
from kiosk.contract.planfinding import PlanCheck, PlanFinding, block, warn
from kiosk.domain.event import Event, EventKind, EventStatus, Place
from kiosk.domain.ids import EventId

# Specification 8(5): two at each place; of a renewal, which the city does, one when it asks.
LEAST_PEOPLE = {EventKind.VISIT: 2, EventKind.VENUE: 2, EventKind.RENEWAL: 1}
TRAVEL = timedelta(minutes=45)  # own: across the city by car, with loading; a setting
NO_PLACES: Mapping[str, frozenset[date]] = {}


def plan_findings(
    events: Sequence[Event],
    calendar: ServiceCalendar,
    *,
    travel: timedelta = TRAVEL,
    places_closed: Mapping[str, frozenset[date]] = NO_PLACES,
) -> dict[EventId, tuple[PlanFinding, ...]]:
    """Return what speaks against each event that is not cancelled, in the order of `PlanCheck`."""
    on_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        on_day[event.date].append(event)
    order = list(PlanCheck)
    return {
        event.id: tuple(
            sorted(
                (
                    *day_findings(
                        event,
                        calendar,
                        place_closed=places_closed.get(event.place.name, frozenset()),
                    ),
                    *lacks(event),
                    *conflicts(event, on_day[event.date], travel=travel),
                ),
                key=lambda finding: (order.index(finding.key), str(finding.values)),
            )
        )
        for event in events
        if event.status is not EventStatus.CANCELLED
    }


def lacks(event: Event) -> tuple[PlanFinding, ...]:
    """Return what `event` needs by the contract and does not have."""
    return tuple(_lacks(event))


def conflicts(
    event: Event, others: Iterable[Event], *, travel: timedelta = TRAVEL
) -> tuple[PlanFinding, ...]:
    """Return what ``event`` takes from ``others``: people, equipment, the place.

    ``travel`` is the time that people and equipment need from one place to another. ``others`` may
    hold the event itself; cancelled ones take nothing.
    """
    return tuple(
        finding
        for other in sorted(others, key=lambda one: (one.start, one.id))
        if other.id != event.id
        and other.date == event.date
        and other.status is not EventStatus.CANCELLED
        for finding in _taken(event, other, travel)
    )


def same_place(one: Place, other: Place) -> bool:
    """Tell whether two places are one; of 個人宅 of one name the addresses decide."""
    if folded(one.name) != folded(other.name):
        return False
    first, second = folded(one.address), folded(other.address)
    return first == second or not (first and second)


def _lacks(event: Event) -> Iterator[PlanFinding]:
    least, there = LEAST_PEOPLE[event.kind], len(event.people)
    if there < least:
        yield block(PlanCheck.TOO_FEW_PEOPLE, people=there, least=least)
    if event.manager is None:
        yield block(PlanCheck.NO_MANAGER)
    approved = event.place.city_approved
    if approved is None or approved > event.date:
        yield block(PlanCheck.PLACE_UNAPPROVED, place=event.place.name)
    if event.kind is EventKind.VENUE and event.neutral is None:
        yield block(PlanCheck.NEUTRAL_UNASKED)
    if event.kind is EventKind.VENUE and event.neutral is False:
        yield block(PlanCheck.NOT_NEUTRAL)
    if event.place.private_home and not event.place.town_only:
        yield warn(PlanCheck.TOWN_MISSING)


def _taken(event: Event, other: Event, travel: timedelta) -> Iterator[PlanFinding]:
    gap = _gap(event, other)
    where: dict[str, str | int | date | time] = {
        "place": other.place.name,
        "start": other.start,
        "end": other.end,
    }
    if same_place(event.place, other.place):
        if gap < timedelta():
            if event.kind is other.kind:
                yield block(PlanCheck.PLACE_TWICE, **where)
            else:
                yield warn(PlanCheck.PLACE_SHARED, **where)
        return  # people and equipment are where both need them
    if gap >= travel and gap >= timedelta():
        return
    overlap = gap < timedelta()
    minutes = max(gap, timedelta()) // timedelta(minutes=1)
    for person in sorted(event.people & other.people):
        if overlap:
            yield block(PlanCheck.PERSON_TWICE, person=person, **where)
        else:
            yield warn(PlanCheck.TRAVEL_SHORT, person=person, minutes=minutes, **where)
    theirs = {folded(item) for item in other.equipment}
    for item in sorted({item for item in event.equipment if folded(item) in theirs}):
        if overlap:
            yield block(PlanCheck.EQUIPMENT_TWICE, item=item, **where)
        else:
            yield warn(PlanCheck.EQUIPMENT_TRAVEL_SHORT, item=item, minutes=minutes, **where)


def _gap(one: Event, other: Event) -> timedelta:
    """Return the time between two events of a day; negative where they overlap."""
    first, second = sorted((one, other), key=lambda event: (event.start, event.end))
    begins = datetime.combine(second.date, second.start)
    ends = datetime.combine(first.date, first.end)
    return begins - ends
