"""What lies before somebody: those ahead, those served, those who come back, those who overtake."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.domain.ticket import Called, NoShow, Parked, ParkReason, Service, Serving, Ticket
from kiosk.queue.estimate import Away, Busy
from kiosk.queue.lookahead import Line, before, newcomer
from kiosk.queue.rules import OrderRule, QueueRules
from tests.queue.people import NINE, after, person

NOON = after(180)
AGED = QueueRules(order=OrderRule.AGED)


def line(tickets: Sequence[Ticket], rules: QueueRules = AGED) -> Line:
    return Line(tickets=tickets, recent_calls=(), rules=rules, now=NOON, desks=2)


def test_a_newcomer_stands_behind_all_and_one_with_priority_behind_few() -> None:
    people = [person(1, 100), person(2, 170, service=Service.ASK), person(3, 175)]
    assert newcomer(line(people), Service.RENEW).ahead == (
        Service.APPLY,
        Service.ASK,
        Service.APPLY,
    )
    assert newcomer(line(people), Service.RENEW, priority=True).ahead == (Service.APPLY,)


def test_those_who_wait_have_before_them_who_stands_before_them() -> None:
    people = [person(1, 10), person(2, 20, service=Service.ASK), person(3, 30)]
    assert before(line(people), people[2]).ahead == (Service.APPLY, Service.ASK)
    assert before(line(people), people[0]).ahead == ()


def test_whoever_takes_a_place_is_busy_for_as_long_as_it_is_taken() -> None:
    people = [
        person(1, standing=Serving("1", after(165))),
        person(2, standing=Called("2", after(190))),
        person(3, standing=NoShow(NOON)),
    ]
    assert newcomer(line(people), Service.ASK).busy == (
        Busy(Service.APPLY, 15.0),
        Busy(Service.APPLY, 0.0),
    )


def test_who_is_parked_or_appointed_will_be_ahead_of_those_behind_them() -> None:
    back = Parked(ParkReason.AWAY, after(170), after(190))
    people = [
        person(1, 10, standing=back),
        person(2, 100),
        person(3, 120, appointment_min=205, service=Service.ASK),
    ]
    away = (Away(Service.APPLY, 10.0), Away(Service.ASK, 20.0))
    assert newcomer(line(people), Service.APPLY).away == away
    earliest = person(4, 0)
    assert before(line([*people, earliest]), earliest).away == away[1:]


@pytest.mark.parametrize(
    ("order", "per_min", "for_min"),
    [
        (OrderRule.STRICT, 0.0, 0.0),
        (OrderRule.AGED, 0.05, 15.0),
        (OrderRule.PRIORITY_FIRST, 0.05, math.inf),
    ],
)
def test_so_many_with_priority_come_as_came_in_the_last_hour(
    order: OrderRule, per_min: float, for_min: float
) -> None:
    people = [person(n, 95 + 20 * n, priority=True) for n in range(5)]
    people = [*people, replace(person(7, 170, priority=True), issued_at=None)]
    found = newcomer(line(people, QueueRules(order=order)), Service.APPLY)
    assert (found.overtakers_per_min, found.overtaken_for_min) == (per_min, for_min)
    assert newcomer(line(people), Service.APPLY, priority=True).overtakers_per_min == 0


def test_a_head_start_does_not_reach_who_has_waited_longer_than_it() -> None:
    waits = person(1, 170)
    assert before(line([waits]), waits).overtaken_for_min == 5.0
    assert before(line([person(2, 10)]), person(2, 10)).overtaken_for_min == 0.0


def test_at_opening_a_single_one_with_priority_is_no_flood() -> None:
    first = Line(
        tickets=[person(1, 0, priority=True)], recent_calls=(), rules=AGED, now=NINE, desks=1
    )
    assert newcomer(first, Service.APPLY).overtakers_per_min == 1 / 20
