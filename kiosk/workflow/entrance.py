"""Who is in: log-in opens the day, locking forgets it."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.room import WallReference
from kiosk.domain.staff import StaffMember
from kiosk.errors import KioskError
from kiosk.vaultports import DayState
from kiosk.workflow import events
from kiosk.workflow.phases import Closing, Developing, Ready, Reviewing, Sealing, SignedOut
from kiosk.workflow.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entered:
    """What came back from a log-in."""

    staff: StaffMember
    day: DayState
    business_date: date
    records: int
    duties_open: int
    wall: WallReference | None


class Entrance:
    """Logs in and out."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and open the day."""
        stage = self._stage
        if stage.phase != SignedOut():
            return
        stage.happened(events.PasswordGiven())
        doors = stage.doors

        def enter() -> _Entered:
            staff = doors.staff.sign_in(staff_id, password)
            day = min((*doors.vault.unclosed_days(), stage.today()))
            state = doors.vault.open_day(day)
            is_open = state is DayState.OPEN
            duties = doors.vault.duties(day) if is_open else ()
            return _Entered(
                staff=staff,
                day=state,
                business_date=day,
                records=doors.vault.count(day),
                duties_open=sum(duty.done is None for duty in duties),
                wall=doors.walls.load(day),
            )

        doors.background.run(enter, self._entered)

    def _entered(self, answer: _Entered | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.happened(events.SignInRefused(), notice=answer)
            return
        stage.staff = answer.staff
        stage.business_date = answer.business_date
        stage.records = answer.records
        stage.duties_open = answer.duties_open
        stage.wall = answer.wall
        stage.sittings = max(stage.sittings, answer.records)
        stage.happened(events.DayOpened(closed_before=answer.day is DayState.CLOSED))
        if stage.facts.light_check and stage.wall is None and isinstance(stage.phase, Ready):
            stage.happened(events.LightCheckBegan(events.LightStep.WALL))

    def sign_out(self) -> None:
        """Forget every key; not while something is being written or cut."""
        stage = self._stage
        busy = isinstance(stage.phase, Reviewing) and stage.phase.busy
        if busy or isinstance(stage.phase, SignedOut | Developing | Sealing | Closing):
            return
        stage.doors.background.run(stage.doors.staff.sign_out, stage.report_failure)
        stage.staff = None
        stage.forget_sitting()
        stage.happened(events.StaffLeft())
