"""The real clock."""

import time
from datetime import UTC, datetime


class SystemClock:
    """Implements `kiosk.ports.Clock` with the machine's own clocks."""

    def now(self) -> datetime:
        """Return the present in UTC."""
        return datetime.now(UTC)

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never go back."""
        return time.monotonic_ns()
