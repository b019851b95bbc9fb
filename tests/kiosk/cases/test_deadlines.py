"""Day 1 is the day on which it became known; weekends count; a closed last day moves on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cases.deadlines import deadlines, next_open_day

# Domain facts 7: the holidays that are left of the fiscal year 2026.
HOLIDAYS = frozenset(
    {
        date(2026, 11, 23),
        date(2027, 1, 1),
        date(2027, 1, 11),
        date(2027, 2, 11),
        date(2027, 2, 23),
        date(2027, 3, 21),
        date(2027, 3, 22),
    }
)
days = st.dates(date(2026, 11, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("known", "preliminary", "final", "wrongful"),
    [
        (date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 23), date(2027, 1, 22)),
        (date(2026, 12, 1), date(2026, 12, 7), date(2027, 1, 4), date(2027, 1, 29)),
        (date(2026, 12, 25), date(2027, 1, 4), date(2027, 1, 25), date(2027, 2, 22)),
        (date(2027, 1, 7), date(2027, 1, 12), date(2027, 2, 5), date(2027, 3, 8)),
        (date(2027, 2, 20), date(2027, 2, 24), date(2027, 3, 23), date(2027, 4, 20)),
        (date(2026, 12, 5), date(2026, 12, 9), date(2027, 1, 4), date(2027, 2, 2)),
    ],
)
def test_last_days_counted_by_hand(
    known: date, preliminary: date, final: date, wrongful: date
) -> None:
    usual = deadlines(known, wrongful=False, holidays=HOLIDAYS)
    assert (usual.preliminary, usual.final) == (preliminary, final)
    assert deadlines(known, wrongful=True, holidays=HOLIDAYS).final == wrongful
    assert usual.aim == known + timedelta(days=2)


@given(days, st.booleans())
def test_a_last_day_is_open_and_no_open_day_is_skipped(known: date, wrongful: bool) -> None:
    last = deadlines(known, wrongful=wrongful, holidays=HOLIDAYS)
    counted = {last.preliminary: 4, last.final: 59 if wrongful else 29}
    for day, after in counted.items():
        assert day.weekday() < 5
        assert day not in HOLIDAYS
        assert not (day.month, day.day) >= (12, 29)
        assert not (day.month, day.day) <= (1, 3)
        skipped = (day - known).days - after
        assert skipped >= 0
        assert all(
            next_open_day(known + timedelta(after + one), HOLIDAYS) == day
            for one in range(skipped + 1)
        )
