"""The second place: verified, complete, without a key, and an error with words when it is gone."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import DiskFullError, LeadNeededError
from storage.custody.errors import BackupPlaceError, BackupReadBackError, DayNotClosedError
from storage.errors import StorageFaultError
from tests.storage.closedday import ClosedDay
from tests.storage.people import DAY, LEAD_PASSWORD, STAFF_PASSWORD, jpeg_of, new_record

NAME = "SK01-20261103-0001.backup.db"


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[ClosedDay]:
    place = tmp_path / "second"
    place.mkdir()
    closed = ClosedDay(tmp_path, backups=place)
    yield closed
    closed.station.close()


def rows(path: Path, table: str) -> list[dict[str, object]]:
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        asked = f"SELECT * FROM {table} ORDER BY 1"  # noqa: S608 - a name of ours
        found = [dict(row) for row in connection.execute(asked)]
    connection.close()
    return found


def test_the_backup_holds_the_sealed_rows_and_the_whole_trail(closed: ClosedDay) -> None:
    closed.station.back_up(DAY)
    path = closed.root / "second" / NAME
    assert [one.name for one in path.parent.iterdir()] == [NAME]
    closed.station.close()
    for table in ("settings", "records", "duties"):
        assert rows(path, table) == rows(closed.database, table) != []
    trail = rows(path, "audit")
    assert rows(closed.database, "audit")[: len(trail)] == trail
    assert [row["state"] for row in rows(path, "shifts")] == ["key_shredded"]


def test_the_backup_opens_nothing_by_itself(closed: ClosedDay) -> None:
    closed.station.back_up(DAY)
    content = (closed.root / "second" / NAME).read_bytes()
    with sqlite3.connect(closed.root / "second" / NAME) as connection:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {name for (name,) in connection.execute(asked)}
    connection.close()
    assert tables == {"settings", "shifts", "records", "duties", "audit"}
    assert (closed.data / "vault" / "device.key").read_bytes()[4:36] not in content
    assert jpeg_of(new_record(1, jpeg_bytes=40_000))[100:132] not in content


def test_the_station_knows_its_backup_by_its_hash(closed: ClosedDay) -> None:
    assert closed.station.standing().days[0].backup is None
    closed.station.back_up(DAY)
    (day,) = closed.station.standing().days
    assert day.backup is not None
    content = (closed.root / "second" / day.backup.file).read_bytes()
    assert day.backup.sha256 == hashlib.sha256(content).hexdigest()
    assert closed.kinds().count("back_up") == 1


def test_backing_up_again_replaces_it_and_left_overs_go(closed: ClosedDay) -> None:
    closed.station.back_up(DAY)
    path = closed.root / "second" / NAME
    (path.parent / f".{NAME}.part").write_bytes(b"half of an attempt")
    path.write_bytes(b"damaged since")
    closed.station.back_up(DAY)
    assert [one.name for one in path.parent.iterdir()] == [NAME]
    assert rows(path, "records")


def test_a_place_that_is_gone_has_words_and_the_day_stays_without_backup(
    closed: ClosedDay,
) -> None:
    shutil.rmtree(closed.root / "second")
    with pytest.raises(BackupPlaceError) as caught:
        closed.station.back_up(DAY)
    assert caught.value.params == {"folder": str(closed.root / "second")}
    assert not (closed.root / "second").exists()  # it would be a folder on the same disk
    assert closed.station.standing().days[0].backup is None


def test_only_a_closed_day_and_only_a_lead(closed: ClosedDay) -> None:
    closed.station.sign_in("staff1", STAFF_PASSWORD)
    with pytest.raises(LeadNeededError):
        closed.station.back_up(DAY)
    closed.station.sign_in("lead1", LEAD_PASSWORD)
    later = DAY.replace(day=4)
    closed.station.open_day(later)
    with pytest.raises(DayNotClosedError):
        closed.station.back_up(later)


def test_a_place_that_fills_leaves_nothing(closed: ClosedDay, small_disk: Path) -> None:
    closed.backups = small_disk
    closed.restart()
    with pytest.raises((DiskFullError, StorageFaultError)):
        closed.station.back_up(DAY)
    assert list(small_disk.iterdir()) == []
    assert closed.station.standing().days[0].backup is None


def test_without_another_place_backups_are_in_the_data_folder(tmp_path: Path) -> None:
    closed = ClosedDay(tmp_path)
    closed.station.back_up(DAY)
    assert (closed.data / "backups" / NAME).is_file()
    closed.station.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE number = 1",
        "UPDATE records SET stored_at = '2026-11-03T09:00:00.000000+00:00' WHERE number = 2",
        "UPDATE duties SET sealed = zeroblob(length(sealed))",
    ],
)
def test_rows_that_were_altered_are_not_taken_for_a_backup(
    closed: ClosedDay, statement: str
) -> None:
    closed.station.close()
    with sqlite3.connect(closed.database) as connection:
        assert connection.execute(statement).rowcount == 1
    connection.close()
    closed.station = closed.open_signed_in()
    with pytest.raises(BackupReadBackError):
        closed.station.back_up(DAY)
    assert list((closed.root / "second").iterdir()) == []
