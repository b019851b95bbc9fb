import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.dates import ERAS, Era, age_on, birth_date_of, parse_birth_date
from kiosk.errors import FieldError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day", "wareki"),
    [
        ("昭和64年1月7日", date(1989, 1, 7), "昭和64年1月7日"),
        ("S64.1.7", date(1989, 1, 7), "昭和64年1月7日"),
        ("平成元年1月8日", date(1989, 1, 8), "平成元年1月8日"),
        ("H31.4.30", date(2019, 4, 30), "平成31年4月30日"),
        ("令和元年5月1日", date(2019, 5, 1), "令和元年5月1日"),
        ("r1/5/1", date(2019, 5, 1), "令和元年5月1日"),
        ("Ｓ２５．３．４", date(1950, 3, 4), "昭和25年3月4日"),
        ("S250304", date(1950, 3, 4), "昭和25年3月4日"),
        ("1950-03-04", date(1950, 3, 4), "昭和25年3月4日"),
        ("1950年3月4日", date(1950, 3, 4), "昭和25年3月4日"),
        ("19500304", date(1950, 3, 4), "昭和25年3月4日"),
        ("2000-02-29", date(2000, 2, 29), "平成12年2月29日"),
        ("T15.12.25", date(1926, 12, 25), "大正15年12月25日"),
        ("S1.12.25", date(1926, 12, 25), "昭和元年12月25日"),
        ("1926-12-25", date(1926, 12, 25), "昭和元年12月25日"),
        ("明45.7.30", date(1912, 7, 30), "明治45年7月30日"),
    ],
)
def test_a_birth_date_is_read_and_written_as_it_was(typed: str, day: date, wareki: str) -> None:
    born = parse_birth_date(typed, today=TODAY)
    assert (born.day, born.wareki()) == (day, wareki)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "required"),
        ("昨日", "date_form"),
        ("S64.1.8", "date_outside_era"),
        ("H31.5.1", "date_outside_era"),
        ("R0.5.1", "date_outside_era"),
        ("T1.7.29", "date_outside_era"),
        ("2001-02-29", "date_does_not_exist"),
        ("S25.13.1", "date_does_not_exist"),
        ("0000-01-01", "date_does_not_exist"),
        ("2026-11-23", "date_future"),
        ("1896-11-21", None),
        ("1895-11-21", "date_too_old"),
        ("1800-01-01", "date_too_old"),
        ("1" * 1_000_000, "date_form"),
    ],
)
def test_what_is_no_birth_date_is_refused_with_its_reason(typed: str, reason: str | None) -> None:
    if reason is None:
        assert parse_birth_date(typed, today=TODAY).era is Era.MEIJI
        return
    with pytest.raises(FieldError) as caught:
        parse_birth_date(typed, today=TODAY)
    assert caught.value.reason == reason


@given(st.dates(min_value=date(1897, 1, 1), max_value=TODAY))
def test_every_day_of_a_life_survives_writing_and_reading(day: date) -> None:
    born = birth_date_of(day)
    assert parse_birth_date(born.wareki(), today=TODAY) == born
    assert parse_birth_date(day.isoformat(), today=TODAY).day == day


def test_eras_leave_no_day_out() -> None:
    for earlier, later in itertools.pairwise(ERAS):
        assert later.first - earlier.last <= timedelta(days=1)


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2025, 11, 22), TODAY, 1),
        (date(2025, 11, 23), TODAY, 0),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
    ],
)
def test_age_counts_completed_years(born: date, today: date, years: int) -> None:
    assert age_on(born, today) == years
