"""How an event comes to stand: drafted, approved by the city, held, reported."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from kiosk.contract.planfinding import FIRM, PlanFinding
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import StationId
from kiosk.errors import ExitCode, KioskError

LONGEST_REASON = 400  # characters: a sentence or two for the city


class PlanRefusal(StrEnum):
    """Why the plan does not change; the value is the text key ``plan_refusal.<value>``."""

    NOT_A_DRAFT = "not_a_draft"
    NOT_APPROVED = "not_approved"
    NOT_HELD = "not_held"
    OVER = "over"
    BLOCKED = "blocked"
    BLOCKED_FIRMLY = "blocked_firmly"
    APPROVED_LATER = "approved_later"
    NOT_YET = "not_yet"
    REASON_MISSING = "reason_missing"
    REASON_LONG = "reason_long"
    ANOTHER_EVENT = "another_event"


class PlanRefusedError(KioskError):
    """An event stays as it is; ``plan_refusal`` says why."""

    message_key = "plan_refused"
    exit_code = ExitCode.REFUSED

    def __init__(self, refusal: PlanRefusal) -> None:
        """Keep the refusal."""
        super().__init__(refusal.value, plan_refusal=refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What is planned becomes ``planned``; its standing (status, approval, reasons) is not read."""

    planned: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What blocks is set aside with a reason; a later edit asks for it again."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve:
    """The city said yes on a day; ``findings`` are those of `kiosk.contract.conflicts`."""

    on: date
    findings: Sequence[PlanFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignStations:
    """These stations work there; the city approves people and places, not laptops."""

    stations: tuple[StationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """It took place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIn:
    """Its daily report went to the city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """It will not take place, for a reason."""

    reason: str


PlanAct = Edit | Override | Approve | AssignStations | Hold | ReportIn | Cancel

_STANDING = ("status", "city_approved", "override", "cancelled")
_OPEN = frozenset({EventStatus.DRAFT, EventStatus.APPROVED})


def step(event: Event, act: PlanAct, *, today: date) -> Event:
    """Return the event after ``act``; raise `PlanRefusedError` where it does not fit."""
    match act:
        case Edit(planned=planned):
            return _edited(event, planned)
        case Override(reason=reason):
            _need(event.status is EventStatus.DRAFT, PlanRefusal.NOT_A_DRAFT)
            return replace(event, override=_reason(reason))
        case Approve(on=on, findings=findings):
            return _approved(event, on, findings, today)
        case AssignStations(stations=stations):
            _need(
                event.status in _OPEN or event.status is EventStatus.HELD,
                PlanRefusal.OVER,
            )
            return replace(event, stations=tuple(dict.fromkeys(stations)))
        case Hold():
            _need(event.status is EventStatus.APPROVED, PlanRefusal.NOT_APPROVED)
            _need(event.date <= today, PlanRefusal.NOT_YET)
            return replace(event, status=EventStatus.HELD)
        case ReportIn():
            _need(event.status is EventStatus.HELD, PlanRefusal.NOT_HELD)
            return replace(event, status=EventStatus.REPORTED)
        case Cancel(reason=reason):
            _need(event.status in _OPEN, PlanRefusal.OVER)
            return replace(event, status=EventStatus.CANCELLED, cancelled=_reason(reason))


def new_event(planned: Event) -> Event:
    """Return ``planned`` as a draft, whatever standing it claims; for typed and imported ones."""
    return replace(
        planned,
        status=EventStatus.DRAFT,
        city_approved=None,
        override=None,
        cancelled=None,
    )


def _edited(event: Event, planned: Event) -> Event:
    _need(planned.id == event.id, PlanRefusal.ANOTHER_EVENT)
    standing = {name: getattr(event, name) for name in _STANDING}
    merged = replace(planned, **standing)
    changed = {
        one.name for one in fields(Event) if getattr(merged, one.name) != getattr(event, one.name)
    }
    if changed <= {"remarks"}:
        return merged  # remarks are written when it is over, too
    _need(event.status in _OPEN, PlanRefusal.OVER)
    return new_event(merged)


def _approved(event: Event, on: date, findings: Sequence[PlanFinding], today: date) -> Event:
    _need(event.status is EventStatus.DRAFT, PlanRefusal.NOT_A_DRAFT)
    _need(on <= today, PlanRefusal.APPROVED_LATER)
    blocking = {finding.key for finding in findings if finding.blocks}
    _need(not blocking & FIRM, PlanRefusal.BLOCKED_FIRMLY)
    _need(not blocking or event.override is not None, PlanRefusal.BLOCKED)
    return replace(event, status=EventStatus.APPROVED, city_approved=on)


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    _need(bool(reason), PlanRefusal.REASON_MISSING)
    _need(len(reason) <= LONGEST_REASON, PlanRefusal.REASON_LONG)
    return reason


def _need(condition: bool, refusal: PlanRefusal) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise PlanRefusedError(refusal)
