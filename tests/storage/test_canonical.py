"""Parts in bytes: different tuples never the same, and spelled before means the same bytes."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from storage.crypto.canonical import pack, pieces, prepack

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PARTS = st.lists(
    st.one_of(st.none(), st.text(), st.integers(), st.binary(max_size=40), st.just(NOON)),
    max_size=6,
)


@given(PARTS, PARTS)
def test_different_parts_give_different_bytes(one: list[object], other: list[object]) -> None:
    same = pack(*one) == pack(*other)  # type: ignore[arg-type]
    assert same == (_told_apart(one) == _told_apart(other))


def _told_apart(parts: list[object]) -> list[tuple[str, object]]:
    """Return the parts with their kinds; a time is its text."""
    texts = [one.isoformat(timespec="microseconds") if one is NOON else one for one in parts]
    return [(type(one).__name__, one) for one in texts]


@given(PARTS, PARTS)
def test_parts_spelled_before_stand_as_if_they_were_spelled_now(
    first: list[object], then: list[object]
) -> None:
    packed = b"".join(pieces(prepack(*first), *then))  # type: ignore[arg-type]
    assert packed == pack(*first, *then)  # type: ignore[arg-type]


def test_bytes_that_look_like_parts_are_one_part() -> None:
    assert pack(pack("a", 1)) != pack("a", 1)


def test_a_time_is_the_same_wherever_it_was_told() -> None:
    here = NOON.astimezone(timezone(timedelta(hours=9)))
    assert pack(here) == pack(NOON)
