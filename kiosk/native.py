"""What C++ libraries print to standard error is not for people."""

import functools
import io
import os
import sys

KEEP = "KIOSK_NATIVE_MESSAGES"
"""Set to anything, this environment variable leaves the libraries their voice."""


@functools.cache
def mute_native_libraries() -> None:
    """Send what C++ libraries print to nowhere from now on; Python's own standard error stays.

    Called once the windows' application stands, so that Qt can still say why it cannot start.
    mediapipe's log goes to file descriptor 2 whatever its documented switches say (0.10.31).
    """
    if KEEP in os.environ or sys.stderr is None:
        return
    try:
        spoken = os.dup(sys.stderr.fileno())
    except (OSError, io.UnsupportedOperation):
        return  # a windowed application without a console
    sys.stderr = open(spoken, "w", encoding="utf-8", errors="replace", buffering=1)  # noqa: PTH123, SIM115
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - not always a file
        os.dup2(nowhere.fileno(), 2)
