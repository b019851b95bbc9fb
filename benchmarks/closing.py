"""Closing a day of 450 records of 400 KB, beside reading, hashing, writing and syncing as much.

Each measurement is a process of its own, so that its memory is its own. The floor is taken before
and after each closing, on the same disk, and the median counts: disks and neighbours change.
``python -m benchmarks.closing ROOM RECORDS PHOTO_BYTES`` prints one measurement as JSON.
"""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil

from benchmarks.figure import Figure
from benchmarks.store import _record
from kiosk.clock import SystemClock
from kiosk.domain.custody import AloneReason
from kiosk.heap import settle
from kiosk.training.station import LEAD, PASSWORD
from kiosk.vaultports import Progress
from kiosk.wiring.training import prepare_station
from kiosk.workflow.stage import business_date_at
from storage.station import Station, open_station

RECORDS, PHOTO_BYTES = 450, 400_000
LARGE_RECORDS, LARGE_PHOTO_BYTES = 125, 4_000_000
RUNS = 3
_PIECE_BYTES = 1 << 20
_TICK_S = 0.001
_NOTED_S = 0.005


def measure() -> list[Figure]:
    """Return time, share of the floor's speed, memory of a large day, and the longest wait."""
    runs = [_in_a_process(RECORDS, PHOTO_BYTES) for _ in range(RUNS)]
    took = statistics.median(run["close_s"] for run in runs)
    floor = statistics.median(run["floor_s"] for run in runs)
    share = statistics.median(100 * run["floor_s"] / run["close_s"] for run in runs)
    large = _in_a_process(LARGE_RECORDS, LARGE_PHOTO_BYTES)
    what = "the same bytes read, hashed, written, synced"
    return [
        Figure(name=f"close a day of {RECORDS} records of 400 KB", value=took, unit="s", most=10,
               floor=floor, floor_is=what),
        Figure(name="closing, speed of the floor", value=share, unit="%", least=50),
        Figure(name="closing, work of all threads", value=runs[0]["cpu_s"], unit="s",
               floor=runs[0]["floor_cpu_s"], floor_is=what),
        Figure(name="closing 500 MB, memory more than before", value=large["rss_mb"], unit="MB",
               most=80),
        Figure(name="longest wait of another thread for the lock", unit="ms", most=50,
               value=max(run["longest_wait_ms"] for run in runs)),
    ]  # fmt: skip


def _in_a_process(records: int, photo_bytes: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as room:
        command = [sys.executable, "-m", "benchmarks.closing", room, str(records), str(photo_bytes)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


class _Watch(threading.Thread):
    """Stands for the screens: wants to run every millisecond and notes how long it could not."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process()
        self._ended = threading.Event()
        self._before = self._process.memory_info().rss
        self._waits: list[Wait] = []
        self.most_rss = self._before
        self._control = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.closing", "control"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._control.stdout is not None
        self._control.stdout.readline()  # it has begun

    def run(self) -> None:
        self._waits = _waits(self._ended, self._look)

    def _look(self) -> None:
        self.most_rss = max(self.most_rss, self._process.memory_info().rss)

    def end(self) -> tuple[float, float]:
        """Return the longest wait in ms and the memory in MB that was used more than before.

        While a process beside it did not come to its turn either, nobody here was in the way.
        """
        self._ended.set()
        self.join()
        out, _ = self._control.communicate("end\n")
        starved = [(float(begin), float(end)) for begin, end in json.loads(out)]
        longest = max((_own(one, starved) for one in self._waits), default=0.0)
        return longest * 1000, (self.most_rss - self._before) / 1e6


Wait = tuple[float, float]


def _waits(ended: threading.Event, look: Callable[[], object] = lambda: None) -> list[Wait]:
    """Want to run every millisecond; return from when to when it could not."""
    found: list[Wait] = []
    last = time.perf_counter()
    while not ended.wait(_TICK_S):
        now = time.perf_counter()
        if now - last > _NOTED_S:
            found.append((last, now))
        look()
        last = time.perf_counter()
    return found


def _own(wait: Wait, starved: list[Wait]) -> float:
    """Return the wait without what the other process waited in the same time (one clock)."""
    begin, end = wait
    shared = sum(max(0.0, min(end, last) - max(begin, first)) for first, last in starved)
    return end - begin - _TICK_S - shared


def _control() -> None:
    """Be the process beside it: busy with nothing, until a line comes."""
    ended = threading.Event()
    found: list[Wait] = []
    watching = threading.Thread(target=lambda: found.extend(_waits(ended)))
    watching.start()
    print("ready", flush=True)
    sys.stdin.readline()
    ended.set()
    watching.join()
    print(json.dumps(found))


def _measured(room: Path, records: int, photo_bytes: int) -> dict[str, float]:
    prepare_station(room / "data", room / "keys")
    clock = SystemClock()
    station = open_station(room / "data", clock)
    try:
        station.sign_in(LEAD, PASSWORD)
        today = business_date_at(clock.now())
        station.open_day(today)
        _fill(station, records, photo_bytes)
        source = room / "source"
        with source.open("wb") as file:
            for _ in range(records):
                file.write(os.urandom(photo_bytes))
        os.sync()
        floors = [_floor(source, room / "floor-1")]
        settle()  # as the station does
        watch = _Watch()
        watch.start()
        began, worked = time.perf_counter(), time.process_time()
        station.close_day(today, AloneReason.SINGLE_VISIT, _nothing)
        took, work = time.perf_counter() - began, time.process_time() - worked
        longest_wait_ms, rss_mb = watch.end()
        floors.append(_floor(source, room / "floor-2"))
    finally:
        station.close()
    return {
        "close_s": took,
        "cpu_s": work,
        "floor_s": statistics.mean(wall for wall, _ in floors),
        "floor_cpu_s": statistics.mean(cpu for _, cpu in floors),
        "longest_wait_ms": longest_wait_ms,
        "rss_mb": rss_mb,
    }


def _fill(station: Station, records: int, photo_bytes: int) -> None:
    for number in range(1, records + 1):
        record = _record(number)
        assert record.photo is not None
        photo = replace(record.photo, jpeg=os.urandom(photo_bytes))
        station.put(replace(record, photo=photo))


def _floor(source: Path, target: Path) -> tuple[float, float]:
    """Return seconds and processor seconds of one durable, hashed copy."""
    began, worked = time.perf_counter(), time.process_time()
    total = hashlib.sha256()
    with source.open("rb", buffering=0) as read, target.open("xb", buffering=0) as write:
        while piece := read.read(_PIECE_BYTES):
            total.update(piece)
            write.write(piece)
        os.fsync(write.fileno())
    return time.perf_counter() - began, time.process_time() - worked


def _nothing(_progress: Progress) -> None:
    """Nobody looks."""


if __name__ == "__main__":
    if sys.argv[1:] == ["control"]:
        _control()
        sys.exit()
    print(json.dumps(_measured(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
