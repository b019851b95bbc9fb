"""Where the station stands and what comes next: one answer, for one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.custody import DayStage, DayStanding, StationStanding


class StepKind(StrEnum):
    """What to do next; each has a sentence with the day in it."""

    FINISH_CLOSING = "finish_closing"
    CLOSE_DAY = "close_day"
    """An earlier day is still open."""
    FINISH_DELETING = "finish_deleting"
    OPEN_DAY = "open_day"
    GO_ON = "go_on"
    """Today is open."""
    BACK_UP = "back_up"
    COPY = "copy"
    DELETE = "delete"
    AWAIT_RECEIPT = "await_receipt"
    COOL = "cool"
    REST = "rest"
    """Today is closed and nothing is left to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """``day`` is whose; ``until`` when a waiting ends."""

    kind: StepKind
    day: date
    until: datetime | None = None


def next_steps(standing: StationStanding, *, today: date, now: datetime) -> tuple[NextStep, ...]:
    """Return everything that is to be done, the first thing first; never empty."""
    found = sorted(
        (step for day in standing.days for step in _of(day, today, now)),
        key=lambda step: (_URGENCY[step.kind], step.day),
    )
    if standing.last_closed != today and all(day.business_date != today for day in standing.days):
        found.append(NextStep(kind=StepKind.OPEN_DAY, day=today))
        found.sort(key=lambda step: (_URGENCY[step.kind], step.day))
    return tuple(found) or (NextStep(kind=StepKind.REST, day=today),)


_URGENCY = {kind: place for place, kind in enumerate(StepKind)}


def _of(day: DayStanding, today: date, now: datetime) -> Iterator[NextStep]:
    which = day.business_date
    match day.stage:
        case DayStage.CLOSING | DayStage.SEALED:
            yield NextStep(kind=StepKind.FINISH_CLOSING, day=which)
        case DayStage.OPEN if which == today:
            yield NextStep(kind=StepKind.GO_ON, day=which)
        case DayStage.OPEN if day.records or day.cards:
            yield NextStep(kind=StepKind.CLOSE_DAY, day=which)
        case DayStage.KEY_SHREDDED:
            if day.backup is None:
                yield NextStep(kind=StepKind.BACK_UP, day=which)
            kind = StepKind.AWAIT_RECEIPT if day.copies else StepKind.COPY
            yield NextStep(kind=kind, day=which)
        case DayStage.CONFIRMED:
            until = day.deletable_from
            cooled = until is None or now >= until
            kind = StepKind.DELETE if cooled else StepKind.COOL
            yield NextStep(kind=kind, day=which, until=until)
        case DayStage.DELETING:
            yield NextStep(kind=StepKind.FINISH_DELETING, day=which)
        case _:
            pass
