"""How a desk of the back office is opened and works: on the storage thread, never in between."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import CancelledError, KioskError
from kiosk.vaultports import OpenStation, Progress
from kiosk.workflow import events
from kiosk.workflow.desks import Desk
from kiosk.workflow.lookround import look_out
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.phases import AtDesk, DayClosed, Opening, Phase, Ready, Receipted
from kiosk.workflow.stage import Stage

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the desk shows after an act, also after one that failed on its way."""

    desk: Desk
    error: KioskError | None = None


class DeskWork:
    """Opens desks and runs what is asked at them, one thing at a time."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._given_up = threading.Event()
        self._told = -1

    @property
    def stage(self) -> Stage:
        """Return what the parts of the session share."""
        return self._stage

    @property
    def station(self) -> OpenStation:
        """Return everything that is kept; used in jobs only."""
        return self._stage.doors.station

    def standing(self) -> Outlook:
        """Return how the station stands now; used in jobs only."""
        return look_out(self._stage.doors, self.station.standing())

    def open(self, read: Callable[[], Desk]) -> None:
        """Show the desk that ``read`` finds."""
        if _is_quiet(self._stage.phase):
            self._stage.doors.background.run(read, self._opened)

    def run(self, at: type[Desk], act: Callable[[], Desk], read: Callable[[], Desk]) -> None:
        """Do ``act`` when the desk ``at`` is open; ``read`` tells how things are if it fails."""
        phase = self._stage.phase
        if not isinstance(phase, AtDesk) or phase.busy or not isinstance(phase.desk, at):
            return
        self._given_up.clear()
        self._told = -1
        self._stage.happened(events.DeskWorked())

        def job() -> _Outcome:
            try:
                return _Outcome(act())
            except KioskError as error:
                return _Outcome(_read_after(error, read), error)

        self._stage.doors.background.run(job, self._worked)

    def report(self, progress: Progress) -> None:
        """Show how far the work is; raise `CancelledError` when it was given up meanwhile."""
        if self._given_up.is_set():
            raise CancelledError
        share = _PERCENT * progress.done // progress.total if progress.total else progress.done
        if share != self._told:  # every percent once: the screens have other things to do
            self._told = share
            self._stage.doors.deliver(lambda: self._advanced(progress))

    def cancel(self) -> None:
        """Have what the desk does given up at the next safe point."""
        if isinstance(self._stage.phase, AtDesk) and self._stage.phase.busy:
            self._given_up.set()

    def _opened(self, answer: Desk | KioskError) -> None:
        if isinstance(answer, KioskError):
            self._stage.changed(notice=answer)
        elif _is_quiet(self._stage.phase):
            self._stage.happened(events.DeskOpened(answer))

    def _advanced(self, progress: Progress) -> None:
        if self._works():
            self._stage.happened(events.DeskAdvanced(progress))

    def _worked(self, answer: _Outcome | KioskError) -> None:
        if not self._works():
            return  # somebody signed out meanwhile
        if isinstance(answer, KioskError):
            self._stage.happened(events.DeskFailed(), notice=answer)
        else:
            self._stage.happened(events.DeskChanged(answer.desk), notice=answer.error)

    def _works(self) -> bool:
        return isinstance(self._stage.phase, AtDesk) and self._stage.phase.busy


def _read_after(error: KioskError, read: Callable[[], Desk]) -> Desk:
    """Return the desk as it is; what went wrong first is what must be told."""
    try:
        return read()
    except KioskError:
        raise error from None


def _is_quiet(phase: Phase) -> bool:
    """Tell whether a desk can be opened from here."""
    match phase:
        case Opening(busy=busy) | AtDesk(busy=busy):
            return not busy
        case Ready() | Receipted() | DayClosed():
            return True
        case _:
            return False
