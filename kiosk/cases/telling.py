"""Cases in words: what was done, what is wrong with a row, from the texts of a language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.cases.rows import RowTrouble
from kiosk.domain.case import (
    Act,
    Answered,
    ContactTried,
    HandedOver,
    Identified,
    ItemWritten,
    PeopleCounted,
    ProtectionAnswered,
    PurposeJudged,
    Reported,
    Reshot,
    Settled,
    Told,
)
from kiosk.texts import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A language, and how it spells a day and a time."""

    words: Catalogue
    day: Callable[[date], str]
    minute: Callable[[datetime], str]


def tell_act(act: Act, speech: Speech) -> tuple[str, str]:
    """Return what was done, and the words that somebody wrote with it (empty for none)."""
    said = speech.words.say(f"case.act.{act.act}", **_params(act, speech))
    return said, getattr(act, "words", "")


def tell_people(counted: PeopleCounted, words: Catalogue) -> str:
    """Return how many people are concerned."""
    key = "about" if counted.about else "exact"
    return words.say(f"incident.people.{key}", people=counted.people)


def tell_trouble(trouble: RowTrouble, words: Catalogue) -> str:
    """Return where something is wrong, what, and whether the row came in nevertheless."""
    what = words[f"case_trouble.{trouble.kind.value}"]
    if trouble.row == 0:
        return words.say("case_trouble.list", what=what)
    ended = words.say(f"case_trouble.{'taken' if trouble.taken else 'left'}", what=what)
    key = "cell" if trouble.column else "row"
    return words.say(f"case_trouble.{key}", row=trouble.row, column=trouble.column, what=ended)


def _params(act: Act, speech: Speech) -> dict[str, str]:
    words = speech.words
    match act:
        case HandedOver():
            return {"to": act.to}
        case Identified(place=place):
            day = speech.day(place.business_date)
            return {"receipt": str(place.receipt), "day": day, "batch": place.batch}
        case ContactTried():
            result = words[f"case.contact.{act.result.value}"]
            return {"how": words[f"case.how.{act.how.value}"], "result": result}
        case Reshot():
            return {"receipt": str(act.receipt), "day": speech.day(act.business_date)}
        case Settled():
            return {"outcome": words[f"case.outcome.{act.outcome.value}"]}
        case Answered():
            return {"how": words[f"case.how.{act.how.value}"]}
        case Reported():
            how = words[f"case.how.{act.how.value}"]
            return {"how": how, "to": act.to, "when": speech.minute(act.when)}
        case _:
            return _incident_params(act, speech)


def _incident_params(act: Act, speech: Speech) -> dict[str, str]:
    words = speech.words
    match act:
        case ItemWritten():
            return {"item": words[f"incident.item.{act.item.value}"]}
        case PeopleCounted():
            return {"people": tell_people(act, words)}
        case PurposeJudged():
            return {"purpose": words[f"incident.wrongful.{'yes' if act.wrongful else 'no'}"]}
        case ProtectionAnswered():
            answers = {True: words["case.yes"], False: words["case.no"]}
            return {"encrypted": answers[act.encrypted], "apart": answers[act.key_apart]}
        case Told():
            return {
                "whom": words[f"incident.whom.{act.whom.value}"],
                "stage": words[f"incident.stage.{act.stage.value}"],
                "how": words[f"case.how.{act.how.value}"],
                "to": act.to,
                "when": speech.minute(act.when),
            }
        case _:
            return {}
