"""Who came to the events of a made-up season, one by one, and each station's figures of a day."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from random import Random
from typing import TypeVar

from kiosk.contract.season import SeasonPlan, Special
from kiosk.domain.applicant import Sex
from kiosk.domain.application import Route
from kiosk.domain.dates import JST
from kiosk.domain.dayreport import TicketCounts
from kiosk.domain.event import Event, EventKind
from kiosk.domain.figures import AgeBand, DayFigures, PhotoWay, Tally, Waits
from kiosk.domain.ids import StationId
from kiosk.domain.intake import LeaveReason, Procedure
from kiosk.domain.ticket import Outcome, Service

Member = TypeVar("Member", bound=StrEnum)
_AGES = (4, 2, 3, 4, 5, 8, 14, 22, 25, 13)
_PHOTO_WAYS = (90, 5, 3, 2)
_LEFT = {
    Outcome.TO_CITY_HALL: (LeaveReason.TO_CITY_HALL, LeaveReason.STAY_ENDS),
    Outcome.COME_AGAIN: (LeaveReason.PAPERS_MISSING, LeaveReason.NO_REPRESENTATIVE),
    Outcome.ANSWERED: (LeaveReason.ONLY_ASKED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who came; nobody in particular.

    ``outcome`` is None for who drew a ticket and was gone. ``number`` is that of the receipt, None
    without an application. ``wait_s`` is None where there was no line.
    """

    event: Event
    station: StationId
    outcome: Outcome | None
    number: int | None = None
    service: Service | None = None
    left: LeaveReason | None = None
    procedure: Procedure | None = None
    route: Route | None = None
    age: AgeBand | None = None
    sex: Sex | None = None
    photo: PhotoWay | None = None
    replaces: bool = False
    retakes: int = 0
    corrected: bool = False
    wait_s: int | None = None


def visitors_of(plan: SeasonPlan, seed: int) -> tuple[Visitor, ...]:
    """Return everybody whom a station counted, in the order of events and stations."""
    found: list[Visitor] = []
    for event in plan.events:
        for station in counting(plan, event):
            chance = Random(f"season day {seed} {event.id} {station}")  # noqa: S311 - no secret
            found += _came(chance, plan, event, station)
    return tuple(found)


def counting(plan: SeasonPlan, event: Event) -> tuple[StationId, ...]:
    """Return the stations that have figures of the event."""
    if not event.status.took_place or plan.is_(event, Special.SILENT):
        return ()
    return event.stations[:1] if plan.is_(event, Special.INCOMPLETE) else event.stations


def days_of(plan: SeasonPlan, visitors: Sequence[Visitor], seed: int) -> tuple[DayFigures, ...]:
    """Return the figures of each station and day, counted from who came."""
    by_day: dict[tuple[str, str], list[Visitor]] = {}
    for one in visitors:
        by_day.setdefault((one.event.id, one.station), []).append(one)
    return tuple(
        _figures(plan, event, station, by_day.get((event.id, station), []), seed)
        for event in plan.events
        for station in counting(plan, event)
    )


def _came(chance: Random, plan: SeasonPlan, event: Event, station: StationId) -> Iterator[Visitor]:
    if plan.is_(event, Special.NOBODY):
        return
    number = 0
    for outcome in _outcomes(chance, plan, event):
        if outcome is Outcome.APPLIED:
            number += 1
            yield _applicant(chance, event, station, number)
        else:
            yield _other(chance, event, station, outcome)


def _outcomes(chance: Random, plan: SeasonPlan, event: Event) -> Iterator[Outcome | None]:
    match event.kind:
        case EventKind.VISIT:
            yield from [Outcome.APPLIED] * chance.choice((1, 1, 1, 2, 2, 3))
            if chance.random() < 0.2:  # noqa: PLR2004 - one visit in five: somebody only asks
                yield Outcome.ANSWERED
        case EventKind.RENEWAL:
            yield from [Outcome.HANDED_OVER] * chance.choice((1, 1, 2, 2))
        case EventKind.VENUE:
            people = chance.randint(9, 18) if len(event.stations) > 1 else chance.randint(14, 26)
            people = people // 2 if plan.is_(event, Special.CRASH) else people
            yield from [Outcome.APPLIED] * people
            others = (Outcome.ANSWERED, Outcome.TO_CITY_HALL, Outcome.COME_AGAIN, None)
            yield from chance.choices(others, weights=(5, 1, 2, 1), k=chance.randint(0, 8))


