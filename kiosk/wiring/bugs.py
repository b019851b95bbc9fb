"""A bug in a slot ends the program with a report; Qt alone would print it and go on."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol

_log = logging.getLogger(__name__)


class Loop(Protocol):
    """An event loop that can be told to end.

    `QApplication.exit`, not `quit`: quit asks every window first, and the applicant's refuses.
    """

    def exit(self) -> None:
        """End soon, whatever windows are open."""
        ...


@contextmanager
def bugs_end_the_program(app: Loop) -> Iterator[None]:
    """Have the first exception nobody caught on the main thread end ``app`` and rise from here."""
    caught: list[BaseException] = []
    before = sys.excepthook

    def hook(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        caught.append(error)
        if isinstance(error, Exception):  # Ctrl+C is no bug
            _log.critical("bug on the main thread: %s", type(error).__name__, exc_info=error)
        app.exit()

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before
    if caught:
        raise caught[0]
