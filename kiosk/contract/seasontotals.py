"""The known totals of a made-up season, counted person by person: no figure of a day is read here.

Reports add up figures of days; these are counted another way, so that both must agree.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum

from kiosk.contract.season import LAST, SeasonPlan, Special
from kiosk.contract.seasondays import Visitor, counting
from kiosk.domain.event import Event, EventKind, EventStatus
from kiosk.domain.intake import LeaveReason
from kiosk.domain.ticket import Outcome

Totals = dict[str, object]
_APRIL = 4


def totals_of(plan: SeasonPlan, visitors: Sequence[Visitor]) -> Totals:
    """Return everything that a report may say, as plain JSON."""
    return {
        "events": _events(plan.events),
        "all": _sums(plan, visitors, silent=True),
        "contract": _contract(plan, visitors),
        "by_kind": _grouped(plan, visitors, lambda one: one.kind.value),
        "by_month": _grouped(plan, visitors, lambda one: f"{one.date:%Y-%m}"),
        "by_fiscal_year": _grouped(plan, visitors, lambda one: fiscal_year(one.date)),
        "by_kind_and_month": _grouped(
            plan, visitors, lambda one: f"{one.kind.value} {one.date:%Y-%m}"
        ),
        "by_event": {
            one.id: _sums(plan, [v for v in visitors if v.event.id == one.id], silent=False)
            for one in plan.events
            if counting(plan, one)
        },
        "special": {
            special.value: sorted(event for event, found in plan.special if found is special)
            for special in Special
        },
    }


def fiscal_year(day: date) -> str:
    """Return the 年度, April to March, as its first year."""
    return str(day.year if day.month >= _APRIL else day.year - 1)


def _events(events: Iterable[Event]) -> Totals:
    found = list(events)
    return {
        "planned": len(found),
        **{status.value: sum(one.status is status for one in found) for status in EventStatus},
        "took_place": _held_by(found, lambda one: one.kind.value),
        "took_place_by_month": _held_by(found, lambda one: f"{one.date:%Y-%m}"),
        "took_place_by_fiscal_year": _held_by(found, lambda one: fiscal_year(one.date)),
        "private_homes": sum(one.place.private_home for one in found),
        "two_stations": [one.id for one in found if len(one.stations) > 1],
    }


def _held_by(events: Iterable[Event], group: Callable[[Event], str]) -> dict[str, int]:
    return dict(sorted(Counter(group(one) for one in events if one.status.took_place).items()))


def _contract(plan: SeasonPlan, visitors: Iterable[Visitor]) -> Totals:
    """Return events and people of each kind as the contract counts them, to its last day."""
    came = list(visitors)
    return {
        kind.value: {
            "events": sum(
                one.kind is kind and one.status.took_place and one.date <= LAST
                for one in plan.events
            ),
            "people": sum(
                _counts(one) and one.event.kind is kind and one.event.date <= LAST for one in came
            ),
        }
        for kind in EventKind
    }


def _counts(visitor: Visitor) -> bool:
    """Tell whether the contract counts this one: an application, or a card that was handed over."""
    wanted = Outcome.HANDED_OVER if visitor.event.kind is EventKind.RENEWAL else Outcome.APPLIED
    return visitor.outcome is wanted


def _grouped(
    plan: SeasonPlan, visitors: Iterable[Visitor], group: Callable[[Event], str]
) -> Totals:
    groups: dict[str, list[Visitor]] = {}
    for one in visitors:
        groups.setdefault(group(one.event), []).append(one)
    silent = {group(event) for event in plan.events if plan.is_(event, Special.SILENT)}
    return {name: _sums(plan, groups[name], silent=name in silent) for name in sorted(groups)}


def _sums(plan: SeasonPlan, came: Sequence[Visitor], *, silent: bool) -> Totals:
    """Return the sums; with an event of which nobody has numbers (``silent``) some are unknown."""
    applied = [one for one in came if one.number is not None]
    known = [one for one in applied if not plan.is_(one.event, Special.UNKNOWN_PARTS)]
    waits = [one.wait_s for one in came if one.wait_s is not None]
    unknown = silent or any(plan.is_(one.event, Special.UNKNOWN_PARTS) for one in came)
    ticketed = [one for one in came if one.event.kind is EventKind.VENUE]
    return {
        "visitors": len(came),
        "applications": len(applied),
        "people": sum(_counts(one) for one in came),
        "procedures": _count(one.procedure for one in known),
        "routes": _count(one.route for one in known),
        "ages": _count(one.age for one in known),
        "sexes": _count(one.sex for one in known),
        "photo_ways": _count(one.photo for one in known),
        "replacing": sum(one.replaces for one in known),
        "retaken": None if unknown else sum(one.retakes for one in applied),
        "corrected": sum(one.corrected for one in applied),
        "consultations": sum(one.left is LeaveReason.ONLY_ASKED for one in came),
        "leavings": _count(one.left for one in came),
        "services": _count(one.service for one in came),
        "cards": sum(one.outcome is Outcome.HANDED_OVER for one in came),
        "tickets": {
            "issued": len(ticketed),
            "finished": _count(one.outcome for one in ticketed),
            "no_shows": sum(one.outcome is None for one in ticketed),
        },
        "waits": {
            "people": len(waits),
            "total_s": sum(waits),
            "longest_s": max(waits, default=0),
        },
    }


def _count(found: Iterable[StrEnum | None]) -> dict[str, int]:
    return dict(sorted(Counter(one.value for one in found if one is not None).items()))
