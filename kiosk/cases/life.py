"""The life of a case: one pure `step` that adds an entry or refuses."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar

from kiosk.cases import defects, incidents, talks
from kiosk.cases.duties import duties
from kiosk.cases.errors import CaseRefusedError
from kiosk.domain.case import (
    Act,
    Case,
    CaseStatus,
    Closed,
    Complaint,
    Defect,
    Entry,
    HandedOver,
    Incident,
    Inquiry,
    Noted,
    Reopened,
    Settled,
    Stage,
)
from kiosk.domain.ids import StaffId

AnyCase = TypeVar("AnyCase", bound=Defect | Inquiry | Complaint | Incident)
_GROWING = frozenset({"history", "status"})


def step(case: AnyCase, act: Act, *, at: datetime, by: StaffId) -> AnyCase:
    """Return the case with one entry more; raise `CaseRefusedError` where the act does not fit."""
    why = refusal(case, act, at=at)
    if why is not None:
        raise CaseRefusedError(case.id, why)
    history = (*case.history, Entry(at=at, by=by, act=act))
    return replace(case, history=history, status=status_of(history))


def refusal(case: Case, act: Act, *, at: datetime) -> str | None:
    """Return why the act does not fit, None when it does; screens grey their keys by it."""
    if isinstance(act, Noted):
        return None
    if isinstance(act, Reopened):
        return None if case.status is CaseStatus.CLOSED else "not_closed"
    if case.status is CaseStatus.CLOSED:
        return "closed"
    if isinstance(act, HandedOver):
        return None
    match case:
        case Defect():
            return defects.refusal(case, act)
        case Inquiry() | Complaint():
            return talks.refusal(case, act, at=at)
        case Incident():
            return incidents.refusal(case, act, at=at) or _owed(case, act)


def status_of(history: Iterable[Entry]) -> CaseStatus:
    """Return how far a case with these entries is."""
    status = CaseStatus.OPEN
    for entry in history:
        status = _after(status, entry.act)
    return status


def as_of(case: AnyCase, moment: datetime) -> AnyCase:
    """Return the case as it was known at ``moment``, that included."""
    history = tuple(entry for entry in case.history if entry.at <= moment)
    return replace(case, history=history, status=status_of(history))


def continues(before: Case, after: Case) -> bool:
    """Tell whether ``after`` is ``before`` with entries added and nothing else changed.

    The book asks this before it keeps a new version of a case.
    """
    if type(before) is not type(after) or after.status is not status_of(after.history):
        return False
    fixed = [one.name for one in fields(before) if one.name not in _GROWING]
    same = all(getattr(before, name) == getattr(after, name) for name in fixed)
    return same and after.history[: len(before.history)] == before.history


def _owed(case: Incident, act: Act) -> str | None:
    """Refuse to close an incident whose reports are owed; the notice is the city's, once told."""
    if not isinstance(act, Closed):
        return None
    owed = [one for one in duties(case, ()) if one.open and one.stage is not Stage.NOTICE]
    return "duties_open" if owed else None


def _after(status: CaseStatus, act: Act) -> CaseStatus:
    match act:
        case Noted():
            return status
        case HandedOver():
            return CaseStatus.HANDED_OVER
        case Closed() | Settled():
            return CaseStatus.CLOSED
        case Reopened():
            return CaseStatus.UNDER_WAY
        case _:
            at_the_city = status is CaseStatus.HANDED_OVER
            return CaseStatus.HANDED_OVER if at_the_city else CaseStatus.UNDER_WAY
