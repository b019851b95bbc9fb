"""The made-up season: its known totals, counted person by person, are what the days add up to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.contract.calendar import service_calendar
from kiosk.contract.figures import join
from kiosk.contract.figuresfile import read_figures, spell_figures
from kiosk.contract.periods import Period, fiscal_year_of, month_of, period_figures
from kiosk.contract.season import FIRST, LAST, SeasonPlan, Special, plan_season
from kiosk.contract.seasondays import counting, days_of, visitors_of
from kiosk.contract.seasontotals import totals_of
from kiosk.contract.targets import Side, standings
from kiosk.domain.event import EventKind, EventStatus
from kiosk.domain.figures import DayFigures, Tally
from kiosk.domain.ids import EventId

SEEDS = (1, 2, 3, 20261124)
AFTER = date(2027, 4, 3)
WHOLE = Period(FIRST, AFTER)


class Made:
    """A season of a seed."""

    def __init__(self, seed: int) -> None:
        self.plan = plan_season(seed)
        self.visitors = visitors_of(self.plan, seed)
        self.days = days_of(self.plan, self.visitors, seed)
        self.totals: dict[str, Any] = totals_of(self.plan, self.visitors)

    def event(self, special: Special) -> EventId:
        return next(event for event, found in self.plan.special if found is special)


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest) -> Made:
    return Made(request.param)


def plain(counts: Iterable[tuple[Any, int]]) -> dict[str, int]:
    return {member.value: count for member, count in counts}


def spelled(tally: Tally, people: int) -> dict[str, object]:
    """Return a tally in the words of the totals."""
    tickets = tally.tickets
    return {
        **{name: getattr(tally, name) for name in ("visitors", "applications", "replacing")},
        **{name: getattr(tally, name) for name in ("retaken", "corrected", "consultations")},
        **{
            name: plain(getattr(tally, name))
            for name in ("procedures", "routes", "ages", "sexes", "photo_ways")
        },
        "people": people,
        "leavings": plain(tally.leavings),
        "services": plain(tally.services),
        "cards": tally.cards,
        "tickets": {
            "issued": tickets.issued if tickets else 0,
            "finished": plain(tickets.finished) if tickets else {},
            "no_shows": tickets.no_shows if tickets else 0,
        },
        "waits": {
            "people": tally.waits.people,
            "total_s": tally.waits.total_s,
            "longest_s": tally.waits.longest_s,
        },
    }


def sums(plan: SeasonPlan, days: Iterable[DayFigures], period: Period) -> dict[str, object]:
    """Return what reports of a period would say."""
    found = period_figures(join(plan.events, days, training=True), period, until=AFTER)
    return spelled(found.tally, sum(kind.people for kind in found.kinds))


def test_the_season_adds_up_to_its_known_totals(made: Made) -> None:
    assert sums(made.plan, made.days, WHOLE) == made.totals["all"]


def test_each_month_adds_up(made: Made) -> None:
    assert len(made.totals["by_month"]) == 7
    for month, known in made.totals["by_month"].items():
        period = month_of(date.fromisoformat(f"{month}-01"))
        assert sums(made.plan, made.days, period) == known, month


def test_each_fiscal_year_adds_up(made: Made) -> None:
    assert sorted(made.totals["by_fiscal_year"]) == ["2026", "2027"]
    for year, known in made.totals["by_fiscal_year"].items():
        period = fiscal_year_of(date(int(year), 4, 1))
        assert sums(made.plan, made.days, period) == known


def test_each_event_adds_up_those_to_which_nobody_came_too(made: Made) -> None:
    joined = join(made.plan.events, made.days, training=True)
    found = {one.event.id: spelled(one.tally, one.people) for one in joined.events if one.days}
    assert found == made.totals["by_event"]
    assert made.totals["by_event"][made.event(Special.NOBODY)]["visitors"] == 0


def test_events_and_people_of_the_contract_are_those_of_the_targets(made: Made) -> None:
    people = {one: known["people"] for one, known in made.totals["by_event"].items()}
    found = standings(made.plan.events, people, service_calendar(), on=LAST)
    known = made.totals["contract"]
    assert {one.target.kind.value: one.events for one in found} == {
        kind: one["events"] for kind, one in known.items()
    }
    assert {one.target.kind.value: one.applicants for one in found} == {
        kind: one["people"] for kind, one in known.items()
    }
    assert all(one.side is not Side.NOT_YET for one in found)


def test_nothing_of_the_season_disagrees(made: Made) -> None:
    assert join(made.plan.events, made.days, training=True).disagreements == ()


def test_every_days_figures_are_such_as_a_station_writes(made: Made) -> None:
    for day in made.days:
        assert read_figures(spell_figures(day)) == day


def test_what_is_special_is_named_by_a_report(made: Made) -> None:
    joined = join(made.plan.events, made.days, training=True)
    found = period_figures(joined, WHOLE, until=AFTER)
    assert [one.event.id for one in found.provisional] == [made.event(Special.CRASH)]
    assert [one.event.id for one in found.silent] == [made.event(Special.SILENT)]
    assert [one.event.id for one in found.incomplete] == [made.event(Special.INCOMPLETE)]
    assert [one.event.id for one in found.cancelled] == made.totals["special"]["cancelled"]
    assert len(found.cancelled) == 2


def test_visits_are_on_service_days_and_venues_also_on_others(made: Made) -> None:
    calendar = service_calendar()
    ended = [one for one in made.plan.events if one.date <= AFTER]
    for event in ended:
        assert not event.kind.goes_out or calendar.is_service_day(event.date)
    free = [one for one in ended if calendar.why_not(one.date)]
    assert {one.kind for one in free} == {EventKind.VENUE}
    assert len(free) > 10


def test_the_season_is_as_large_as_the_contract(made: Made) -> None:
    events = made.totals["events"]
    assert events["planned"] == 124
    assert sum(events["took_place"].values()) == 120
    assert 500 <= made.totals["all"]["applications"] <= 750
    assert len(events["two_stations"]) == 8


def test_days_lie_on_both_sides_of_month_and_fiscal_year() -> None:
    dates = {one.date for one in plan_season(1).events}
    for last, first in ((10, 11), (1, 2), (3, 4)):
        year = 2026 if last == 10 else 2027
        assert month_of(date(year, last, 1)).last in dates
        assert date(year, first, 1) in dates


def test_the_same_seed_makes_the_same_season_and_another_another() -> None:
    one, again, other = Made(5), Made(5), Made(6)
    assert (one.plan, one.visitors, one.days) == (again.plan, again.visitors, again.days)
    assert one.days != other.days
    assert one.totals != other.totals


def test_no_station_is_at_two_places_on_a_day(made: Made) -> None:
    there = [(one.date, station) for one in made.plan.events for station in one.stations]
    assert len(there) == len(set(there))


def test_an_event_that_was_called_off_has_no_figures(made: Made) -> None:
    for event in made.plan.events:
        if event.status is EventStatus.CANCELLED:
            assert counting(made.plan, event) == ()
            assert event.cancelled


@pytest.mark.parametrize("change", ["applications", "visitors", "cards", "corrected"])
def test_a_number_that_is_one_off_in_one_day_would_be_seen(change: str) -> None:
    made = Made(1)
    first, *rest = made.days
    tally = replace(first.tally, **{change: getattr(first.tally, change) + 1})
    spoiled = [replace(first, tally=tally), *rest]
    assert sums(made.plan, spoiled, WHOLE) != made.totals["all"]


def test_a_day_that_is_lost_would_be_seen() -> None:
    made = Made(1)
    assert sums(made.plan, made.days[:-1], WHOLE) != made.totals["all"]
