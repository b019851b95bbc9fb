"""業務計画書: where, when, by whom and how, for the city to agree to (specification 8(1))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kiosk.contract.calendar import ServiceCalendar
from kiosk.contract.conflicts import LEAST_PEOPLE
from kiosk.contract.planfinding import PlanFinding, finding_words
from kiosk.contract.roster import lacks
from kiosk.contract.targets import TargetStanding, standings
from kiosk.documents.replacing import typeset_words
from kiosk.documents.spelling import day
from kiosk.domain.dates import JST, birth_date_of
from kiosk.domain.event import Event, EventStatus, Place
from kiosk.domain.ids import EventId
from kiosk.domain.person import Person, PersonRole, person_of
from kiosk.texts import Catalogue, Language, catalogue
from kiosk.workflow.contract.reading import named_findings

_NOBODY: Mapping[EventId, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """Who hands it in; ``homes`` shows where private homes are, for the city alone."""

    made_at: datetime
    program: str
    contractor: str = ""
    contact: str = ""
    training: bool = False
    homes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned, by whom; ``applicants`` are of the events that were held."""

    events: Sequence[Event]
    people: Sequence[Person]
    calendar: ServiceCalendar
    applicants: Mapping[EventId, int] = field(default_factory=lambda: _NOBODY)
    notes: tuple[str, ...] = ()


def plan_paper(plan: Plan, head: PlanHead) -> bytes:
    """Return the 業務計画書 as PDF/A; what is cancelled is counted and not listed."""
    return typeset_words("plan", plan_fields(plan, head), made_at=head.made_at)


def plan_fields(plan: Plan, head: PlanHead) -> dict[str, object]:
    """Return what the template shows."""
    words = catalogue(Language.JA)
    on = head.made_at.astimezone(JST).date()
    kept = sorted(
        (event for event in plan.events if event.status is not EventStatus.CANCELLED),
        key=lambda one: (one.date, one.start, one.id),
    )
    reached = standings(plan.events, plan.applicants, plan.calendar, on=on)
    return {
        "training": head.training,
        "date": day(on),
        "contractor": head.contractor,
        "contact": head.contact,
        "program": head.program,
        "homes": head.homes,
        "first": day(plan.calendar.first),
        "last": day(plan.calendar.last),
        "hours": f"{plan.calendar.opens:%H:%M}–{plan.calendar.closes:%H:%M}",
        "targets": [_target(one, words) for one in reached],
        "events": [_event(event, plan.people, words, homes=head.homes) for event in kept],
        "cancelled": len(plan.events) - len(kept),
        "places": [
            _place(place, held, homes=head.homes, words=words) for place, held in _places(kept)
        ],
        "pr": _pr(kept, words),
        "equipment": sorted({thing for event in kept for thing in event.equipment}),
        "least": [[words[f"event_kind.{kind.value}"], most] for kind, most in LEAST_PEOPLE.items()],
        "people": _people(plan.people, on, words),
        "asked": _asked(plan, kept, words, homes=head.homes),
        "notes": plan.notes,
    }


def _target(standing: TargetStanding, words: Catalogue) -> dict[str, object]:
    target, expected = standing.target, standing.expected_applicants
    return {
        "kind": words[f"event_kind.{target.kind.value}"],
        "events": target.events,
        "applicants": target.applicants,
        "held": standing.events,
        "planned": standing.planned,
        "expected_events": standing.expected_events,
        "expected": words.say("plan_paper.range", low=expected.low, high=expected.high)
        if expected
        else words["plan_paper.unknown"],
        "said": words[f"plan_paper.side.{standing.expected_side.value}"],
    }


def _event(
    event: Event, people: Sequence[Person], words: Catalogue, *, homes: bool
) -> dict[str, object]:
    manager = person_of(people, event.manager) if event.manager else None
    guess = event.expected_applicants
    return {
        "id": event.id,
        "date": _short_day(event.date, words),
        "hours": f"{event.start:%H:%M}–{event.end:%H:%M}",
        "kind": words[f"event_kind.{event.kind.value}"],
        "place": _name(event.place, words, homes=homes),
        "manager": manager.name if manager else words["plan_paper.open"],
        "staff": len(event.people),
        "expected": "" if guess is None else str(guess),
        "status": words[f"event_status.{event.status.value}"],
    }


