"""One process at a time: a lock of the operating system, gone with the process however it ends."""

import os
import sys
from pathlib import Path

from storage.errors import AlreadyRunningError
from storage.files import PRIVATE, disk_errors

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """Held from creation to `release`; SQLite's own lock is the second wall."""

    def __init__(self, path: Path) -> None:
        """Take the lock or raise `AlreadyRunningError`."""
        with disk_errors():
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise AlreadyRunningError(type(error).__name__) from error

    def release(self) -> None:
        """Let the next process in."""
        os.close(self._descriptor)
