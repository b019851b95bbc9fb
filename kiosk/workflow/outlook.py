"""How the station stands, thought through: what comes next and what forbids a new sitting."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.custody.freeze import Freeze, freezes
from kiosk.custody.nextstep import NextStep, StepKind, next_steps
from kiosk.domain.custody import DayStage, StationStanding


class Today(StrEnum):
    """How far today is."""

    UNOPENED = "unopened"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """``steps`` are what is to be done, the first thing first; never empty."""

    standing: StationStanding
    today: date
    steps: tuple[NextStep, ...]
    freezes: tuple[Freeze, ...]

    @property
    def state(self) -> Today:
        """Return how far today is; an earlier day that is open must be closed first."""
        if any(one.kind in _BEFORE_TODAY for one in self.steps):
            return Today.UNOPENED
        stages = [day.stage for day in self.standing.days if day.business_date == self.today]
        if stages == [DayStage.OPEN]:
            return Today.OPEN
        if stages or self.standing.last_closed == self.today:
            return Today.CLOSED
        return Today.UNOPENED


_BEFORE_TODAY = frozenset({StepKind.CLOSE_DAY, StepKind.FINISH_CLOSING})


def outlook(standing: StationStanding, *, today: date, now: datetime) -> Outlook:
    """Return the standing with what follows from it."""
    return Outlook(
        standing=standing,
        today=today,
        steps=next_steps(standing, today=today, now=now),
        freezes=freezes(standing, today=today, now=now),
    )
