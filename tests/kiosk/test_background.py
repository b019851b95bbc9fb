import queue
import threading
from collections.abc import Callable
from functools import partial

import pytest

from kiosk.background import InlineBackground, WorkerBackground
from kiosk.errors import DiskFullError, JobCrashedError, KioskError
from kiosk.ports import Background


class MainThread:
    """Stands for the event loop: runs what was delivered when asked to."""

    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def deliver(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def run_one(self) -> None:
        self._calls.get(timeout=10)()


def fail() -> str:
    raise DiskFullError


def test_answers_come_back_on_the_main_thread_in_order() -> None:
    main = MainThread()
    got: list[str | KioskError] = []
    with WorkerBackground("storage", main.deliver) as background:
        background.run(lambda: threading.current_thread().name, got.append)
        background.run(fail, got.append)
        main.run_one()
        main.run_one()
    assert got[0] == "storage"
    assert isinstance(got[1], DiskFullError)


@pytest.mark.expects_warnings("job failed: ZeroDivisionError")
def test_a_bug_in_a_job_is_answered_and_the_next_job_still_runs() -> None:
    main = MainThread()
    got: list[int | KioskError] = []
    with WorkerBackground("storage", main.deliver) as background:
        background.run(lambda: 1 // 0, got.append)
        background.run(lambda: 7, got.append)
        main.run_one()
        main.run_one()
    assert isinstance(got[0], JobCrashedError)
    assert got[1] == 7


def test_leaving_finishes_the_jobs_that_wait() -> None:
    main = MainThread()
    got: list[int | KioskError] = []
    with WorkerBackground("storage", main.deliver) as background:
        for number in range(20):
            background.run(partial(int, number), got.append)
    for _ in range(20):
        main.run_one()
    assert got == list(range(20))


def test_a_call_waits_for_its_answer_and_raises_its_error() -> None:
    main = MainThread()
    with WorkerBackground("storage", main.deliver) as background:
        assert background.call(lambda: threading.current_thread().name) == "storage"
        with pytest.raises(DiskFullError):
            background.call(fail)


def test_inline_work_behaves_the_same() -> None:
    background: Background = InlineBackground()
    got: list[str | KioskError] = []
    background.run(lambda: "done", got.append)
    background.run(fail, got.append)
    assert got[0] == "done"
    assert isinstance(got[1], DiskFullError)
