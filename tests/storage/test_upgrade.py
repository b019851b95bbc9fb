"""A station of the first release, written by that release, goes on with this one."""

import csv
import json
import sqlite3
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.vaultports import DayState
from storage.receiving.receiver import open_batch
from storage.station import Station, open_station
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    TestClock,
    exempted,
    first_format,
    infant,
    jpeg_of,
    new_record,
)
from tests.storage.port_suite import ignore

VECTORS = Path(__file__).parent / "vectors"


class FirstStation:
    """Two records (研修) of 2026-11-03 that an earlier release stored, the day still open."""

    def __init__(self, root: Path, vector: str = "station-1.json") -> None:
        kept: dict[str, Any] = json.loads((VECTORS / vector).read_text(encoding="utf-8"))
        self.data, self.identity = root / "data", root / "identity.txt"
        self.identity.write_text(kept["identity"], encoding="ascii")
        for name, content in kept["files"].items():
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).write_bytes(bytes.fromhex(content))
        for name, content in kept.get("packed", {}).items():
            (self.data / name).write_bytes(zlib.decompress(bytes.fromhex(content)))
        self.database = self.data / "vault" / "station.db"
        with sqlite3.connect(self.database) as connection:
            connection.executescript("\n".join(kept["sql"]))
        connection.close()

    def open(self) -> Station:
        station = open_station(self.data, TestClock())
        station.sign_in("lead1", LEAD_PASSWORD)
        return station

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.database) as connection:
            found = connection.execute(statement).fetchall()
        connection.close()
        return found


@pytest.fixture
def first(tmp_path: Path) -> FirstStation:
    return FirstStation(tmp_path)


def test_the_vector_is_of_the_first_release(first: FirstStation) -> None:
    assert first.ask("SELECT version_num FROM alembic_version") == [("0001",)]
    assert first.ask("SELECT count(*), max(schema_version) FROM records") == [(2, 1)]
    assert first.ask("SELECT name FROM sqlite_master WHERE name = 'duties'") == []


def test_the_open_day_goes_on_and_closes_with_every_record(
    first: FirstStation, tmp_path: Path
) -> None:
    station = first.open()
    assert station.unclosed_days() == (DAY,)
    assert station.open_day(DAY) is DayState.OPEN
    assert station.duties(DAY) == ()
    numbers = [str(station.put(record).number) for record in (exempted(3), infant(4))]
    assert numbers == ["SK01-0003", "SK01-0004"]
    assert [str(duty.number) for duty in station.duties(DAY)] == ["SK01-0003"]
    files = station.close_day(DAY, ALONE, ignore)
    station.close()
    key = files.station_public_key.read_bytes()
    opened = open_batch(files.age, first.identity, tmp_path / "out", station_key=key)
    assert (opened.records, opened.photos, opened.problems) == (4, 3, ())
    for n in (1, 2):
        photo = tmp_path / "out" / "photos" / f"SK01-{n:04d}.jpg"
        assert photo.read_bytes() == jpeg_of(new_record(n, jpeg_bytes=200))
    check_manifest(tmp_path / "out" / "manifest.json")
    with (tmp_path / "out" / "applicants.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["氏名"] for row in csv.DictReader(file)]
    assert names == [new_record(n).applicant.name for n in range(1, 5)]


def check_manifest(path: Path) -> None:
    old, _, new, _ = json.loads(path.read_text(encoding="utf-8"))["records"]
    assert date.fromisoformat(old["business_date"]) == DAY
    assert (old["review"], old["duty"]) == (None, None)
    assert old["photo"]["resampling"] == first_format(new_record(1)).photo.proof.resampling  # type: ignore[union-attr]
    assert new["review"]["exemption"]["kind"] == "medical_wear"


def test_the_upgrade_happens_once(first: FirstStation) -> None:
    for _ in range(2):
        first.open().close()
        assert first.ask("SELECT version_num FROM alembic_version") == [("0006",)]


def test_an_upgrade_that_cannot_be_made_changes_nothing(first: FirstStation) -> None:
    with sqlite3.connect(first.database) as connection:
        connection.execute("CREATE TABLE duties (planted TEXT)")
    connection.close()
    before = first.ask("SELECT sql FROM sqlite_master ORDER BY name")
    with pytest.raises(Exception, match="already exists"):  # a bug, or somebody's table: not ours
        open_station(first.data, TestClock())
    assert first.ask("SELECT sql FROM sqlite_master ORDER BY name") == before
    assert first.ask("SELECT version_num FROM alembic_version") == [("0001",)]
