"""Questions, complaints and incidents of a made-up season, each with what was done about it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random

from kiosk.cases.life import step
from kiosk.contract.season import SeasonPlan
from kiosk.domain.case import (
    Act,
    Answered,
    Case,
    Channel,
    Closed,
    Complaint,
    Incident,
    IncidentKind,
    Inquiry,
    InquiryTopic,
    Reported,
    Urgency,
)
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.ids import CaseId, StaffId
from kiosk.training.station import LEAD, SECOND

_INQUIRIES, _COMPLAINTS, _INCIDENTS = 40, 8, 2
_NOON = time(12, 30)


def cases_of(plan: SeasonPlan, seed: int) -> tuple[Case, ...]:
    """Return the cases in the order in which they were opened."""
    chance = Random(f"season cases {seed}")  # noqa: S311 - no secret
    held = [event for event in plan.events if event.status.took_place]
    found = [*_inquiries(chance, held), *_complaints(chance, held), *_incidents(chance, held)]
    return tuple(sorted(found, key=lambda one: (one.opened, one.id)))


def case_totals(cases: Sequence[Case]) -> dict[str, object]:
    """Return how many of each kind were opened, in each month, and how they stand."""
    months = Counter(f"{one.kind} {one.opened.astimezone(JST):%Y-%m}" for one in cases)
    return {
        "opened": dict(sorted(Counter(one.kind for one in cases).items())),
        "opened_by_month": dict(sorted(months.items())),
        "standing": dict(
            sorted(Counter(f"{one.kind} {one.status.value}" for one in cases).items())
        ),
        "complaints_unreported": sum(
            isinstance(one, Complaint)
            and not any(isinstance(entry.act, Reported) for entry in one.history)
            for one in cases
        ),
    }


def _inquiries(chance: Random, held: Sequence[Event]) -> Iterator[Case]:
    for n in range(1, _INQUIRIES + 1):
        event, at = _when(chance, held)
        case = Inquiry(
            id=_name("Q", at, n),
            opened=at,
            by=LEAD,
            event=event.id,
            topic=chance.choice(tuple(InquiryTopic)),
            how=chance.choice((Channel.PHONE, Channel.COUNTER)),
            words="（研修）受け取りはいつですか",
            urgency=chance.choice(tuple(Urgency)),
        )
        answer = Answered(how=Channel.PHONE, words="（研修）およそ一か月後です")
        yield _lived(case, at, (answer, Closed(words="（研修）済")), chance.choice((0, 1, 2, 2)))


def _complaints(chance: Random, held: Sequence[Event]) -> Iterator[Case]:
    for n in range(1, _COMPLAINTS + 1):
        event, at = _when(chance, held)
        case = Complaint(
            id=_name("C", at, n),
            opened=at,
            by=SECOND,
            event=event.id,
            topic=InquiryTopic.VENUE,
            how=Channel.COUNTER,
            words="（研修）待ち時間が長い",
        )
        told = Reported(when=at + timedelta(minutes=30), to="（研修）市担当課", how=Channel.PHONE)
        answer = Answered(how=Channel.PHONE, words="（研修）おわび")
        acts = (told, answer, Closed(words="（研修）済"))
        yield _lived(case, at, acts, chance.choice((0, 1, 3, 3)))


def _incidents(chance: Random, held: Sequence[Event]) -> Iterator[Case]:
    for n in range(1, _INCIDENTS + 1):
        event, at = _when(chance, held)
        yield Incident(
            id=_name("I", at, n),
            opened=at,
            by=LEAD,
            event=event.id,
            what=IncidentKind.LOST_MEDIUM,
            known=event.date,
            place="（研修）会場",
        )


def _lived(case: Inquiry | Complaint, at: datetime, acts: Sequence[Act], done: int) -> Case:
    """Return the case after so many of the acts, an hour apart."""
    for n, act in enumerate(acts[:done], start=1):
        case = step(case, act, at=at + timedelta(hours=n), by=StaffId(LEAD))
    return case


def _when(chance: Random, held: Sequence[Event]) -> tuple[Event, datetime]:
    event = chance.choice(held)
    at = datetime.combine(event.date, _NOON, JST) + timedelta(minutes=chance.randrange(180))
    return event, at


def _name(letter: str, at: datetime, n: int) -> CaseId:
    return CaseId(f"{letter}-KENSHU1-{at:%Y%m%d}-{n:03d}")
