"""チラシ: when, where, what to bring; Japanese, easy Japanese, and other languages on its back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.contract.invitations import advertised
from kiosk.documents.replacing import typeset_words
from kiosk.documents.spelling import day
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.errors import ExitCode, KioskError
from kiosk.fonts import font_families
from kiosk.publictexts import PublicWords, runs, words

BACK = tuple(
    one for one in PublicLanguage if one not in {PublicLanguage.JA, PublicLanguage.EASY_JA}
)
"""What the back is written in."""
VENUE_SERVICES = (Service.APPLY, Service.RENEW, Service.REISSUE, Service.ASK)
"""Certificates are renewed by the city's officers, who do not come to venues (specification 3)."""


class FlyerEmptyError(KioskError):
    """None of the events is one that the public is told of."""

    message_key = "flyer_empty"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class FlyerHead:
    """Who invites and answers; ``languages`` of the back, none leaves it out."""

    made_at: datetime
    contact: str
    contractor: str = ""
    languages: tuple[PublicLanguage, ...] = BACK
    services: tuple[Service, ...] = VENUE_SERVICES
    training: bool = False


def flyer(events: Iterable[Event], head: FlyerHead) -> bytes:
    """Return the flyer as PDF/A; one event without the city's word makes it a draft.

    Raises `FlyerEmptyError` where there is nothing to invite to.
    """
    return typeset_words("flyer", flyer_fields(events, head), made_at=head.made_at)


def flyer_fields(events: Iterable[Event], head: FlyerHead) -> dict[str, object]:
    """Return what the template shows."""
    shown = advertised(events)
    if not shown:
        raise FlyerEmptyError
    return {
        "training": head.training,
        "draft": any(event.status is EventStatus.DRAFT for event in shown),
        "contact": head.contact,
        "contractor": head.contractor,
        "events": _events(shown),
        "plain": _block(PublicLanguage.JA, head.services),
        "easy": _block(PublicLanguage.EASY_JA, head.services),
        "back": [_block(language, head.services) for language in head.languages],
    }


def _events(events: Sequence[Event]) -> list[dict[str, object]]:
    return [
        {
            "day": day(event.date),
            "date": f"{event.date:%Y/%m/%d}",
            "hours": f"{event.start:%H:%M}–{event.end:%H:%M}",
            "place": event.place.name,
            "address": event.place.address,
        }
        for event in events
    ]


def _block(language: PublicLanguage, services: Sequence[Service]) -> dict[str, object]:
    """Return a language's sentences; each is runs of words with their reading."""
    said = words(language)
    return {
        "lang": language.value.partition("-")[0],
        "fonts": [one for one in font_families(language.value) if one != "sans-serif"],
        "name": said["language"],
        "welcome": _marked(said["applicant.welcome.sentence"].replace("\n", " ")),
        "when": _marked(said["flyer.when"]),
        "where": _marked(said["flyer.where"]),
        "who": _marked(said["flyer.who"]),
        "free": _marked(said["flyer.free"]),
        "child": _marked(said["flyer.child"]),
        "ask": _marked(said["flyer.ask"]),
        "bring": _marked(said["ticket.prepare"]),
        "things": [_marked(line) for line in _things(said)],
        "purposes": [_marked(said[f"issue.purpose.{one.value}"]) for one in services],
    }


def _things(said: PublicWords) -> list[str]:
    return said[f"service.{Service.APPLY.value}.prepare"].split("\n")


def _marked(sentence: str) -> list[list[str]]:
    return [[run.words, run.reading] for run in runs(sentence)]
