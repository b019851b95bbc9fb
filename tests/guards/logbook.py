"""A log warning nobody expected fails the test; an expected one that stays away fails it too."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class Logbook(logging.Handler):
    """Keeps every record of level WARNING and above as one line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaint(self, expected: Sequence[str]) -> str | None:
        """Say what is wrong with the lines, or None."""
        unexpected = [line for line in self.lines if not any(text in line for text in expected)]
        absent = [text for text in expected if not any(text in line for line in self.lines)]
        if unexpected:
            return "unexpected log warnings (see marker expects_warnings): " + "; ".join(unexpected)
        return f"expected log warnings that never came: {absent}" if absent else None


@contextmanager
def kept() -> Iterator[Logbook]:
    """Listen at the root logger inside the block."""
    logbook = Logbook()
    root = logging.getLogger()
    root.addHandler(logbook)
    try:
        yield logbook
    finally:
        root.removeHandler(logbook)
