import threading

import pytest

from kiosk.threads import Latest, Worker

PATIENCE_S = 10.0


def test_the_newest_value_wins_and_the_others_are_counted() -> None:
    box: Latest[int] = Latest()
    for value in range(5):
        box.put(value)
    assert box.take() == 4
    assert box.take() is None
    assert box.dropped == 4


def test_a_value_that_was_taken_is_not_dropped() -> None:
    box: Latest[int] = Latest()
    for value in range(5):
        box.put(value)
        assert box.take() == value
    assert box.dropped == 0


def test_waiting_ends_with_the_value_or_with_nothing() -> None:
    box: Latest[str] = Latest()
    assert box.wait(0.001) is None
    box.put("frame")
    assert box.wait(0.0) == "frame"
    assert box.wait(0.001) is None


def test_a_waiting_reader_gets_what_another_thread_puts() -> None:
    box: Latest[int] = Latest()
    waiting = threading.Event()
    got: list[int | None] = []

    def read(stop: threading.Event) -> None:
        waiting.set()
        got.append(box.wait(PATIENCE_S))

    with Worker("reader", read):
        assert waiting.wait(PATIENCE_S)
        box.put(7)
    assert got == [7]


def test_nothing_is_lost_or_counted_twice_between_two_threads() -> None:
    box: Latest[int] = Latest()
    finished = threading.Event()
    taken: list[int] = []

    def read(stop: threading.Event) -> None:
        while not finished.is_set():
            if (value := box.wait(0.01)) is not None:
                taken.append(value)

    with Worker("reader", read):
        for value in range(5000):
            box.put(value)
        finished.set()
    left = box.take()
    assert taken == sorted(set(taken))
    assert len(taken) + box.dropped + (left is not None) == 5000


def test_a_worker_runs_under_its_name_and_has_ended_after_the_block() -> None:
    names: list[str] = []

    def run(stop: threading.Event) -> None:
        names.append(threading.current_thread().name)
        stop.wait(PATIENCE_S)

    with Worker("capture", run):
        pass
    assert names == ["capture"]
    assert "capture" not in {thread.name for thread in threading.enumerate()}


def test_a_worker_is_stopped_when_the_block_fails() -> None:
    def run(stop: threading.Event) -> None:
        stop.wait(PATIENCE_S)

    with pytest.raises(ValueError, match="inside"), Worker("capture", run):
        raise ValueError("inside")
    assert "capture" not in {thread.name for thread in threading.enumerate()}


def test_a_worker_that_does_not_end_is_a_bug_that_is_told() -> None:
    release = threading.Event()

    def run(stop: threading.Event) -> None:
        release.wait(PATIENCE_S)

    worker = Worker("stuck", run, join_timeout_s=0.01)
    with pytest.raises(RuntimeError, match="stuck"), worker:
        pass
    release.set()
    worker.stop()
