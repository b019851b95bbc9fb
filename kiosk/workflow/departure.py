"""The way out of the program: a lead's password opens it, in whatever phase but while writing."""

from kiosk.errors import KioskError, LeadNeededError
from kiosk.workflow.errors import LeaverError, StillWritingError
from kiosk.workflow.idlelock import IdleLock
from kiosk.workflow.snapshots import WayOut
from kiosk.workflow.stage import Stage


class Departure:
    """Has the password checked, locks what is under way, then tells that the program may end."""

    def __init__(self, stage: Stage, lock: IdleLock) -> None:
        self._stage = stage
        self._lock = lock

    def ask(self, staff_id: str, password: str) -> None:
        """Open the way out to a lead; somebody may be signed in or nobody."""
        stage = self._stage
        if stage.way_out.busy or stage.way_out.open:
            return
        if self._is_written():
            self._show(WayOut(refused=StillWritingError()))
            return
        self._show(WayOut(busy=True))
        station = stage.doors.station
        stage.doors.background.run(lambda: station.let_out(staff_id, password), self._answered)

    def stay(self) -> None:
        """Forget the wish; a password that is being checked is answered all the same."""
        if self._stage.way_out.refused is not None:
            self._show(WayOut())

    def _answered(self, answer: KioskError | None) -> None:
        match answer:
            case LeadNeededError():
                self._show(WayOut(refused=LeaverError()))
            case KioskError():
                self._show(WayOut(refused=answer))
            case None if self._is_written():  # it began while the password was checked
                self._show(WayOut(refused=StillWritingError()))
            case None:
                self._lock.lock()
                self._stage.doors.background.run(lambda: None, self._locked)

    def _locked(self, _done: KioskError | None) -> None:
        """Let go after the draft is kept: jobs are done in order."""
        self._show(WayOut(open=True))

    def _is_written(self) -> bool:
        return self._lock.is_busy() or self._stage.printing

    def _show(self, way_out: WayOut) -> None:
        stage = self._stage
        stage.way_out = way_out
        stage.changed(notice=stage.notice)
