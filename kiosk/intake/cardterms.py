"""How long a card and its certificates are good, and from when they are renewed: for advice only.

Domain facts 3.5. Nothing here decides an application; the city's own systems hold the real dates.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiosk.domain.dates import age_on

GROWN_UP_YEARS, GROWN_UP_BEFORE_2022_YEARS = 18, 20
_NEW_AGE_SINCE = date(2022, 4, 1)  # 民法 4条; cards issued before it go by 20 years
_CARD_BIRTHDAYS, _CHILD_CARD_BIRTHDAYS = 10, 5
_CERTIFICATE_BIRTHDAYS = 5
RENEWAL_MONTHS = 3
EXTENSION_MONTHS = 2
"""特例延長: a stay goes on for two months while a new permission is being decided."""
SHORT_STAY_DAYS = 60
"""A card of somebody whose stay ends sooner may be of no use when it comes."""


class LeapBirthday(StrEnum):
    """When somebody born on 29 February has a birthday in a common year; no source settles it."""

    LAST_OF_FEBRUARY = "02-28"
    FIRST_OF_MARCH = "03-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTerms:
    """Last days, and first days of renewal, of a card and of the certificates on it."""

    card_expires: date
    card_renewal_opens: date
    certificate_expires: date
    certificate_renewal_opens: date


def card_terms(
    born: date,
    *,
    card_issued: date,
    certificate_issued: date | None = None,
    renewed_from: date | None = None,
    stay_ends: date | None = None,
    leap: LeapBirthday = LeapBirthday.LAST_OF_FEBRUARY,
) -> CardTerms:
    """Return the terms of a card.

    ``certificate_issued`` is None when the certificates came with the card; ``renewed_from`` the
    last day of the certificate they renew; ``stay_ends`` 在留期間満了日, None for Japanese
    nationals and for 永住者, 特別永住者 and 高度専門職2号.
    """
    card = card_expiry(born, card_issued, stay_ends=stay_ends, leap=leap)
    certificate = certificate_expiry(
        born, certificate_issued or card_issued, card_expires=card, renewed_from=renewed_from,
        leap=leap,
    )  # fmt: skip
    return CardTerms(
        card_expires=card,
        card_renewal_opens=renewal_opens(card),
        certificate_expires=certificate,
        certificate_renewal_opens=renewal_opens(certificate),
    )


def card_expiry(
    born: date,
    issued: date,
    *,
    stay_ends: date | None = None,
    leap: LeapBirthday = LeapBirthday.LAST_OF_FEBRUARY,
) -> date:
    """Return the card's last day: the 10th birthday after its issue, the 5th of a minor.

    It is never after the last day of the stay.
    """
    of_age = GROWN_UP_YEARS if issued >= _NEW_AGE_SINCE else GROWN_UP_BEFORE_2022_YEARS
    birthdays = _CARD_BIRTHDAYS if age_on(born, issued) >= of_age else _CHILD_CARD_BIRTHDAYS
    expires = birthday_after(born, issued, birthdays, leap=leap)
    return expires if stay_ends is None else min(expires, stay_ends)


def certificate_expiry(
    born: date,
    issued: date,
    *,
    card_expires: date,
    renewed_from: date | None = None,
    leap: LeapBirthday = LeapBirthday.LAST_OF_FEBRUARY,
) -> date:
    """Return the certificate's last day: the 5th birthday after its issue, never beyond the card.

    Renewed while its renewal is open (``renewed_from``: the old one's last day) it is the 6th, so
    that nobody loses time by coming early.
    """
    birthdays, counted_from = _CERTIFICATE_BIRTHDAYS, issued
    if renewed_from is not None and renewal_opens(renewed_from) <= issued <= renewed_from:
        # The old last day is as a rule a birthday and the first of the six, also when it is today.
        birthdays, counted_from = birthdays + 1, issued - timedelta(days=1)
    return min(birthday_after(born, counted_from, birthdays, leap=leap), card_expires)


def renewal_opens(expires: date) -> date:
    """Return the first day of renewal: three months before, the month's last day at most."""
    return _months_later(expires, -RENEWAL_MONTHS)


def extended_stay(stay_ends: date) -> date:
    """Return the last day of a stay for which a new permission was asked in time (特例期間)."""
    return _months_later(stay_ends, EXTENSION_MONTHS)


def stay_is_short(stay_ends: date, today: date) -> bool:
    """Tell whether fewer than 60 days of the stay are left."""
    return stay_ends - today < timedelta(days=SHORT_STAY_DAYS)


def birthday_after(born: date, day: date, count: int, *, leap: LeapBirthday) -> date:
    """Return the ``count``-th birthday after ``day``; one on ``day`` itself does not count."""
    first = day.year + (_birthday(born, day.year, leap) <= day)
    return _birthday(born, first + count - 1, leap)


def _birthday(born: date, year: int, leap: LeapBirthday) -> date:
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date.fromisoformat(f"{year:04}-{leap.value}")
    return born.replace(year=year)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
