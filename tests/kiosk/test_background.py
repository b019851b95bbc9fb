import queue
import threading
from collections.abc import Callable

import pytest

from kiosk.background import InlineBackground, WorkerBackground
from kiosk.errors import DiskFullError, KioskError
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
    main, got = MainThread(), []
    with WorkerBackground("storage", main.deliver, lambda _: None) as background:
        background.run(lambda: threading.current_thread().name, got.append)
        background.run(fail, got.append)
        main.run_one()
        main.run_one()
    assert got[0] == "storage"
    assert isinstance(got[1], DiskFullError)


@pytest.mark.expects_warnings("job failed: ZeroDivisionError")
def test_a_bug_in_a_job_is_posted_and_the_next_job_still_runs() -> None:
    main = MainThread()
    crashes: list[Exception] = []
    got: list[int | KioskError] = []
    with WorkerBackground("storage", main.deliver, crashes.append) as background:
        background.run(lambda: 1 // 0, got.append)
        background.run(lambda: 7, got.append)
        main.run_one()
        main.run_one()
    assert isinstance(crashes[0], ZeroDivisionError)
    assert got == [7]


def test_leaving_finishes_the_jobs_that_wait() -> None:
    main, got = MainThread(), []
    with WorkerBackground("storage", main.deliver, lambda _: None) as background:
        for number in range(20):
            background.run(lambda number=number: number, got.append)
    for _ in range(20):
        main.run_one()
    assert got == list(range(20))


def test_a_call_waits_for_its_answer_and_raises_its_error() -> None:
    main = MainThread()
    with WorkerBackground("storage", main.deliver, lambda _: None) as background:
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
