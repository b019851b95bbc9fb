"""Who is next, and that nobody can be surprised by it."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ticket import Called, Parked, ParkReason, Stage, Ticket, TicketId
from kiosk.queue.acts import Act, Call, TicketEvent
from kiosk.queue.order import Placed, Why, calls_so_far, is_appointed, line_up, why_next
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.texts import Language, catalogue
from tests.queue.people import NINE, after, lines, numbers, person

AGED, STRICT, FIRST, ALTERNATE, ROW = (
    QueueRules(order=order)
    for order in (
        OrderRule.AGED,
        OrderRule.STRICT,
        OrderRule.PRIORITY_FIRST,
        OrderRule.ALTERNATING,
        OrderRule.MAX_CONSECUTIVE,
    )
)
EVERY_RULE = st.sampled_from([QueueRules(order=order) for order in OrderRule])
CALLS = st.lists(st.booleans(), max_size=6)
NOON = after(180)


def reasons(placed: tuple[Placed, ...]) -> list[Why]:
    return [one.why for one in placed]


def test_strict_is_by_the_time_they_came_whatever_else() -> None:
    people = [person(3, 9), person(1, 5, priority=True), person(2, 1)]
    placed = line_up(people, (), STRICT, NOON)
    assert numbers(placed) == [2, 1, 3]
    assert set(reasons(placed)) == {Why.TURN}


def test_priority_goes_first_and_says_so() -> None:
    placed = line_up([person(1, 1), person(2, 60, priority=True)], (), FIRST, NOON)
    assert numbers(placed) == [2, 1]
    assert reasons(placed) == [Why.PRIORITY, Why.TURN]


def test_a_head_start_is_so_many_minutes_and_no_more() -> None:
    people = [person(1, 0), person(2, 10), person(3, 20, priority=True)]
    placed = line_up(people, (), AGED, NOON)
    assert numbers(placed) == [1, 3, 2]
    assert reasons(placed) == [Why.LONG_WAIT, Why.HEAD_START, Why.TURN]
    assert {one.minutes for one in placed} == {15}


def test_the_two_kinds_alternate_beginning_with_the_one_not_called_last() -> None:
    people = [person(n, n, priority=n > 3) for n in range(1, 6)]
    assert numbers(line_up(people, (), ALTERNATE, NOON)) == [4, 1, 5, 2, 3]
    assert numbers(line_up(people, (True,), ALTERNATE, NOON)) == [1, 4, 2, 5, 3]
    assert reasons(line_up(people, (), ALTERNATE, NOON))[-1] is Why.TURN


def test_after_three_with_priority_it_is_somebody_elses_turn() -> None:
    people = [person(n, n, priority=n > 2) for n in range(1, 8)]
    assert numbers(line_up(people, (), ROW, NOON)) == [3, 4, 5, 1, 6, 7, 2]
    placed = line_up(people, (False, True, True), ROW, NOON)
    assert numbers(placed) == [3, 1, 4, 5, 6, 2, 7]
    assert (placed[1].why, placed[1].row) == (Why.ROW_FULL, 3)
    assert why_next(people, (True,) * 9, ROW, NOON) == placed[1]


@pytest.mark.parametrize("order", OrderRule)
def test_an_appointment_goes_first_at_its_time_by_every_rule(order: OrderRule) -> None:
    rules = QueueRules(order=order)
    people = [person(1, 0, priority=True), person(2, 20, appointment_min=30)]
    before = line_up(people, (), rules, after(24))
    assert (numbers(before), before[1].why) == ([1, 2], Why.EARLY)
    at_its_time = line_up(people, (), rules, after(25))
    assert (numbers(at_its_time), at_its_time[0].why) == ([2, 1], Why.APPOINTMENT)
    assert numbers(line_up(people, (), rules, after(300))) == [2, 1]


def test_who_comes_too_late_for_an_appointment_waits_like_anybody() -> None:
    late = person(2, 40, appointment_min=30)
    assert not is_appointed(late, AGED, after(41))
    assert numbers(line_up([late, person(1, 10)], (), AGED, after(50))) == [1, 2]
    assert is_appointed(person(3, 35, appointment_min=30), AGED, after(36))


def test_only_those_who_wait_stand_in_the_line_and_only_at_their_stage() -> None:
    parked = Parked(ParkReason.AWAY, NINE, after(10))
    people = [
        person(1, standing=Called("1", NINE)),
        person(2, standing=parked),
        person(3, stage=Stage.PHOTO),
        person(4),
    ]
    assert numbers(line_up(people, (), AGED, NOON)) == [3, 4]
    assert numbers(line_up(people, (), AGED, NOON, stages={Stage.PHOTO})) == [3]
    assert why_next(people[:2], (), AGED, NOON) is None


def happened(ticket: Ticket, act: Act) -> TicketEvent:
    return TicketEvent(
        ticket=ticket.id,
        version=2,
        number=ticket.number,
        service=ticket.service,
        stage=ticket.stage,
        act=act,
        at=NINE,
        by="self",
    )


def test_a_recall_is_no_second_call() -> None:
    one, two, gone = person(1, priority=True), person(2), person(3)
    history = [happened(t, Call("1")) for t in (one, one, gone, two, one)]
    known: dict[TicketId, Ticket] = {one.id: one, two.id: two}
    assert calls_so_far(history, known) == (True, False)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(why: Why, language: Language) -> None:
    placed = Placed(ticket=person(1), why=why, minutes=15, row=3)
    words = catalogue(language)
    assert "{" not in words[placed.reason]
    assert words.say(placed.because, minutes=placed.minutes, row=placed.row)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("order", OrderRule)
def test_every_rule_has_a_name(order: OrderRule, language: Language) -> None:
    assert catalogue(language)[f"queue.rule.{order.value}"]


@given(lines(), CALLS, EVERY_RULE, st.randoms(use_true_random=False))
def test_everybody_stands_once_and_the_same_whoever_lists_them(
    people: list[Ticket], calls: list[bool], rules: QueueRules, chance: random.Random
) -> None:
    placed = line_up(people, calls, rules, NOON)
    assert sorted(numbers(placed)) == [one.number.number for one in people]
    chance.shuffle(people)
    assert line_up(people, calls, rules, NOON) == placed


@given(lines(appointments=False), CALLS)
def test_strict_never_lets_anybody_overtake(people: list[Ticket], calls: list[bool]) -> None:
    placed = line_up(people, calls, STRICT, NOON)
    assert all(a.ticket.queued_at <= b.ticket.queued_at for a, b in pairwise(placed))


@given(lines(), CALLS, EVERY_RULE, st.integers(0, 600), st.integers(0, 600))
def test_time_alone_changes_no_order_but_that_of_appointments(
    people: list[Ticket], calls: list[bool], rules: QueueRules, one_min: int, other_min: int
) -> None:
    plain = [one for one in people if one.appointment_at is None]
    at_one = numbers(line_up(plain, calls, rules, after(one_min)))
    assert at_one == numbers(line_up(plain, calls, rules, after(other_min)))
    if rules.order in {OrderRule.STRICT, OrderRule.PRIORITY_FIRST, OrderRule.AGED}:
        everybody = numbers(line_up(people, calls, rules, after(one_min)))
        assert [n for n in everybody if n in at_one] == at_one


@given(lines(appointments=False), CALLS, st.integers(0, 120))
def test_by_head_start_nobody_who_comes_later_than_it_is_ever_ahead(
    people: list[Ticket], calls: list[bool], head_start_min: int
) -> None:
    rules = replace(AGED, head_start=timedelta(minutes=head_start_min))
    for ahead, behind in combinations(line_up(people, calls, rules, NOON), 2):
        assert ahead.ticket.queued_at <= behind.ticket.queued_at + rules.head_start


@given(lines(appointments=False), st.integers(1, 60))
def test_under_a_flood_of_priority_everybody_is_called_within_a_bounded_time(
    people: list[Ticket], every_min: int
) -> None:
    """One comes with priority before each call, for ever; those of the first two hours all go."""
    waiting, left, called = list(people), {one.id for one in people}, 0
    most_calls = len(people) + (120 + 15) // every_min + 1
    while left:
        waiting.append(person(100 + called, 120 + called * every_min, priority=True))
        following = why_next(waiting, (), AGED, after(120 + called * every_min))
        assert following is not None
        waiting.remove(following.ticket)
        left.discard(following.ticket.id)
        called += 1
        assert called <= most_calls


@given(lines(), CALLS, st.integers(1, 4))
def test_no_more_than_so_many_with_priority_are_called_in_a_row(
    people: list[Ticket], before: list[bool], most: int
) -> None:
    """Called one after the other, as it is; an appointment goes first whatever the row."""
    rules = replace(ROW, most_in_a_row=most)
    waiting, calls = [one for one in people if one.appointment_at is None], [*before]
    while any(not one.priority for one in waiting):
        following = why_next(waiting, calls, rules, NOON)
        assert following is not None
        waiting.remove(following.ticket)
        row_before = next((n for n, c in enumerate(reversed(calls)) if not c), len(calls))
        assert not (following.ticket.priority and row_before >= most)
        calls.append(following.ticket.priority)


@given(lines(appointments=False), CALLS, EVERY_RULE)
def test_the_line_that_is_shown_is_the_order_in_which_they_are_called(
    people: list[Ticket], before: list[bool], rules: QueueRules
) -> None:
    shown = numbers(line_up(people, before, rules, NOON))
    waiting, calls, called = list(people), [*before], []
    while (following := why_next(waiting, calls, rules, NOON)) is not None:
        waiting.remove(following.ticket)
        calls.append(following.ticket.priority)
        called.append(following.ticket.number.number)
    assert called == shown
