"""What is missing from the figures of a period or does not fit, a sentence each."""

from collections.abc import Callable
from datetime import date

from kiosk.contract.figures import Disagreement
from kiosk.contract.periods import PeriodFigures
from kiosk.contract.smallcells import place_label
from kiosk.domain.figures import EventFigures
from kiosk.texts import Catalogue

SpellDay = Callable[[date], str]
"""How a day is spelled: papers say it in 和暦, screens as their language does."""


def notices(words: Catalogue, figures: PeriodFigures, day: SpellDay) -> tuple[str, ...]:
    """Return what is missing or does not fit in a period."""
    found = [
        words.say(f"reports.notice.{name}", date=day(one.event.date), place=_place(words, one))
        for name in ("silent", "unmarked", "provisional", "cancelled")
        for one in getattr(figures, name)
    ]
    found += [missing_stations(words, one, day) for one in figures.incomplete]
    return (*found, *(disagreement(words, one, day) for one in figures.disagreements))


def missing_stations(words: Catalogue, figures: EventFigures, day: SpellDay) -> str:
    """Return which stations of an event have no numbers."""
    return words.say(
        "reports.notice.incomplete",
        date=day(figures.event.date),
        place=_place(words, figures),
        stations="、".join(figures.missing),
    )


def disagreement(words: Catalogue, one: Disagreement, day: SpellDay) -> str:
    """Return why a station's numbers are in no sum."""
    return words.say(
        f"reports.clash.{one.clash.value}",
        station=one.day.station,
        date=day(one.day.business_date),
        event=one.event or "—",
        said=one.said or "—",
        planned=one.planned or "—",
        people=one.day.tally.applications,
    )


def _place(words: Catalogue, figures: EventFigures) -> str:
    return place_label(figures, words["reports.home"])
