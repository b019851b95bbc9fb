"""The lock: by hand, or when nobody touched the station for as long as headquarters allows."""

from datetime import timedelta

from kiosk.errors import KioskError
from kiosk.workflow import events
from kiosk.workflow.drafting import draft_of
from kiosk.workflow.errors import StationBusyError
from kiosk.workflow.opening import Rounds
from kiosk.workflow.phases import (
    AtDesk,
    CheckingLight,
    Closing,
    Developing,
    Opening,
    Phase,
    Resuming,
    Reviewing,
    Sealing,
    Shooting,
    SignedOut,
)
from kiosk.workflow.sitting import Sitting
from kiosk.workflow.stage import Stage


class IdleLock:
    """Blanks the screens first, then has the draft kept and every key forgotten."""

    def __init__(self, stage: Stage, sitting: Sitting, rounds: Rounds) -> None:
        self._stage = stage
        self._sitting = sitting
        self._rounds = rounds
        self._touched_ns = stage.doors.clock.monotonic_ns()
        self._wanted = False

    def touch(self) -> None:
        """Begin to wait anew."""
        self._touched_ns = self._stage.doors.clock.monotonic_ns()

    def lock(self) -> None:
        """Lock now; what is being written is finished first."""
        if isinstance(self._stage.phase, SignedOut):
            return
        self._wanted = True
        self._lock_unless_busy()
        if self._wanted:
            self._stage.changed(notice=StationBusyError())

    def is_busy(self) -> bool:
        """Tell whether something is under way that must not be left in the middle."""
        return _is_busy(self._stage.phase)

    def pass_time(self) -> None:
        """Lock when it is time, else have the outlook read anew when it is old."""
        if isinstance(self._stage.phase, SignedOut):
            self.touch()
            return
        waited_ns = self._stage.doors.clock.monotonic_ns() - self._touched_ns
        idle = timedelta(microseconds=waited_ns / 1000) >= self._stage.rules().idle_lock
        if self._wanted or idle:
            self._lock_unless_busy()
        self._rounds.refresh_when_old()

    def _lock_unless_busy(self) -> None:
        stage = self._stage
        if _is_busy(stage.phase):
            return
        self._wanted = False
        draft = draft_of(stage)
        kept = draft is not None or stage.kept or isinstance(stage.phase, Resuming)
        self._sitting.forget_picture()
        stage.forget_everybody()
        stage.happened(events.StaffLeft(kept=kept))
        station = stage.doors.station
        stage.doors.background.run(lambda: station.lock(draft), self._locked)

    def _locked(self, answer: KioskError | None) -> None:
        stage = self._stage
        if not isinstance(answer, KioskError):
            return
        if stage.phase == SignedOut(kept=True):
            stage.happened(events.StaffLeft(), notice=answer)
        else:
            stage.changed(notice=answer)


def _is_busy(phase: Phase) -> bool:
    """Tell whether something is under way that must not be left in the middle."""
    match phase:
        case Shooting() | Developing() | Sealing() | Closing():
            return True
        case (
            Reviewing(busy=busy) | AtDesk(busy=busy) | CheckingLight(busy=busy) | Opening(busy=busy)
        ):
            return busy
        case _:
            return False
