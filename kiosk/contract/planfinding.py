"""What speaks against an event as it is planned."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kiosk.texts import Catalogue


class Severity(StrEnum):
    """Whether it stops the approval, or is only told."""

    BLOCK = "block"
    WARN = "warn"


class PlanCheck(StrEnum):
    """Every check of the plan; the value is the text key ``plan_finding.<value>``."""

    OUTSIDE_PERIOD = "outside_period"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    YEAR_END = "year_end"
    CLOSED_DAY = "closed_day"
    PLACE_CLOSED = "place_closed"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    ENDS_BEFORE_START = "ends_before_start"
    PERSON_TWICE = "person_twice"
    TRAVEL_SHORT = "travel_short"
    EQUIPMENT_TWICE = "equipment_twice"
    EQUIPMENT_TRAVEL_SHORT = "equipment_travel_short"
    PLACE_TWICE = "place_twice"
    PLACE_SHARED = "place_shared"
    TOO_FEW_PEOPLE = "too_few_people"
    NO_MANAGER = "no_manager"
    PLACE_UNAPPROVED = "place_unapproved"
    NEUTRAL_UNASKED = "neutral_unasked"
    NOT_NEUTRAL = "not_neutral"
    TOWN_MISSING = "town_missing"


# What no reason sets aside: nonsense, and what specification 3(2) excludes by itself.
FIRM = frozenset({PlanCheck.ENDS_BEFORE_START, PlanCheck.NOT_NEUTRAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFinding:
    """One thing that speaks against an event; ``values`` fill the sentence's places."""

    key: PlanCheck
    severity: Severity
    values: tuple[tuple[str, str | int | date | time], ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the event cannot be approved without a reason."""
        return self.severity is Severity.BLOCK


def block(key: PlanCheck, **values: str | int | date | time) -> PlanFinding:
    """Return a finding that stops the approval."""
    return PlanFinding(key=key, severity=Severity.BLOCK, values=tuple(values.items()))


def warn(key: PlanCheck, **values: str | int | date | time) -> PlanFinding:
    """Return a finding that is only told."""
    return PlanFinding(key=key, severity=Severity.WARN, values=tuple(values.items()))


def finding_words(finding: PlanFinding, words: Catalogue) -> str:
    """Return the finding as a sentence; days and times are spelled as the language does."""
    filled = {name: _spelled(value, words) for name, value in finding.values}
    return words.say(f"plan_finding.{finding.key.value}", **filled)


def day_words(day: date, words: Catalogue) -> str:
    """Return the day with its weekday, as the language spells it."""
    weekday = words[f"weekday.{day.weekday()}"]
    return words.say("plan.day", year=day.year, month=day.month, day=day.day, weekday=weekday)


def _spelled(value: str | int | date | time, words: Catalogue) -> str:
    match value:
        case date():
            return day_words(value, words)
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
