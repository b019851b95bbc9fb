"""A 不備 finds its application by hash or receipt, and nothing is ever guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.hashing import hash_number
from kiosk.cases.matching import BatchItem, index_items, match
from kiosk.domain.case import Ambiguous, Found, Match, NotFound
from tests.kiosk.cases.samples import KEY, item, number, place

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ITEMS = [item(1), item(2), item(3), replace(item(9), number_hash=None)]
OTHER_DAY = BatchItem(place=place(1, MONDAY), number_hash=hash_number(KEY, number(41)))


def found(
    at: int | None = None,
    receipt: int | None = None,
    day: date | None = None,
    items: list[BatchItem] | None = None,
) -> Match:
    return match(
        index_items(items or [*ITEMS, OTHER_DAY]),
        number_hash=None if at is None else hash_number(KEY, number(at)),
        receipt=None if receipt is None else place(receipt).receipt,
        business_date=day,
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (found(at=1), Found(place=place(1))),
        (found(receipt=2), Found(place=place(2))),
        (found(receipt=1, day=MONDAY), Found(place=place(1, MONDAY))),
        (found(receipt=9), Found(place=place(9))),
        (found(at=1, receipt=1), Found(place=place(1))),
        (found(at=1, receipt=1, day=TUESDAY), Found(place=place(1))),
        (found(receipt=1), Ambiguous(candidates=(place(1, MONDAY), place(1)))),
        (found(at=1, receipt=2), Ambiguous(candidates=(place(1), place(2)))),
        (found(at=77, receipt=2), Ambiguous(candidates=(place(2),))),
        (found(at=1, receipt=77), Ambiguous(candidates=(place(1),))),
        (found(at=1, receipt=1, day=MONDAY), Ambiguous(candidates=(place(1, MONDAY), place(1)))),
        (found(at=77), NotFound()),
        (found(receipt=77), NotFound()),
        (found(receipt=2, day=MONDAY), NotFound()),
        (found(), NotFound()),
    ],
)
def test_what_is_told_finds_one_application_or_none_or_asks(told: Match, expected: Match) -> None:
    assert told == expected


def test_a_number_that_came_twice_is_settled_by_the_day_or_by_a_person() -> None:
    again = BatchItem(place=place(5, MONDAY), number_hash=item(1).number_hash)
    items = [item(1), again]
    assert found(at=1, items=items) == Ambiguous(candidates=(place(5, MONDAY), place(1)))
    assert found(at=1, day=MONDAY, items=items) == Found(place=place(5, MONDAY))
    assert found(at=1, receipt=1, items=items) == Found(place=place(1))


@given(st.permutations([*ITEMS, OTHER_DAY]), st.lists(st.sampled_from(ITEMS)))
def test_the_order_of_batches_and_reading_one_twice_change_nothing(
    items: list[BatchItem], twice: list[BatchItem]
) -> None:
    for at, receipt in ((1, None), (1, 2), (None, 1), (77, None)):
        assert found(at, receipt, items=[*items, *twice]) == found(at, receipt)


def test_the_hash_hides_the_number_and_depends_on_the_key() -> None:
    mine = hash_number(KEY, number(1))
    assert number(1) not in mine
    assert mine == hash_number(KEY, number(1))
    assert len({mine, hash_number(KEY, number(2)), hash_number(bytes(32), number(1))}) == 3
    with pytest.raises(ValueError, match="short"):
        hash_number(b"short", number(1))
