"""Numbers of stations and days add up in any order, and what one did not count stays unknown."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.event import EventKind
from kiosk.domain.figures import AgeBand, Tally, Waits, added, merged
from tests.kiosk.contract.figuresamples import tally

AGES = st.dictionaries(st.sampled_from(AgeBand), st.integers(1, 50))
TALLIES = st.builds(
    lambda ages: tally(sum(ages.values()), ages=ages),
    AGES,
)


@given(st.lists(TALLIES, min_size=1, max_size=5))
def test_the_order_of_the_days_changes_no_sum(tallies: list[Tally]) -> None:
    assert added(tallies) == added(reversed(tallies))


@given(TALLIES, TALLIES, TALLIES)
def test_sums_of_sums_are_the_sum(one: Tally, two: Tally, three: Tally) -> None:
    assert (one + two) + three == one + (two + three)


@given(AGES, AGES)
def test_counts_of_two_days_are_the_counts_of_both(
    one: dict[AgeBand, int], other: dict[AgeBand, int]
) -> None:
    both = merged(tuple(one.items()), tuple(other.items()))
    assert dict(both) == {band: one.get(band, 0) + other.get(band, 0) for band in {*one, *other}}
    assert [band for band, _ in both] == [band for band in AgeBand if band in {*one, *other}]


def test_of_no_days_the_sum_is_zeros() -> None:
    assert added([]) == Tally()


def test_what_one_station_did_not_count_is_not_known_of_both() -> None:
    assert (Tally(retaken=3) + Tally(retaken=4)).retaken == 7
    assert (Tally(retaken=3) + Tally(retaken=None)).retaken is None


def test_a_station_without_a_line_leaves_the_others_line_as_it_is() -> None:
    assert (tally(4) + Tally()).tickets == (Tally() + tally(4)).tickets == tally(4).tickets


def test_the_mean_wait_of_two_days_weighs_people_and_not_days() -> None:
    many, few = (
        Waits(people=9, total_s=900, longest_s=200),
        Waits(people=1, total_s=900, longest_s=900),
    )
    assert (many + few).mean_s == 180
    assert (many + few).longest_s == 900
    assert Waits().mean_s == 0


def test_of_a_renewal_the_cards_are_counted_and_of_a_visit_the_applications() -> None:
    both = Tally(visitors=5, applications=3, cards=2)
    assert both.people(EventKind.RENEWAL) == 2
    assert both.people(EventKind.VISIT) == both.people(EventKind.VENUE) == 3
