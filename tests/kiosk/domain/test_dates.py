"""What holds for every date; the single hard cases are in tests/cases.py."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.dates import (
    ERAS,
    BirthDate,
    Era,
    Known,
    age_of,
    age_on,
    birth_date_of,
    parse_birth_date,
)
from kiosk.errors import FieldError
from tests.kiosk.domain.outcomes import outcome

TODAY = date(2026, 11, 22)


@given(st.dates(min_value=date(1897, 1, 1), max_value=TODAY))
def test_every_day_of_a_life_survives_writing_and_reading(day: date) -> None:
    born = birth_date_of(day)
    assert parse_birth_date(born.wareki(), today=TODAY) == born
    assert parse_birth_date(day.isoformat(), today=TODAY).day == day


@given(st.dates(min_value=date(1897, 1, 1), max_value=TODAY), st.sampled_from(Known))
def test_a_partial_date_survives_writing_and_reading(day: date, known: Known) -> None:
    written = BirthDate(day, birth_date_of(day).era, known)
    born = parse_birth_date(written.wareki(), today=TODAY)
    assert (born.era, born.known, born.wareki()) == (written.era, known, written.wareki())
    assert born.day <= day <= born.latest
    again = parse_birth_date(born.wareki(), today=TODAY)
    assert again == born


@given(st.dates(min_value=date(1897, 1, 1), max_value=TODAY), st.sampled_from(Known))
def test_the_spelling_of_papers_is_read_as_it_was_meant(day: date, known: Known) -> None:
    written = BirthDate(day, birth_date_of(day).era, known)
    born = parse_birth_date(written.seireki(), today=TODAY)
    assert (born.known, born.seireki()) == (known, written.seireki())


@given(st.text(max_size=45))
def test_any_text_is_a_date_of_a_living_person_or_refused(text: str) -> None:
    born = outcome(lambda: parse_birth_date(text, today=TODAY))
    if isinstance(born, FieldError):
        assert born.field == "birth_date"
        return
    assert born.day <= TODAY
    assert 0 <= age_of(born, TODAY) <= 130


@given(
    st.sampled_from(Era), st.integers(0, 99), st.integers(0, 13), st.integers(0, 32), st.booleans()
)
def test_a_typed_era_is_never_changed_for_another(
    era: Era, year: int, month: int, day: int, words: bool
) -> None:
    kanji = next(span.kanji for span in ERAS if span.era is era)
    typed = f"{kanji}{year}年{month}月{day}日" if words else f"{era}{year}.{month}.{day}"
    born = outcome(lambda: parse_birth_date(typed, today=TODAY))
    if isinstance(born, FieldError):
        assert born.reason.startswith("date_")
        assert born.reason != f"date_in_{era.name.lower()}"
        return
    assert born.era is era


def test_a_day_in_another_era_is_refused_with_that_eras_name() -> None:
    reasons = {}
    for typed in ("M45.7.31", "T15.12.26", "S64.1.8", "H31.5.1", "R1.4.30", "T1.7.29"):
        with pytest.raises(FieldError) as caught:
            parse_birth_date(typed, today=TODAY)
        reasons[typed] = caught.value.reason
    assert reasons == {
        "M45.7.31": "date_in_taisho",
        "T15.12.26": "date_in_showa",
        "S64.1.8": "date_in_heisei",
        "H31.5.1": "date_in_reiwa",
        "R1.4.30": "date_in_heisei",
        "T1.7.29": "date_in_meiji",
    }


@pytest.mark.parametrize(
    ("typed", "first", "latest"),
    [
        ("1950-00-00", date(1950, 1, 1), date(1950, 12, 31)),
        ("1952-02-00", date(1952, 2, 1), date(1952, 2, 29)),
        ("昭和64年", date(1989, 1, 1), date(1989, 1, 7)),
        ("平成元年", date(1989, 1, 8), date(1989, 12, 31)),
        ("平成31年", date(2019, 1, 1), date(2019, 4, 30)),
        ("令和元年", date(2019, 5, 1), date(2019, 12, 31)),
        ("大正15年12月", date(1926, 12, 1), date(1926, 12, 25)),
        ("1989年", date(1989, 1, 1), date(1989, 1, 7)),  # a year of two eras goes by 1 January
        ("S25.3.4", date(1950, 3, 4), date(1950, 3, 4)),
    ],
)
def test_a_partial_date_stays_inside_its_era(typed: str, first: date, latest: date) -> None:
    born = parse_birth_date(typed, today=TODAY)
    assert (born.day, born.latest) == (first, latest)


@pytest.mark.parametrize(
    ("typed", "years"),
    [("2011-00-00", 14), ("2010-00-00", 15), ("2025-11-00", 0), ("2026-00-00", 0), ("S25.3.4", 76)],
)
def test_of_a_partial_date_the_youngest_age_counts(typed: str, years: int) -> None:
    assert age_of(parse_birth_date(typed, today=TODAY), TODAY) == years


def test_a_day_before_every_era_has_none() -> None:
    with pytest.raises(FieldError, match="date_too_old"):
        birth_date_of(date(1868, 1, 24))
    with pytest.raises(FieldError, match="date_outside_era"):
        parse_birth_date("M1.1.24", today=TODAY)


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
