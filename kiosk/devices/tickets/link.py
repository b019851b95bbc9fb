"""What a printer hangs on: bytes there, bytes back. Every failure is an `OSError`."""

from collections.abc import Callable
from typing import Protocol


class Link(Protocol):
    """An open way to a printer; used by one thread."""

    def send(self, content: bytes) -> None:
        """Have all of it taken, or raise: then nobody knows how much."""
        ...

    def receive(self, timeout_s: float) -> bytes:
        """Return what came, b"" when nothing came in time; raise when the way is gone."""
        ...

    def close(self) -> None:
        """Let go; harmless when it is closed."""
        ...


OpenLink = Callable[[], Link]
"""Opens the way; `ConnectionRefusedError` and `PermissionError` when somebody there says no."""
