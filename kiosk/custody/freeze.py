"""When no new sitting may begin, because what it brings could be lost or could not be opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.domain.custody import AnchorState, DayStage, DayStanding, StationStanding


class FreezeKind(StrEnum):
    """Why; each has a sentence that says what to do."""

    EXPORT_OVERDUE = "export_overdue"
    DISK_LOW = "disk_low"
    POLICY_EXPIRED = "policy_expired"
    ANCHOR_DISAGREES = "anchor_disagrees"
    NOT_REHEARSED = "not_rehearsed"
    CLOCK_WENT_BACK = "clock_went_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """One reason; ``day`` is the oldest day it is about, ``free_bytes`` what the disk has left."""

    kind: FreezeKind
    day: date | None = None
    free_bytes: int | None = None


# A day in these stages is still only here: nobody has proved that another place has it.
_ONLY_HERE = frozenset({DayStage.OPEN, DayStage.CLOSING, DayStage.SEALED, DayStage.KEY_SHREDDED})


def freezes(standing: StationStanding, *, today: date, now: datetime) -> tuple[Freeze, ...]:
    """Return every reason against a new sitting, the gravest first; none means: go on."""
    return tuple(_freezes(standing, today, now))


def _freezes(standing: StationStanding, today: date, now: datetime) -> Iterator[Freeze]:
    policy = standing.policy
    if standing.anchor is not AnchorState.AGREES:
        yield Freeze(kind=FreezeKind.ANCHOR_DISAGREES)
    if standing.clock_went_back:
        yield Freeze(kind=FreezeKind.CLOCK_WENT_BACK)
    if standing.free_bytes < policy.rules.least_free_bytes:
        yield Freeze(kind=FreezeKind.DISK_LOW, free_bytes=standing.free_bytes)
    if policy.expires_at is not None and now >= policy.expires_at:
        yield Freeze(kind=FreezeKind.POLICY_EXPIRED)
    # A training station holds nobody's data; a policy nobody signed has nobody to rehearse with.
    if policy.unrehearsed and policy.version and not standing.training:
        yield Freeze(kind=FreezeKind.NOT_REHEARSED)
    patience = timedelta(days=policy.rules.overdue_days)
    overdue = [day for day in standing.days if _waits(day) and today - day.business_date > patience]
    if overdue:
        yield Freeze(kind=FreezeKind.EXPORT_OVERDUE, day=min(day.business_date for day in overdue))


def _waits(day: DayStanding) -> bool:
    return day.stage in _ONLY_HERE and day.records > 0
