"""Bytes handed from one thread to the next in large pieces, so that two cores share a closing.

Large, because a thread that hashes gives the interpreter free only while it hashes: handing over
8 KB at a time, as age does, cost more than the hashing (measured, docs/adr/0016).
"""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

PIECE_BYTES = 1 << 20
_PIECES = 3
"""How many may wait: 3 MB, whatever the size of the batch."""


class Conveyor:
    """Calls ``consume`` with the bytes in order, on a thread of its own, as a ``with`` block.

    What ``consume`` raised is raised by a later `put` or at the end of the block. After it, and
    when the block itself fails, the rest is thrown away.
    """

    def __init__(self, name: str, consume: Callable[[bytes | bytearray], object]) -> None:
        self._consume = consume
        self._waiting: queue.Queue[bytes | bytearray | None] = queue.Queue(_PIECES)
        self._parts: list[bytes | bytearray] = []
        self._length = 0
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
        if not self._given_up:
            self._hand_over()
        self._waiting.put(None)
        self._thread.join()
        if error is None and self._failure is not None:
            raise self._failure

    def put(self, content: bytes | bytearray) -> None:
        """Take the next bytes, which nobody alters; waits while too much is waiting already."""
        if self._failure is not None:
            raise self._failure
        self._parts.append(content)
        self._length += len(content)
        if self._length >= PIECE_BYTES:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._length:
            # One large piece goes as it is; joining once costs a copy, growing cost several.
            whole = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
            self._waiting.put(whole)
        self._parts, self._length = [], 0

    def _run(self) -> None:
        while (piece := self._waiting.get()) is not None:
            if self._given_up or self._failure is not None:
                continue
            try:
                self._consume(piece)
            except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits
                self._failure = error


class Handover(Generic[T]):
    """What one thread makes and another takes, few at a time; either may end it.

    ``drop`` gets what was made and will not be taken.
    """

    def __init__(self, most: int, drop: Callable[[T], object] = lambda _one: None) -> None:
        self._drop = drop
        self._waiting: queue.Queue[T | None] = queue.Queue(most)
        self._failure: BaseException | None = None
        self._broken = threading.Event()

    def put(self, one: T) -> bool:
        """Hand over the next; False when the other side is gone."""
        if not self._broken.is_set():
            self._waiting.put(one)
        if self._broken.is_set():
            self.leave()  # it may have come after the other side had left
            return False
        return True

    def end(self, error: BaseException | None = None) -> None:
        """Say that nothing more comes; with ``error`` the other side raises it."""
        self._failure = error
        if not self._broken.is_set():
            self._waiting.put(None)

    def leave(self) -> None:
        """Be the side that is gone; whoever waits to put is let go."""
        self._broken.set()
        with contextlib.suppress(queue.Empty):
            while True:
                if (one := self._waiting.get_nowait()) is not None:
                    self._drop(one)

    def __iter__(self) -> Iterator[T]:
        while (one := self._waiting.get()) is not None:
            yield one
        if self._failure is not None:
            raise self._failure


class Feed(Protocol):
    """What is handed over and may be ended from either side."""

    def end(self, error: BaseException | None = None) -> None:
        """Say that nothing more comes; with ``error`` the taker raises it."""
        ...

    def leave(self) -> None:
        """Be the taker that is gone."""
        ...


class Beside(Generic[R]):
    """Runs ``work`` on a thread of its own, as a ``with`` block that feeds it by ``feed``.

    The block's end is the feed's end, and waits for the work; what the work raised is raised there.
    """

    def __init__(self, name: str, feed: Feed, work: Callable[[], R]) -> None:
        self._feed, self._work = feed, work
        self._done: list[R] = []
        self._failure: BaseException | None = None
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
        self._feed.end(error)
        self._thread.join()
        if error is None and self._failure is not None:
            raise self._failure

    def result(self) -> R:
        """Return what the work returned; only after the block."""
        return self._done[0]

    def _run(self) -> None:
        try:
            self._done.append(self._work())
        except BaseException as error:  # noqa: BLE001 - raised again on the thread that waits
            self._failure = error
        finally:
            self._feed.leave()


class Belt:
    """A bounded hand-over for a reader that pulls bytes; ends when either side gives up."""

    def __init__(self) -> None:
        self._pieces = Handover[bytes](_PIECES)
        self._coming = iter(self._pieces)
        self._piece, self._at = b"", 0
        self.put, self.end, self.leave = self._pieces.put, self._pieces.end, self._pieces.leave

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        while self._at >= len(self._piece):
            piece = next(self._coming, None)
            if piece is None:
                return b""
            self._piece, self._at = piece, 0
        begin = self._at
        self._at = len(self._piece) if size < 0 else begin + size
        return self._piece[begin : self._at]
