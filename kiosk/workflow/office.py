"""The back office as one part of the session: four desks and the work behind them."""

from kiosk.workflow.auditing import Auditing
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.handingover import HandingOver
from kiosk.workflow.keykeeping import KeyKeeping
from kiosk.workflow.staffing import Staffing
from kiosk.workflow.stage import Stage


class Office:
    """Holds the desks; only one of them is open at a time."""

    def __init__(self, stage: Stage) -> None:
        self._work = DeskWork(stage)
        self.hand_over = HandingOver(self._work)
        self.audit = Auditing(self._work)
        self.staff = Staffing(self._work)
        self.policy = KeyKeeping(self._work)

    def cancel(self) -> None:
        """Have what the open desk does given up at the next safe point."""
        self._work.cancel()
