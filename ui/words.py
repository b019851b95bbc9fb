"""Values as words of a catalogue: limits with units, dates, ages."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.dates import BirthDate, age_on, birth_date_of
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.texts import Catalogue, Language

MARKS = {Verdict.PASS: "○", Verdict.WARN: "△", Verdict.FAIL: "×"}
STATES = {Verdict.PASS: "ok", Verdict.WARN: "warn", Verdict.FAIL: "bad"}


@dataclass(frozen=True, slots=True)
class _Unit:
    sign: str
    decimals: int


_DEGREES = _Unit("°", 0)
_UNITS = {
    Check.SINGLE: _Unit("", 0),
    Check.YAW: _DEGREES,
    Check.PITCH: _DEGREES,
    Check.ROLL: _DEGREES,
    Check.CROP: _Unit(" mm", 1),
}
_PLAIN = _Unit("", 2)
_PX = _Unit(" px", 0)
_LEAST_PX_LIMIT = 100.0  # a finding does not name its measure: crop limits are a few mm or many px


def measured(finding: Finding, texts: Catalogue) -> str:
    """Return value and limit with their unit, or an empty text when nothing was measured."""
    if finding.value is None:
        return ""
    unit = _UNITS.get(finding.check, _PLAIN)
    if finding.check is Check.CROP and (finding.limit or 0.0) >= _LEAST_PX_LIMIT:
        unit = _PX
    value = _number(finding.value, unit)
    if finding.limit is None:
        return value
    return texts.say("finding.limited", value=value, limit=_number(finding.limit, unit))


def _number(value: float, unit: _Unit) -> str:
    rounded = round(value, unit.decimals) + 0.0  # + 0.0: no "-0"
    return f"{rounded:.{unit.decimals}f}{unit.sign}"


def day_words(day: date, texts: Catalogue) -> str:
    """Return the date in the catalogue's usual order, 西暦."""
    return texts.say("date.long", year=day.year, month=f"{day.month:d}", day=f"{day.day:d}")


def work_day_words(day: date, texts: Catalogue) -> str:
    """Return a business date as the city writes it: 和暦 in Japanese, with the day of the week."""
    western = texts.language is Language.EN
    words = day_words(day, texts) if western else birth_date_of(day).wareki()
    return texts.say("date.work", day=words, weekday=texts[f"weekday.{day.weekday()}"])


def birth_words(born: BirthDate, today: date, texts: Catalogue) -> str:
    """Return the date in 和暦 and 西暦 with the age, so that a slip of the era is seen."""
    return texts.say(
        "form.birth_date.read",
        wareki=born.wareki(),
        seireki=day_words(born.day, texts),
        age=age_on(born.day, today),
    )
