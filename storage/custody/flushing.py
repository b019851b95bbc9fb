"""A large file on its way to the disk while it is still being written."""

import os
import threading
from types import TracebackType
from typing import Self

from storage.files import write_all

_EVERY_BYTES = 16 << 20
# Windows has no fdatasync; its fsync does the same for a file that grows.
_sync = getattr(os, "fdatasync", os.fsync)


class SteadyFile:
    """A new private file; the disk works beside the processor instead of after it.

    Waiting for 180 MB at the end took as long as making them (measured, docs/adr/0016). A fault
    that the system reports to the side thread is reported to nobody again: it is kept and raised.
    """

    def __init__(self, descriptor: int) -> None:
        """Take over the descriptor."""
        self._descriptor = descriptor
        self._written = 0
        self._wanted = threading.Event()
        self._ended = False
        self._failure: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="batch-disk", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended = True
        self._wanted.set()
        self._thread.join()
        try:
            if error is None:
                os.fsync(self._descriptor)
        finally:
            os.close(self._descriptor)
        if error is None and self._failure is not None:
            raise self._failure

    def write(self, content: bytes | memoryview, /) -> int:
        """Write all of it."""
        if self._failure is not None:
            raise self._failure
        write_all(self._descriptor, content)
        before, self._written = self._written, self._written + len(content)
        if before // _EVERY_BYTES != self._written // _EVERY_BYTES:
            self._wanted.set()
        return len(content)

    def _run(self) -> None:
        while self._failure is None:
            self._wanted.wait()
            self._wanted.clear()
            if self._ended:
                return
            try:
                _sync(self._descriptor)
            except OSError as error:
                self._failure = error