def _name(place: Place, words: Catalogue, *, homes: bool) -> str:
    if not place.private_home or homes:
        return place.name
    town = place.town_only
    return words.say("plan_paper.home_in", town=town) if town else words["plan_paper.home"]


def _places(events: Iterable[Event]) -> list[tuple[Place, list[Event]]]:
    """Return each place once, by name and address, with its events in order."""
    found: dict[tuple[str, str], tuple[Place, list[Event]]] = {}
    for event in events:
        place = event.place
        found.setdefault((place.name, place.address), (place, []))[1].append(event)
    return list(found.values())


def _place(
    place: Place, events: Sequence[Event], *, homes: bool, words: Catalogue
) -> dict[str, object]:
    hidden = place.private_home and not homes
    contact = "　".join(filter(None, (place.contact_name, place.contact_phone)))
    approved = place.city_approved
    return {
        "name": _name(place, words, homes=homes),
        "address": "" if hidden else place.address,
        "contact": "" if hidden else contact,
        "layout": "" if hidden else place.layout,
        "fee": words.say("plan_paper.yen", yen=f"{place.fee_yen:,}") if place.fee_yen else "",
        "approved": day(approved) if approved else words["plan_paper.not_approved"],
        "days": "、".join(_short_day(event.date, words) for event in events),
    }


def _pr(events: Iterable[Event], words: Catalogue) -> list[dict[str, object]]:
    """Return each measure once, and for how many events of which kinds it is meant."""
    found: dict[str, list[Event]] = {}
    for event in events:
        for measure in event.pr:
            found.setdefault(measure, []).append(event)
    return [
        {
            "measure": measure,
            "kinds": "、".join(
                dict.fromkeys(words[f"event_kind.{event.kind.value}"] for event in meant)
            ),
            "count": len(meant),
        }
        for measure, meant in found.items()
    ]


_RANK = {role: rank for rank, role in enumerate(PersonRole)}


def _people(people: Iterable[Person], on: date, words: Catalogue) -> list[dict[str, object]]:
    here = sorted(
        (person for person in people if not person.has_left(on)),
        key=lambda one: (_RANK[one.role_on(on)], one.id),
    )
    return [
        {
            "id": person.id,
            "name": person.name,
            "role": words[f"person_role.{person.role_on(on).value}"],
            "approved": _short_day(person.city_approved, words)
            if person.city_approved and person.approved_on(on)
            else "",
            "standing": "、".join(words[f"roster.lack.{one.value}"] for one in lacks(person, on))
            or words["roster.fit"],
        }
        for person in here
    ]


def _asked(
    plan: Plan, events: Sequence[Event], words: Catalogue, *, homes: bool
) -> list[dict[str, object]]:
    """Return what the contract does not allow by itself, with the reason why it is asked for."""
    names = {person.id: str(person.name) for person in plan.people}
    findings = named_findings(plan.events, plan.calendar, names)
    called = {one.place.name: _name(one.place, words, homes=homes) for one in plan.events}
    blocking = {
        event.id: [
            finding_words(_called(one, called), words)
            for one in findings.get(event.id, ())
            if one.blocks
        ]
        for event in events
    }
    return [
        {
            "date": _short_day(event.date, words),
            "place": _name(event.place, words, homes=homes),
            "found": blocking[event.id],
            "reason": event.override or words["plan_paper.no_reason"],
        }
        for event in events
        if event.override or blocking[event.id]
    ]


def _called(finding: PlanFinding, called: Mapping[str, str]) -> PlanFinding:
    """Return the finding with places as the paper calls them: it may tell of another's home."""
    values = tuple(
        (key, called.get(value, value))
        if key == "place" and isinstance(value, str)
        else (key, value)
        for key, value in finding.values
    )
    return replace(finding, values=values)


def _short_day(when: date, words: Catalogue) -> str:
    """Return ``R8.11.24（火）``, which fits a narrow column."""
    spelled = birth_date_of(when)
    year = spelled.wareki().partition("年")[0][2:].replace("元", "1")
    weekday = words[f"weekday.{when.weekday()}"]
    return f"{spelled.era.value}{year}.{when.month}.{when.day}（{weekday}）"