def _applicant(chance: Random, event: Event, station: StationId, number: int) -> Visitor:
    (age,) = chance.choices(tuple(AgeBand), weights=_AGES)
    (photo,) = chance.choices(tuple(PhotoWay), weights=_PHOTO_WAYS)
    at_venue = event.kind is EventKind.VENUE
    replaces = chance.random() < 0.3  # noqa: PLR2004 - three of ten have a card that ends
    return Visitor(
        event=event,
        station=station,
        outcome=Outcome.APPLIED,
        number=number,
        service=(Service.RENEW if replaces else Service.APPLY) if at_venue else None,
        procedure=Procedure.VENUE if at_venue else Procedure.VISIT,
        route=chance.choices(tuple(Route), weights=(95, 5))[0],
        age=AgeBand.CHILD if photo is PhotoWay.NONE else age,
        sex=chance.choices(tuple(Sex), weights=(46, 52, 2))[0],
        photo=photo,
        replaces=replaces,
        retakes=chance.choice((0, 0, 0, 1, 1, 2)) if photo is not PhotoWay.NONE else 0,
        corrected=chance.random() < 0.05,  # noqa: PLR2004 - one of twenty
        wait_s=_wait(chance) if at_venue else None,
    )


def _other(chance: Random, event: Event, station: StationId, outcome: Outcome | None) -> Visitor:
    at_venue = event.kind is EventKind.VENUE
    reasons = _LEFT.get(outcome) if outcome else None
    service = Service.ASK if outcome is Outcome.ANSWERED else Service.APPLY
    return Visitor(
        event=event,
        station=station,
        outcome=outcome,
        service=service if at_venue and outcome is not None else None,
        left=chance.choice(reasons) if reasons else None,
        wait_s=_wait(chance) if at_venue and outcome is not None else None,
    )


def _wait(chance: Random) -> int:
    return round(chance.expovariate(1 / 480))  # 8 minutes on average


def _figures(
    plan: SeasonPlan, event: Event, station: StationId, came: Sequence[Visitor], seed: int
) -> DayFigures:
    closed = not plan.is_(event, Special.CRASH)
    proof = hashlib.sha256(f"{seed} {station} {event.date}".encode()).hexdigest()
    figures = DayFigures(
        station=station,
        business_date=event.date,
        event=event.id,
        place=event.place.town_only if event.place.private_home else event.place.name,
        training=True,
        tally=_tally(event, came, parts=not plan.is_(event, Special.UNKNOWN_PARTS)),
        staff=len(event.staff),
        opened_at=datetime.combine(event.date, time(8, 30), JST),
        program="0.1.0",
    )
    if not closed:
        return figures
    return replace(
        figures,
        closed_at=datetime.combine(event.date, time(event.end.hour, 40), JST),
        batch=batch_name(station, event),
        batch_bytes=4_000 + 420_000 * sum(one.number is not None for one in came),
        batch_sha256=proof,
        audit_n=20 + 9 * len(came),
        audit_head=hashlib.sha256(proof.encode()).hexdigest(),
    )


def batch_name(station: StationId, event: Event) -> str:
    """Return what the day's batch is called."""
    return f"KB-{station}-{event.date:%Y%m%d}"


def _tally(event: Event, came: Sequence[Visitor], *, parts: bool) -> Tally:
    applied = [one for one in came if one.number is not None]
    known = applied if parts else []
    waited = [one.wait_s for one in came if one.wait_s is not None]
    return Tally(
        visitors=len(came),
        applications=len(applied),
        procedures=_counted(Procedure, (one.procedure for one in known)),
        routes=_counted(Route, (one.route for one in known)),
        ages=_counted(AgeBand, (one.age for one in known)),
        sexes=_counted(Sex, (one.sex for one in known)),
        photo_ways=_counted(PhotoWay, (one.photo for one in known)),
        replacing=sum(one.replaces for one in known),
        retaken=sum(one.retakes for one in applied) if parts else None,
        corrected=sum(one.corrected for one in applied),
        consultations=sum(one.left is LeaveReason.ONLY_ASKED for one in came),
        leavings=_counted(LeaveReason, (one.left for one in came)),
        services=_counted(Service, (one.service for one in came)),
        tickets=_tickets(came) if event.kind is EventKind.VENUE else None,
        waits=Waits(people=len(waited), total_s=sum(waited), longest_s=max(waited, default=0)),
        cards=sum(one.outcome is Outcome.HANDED_OVER for one in came),
    )


def _tickets(came: Sequence[Visitor]) -> TicketCounts:
    return TicketCounts(
        finished=_counted(Outcome, (one.outcome for one in came)),
        no_shows=sum(one.outcome is None for one in came),
        cancelled=0,
        without_paper=0,
    )


def _counted(
    members: type[Member], found: Iterable[Member | None]
) -> tuple[tuple[Member, int], ...]:
    """Return how many there are of each that is there, in the order of the enum."""
    kept = list(found)
    return tuple((one, kept.count(one)) for one in members if one in kept)
