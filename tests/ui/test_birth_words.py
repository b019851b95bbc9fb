"""A birth date is read back in both calendars, with what is not known left open."""

from datetime import date

import pytest

from kiosk.domain.dates import parse_birth_date
from kiosk.texts import Language, catalogue
from ui.words import birth_words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("S25.3.4", ("昭和25年3月4日", "1950", "76")),
        ("1950-00-00", ("昭和25年（月日不明）", "1950-00-00", "75")),
        ("S25.3.0", ("昭和25年3月（日不明）", "1950-03-00", "76")),
    ],
)
@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_an_unknown_day_is_never_made_up(
    typed: str, said: tuple[str, ...], language: Language
) -> None:
    words = birth_words(parse_birth_date(typed, today=TODAY), TODAY, catalogue(language))
    assert all(one in words for one in said)
