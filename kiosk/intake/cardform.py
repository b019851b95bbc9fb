"""What was typed about a card becomes a slip's words, or reasons why not yet."""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date, timedelta

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import CardGiving
from kiosk.domain.dates import BirthDate, Known, parse_birth_date
from kiosk.domain.names import LONGEST_NAME, parse_note
from kiosk.errors import FieldError
from kiosk.intake.cardterms import CardTerms, card_terms

LONGEST_OFFICER = 60
LONGEST_STAY_DAYS = 60
"""Beyond two months a day and a month more likely name a day that has passed."""
_MONTH_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardForm:
    """Every field as it was typed; ``card_issued`` is for advice only and kept nowhere."""

    card_holder: str = ""
    card_reading: str = ""
    card_born: str = ""
    card_work: str = ""
    card_officer: str = ""
    card_expected: str = ""
    card_issued: str = ""


FIELDS = tuple(one.name for one in fields(CardForm))
_OPTIONAL = frozenset({"card_reading", "card_born", "card_expected", "card_issued"})


def parse_card_field(field: str, text: str, *, today: date) -> object:
    """Return one field's value, None for an empty one that may be; else raise `FieldError`."""
    if field in _OPTIONAL and not text.strip():
        return None
    match field:
        case "card_holder" | "card_reading":
            return _name(field, text)
        case "card_officer":
            return parse_note(field, text, LONGEST_OFFICER)
        case "card_work":
            return _work(text)
        case "card_expected":
            return _coming_day(field, text, today)
        case _:
            return _past_day(field, text, today)


def card_errors(form: CardForm, *, today: date) -> tuple[FieldError, ...]:
    """Return every reason why this is no slip yet, in the order of the fields."""
    errors = []
    for field in FIELDS:
        try:
            parse_card_field(field, getattr(form, field), today=today)
        except FieldError as error:
            errors.append(error)
    return tuple(errors)


def parse_card(form: CardForm, *, today: date) -> CardGiving:
    """Return what is handed over, or raise the first `FieldError`."""
    if errors := card_errors(form, today=today):
        raise errors[0]
    expected, born = form.card_expected, form.card_born
    return CardGiving(
        holder=_name("card_holder", form.card_holder),
        reading=_name("card_reading", form.card_reading) if form.card_reading.strip() else "",
        born=_past_day("card_born", born, today) if born.strip() else None,
        work=_work(form.card_work),
        officer=parse_note("card_officer", form.card_officer, LONGEST_OFFICER),
        expected=_coming_day("card_expected", expected, today) if expected.strip() else None,
    )


def terms_of(form: CardForm, *, today: date) -> CardTerms | None:
    """Return how long card and certificates are good, when both days are typed in full."""
    try:
        born = _past_day("card_born", form.card_born, today)
        issued = _past_day("card_issued", form.card_issued, today)
    except FieldError:
        return None
    whole = born.known is Known.DAY and issued.known is Known.DAY and born.day <= issued.day
    return card_terms(born.day, card_issued=issued.day) if whole else None


def _name(field: str, text: str) -> str:
    """Return a name; no name has a figure in it, a PIN and a card's number have nothing else."""
    name = parse_note(field, text, LONGEST_NAME)
    if any(char.isdecimal() for char in name):
        raise FieldError(field, "card_digits")
    return name


def _work(text: str) -> CardWork:
    try:
        return CardWork(text)
    except ValueError as error:
        raise FieldError("card_work", "required") from error


def _past_day(field: str, text: str, today: date) -> BirthDate:
    try:
        return parse_birth_date(text, today=today)
    except FieldError as error:
        raise FieldError(field, error.reason) from error


def _coming_day(field: str, text: str, today: date) -> date:
    """Return today or a day soon: ``12/1``, ``12月1日``, ``2026-12-01``."""
    found = _MONTH_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise FieldError(field, "card_day_form")
    year, month, day = found.groups()
    try:
        coming = date(int(year or today.year), int(month), int(day))
        if year is None and coming < today:
            coming = coming.replace(year=today.year + 1)
    except ValueError as error:
        raise FieldError(field, "date_does_not_exist") from error
    if not today <= coming <= today + timedelta(days=LONGEST_STAY_DAYS):
        raise FieldError(field, "card_day_far")
    return coming
