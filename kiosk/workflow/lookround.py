"""What the station knows of itself after a look round: standing, people, the day's figures."""

from dataclasses import dataclass
from datetime import date

from kiosk.custody.nextstep import StepKind
from kiosk.domain.custody import DayStage, StationStanding
from kiosk.domain.draft import Draft
from kiosk.domain.room import WallReference
from kiosk.domain.staff import StaffMember
from kiosk.workflow.outlook import Outlook, outlook
from kiosk.workflow.stage import Doors, business_date_at

_TO_CLOSE = frozenset({StepKind.CLOSE_DAY, StepKind.FINISH_CLOSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRound:
    """Everything a session needs to know after a log-in or a step of the day.

    ``business_date`` is the oldest day that must be closed, else today; ``draft`` is None when no
    sitting waits.
    """

    outlook: Outlook
    members: tuple[StaffMember, ...]
    business_date: date
    records: int
    duties_open: int
    wall: WallReference | None
    draft: Draft | None


def look_round(doors: Doors) -> LookRound:
    """Read it all; on the storage thread."""
    station = doors.station
    seen = look_out(doors, station.standing())
    day = day_to_work_on(seen)
    stages = [one.stage for one in seen.standing.days if one.business_date == day]
    duties = station.duties(day) if stages == [DayStage.OPEN] else ()
    return LookRound(
        outlook=seen,
        members=station.staff(),
        business_date=day,
        records=station.count(day),
        duties_open=sum(duty.done is None for duty in duties),
        wall=doors.walls.load(day),
        draft=station.draft() if seen.standing.draft_kept else None,
    )


def look_out(doors: Doors, standing: StationStanding) -> Outlook:
    """Return the standing thought through at this moment."""
    now = doors.clock.now()
    return outlook(standing, today=business_date_at(now), now=now)


def day_to_work_on(seen: Outlook) -> date:
    """Return the oldest day that must be closed, else today."""
    return min((one.day for one in seen.steps if one.kind in _TO_CLOSE), default=seen.today)
