"""事故: the nine items as they stand, whether encryption lifts duties, what may be done."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.case import (
    Act,
    Audience,
    Closed,
    Incident,
    IncidentItem,
    IncidentKind,
    ItemWritten,
    PeopleCounted,
    ProtectionAnswered,
    PurposeJudged,
    Stage,
    Told,
)
from kiosk.domain.dates import JST

NOT_EXCUSED = frozenset(
    {IncidentKind.KEY_LOST, IncidentKind.WRONG_PERSON, IncidentKind.SEEN_BY_OTHERS}
)
"""Encryption is no excuse where its key is what was lost, nor where people saw the plain words."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IncidentForm:
    """The nine items as last written; an item nobody wrote yet is missing from ``items``."""

    items: tuple[tuple[IncidentItem, str], ...]
    people: PeopleCounted | None
    missing: tuple[IncidentItem, ...]


def form_of(case: Incident) -> IncidentForm:
    """Return the form as it stands; 人数 is complete with a count, also without words."""
    words: dict[IncidentItem, str] = {}
    people: PeopleCounted | None = None
    for entry in case.history:
        match entry.act:
            case ItemWritten(item=item, words=said):
                words[item] = said
            case PeopleCounted() as people:
                pass
            case _:
                pass
    done = words.keys() | ({IncidentItem.PEOPLE} if people is not None else set())
    done -= set() if people is not None else {IncidentItem.PEOPLE}
    return IncidentForm(
        items=tuple((item, words[item]) for item in IncidentItem if item in words),
        people=people,
        missing=tuple(item for item in IncidentItem if item not in done),
    )


def judged_wrongful(case: Incident) -> bool | None:
    """Tell whether a wrongful purpose is suspected, as judged last; None while nobody has."""
    acts = (entry.act for entry in reversed(case.history))
    return next((act.wrongful for act in acts if isinstance(act, PurposeJudged)), None)


def is_wrongful(case: Incident) -> bool:
    """Tell whether a wrongful purpose is suspected; unjudged counts as no: the sooner deadline."""
    return judged_wrongful(case) is True


def protection(case: Incident) -> ProtectionAnswered | None:
    """Return the last answer to the question of encryption, None while it is open."""
    acts = (entry.act for entry in reversed(case.history))
    return next((act for act in acts if isinstance(act, ProtectionAnswered)), None)


def is_exempt(case: Incident) -> bool:
    """Tell whether 高度な暗号化 with its key elsewhere lifts the reports to the commission."""
    answer = protection(case)
    protected = answer is not None and answer.encrypted and answer.key_apart
    return protected and case.what not in NOT_EXCUSED and not is_wrongful(case)


def tellings(case: Incident) -> tuple[Told, ...]:
    """Return who was told when, in the order in which it was written down."""
    return tuple(entry.act for entry in case.history if isinstance(entry.act, Told))


def refusal(case: Incident, act: Act, *, at: datetime) -> str | None:
    """Return why the act does not fit."""
    match act:
        case Told(when=when, whom=whom, stage=stage):
            if when > at:
                return "told_in_future"
            if when.astimezone(JST).date() < case.known:
                return "told_before_known"
            return _stage_refusal(case, whom, stage)
        case PeopleCounted(people=people):
            return "people_below_zero" if people < 0 else None
        case (
            ItemWritten(words=words) | PurposeJudged(words=words) | ProtectionAnswered(words=words)
        ):
            return None if words.strip() else "words_needed"
        case Closed():
            return None if not form_of(case).missing else "items_missing"
        case _:
            return "not_for_this_case"


def _stage_refusal(case: Incident, whom: Audience, stage: Stage) -> str | None:
    if (stage is Stage.NOTICE) is not (whom is Audience.PERSON):
        return "notice_is_for_the_person"
    return "items_missing" if stage is Stage.FINAL and form_of(case).missing else None
