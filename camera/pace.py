"""Playing pictures no faster than a camera would give them."""

import threading
from collections.abc import Callable

from kiosk.ports import Clock

Wait = Callable[[float], object]
"""Returns after so many seconds; a test hands over one that advances its clock instead."""


def wait_really(seconds: float) -> None:
    """Return after ``seconds``."""
    threading.Event().wait(seconds)


class Pace:
    """Says when the next picture is due. Who comes late is not made to hurry afterwards."""

    def __init__(self, fps: float, clock: Clock, wait: Wait = wait_really) -> None:
        self._period_ns = round(1e9 / fps)
        self._clock = clock
        self._wait = wait
        self._due_ns: int | None = None

    def keep(self) -> int:
        """Return the time of the next picture, once it has come."""
        now = self._clock.monotonic_ns()
        due = now if self._due_ns is None else self._due_ns
        while now < due:
            self._wait((due - now) / 1e9)
            now = self._clock.monotonic_ns()
        self._due_ns = max(due, now - self._period_ns) + self._period_ns
        return now
