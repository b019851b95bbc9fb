"""The two things threads share with the rest: a box for the newest value, and a named worker."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """A box with one place: the newest value wins and every value nobody took is counted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._filled = threading.Event()
        self._value: T | None = None
        self._dropped = 0

    def put(self, value: T) -> None:
        """Replace what is in the box."""
        with self._lock:
            self._dropped += self._value is not None
            self._value = value
            self._filled.set()

    def take(self) -> T | None:
        """Empty the box and return what was in it, or None."""
        with self._lock:
            value, self._value = self._value, None
            self._filled.clear()
            return value

    def wait(self, timeout_s: float) -> T | None:
        """Take the next value, waiting for it at most ``timeout_s``."""
        self._filled.wait(timeout_s)
        return self.take()

    @property
    def dropped(self) -> int:
        """How many values were replaced before anyone took them."""
        with self._lock:
            return self._dropped


class Worker:
    """A named thread as a ``with`` block: started on entry, stopped and joined on exit.

    ``run`` is called once with the stop event and returns soon after it is set.
    """

    def __init__(
        self,
        name: str,
        run: Callable[[threading.Event], None],
        *,
        join_timeout_s: float = 10.0,
    ) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=run, args=(self._stop,), name=name)
        self._join_timeout_s = join_timeout_s

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the thread; a thread that does not end in time is a bug and raises."""
        self._stop.set()
        self._thread.join(self._join_timeout_s)
        if self._thread.is_alive():
            raise RuntimeError(f"thread {self._thread.name} did not stop")
