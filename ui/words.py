"""Values as words of a catalogue: limits with units, dates, ages."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.dates import BirthDate, age_on
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.texts import Catalogue

MARKS = {Verdict.PASS: "○", Verdict.WARN: "△", Verdict.FAIL: "×"}
STATES = {Verdict.PASS: "ok", Verdict.WARN: "warn", Verdict.FAIL: "bad"}


@dataclass(frozen=True, slots=True)
class _Unit:
    key: str
    decimals: int


_DEGREES = _Unit("unit.degrees", 0)
_PX = _Unit("unit.px", 0)
_UNITS = {
    Check.SINGLE: _Unit("unit.people", 0),
    Check.YAW: _DEGREES,
    Check.PITCH: _DEGREES,
    Check.ROLL: _DEGREES,
    Check.CROP: _Unit("unit.mm", 1),
}
_PLAIN = _Unit("unit.none", 2)
_LEAST_PX_LIMIT = 100.0  # a finding does not name its measure: crop limits are a few mm or many px


def measured(finding: Finding, texts: Catalogue) -> str:
    """Return value and limit with their unit, or an empty text when nothing was measured."""
    if finding.value is None:
        return ""
    unit = _UNITS.get(finding.check, _PLAIN)
    if finding.check is Check.CROP and (finding.limit or 0.0) >= _LEAST_PX_LIMIT:
        unit = _PX
    value = _number(finding.value, unit, texts)
    if finding.limit is None:
        return value
    return texts.say("finding.limited", value=value, limit=_number(finding.limit, unit, texts))


def _number(value: float, unit: _Unit, texts: Catalogue) -> str:
    rounded = round(value, unit.decimals) + 0.0  # + 0.0: no "-0"
    return texts.say(unit.key, value=f"{rounded:.{unit.decimals}f}")


def day_words(day: date, texts: Catalogue) -> str:
    """Return the date in the catalogue's usual order, 西暦."""
    return texts.say("date.long", year=day.year, month=f"{day.month:d}", day=f"{day.day:d}")


def birth_words(born: BirthDate, today: date, texts: Catalogue) -> str:
    """Return the date in 和暦 and 西暦 with the age, so that a slip of the era is seen."""
    return texts.say(
        "form.birth_date.read",
        wareki=born.wareki(),
        seireki=day_words(born.day, texts),
        age=age_on(born.day, today),
    )
