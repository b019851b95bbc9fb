"""The tracer sees what a process does to files, and can do to it what it is told."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.ptrace import TracerUnavailableError, library
from tests.faults.tracer import Call, Decide, Fail, Kill, Outcome, Short, trace

Act = Callable[[Callable[[], None], Callable[[str], None]], None]


@pytest.fixture(autouse=True)
def _traceable() -> None:
    try:
        library()
    except TracerUnavailableError as error:
        pytest.skip(f"faults: no tracing here ({error})")


def working(root: Path) -> Act:
    def act(begin: Callable[[], None], mark: Callable[[str], None]) -> None:
        (root / "before").write_bytes(b"not seen")
        begin()
        descriptor = os.open(root / "a", os.O_WRONLY | os.O_CREAT, 0o600)
        mark(f"wrote {os.write(descriptor, b'0123456789')}")
        os.fsync(descriptor)
        os.rename(root / "a", root / "b")  # noqa: PTH104 - the call that is traced
        mark("renamed")
        (root / "b").unlink()

    return act


def seen(outcome: Outcome) -> list[tuple[str, str]]:
    return [(call.name, call.path) for call in outcome.calls]


def at(number: int, verdict: Kill | Fail | Short) -> Decide:
    return lambda n, _call: verdict if n == number else None


EVERYTHING = [("open", "a"), ("write", "a"), ("fsync", "a"), ("rename", "a"), ("unlink", "b")]


def test_every_change_is_seen_with_its_bytes(tmp_path: Path) -> None:
    outcome = trace(working(tmp_path), tmp_path, keep_content=True)
    assert seen(outcome) == EVERYTHING
    assert outcome.calls[1] == Call(name="write", path="a", length=10, content=b"0123456789")
    assert (outcome.calls[0].existed, outcome.calls[3].to) == (False, "b")
    assert (outcome.marks, outcome.marked_at) == (["wrote 10", "renamed"], [2, 4])
    assert outcome.status == 0


def test_nothing_elsewhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert not trace(working(tmp_path), tmp_path / "here").calls


@pytest.mark.parametrize("number", range(1, 6))
def test_a_kill_comes_before_the_call(tmp_path: Path, number: int) -> None:
    outcome = trace(working(tmp_path), tmp_path, at(number, Kill()))
    assert seen(outcome) == EVERYTHING[:number]
    assert os.WTERMSIG(outcome.status) == signal.SIGKILL
    there = {path.name for path in tmp_path.iterdir()} - {"before"}
    assert there == [set(), {"a"}, {"a"}, {"a"}, {"b"}][number - 1]
    assert number != 2 or (tmp_path / "a").read_bytes() == b""


def test_a_refused_call_does_not_happen(tmp_path: Path) -> None:
    outcome = trace(working(tmp_path), tmp_path, at(2, Fail(errno.ENOSPC)))
    assert (tmp_path / "a").read_bytes() == b""
    assert "No space left" in outcome.bugs[0]


def test_a_short_write_takes_a_part(tmp_path: Path) -> None:
    outcome = trace(working(tmp_path), tmp_path, at(2, Short(4)))
    assert outcome.marks[0] == "wrote 4"


def test_a_bug_in_the_child_is_told(tmp_path: Path) -> None:
    def act(begin: Callable[[], None], _mark: Callable[[str], None]) -> None:
        begin()
        raise ZeroDivisionError("planted")

    assert "planted" in trace(act, tmp_path).bugs[0]


def test_threads_are_seen_too(tmp_path: Path) -> None:
    def act(begin: Callable[[], None], _mark: Callable[[str], None]) -> None:
        import threading  # noqa: PLC0415 - in the child

        begin()
        thread = threading.Thread(target=(tmp_path / "t").write_bytes, args=(b"x",))
        thread.start()
        thread.join()

    names = {path for name, path in seen(trace(act, tmp_path)) if name == "write"}
    assert names == {"t"}
