"""A day played again goes as it would have gone."""

from dataclasses import replace

import pytest

from kiosk.domain.ticket import Service
from kiosk.queue.estimate import Thin, Told
from kiosk.queue.played import Day, Desks, Visit
from kiosk.queue.replay import Played, play
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queue.simulation import calibrate, what_if
from tests.queue.people import NINE, after

STRICT = QueueRules(order=OrderRule.STRICT)
TEN = Visit(service=Service.APPLY, arrives_at=NINE, minutes=10)


def day(*visits: Visit, desks: tuple[Desks, ...] = (Desks(NINE, 1),)) -> Day:
    return Day(visits=visits, desks=desks)


def come(count: int) -> list[Visit]:
    return [replace(TEN, arrives_at=after(n)) for n in range(count)]


def waits(played: Played) -> list[float]:
    return [one.minutes for one in played.waits]


def test_one_after_the_other_waits_for_those_before() -> None:
    assert waits(play(day(*come(3)), STRICT, telling=False)) == [0, 9, 18]


def test_two_places_serve_two_and_one_that_closes_serves_to_the_end() -> None:
    two = day(*come(4), desks=(Desks(NINE, 2), Desks(after(5), 1)))
    assert waits(play(two, STRICT, telling=False)) == [0, 0, 9, 18]


def test_a_place_that_opens_later_calls_at_once() -> None:
    late = day(*come(2), desks=(Desks(NINE, 0), Desks(after(30), 2)))
    assert waits(play(late, STRICT, telling=False)) == [30, 29]


def test_who_does_not_come_takes_the_place_for_the_calls_alone() -> None:
    absent = replace(TEN, comes=False, minutes=2)
    played = play(day(absent, replace(TEN, arrives_at=after(1))), STRICT, telling=False)
    assert (waits(played), played.no_shows) == ([1], 1)


def test_who_is_away_when_called_goes_where_they_were_once_back() -> None:
    away = replace(TEN, away_min=12)
    played = play(day(away, *come(4)[1:]), STRICT, telling=False)
    assert waits(played) == [21, 0, 9, 28]
    assert played.waits[0].overtaken == 2


def test_priority_overtakes_and_the_overtaken_are_counted() -> None:
    people = [*come(3), replace(TEN, arrives_at=after(5), priority=True)]
    results = {one.rule: one for one in what_if(day(*people), STRICT)}
    strict, first = results[OrderRule.STRICT], results[OrderRule.PRIORITY_FIRST]
    assert (strict.priority.longest_min, first.priority.longest_min) == (25, 5)
    assert (strict.overtaken, first.most_overtaken) == (0, 1)
    assert first.overtaken == pytest.approx(2 / 3)
    assert strict.per_hour == pytest.approx(4 / (40 / 60))
    assert (first.everybody.people, first.others.people) == (4, 3)


def test_each_is_told_a_range_once_enough_are_served() -> None:
    played = play(day(*come(30)), STRICT)
    told = [one.told for one in played.waits]
    assert told[0] == Told(least_min=0, most_min=5, known=0)
    assert isinstance(told[1], Thin)
    later = play(day(*come(30)), STRICT, played.times)
    assert all(isinstance(one.told, Told) for one in later.waits)
    found = calibrate(later.waits)
    assert (found.told, found.untold) == (30, 0)
    assert found.told == found.inside + found.early + found.late
    assert found.share == found.inside / 30


def test_the_wait_of_who_steps_out_or_is_appointed_is_no_test_of_the_range() -> None:
    visits = (replace(TEN, away_min=5), replace(TEN, appointment_at=after(30)))
    found = calibrate(play(day(*visits), STRICT).waits)
    assert (found.told, found.untold, found.share) == (0, 0, 0.0)
