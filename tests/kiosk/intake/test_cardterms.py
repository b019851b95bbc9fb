from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.cardterms import (
    CardTerms,
    LeapBirthday,
    birthday_after,
    card_expiry,
    card_terms,
    certificate_expiry,
    extended_stay,
    renewal_opens,
    stay_is_short,
)

FAR = date(2099, 1, 1)
DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("born", "issued", "expires"),
    [
        (date(1950, 3, 4), date(2026, 11, 22), date(2036, 3, 4)),
        (date(1950, 12, 4), date(2026, 11, 22), date(2035, 12, 4)),
        (date(1950, 11, 22), date(2026, 11, 22), date(2036, 11, 22)),  # not the day itself
        (date(1950, 11, 23), date(2026, 11, 22), date(2035, 11, 23)),
        (date(2008, 11, 22), date(2026, 11, 22), date(2036, 11, 22)),  # 18 on that day
        (date(2008, 11, 23), date(2026, 11, 22), date(2030, 11, 23)),  # 17
        (date(2026, 1, 1), date(2026, 11, 22), date(2031, 1, 1)),
        (date(2002, 4, 1), date(2022, 3, 31), date(2026, 4, 1)),  # 19: a child's card until 2022-03
        (date(2002, 3, 31), date(2022, 3, 31), date(2032, 3, 31)),  # 20
        (date(2003, 4, 1), date(2022, 4, 1), date(2032, 4, 1)),  # 19, by the new law
    ],
)
def test_a_card_is_good_to_the_tenth_birthday_and_a_minors_to_the_fifth(
    born: date, issued: date, expires: date
) -> None:
    assert card_expiry(born, issued) == expires


@pytest.mark.parametrize(
    ("stay_ends", "expires"),
    [(date(2028, 6, 30), date(2028, 6, 30)), (date(2040, 1, 1), date(2036, 3, 4))],
)
def test_a_stay_ends_a_card_sooner_but_never_later(stay_ends: date, expires: date) -> None:
    assert card_expiry(date(1990, 3, 4), date(2026, 11, 22), stay_ends=stay_ends) == expires


@pytest.mark.parametrize(
    ("issued", "renewed_from", "expires"),
    [
        (date(2026, 11, 22), None, date(2031, 3, 4)),
        (date(2026, 12, 4), date(2027, 3, 4), date(2032, 3, 4)),  # the first day of the window
        (date(2026, 12, 3), date(2027, 3, 4), date(2031, 3, 4)),  # a day too early
        (date(2027, 3, 4), date(2027, 3, 4), date(2032, 3, 4)),  # the last day
        (date(2027, 3, 5), date(2027, 3, 4), date(2032, 3, 4)),  # run out: the 5th birthday again
        (date(2027, 1, 10), date(2027, 3, 4), date(2032, 3, 4)),
        (date(2027, 1, 10), None, date(2031, 3, 4)),
    ],
)
def test_a_certificate_is_good_to_the_fifth_birthday_the_sixth_when_renewed_in_time(
    issued: date, renewed_from: date | None, expires: date
) -> None:
    found = certificate_expiry(
        date(1950, 3, 4), issued, card_expires=FAR, renewed_from=renewed_from
    )
    assert found == expires


def test_a_certificate_never_outlives_its_card() -> None:
    born, card = date(1950, 3, 4), date(2028, 3, 4)
    assert certificate_expiry(born, date(2026, 11, 22), card_expires=card) == card
    in_time = certificate_expiry(
        born, date(2027, 1, 10), card_expires=card, renewed_from=date(2027, 3, 4)
    )
    assert in_time == card


@pytest.mark.parametrize(
    ("leap", "card", "certificate"),
    [
        (LeapBirthday.LAST_OF_FEBRUARY, date(2034, 2, 28), date(2029, 2, 28)),
        (LeapBirthday.FIRST_OF_MARCH, date(2034, 3, 1), date(2029, 3, 1)),
    ],
)
def test_who_was_born_on_29_february_has_a_birthday_every_year(
    leap: LeapBirthday, card: date, certificate: date
) -> None:
    terms = card_terms(date(1960, 2, 29), card_issued=date(2024, 3, 2), leap=leap)
    assert (terms.card_expires, terms.certificate_expires) == (card, certificate)
    assert birthday_after(date(1960, 2, 29), date(2027, 12, 1), 1, leap=leap) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("expires", "opens"),
    [
        (date(2027, 3, 4), date(2026, 12, 4)),
        (date(2027, 5, 31), date(2027, 2, 28)),
        (date(2028, 5, 31), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2026, 10, 1)),
    ],
)
def test_renewal_opens_three_months_before(expires: date, opens: date) -> None:
    assert renewal_opens(expires) == opens


def test_everything_about_a_card_is_said_at_once() -> None:
    assert card_terms(
        date(1950, 3, 4),
        card_issued=date(2022, 1, 11),
        certificate_issued=date(2027, 1, 10),
        renewed_from=date(2027, 3, 4),
    ) == CardTerms(
        card_expires=date(2031, 3, 4),
        card_renewal_opens=date(2030, 12, 4),
        certificate_expires=date(2031, 3, 4),
        certificate_renewal_opens=date(2030, 12, 4),
    )


@pytest.mark.parametrize(
    ("days", "short"), [(-1, True), (0, True), (59, True), (60, False), (61, False)]
)
def test_a_stay_of_less_than_sixty_days_is_short(days: int, short: bool) -> None:
    today = date(2026, 11, 22)
    assert stay_is_short(today + timedelta(days=days), today) is short


@pytest.mark.parametrize(
    ("stay_ends", "longer"),
    [
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 11, 22), date(2027, 1, 22)),
    ],
)
def test_a_stay_under_decision_goes_on_for_two_months(stay_ends: date, longer: date) -> None:
    assert extended_stay(stay_ends) == longer


@given(DAYS, DAYS, st.sampled_from(LeapBirthday))
def test_terms_lie_after_the_issue_and_a_certificate_within_its_card(
    born: date, issued: date, leap: LeapBirthday
) -> None:
    if born > issued:
        return
    terms = card_terms(born, card_issued=issued, leap=leap)
    years = (terms.card_expires - issued).days / 365.25
    assert 3.99 < years <= 10.01
    assert issued < terms.certificate_expires <= terms.card_expires
    assert terms.card_renewal_opens < terms.card_expires
