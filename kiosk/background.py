"""Jobs away from the screens: one worker thread, answers delivered on the main thread."""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from kiosk.errors import JobCrashedError, KioskError
from kiosk.ports import Deliver
from kiosk.threads import Worker

T = TypeVar("T")
_log = logging.getLogger(__name__)


class WorkerBackground:
    """Runs jobs in order on one named thread; ``deliver`` brings each answer to the main thread.

    Leaving the ``with`` block finishes the jobs that are waiting before the thread ends.
    """

    def __init__(self, name: str, deliver: Deliver, *, patience_s: float = 120.0) -> None:
        """``patience_s`` is how long the last jobs may take at the end."""
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._deliver = deliver
        self._worker = Worker(name, self._run, join_timeout_s=patience_s)

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        """Queue the job; ``done`` is called on the main thread with its result or its error.

        A bug in the job is logged and becomes a `JobCrashedError`, so that no screen waits forever.
        """

        def work() -> None:
            try:
                answer: T | KioskError = job()
            except KioskError as error:
                answer = error
            except Exception as error:  # noqa: BLE001 - the worker's rim
                _log.critical("job failed: %s", type(error).__name__, exc_info=error)
                answer = JobCrashedError(type(error).__name__)
            self._deliver(partial(done, answer))

        self._jobs.put(work)

    def call(self, job: Callable[[], T]) -> T:
        """Run the job on the worker and wait for its result; for start and end, not for screens."""
        answers: queue.SimpleQueue[T | BaseException] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put(job())
            except BaseException as error:  # noqa: BLE001 - it is raised again where `call` waits
                answers.put(error)

        self._jobs.put(work)
        answer = answers.get()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def __enter__(self) -> Self:
        self._worker.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._jobs.put(None)
        self._worker.__exit__(kind, error, trace)

    def _run(self, _stop: threading.Event) -> None:
        while (work := self._jobs.get()) is not None:
            work()


class InlineBackground:
    """Runs each job at once in the caller's thread; for commands and tests."""

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        """Call ``done`` with the job's result or known error before returning."""
        try:
            answer: T | KioskError = job()
        except KioskError as error:
            answer = error
        done(answer)
