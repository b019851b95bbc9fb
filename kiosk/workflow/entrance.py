"""Who is in: log-in shows how the station stands, leaving forgets it."""

from dataclasses import dataclass

from kiosk.domain.staff import StaffMember
from kiosk.errors import KioskError
from kiosk.workflow import events
from kiosk.workflow.lookround import LookRound, look_round
from kiosk.workflow.opening import Rounds
from kiosk.workflow.phases import AtDesk, Closing, Developing, Reviewing, Sealing, SignedOut
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entered:
    """What came back from a log-in."""

    staff: StaffMember
    seen: LookRound


class Entrance:
    """Logs in and out."""

    def __init__(self, stage: Stage, sitting: Sitting, rounds: Rounds) -> None:
        self._stage = stage
        self._sitting = sitting
        self._rounds = rounds

    def sign_in(self, staff_id: str, password: str) -> None:
        """Check the password and look how the station stands."""
        stage = self._stage
        if not isinstance(stage.phase, SignedOut) or stage.phase.busy:
            return
        stage.happened(events.PasswordGiven())
        doors = stage.doors

        def enter() -> _Entered:
            staff = doors.station.sign_in(staff_id, password)
            try:
                return _Entered(staff=staff, seen=look_round(doors))
            except KioskError:
                doors.station.sign_out()
                raise

        doors.background.run(enter, self._entered)

    def _entered(self, answer: _Entered | KioskError) -> None:
        stage = self._stage
        if isinstance(answer, KioskError):
            stage.happened(events.SignInRefused(), notice=answer)
            return
        stage.staff = answer.staff
        self._rounds.arrive(answer.seen)

    def sign_out(self) -> None:
        """Forget every key; not while something is being written or cut, or a desk works."""
        stage = self._stage
        busy = isinstance(stage.phase, Reviewing | AtDesk) and stage.phase.busy
        if busy or isinstance(stage.phase, SignedOut | Developing | Sealing | Closing):
            return
        self._sitting.forget_picture()
        stage.forget_everybody()
        stage.happened(events.StaffLeft())
        stage.doors.background.run(stage.doors.station.sign_out, stage.report_failure)
