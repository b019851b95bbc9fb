"""A clock that stands still until it is told to go on."""

from datetime import UTC, datetime, timedelta


class Timepiece:
    """Implements `kiosk.ports.Clock`; ``wait`` is how a paced source lets time pass."""

    def __init__(self) -> None:
        self._ns = 1_000_000_000

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 0, 0, tzinfo=UTC) + timedelta(microseconds=self._ns // 1000)

    def monotonic_ns(self) -> int:
        return self._ns

    def wait(self, seconds: float) -> None:
        self._ns += round(seconds * 1e9)
