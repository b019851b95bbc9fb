"""No row of acts, however mad, breaks what a ticket promises."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.domain.ticket import Waiting
from kiosk.queue import acts
from kiosk.queue.life import step
from tests.queue.people import NINE, after, person
from tests.queue.walk import Walk

OPERATIONS = 10_000


@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_random_operations_keep_every_promise(seed: int) -> None:
    walk = Walk(Random(seed))
    walk.go(OPERATIONS)
    assert walk.operations == OPERATIONS
    assert walk.refused < OPERATIONS
    assert min(walk.ended, walk.reactivated) > 30
    assert len(walk.tried) == len(acts.Act.__args__)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_two_hundred_times_ten_thousand_operations_keep_every_promise(seed: int) -> None:
    Walk(Random(f"release {seed}")).go(OPERATIONS)


class ShrinkingWalk(RuleBasedStateMachine):
    """The same walk, of few steps, so that what breaks is shown as short as it can be."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk(Random(0))

    @rule()
    def reserve(self) -> None:
        self.walk.reserve()

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed: int) -> None:
        self.walk.chance.seed(seed)
        self.walk.operate()

    @invariant()
    def reconciles(self) -> None:
        self.walk.reconcile()


ShrinkingWalk.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
test_few_operations_keep_every_promise = ShrinkingWalk.TestCase


def test_a_planted_change_of_number_is_seen() -> None:
    walk = Walk(Random(1))
    walk.go(100)
    one, other = list(walk.tickets.values())[:2]
    walk.tickets[one.id] = replace(one, number=other.number)
    with pytest.raises(AssertionError):
        walk.reconcile()


def test_a_planted_place_in_the_line_without_paper_is_seen() -> None:
    walk = Walk(Random(1))
    before = replace(person(1), issued_at=None)
    walk.numbers[before.id] = before.number
    with pytest.raises(AssertionError):
        walk.look(before, acts.Call("1"), step(before, acts.Call("1"), NINE))


def test_a_planted_loss_of_the_place_in_the_line_is_seen() -> None:
    walk = Walk(Random(1))
    before = person(1)
    walk.numbers[before.id] = before.number
    moved = replace(before, version=2, queued_at=after(1), standing=Waiting())
    with pytest.raises(AssertionError):
        walk.look(before, acts.Return(), moved)
