"""SQLite as the design wants it, and what is said when it is not."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kiosk.errors import DiskFullError, ExitCode
from storage.custody.errors import NoRoomError
from storage.database import engine
from storage.database.engine import Store
from storage.database.models import Base
from storage.database.schema import upgrade
from storage.errors import (
    AlreadyRunningError,
    DamagedDatabaseError,
    NewerSchemaError,
    StationMissingError,
    StorageFaultError,
)
from storage.station import Station
from tests.storage.people import ALONE, DAY, LEAD_PASSWORD, Place, new_record

ROOT = Path(__file__).resolve().parents[2]
OPENER = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from storage.station import open_station
from storage.errors import AlreadyRunningError
try:
    open_station(Path(sys.argv[1]), SystemClock()).close()
except AlreadyRunningError as error:
    sys.exit(int(error.exit_code))
"""


def open_elsewhere(folder: Path) -> int:
    """Return the exit code of another process that opens the station."""
    command = [sys.executable, "-c", OPENER, str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def test_every_pragma_is_that_of_the_design(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    expected = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    with store.connection() as connection:
        actual = {n: connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in expected}
    store.close()
    assert actual == expected
    assert not (tmp_path / "a.db-shm").exists()


def test_the_connection_belongs_to_its_thread(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    caught: list[BaseException] = []

    def use() -> None:
        try:
            with store.unit():
                pass
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    store.close()
    assert "thread" in str(caught)


def test_migrations_and_models_agree(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    with store.connection() as connection:
        upgrade(connection, fresh=True)
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences: list[Any] = compare_metadata(context, Base.metadata)
    store.close()
    assert differences == []


def test_a_second_process_is_kept_out_and_let_in_afterwards(place: Place, station: Station) -> None:
    assert open_elsewhere(place.data) == ExitCode.ALREADY_RUNNING
    station.put(new_record())
    station.close()
    assert open_elsewhere(place.data) == 0


def test_a_second_station_in_the_same_process_is_kept_out(place: Place, station: Station) -> None:
    with pytest.raises(AlreadyRunningError):
        place.open()
    assert station.count(DAY) == 0


def test_sqlites_own_lock_is_a_second_wall(place: Place, station: Station) -> None:
    with pytest.raises(AlreadyRunningError):
        Store(place.database)
    station.put(new_record())


def test_a_reader_of_another_program_is_kept_out(place: Place, station: Station) -> None:
    station.put(new_record())
    connection = sqlite3.connect(place.database, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        connection.execute("SELECT * FROM records")
    connection.close()


def test_an_empty_folder_holds_no_station(tmp_path: Path) -> None:
    with pytest.raises(StationMissingError):
        Place(tmp_path).open()


@pytest.mark.parametrize("damage", ["text", "empty", "gone", "header", "middle", "cut"])
def test_a_damaged_database_is_said_and_not_written_to(place: Place, damage: str) -> None:
    station = place.open_signed_in()
    for n in range(1, 4):
        station.put(new_record(n))
    station.close()
    content = bytearray(place.database.read_bytes())
    match damage:
        case "text":
            content = bytearray(b"not a database " * 500)
        case "empty":
            content = bytearray()
        case "header":
            content[100:108] = b"\xff" * 8
        case "middle":
            content[4096 * 3 : 4096 * 9] = b"\xaa" * 4096 * 6
        case _:
            content = content[: len(content) // 2]
    place.database.unlink()
    if damage != "gone":
        place.database.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        place.open()
    assert damage in {"gone", "empty"} or place.database.read_bytes() == content
    with pytest.raises(DamagedDatabaseError):
        place.open()  # and the lock was let go


def test_a_newer_releases_database_is_left_alone(place: Place) -> None:
    with sqlite3.connect(place.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerSchemaError):
        place.open()


def test_what_sqlite_says_has_words() -> None:
    def said(code: int) -> sqlite3.OperationalError:
        error = sqlite3.OperationalError("said")
        error.sqlite_errorcode = code
        return error

    expected = {
        sqlite3.SQLITE_FULL: DiskFullError,
        sqlite3.SQLITE_CORRUPT: DamagedDatabaseError,
        sqlite3.SQLITE_IOERR_WRITE: StorageFaultError,
        sqlite3.SQLITE_READONLY: StorageFaultError,
        sqlite3.SQLITE_BUSY: AlreadyRunningError,
        sqlite3.SQLITE_ERROR: sqlite3.OperationalError,  # a bug stays a bug
    }
    for code, kind in expected.items():
        with pytest.raises(kind), engine.translated():
            raise said(code)


PUTTER = """
import sys
from pathlib import Path
from tests.storage.people import LEAD_PASSWORD, DAY, TestClock, new_record
from storage.station import open_station
station = open_station(Path(sys.argv[1]), TestClock())
station.sign_in("lead1", LEAD_PASSWORD)
station.open_day(DAY)
for n in range(1 + station.count(DAY), 100_000):
    print(station.put(new_record(n, jpeg_bytes=60_000)).number.number, flush=True)
"""


def test_every_receipt_that_was_shown_survives_a_kill(place: Place) -> None:
    shown = 0
    for rounds in range(4):
        command = [sys.executable, "-c", PUTTER, str(place.data)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(5 + 7 * rounds):
                shown = int(process.stdout.readline())
            process.kill()
        station = place.open()
        station.sign_in("lead1", LEAD_PASSWORD)
        assert station.count(DAY) >= shown
        station.close()
    assert shown > 40


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """Return a file system of 3 MB, or of what the test asks for."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        f"size={getattr(request, 'param', '3m')}",
        "kiosk-test",
        str(folder),
    ]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs_mount: a small tmpfs cannot be mounted here")
    yield folder
    # Lazily: a test that failed leaves its station open, and that must not hide why.
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(station: Station) -> int:
    """Return how many receipts were given until the disk was full."""
    for n in range(100):
        try:
            station.put(new_record(n + 1, jpeg_bytes=100_000))
        except DiskFullError:
            return n
    pytest.fail("the disk never filled")


def test_a_full_disk_costs_no_record_and_no_receipt(small_disk: Path) -> None:
    place = Place(small_disk)
    place.create()
    station = place.open_signed_in()
    stored = fill(station)
    assert stored > 3
    assert station.count(DAY) == stored
    with pytest.raises((DiskFullError, NoRoomError)):
        station.close_day(DAY, ALONE, lambda _progress: None)
    station.close()
    assert not any(path.is_file() for path in place.outbox.rglob("*"))


@pytest.mark.parametrize("small_disk", ["24m"], indirect=True)  # closing wants room to spare
def test_after_making_room_everything_goes_on(small_disk: Path) -> None:
    place = Place(small_disk)
    place.create()
    station = place.open_signed_in()
    for n in range(1, 4):
        station.put(new_record(n, jpeg_bytes=100_000))
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    with pytest.raises(DiskFullError):
        station.put(new_record(4, jpeg_bytes=100_000))
    with pytest.raises((DiskFullError, NoRoomError)):
        station.close_day(DAY, ALONE, lambda _progress: None)
    ballast.unlink()
    assert str(station.put(new_record(4, jpeg_bytes=100_000)).number) == "SK01-0004"
    assert station.close_day(DAY, ALONE, lambda _progress: None).records == 4
    station.close()
