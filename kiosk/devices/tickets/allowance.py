"""How long a ticket may take: the time staff need to put paper in is not the printer's."""

from kiosk.ports import Clock
from kiosk.queueports import PrinterState

STANDSTILL = frozenset({PrinterState.PAPER_OUT, PrinterState.COVER_OPEN})
"""What staff mend: the deadline stands still."""
PATIENCE_S = 600.0
"""How long a ticket waits for paper: long enough to fetch a roll, not for ever (ours)."""


class Allowance:
    """Two budgets of one ticket: one for the printer, one for those who refill it."""

    def __init__(self, clock: Clock, *, deadline_s: float, patience_s: float = PATIENCE_S) -> None:
        self._clock = clock
        self._last_ns = clock.monotonic_ns()
        self._deadline_ns = int(deadline_s * 1e9)
        self._patience_ns = int(patience_s * 1e9)

    def spend(self, state: PrinterState) -> bool:
        """Count the time since last asked as spent in ``state``; tell whether some is left."""
        now = self._clock.monotonic_ns()
        passed, self._last_ns = now - self._last_ns, now
        if state in STANDSTILL:
            self._patience_ns -= passed
        else:
            self._deadline_ns -= passed
        return min(self._deadline_ns, self._patience_ns) > 0
