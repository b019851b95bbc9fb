"""A large day costs no more memory than a small one, and several threads share the work."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.vaultports import Progress
from storage.crypto.conveyor import PIECE_BYTES, Belt, Beside, Conveyor, Handover
from storage.station import Station
from tests.storage.people import ALONE, DAY, new_record

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 5, 30  # records of 2 MB
SCRIPT = """
import sys
from pathlib import Path
import psutil
from tests.storage.people import ALONE, DAY, Place, new_record

place = Place(Path(sys.argv[1]))
place.create()
station = place.open_signed_in()
for number in range(1, int(sys.argv[2]) + 1):
    station.put(new_record(number, jpeg_bytes=2_000_000))
process = psutil.Process()
before = process.memory_info().rss
most = before

def look(_progress):
    global most
    most = max(most, process.memory_info().rss)

station.close_day(DAY, ALONE, look)
station.close()
print((most - before) / 1e6)
"""


def extra_mb(room: Path, records: int) -> float:
    room.mkdir()
    command = [sys.executable, "-c", SCRIPT, str(room), str(records)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return float(json.loads(done.stdout))


def test_memory_does_not_grow_with_the_day(tmp_path: Path) -> None:
    small, large = extra_mb(tmp_path / "small", SMALL), extra_mb(tmp_path / "large", LARGE)
    more_bytes_mb = 2 * (LARGE - SMALL)
    assert large < 80
    assert large - small < more_bytes_mb / 3, (small, large)


def test_the_batch_is_encrypted_and_hashed_beside_the_thread_that_reads(station: Station) -> None:
    for number in (1, 2, 3):
        station.put(new_record(number, jpeg_bytes=3_000_000))
    seen: set[str] = set()

    def look(_progress: Progress) -> None:
        seen.update(thread.name for thread in threading.enumerate())

    station.close_day(DAY, ALONE, look)
    assert {"batch-spell", "batch-age", "batch-hash", "batch-disk", "batch-content"} <= seen
    left = {thread.name for thread in threading.enumerate()}
    assert not any(name.startswith("batch-") for name in left)


class OwnError(Exception):
    """What the other side raised."""


def test_a_conveyor_hands_everything_on_in_order() -> None:
    got = bytearray()
    with Conveyor("test", got.extend) as conveyor:
        for number in range(300):
            conveyor.put(bytes([number % 256]) * 20_000)
    assert got == b"".join(bytes([number % 256]) * 20_000 for number in range(300))


def test_what_the_consumer_raises_comes_out_and_nobody_waits_for_ever() -> None:
    def fail(_content: bytes | bytearray) -> None:
        raise OwnError

    def put() -> None:
        with Conveyor("test", fail) as conveyor:
            for _ in range(50):
                conveyor.put(bytes(PIECE_BYTES))

    with pytest.raises(OwnError):
        put()


def test_a_block_that_fails_ends_its_thread_and_throws_the_rest_away() -> None:
    got = bytearray()

    def put() -> None:
        with Conveyor("test", got.extend) as conveyor:
            conveyor.put(b"x")
            raise OwnError

    with pytest.raises(OwnError):
        put()
    assert got == b""


def test_a_belt_whose_reader_left_takes_no_more() -> None:
    belt = Belt()
    for _ in range(3):
        assert belt.put(b"x")
    putting = threading.Thread(target=belt.put, args=(b"y",))
    putting.start()  # waits: three pieces wait already
    belt.leave()
    putting.join(30)
    assert not putting.is_alive()
    assert not belt.put(b"z")
    belt.end()


def test_a_belt_stays_at_its_end() -> None:
    belt = Belt()
    belt.put(b"abc")
    belt.end()
    assert [belt.read(2), belt.read(2), belt.read(2), belt.read(2)] == [b"ab", b"c", b"", b""]


def test_work_beside_a_block_takes_everything_and_returns_what_it_made() -> None:
    feed = Handover[int](1)
    with Beside("test", feed, lambda: list(feed)) as working:
        assert all(feed.put(number) for number in range(100))
    assert working.result() == list(range(100))


def test_work_that_fails_lets_the_block_go_and_drops_what_waits() -> None:
    dropped: list[int] = []
    feed = Handover[int](2, drop=dropped.append)

    def fail_at_the_second() -> None:
        for number in feed:
            if number == 2:
                raise OwnError

    def block() -> None:
        with Beside("test", feed, fail_at_the_second):
            number = 1
            while feed.put(number):
                number += 1
            told.append(number)

    told: list[int] = []
    with pytest.raises(OwnError):
        block()
    assert dropped == list(range(3, told[0] + 1))


def test_a_block_that_fails_fails_the_work_and_keeps_its_own_error() -> None:
    feed = Handover[int](1)
    seen: list[BaseException] = []

    def work() -> None:
        try:
            list(feed)
        except OwnError as error:
            seen.append(error)
            raise

    def block() -> None:
        with Beside("test", feed, work):
            feed.put(1)
            raise OwnError

    with pytest.raises(OwnError) as raised:
        block()
    assert seen == [raised.value]
