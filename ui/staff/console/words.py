"""Tickets as words of the staff's catalogue."""

from datetime import datetime, timedelta

from kiosk.domain.dates import JST
from kiosk.domain.ticket import (
    Arrived,
    Called,
    Cancelled,
    Finished,
    NoShow,
    Parked,
    PrintFailed,
    PublicLanguage,
    Serving,
    Ticket,
)
from kiosk.queue.life import STANDING_NAMES, waited
from kiosk.queue.rules import QueueRules
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import Patience, QueueView, WaitRange

PATIENCE_MARKS = {Patience.FRESH: "", Patience.AMBER: "△", Patience.RED: "▲"}


def service_words(ticket: Ticket, texts: Catalogue) -> str:
    """Return what the person comes for."""
    return texts[f"console.service.{ticket.service.value}"]


def brief_service(ticket: Ticket, texts: Catalogue) -> str:
    """Return what the person comes for, and whether first."""
    first = (texts["console.priority"],) if ticket.priority else ()
    return texts["console.between"].join((service_words(ticket, texts), *first))


def need_words(ticket: Ticket, texts: Catalogue, *, brief: bool = False) -> str:
    """Return what to prepare: priority, needs, and the language where it is not Japanese.

    ``brief`` stands below `brief_service`.
    """
    parts = [texts["console.priority"]] if ticket.priority and not brief else []
    parts += [texts[f"console.need.{one.value}"] for one in sorted(ticket.needs)]
    if ticket.language is not PublicLanguage.JA:
        parts.append(texts[f"console.language.{ticket.language.value}"])
    return texts["console.between"].join(parts)


def minutes_of(span: timedelta) -> int:
    """Return whole minutes, never below zero."""
    return max(0, int(span.total_seconds() // 60))


def minute_words(span: timedelta, texts: Catalogue) -> str:
    """Return a wait as whole minutes."""
    return texts.say("console.minutes", count=minutes_of(span))


def since(ticket: Ticket, queue: QueueView) -> timedelta:
    """Return how long the ticket has been as it is."""
    now = queue.at or ticket.reserved_at
    match ticket.standing:
        case Called(since=at) | Arrived(since=at) | Serving(since=at) | Parked(since=at):
            return max(now - at, timedelta())
        case Finished(at=at) | NoShow(at=at) | Cancelled(at=at):
            return max(now - at, timedelta())
        case _:
            return waited(ticket, now)


def standing_words(ticket: Ticket, texts: Catalogue) -> str:
    """Return how far the ticket is, in a few words."""
    words = texts[f"console.standing.{STANDING_NAMES[type(ticket.standing)]}"]
    match ticket.standing:
        case Called(place=place) | Arrived(place=place) | Serving(place=place):
            stage = texts[f"console.stage.{ticket.stage.value}"]
            about = texts.say("console.at_place", place=place)
            middle = (stage,) if isinstance(ticket.standing, Serving) else ()
            return texts["console.between"].join((words, *middle, about))
        case Parked(reason=reason):
            return texts["console.between"].join((words, texts[f"console.park.{reason.value}"]))
        case PrintFailed(trouble=trouble):
            return texts["console.between"].join((words, texts[f"console.trouble.{trouble.value}"]))
        case Finished(outcome=outcome):
            return texts["console.between"].join((words, texts[f"console.outcome.{outcome.value}"]))
        case Cancelled(reason=why):
            return texts["console.between"].join((words, texts[f"console.cancel.{why.value}"]))
        case _:
            return words


def brief_words(ticket: Ticket, texts: Catalogue) -> str:
    """Return how far the ticket is, for a list that is headed by the rest."""
    if not isinstance(ticket.standing, Serving):
        return standing_words(ticket, texts)
    stage = texts[f"console.stage.{ticket.stage.value}"]
    place = texts.say("console.at_place", place=ticket.standing.place)
    return texts["console.between"].join((place, stage))


def return_words(ticket: Ticket, texts: Catalogue, *, brief: bool = False) -> str:
    """Return when somebody parked comes back by itself; empty for all others."""
    how = "console.returns_brief" if brief else "console.returns"
    match ticket.standing:
        case Parked(returns_at=at, calls_left=int(left)):
            return texts.say(f"{how}_or", time=clock_words(at), count=left)
        case Parked(returns_at=at):
            return texts.say(how, time=clock_words(at))
        case _:
            return ""


def clock_words(at: datetime) -> str:
    """Return the time of day in Japan."""
    return f"{at.astimezone(JST):%H:%M}"


def why_words(reason: str, rules: QueueRules, texts: Catalogue) -> str:
    """Return why somebody stands where they stand, as a sentence where there is one."""
    longer = reason.replace("queue.why.", "queue.because.")
    key = longer if longer in texts else reason
    if key not in texts:
        return ""
    return texts.say(key, minutes=minutes_of(rules.head_start), row=rules.most_in_a_row)


def range_words(wait: WaitRange | None, texts: Catalogue) -> str:
    """Return how long it will probably take."""
    if wait is None:
        return texts["console.unknown"]
    if wait.least_min == wait.most_min:
        return texts.say("console.about", count=wait.most_min)
    return texts.say("console.range", least=wait.least_min, most=wait.most_min)
