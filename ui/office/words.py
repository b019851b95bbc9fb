"""How the office's entries are spelled in lists and facts."""

from collections.abc import Iterable
from datetime import date, datetime

from kiosk.contract.planfinding import PlanFinding, day_words
from kiosk.domain.dates import JST
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.contract.snapshot import Due


def form_texts(texts: Catalogue) -> Catalogue:
    """Return the words with names of the plan's columns as fields, and its reasons as reasons."""
    more = {
        f"field.plan_{key.removeprefix('plan_column.')}": texts[key]
        for key in texts
        if key.startswith("plan_column.") and not key.endswith(".also")
    }
    more |= {
        f"reason.{key.removeprefix('plan_row.')}": texts[key]
        for key in texts
        if key.startswith("plan_row.")
    }
    return Catalogue(texts.language, {**more, **texts})


def short_day(day: date, texts: Catalogue) -> str:
    """Return month, day and weekday."""
    weekday = texts[f"weekday.{day.weekday()}"]
    return texts.say("bureau.day", month=day.month, day=day.day, weekday=weekday)


def long_day(day: date | None, texts: Catalogue) -> str:
    """Return the whole day, or a dash."""
    return day_words(day, texts) if day is not None else "—"


def minute(moment: datetime, texts: Catalogue) -> str:
    """Return day and time in Japan."""
    there = moment.astimezone(JST)
    return f"{short_day(there.date(), texts)} {there:%H:%M}"


def hours(event: Event) -> str:
    """Return from when to when."""
    return f"{event.start:%H:%M}–{event.end:%H:%M}"


def late_words(due: Due, texts: Catalogue) -> str:
    """Return how late something is, or how soon."""
    if due.days > 0:
        return texts.say("bureau.days.late", days=due.days)
    if due.days == 0:
        return texts["bureau.days.today"]
    return texts.say("bureau.days.left", days=-due.days)


def due_verdict(due: Due) -> Verdict:
    """Return the shape of how late something is."""
    return Verdict.FAIL if due.days > 0 else Verdict.WARN


def worst(findings: Iterable[PlanFinding]) -> Verdict:
    """Return the shape of the gravest finding."""
    found = tuple(findings)
    if any(one.blocks for one in found):
        return Verdict.FAIL
    return Verdict.WARN if found else Verdict.PASS


def event_verdict(event: Event, findings: Iterable[PlanFinding]) -> Verdict | None:
    """Return the shape beside an event; what is over or called off has none."""
    if event.status is EventStatus.CANCELLED or event.status.took_place:
        return None
    found = worst(findings)
    return Verdict.WARN if found is Verdict.FAIL and event.override else found


def joined(parts: Iterable[str]) -> str:
    """Return things side by side, as the language sets them apart."""
    return "、".join(part for part in parts if part) or "—"
