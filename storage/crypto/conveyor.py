"""Bytes handed from one thread to the next in large pieces, so that two cores share a closing.

Large, because a thread that hashes gives the interpreter free only while it hashes: handing over
8 KB at a time, as age does, cost more than the hashing (measured, docs/adr/0016).
"""

import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

PIECE_BYTES = 1 << 20
_PIECES = 3
"""How many may wait: 3 MB, whatever the size of the batch."""


class Conveyor:
    """Calls ``consume`` with the bytes in order, on a thread of its own, as a ``with`` block.

    What ``consume`` raised is raised by a later `put` or at the end of the block. After it, and
    when the block itself fails, the rest is thrown away.
    """

    def __init__(self, name: str, consume: Callable[[bytearray], object]) -> None:
        self._consume = consume
        self._waiting: queue.Queue[bytearray | None] = queue.Queue(_PIECES)
        self._piece = bytearray()
        self._failure: BaseException | None = None
        self._given_up = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._given_up = error is not None
        if self._piece and not self._given_up:
            self._waiting.put(self._piece)
        self._waiting.put(None)
        self._thread.join()
        if error is None and self._failure is not None:
            raise self._failure

    def put(self, content: bytes | bytearray | memoryview) -> None:
        """Take the next bytes; waits while too much is waiting already."""
        if self._failure is not None:
            raise self._failure
        self._piece += content
        if len(self._piece) >= PIECE_BYTES:
            self._waiting.put(self._piece)
            self._piece = bytearray()

    def _run(self) -> None:
        while (piece := self._waiting.get()) is not None:
            if self._given_up or self._failure is not None:
                continue
            try:
                self._consume(piece)
            except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits
                self._failure = error


class Belt:
    """A bounded hand-over for a reader that pulls; ends when either side gives up."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[bytes | BaseException] = queue.Queue(_PIECES)
        self._left = memoryview(b"")
        self._ended = False
        self._broken = threading.Event()

    def put(self, content: bytes) -> bool:
        """Hand over the next bytes; False when the reader is gone."""
        if content and not self._broken.is_set():
            self._waiting.put(content)
        return not self._broken.is_set()

    def end(self, error: BaseException | None = None) -> None:
        """Say that nothing more comes; with ``error`` the reader raises it."""
        if not self._broken.is_set():
            self._waiting.put(b"" if error is None else error)

    def leave(self) -> None:
        """Be the reader that is gone; whoever waits to put is let go."""
        self._broken.set()
        while True:
            try:
                self._waiting.get_nowait()
            except queue.Empty:
                return

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        if not self._left and not self._ended:
            got = self._waiting.get()
            if isinstance(got, BaseException):
                self._ended = True
                raise got
            self._ended = not got
            self._left = memoryview(got)
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return bytes(taken)
