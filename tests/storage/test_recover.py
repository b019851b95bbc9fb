"""The dead-laptop drill: a laptop that never starts again, and an identity of a recipient."""

import csv
import hashlib
import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.record import Record
from kiosk.errors import OutputExistsError
from storage.audit.trailcheck import TrailState
from storage.batches.errors import IdentityFileError, NotARecipientError
from storage.crypto.identities import new_age_identity
from storage.headquarters.recover import Recovered, recover
from storage.headquarters.recovery import RecoverFault
from storage.policies.errors import NothingToRecoverError
from storage.policies.policyfile import PolicyRecipient, RecipientRole
from storage.records.recordfields import fields_of
from storage.station import Station
from tests.storage.headquarters import SignedPlace
from tests.storage.people import ALONE, DAY, exempted, infant, jpeg_of, new_record
from tests.storage.port_suite import ignore

RECORDS = (new_record(1), exempted(2), infant(3), new_record(4, jpeg_bytes=50_000))


class DeadLaptop(SignedPlace):
    """A data folder as it lay on the disk at the moment the laptop died, in the middle of a day."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.create()
        self.dead = root / "dead"
        self.out = root / "out"
        self.prepare: Callable[[Station], object] = ignore_station

    def die(self) -> None:
        """Fill a day and copy the folder while the station still runs."""
        station = self.open_signed_in()
        for record in RECORDS:
            station.put(record)
        station.complete_duty(DAY, RECORDS[1].id)
        self.prepare(station)
        shutil.copytree(self.data, self.dead)
        assert (self.dead / "vault" / "station.db-wal").stat().st_size > 0
        station.close()
        self.stick.mkdir(exist_ok=True)

    def tell_the_dead(self, sql: str, *values: object) -> None:
        """Change the dead laptop's database behind everybody's back."""
        with sqlite3.connect(self.dead / "vault" / "station.db") as connection:
            connection.execute(sql, values)
        connection.close()

    def recover(self, source: Path | None = None, identity: Path | None = None) -> Recovered:
        return recover(source or self.dead, identity or self.identity, self.out)

    def manifest(self) -> dict[str, Any]:
        path = self.out / DAY.isoformat() / "manifest.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found


def ignore_station(_station: Station) -> None:
    """Do nothing more."""


@pytest.fixture
def laptop(tmp_path: Path) -> DeadLaptop:
    laptop = DeadLaptop(tmp_path)
    laptop.die()
    return laptop


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def as_json(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(json.dumps(fields_of(record)))
    return fields


def test_every_record_of_a_dead_laptop_opens_with_the_citys_key_alone(laptop: DeadLaptop) -> None:
    (laptop.dead / "vault" / "device.key").unlink()
    shutil.rmtree(laptop.dead / "vault" / "slots")
    before = state_of(laptop.dead)
    found = laptop.recover()
    assert state_of(laptop.dead) == before, "the original is evidence"

    assert found.problems == ()
    assert [(one.business_date, one.records, one.photos) for one in found.days] == [(DAY, 4, 3)]
    manifest = laptop.manifest()
    assert manifest["totals"] == {"records": 4, "photos": 3}
    for record, told in zip(RECORDS, manifest["records"], strict=True):
        photo = told["photo"]
        expected = as_json(record)
        if photo is not None:
            kept = (laptop.out / DAY.isoformat() / photo.pop("file")).read_bytes()
            assert kept == jpeg_of(record)
        assert {key: told[key] for key in expected} == expected
    duties = [one["duty"] for one in manifest["records"]]
    assert [duty is not None for duty in duties] == [False, True, False, False]
    assert duties[1]["done"]["by"] == "lead1"


def test_the_table_is_the_one_of_a_batch(laptop: DeadLaptop) -> None:
    laptop.recover()
    recovered = laptop.out / DAY.isoformat() / "applicants.csv"
    with recovered.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["受付番号"] for line in lines] == [f"SK01-000{n}" for n in range(1, 5)]
    assert [line["写真ファイル"] for line in lines] == [
        "photos/SK01-0001.jpg",
        "photos/SK01-0002.jpg",
        "",
        "photos/SK01-0004.jpg",
    ]


def test_everything_is_private_and_nothing_is_left_beside_it(laptop: DeadLaptop) -> None:
    laptop.recover()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in laptop.out.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert {path.name for path in laptop.out.iterdir()} == {DAY.isoformat(), "recovered.json"}
    assert not [path for path in laptop.root.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("where", ["", "vault", "vault/station.db"])
def test_folder_vault_and_file_are_all_understood(laptop: DeadLaptop, where: str) -> None:
    assert sum(one.records for one in laptop.recover(laptop.dead / where).days) == 4


def test_without_the_journal_beside_it_only_what_was_folded_in_is_there(
    laptop: DeadLaptop,
) -> None:
    """The planted fault of this drill: who forgets the WAL loses the last records."""
    (laptop.dead / "vault" / "station.db-wal").unlink()
    assert sum(one.records for one in laptop.recover().days) < 4


def test_a_backup_of_one_day_opens_in_the_same_way(laptop: DeadLaptop) -> None:
    backup = laptop.root / "SK01-20261103-0001.backup.db"
    with sqlite3.connect(laptop.dead / "vault" / "station.db") as connection:
        connection.execute("VACUUM INTO ?", (str(backup),))
    connection.close()
    with sqlite3.connect(backup) as connection:
        for table in ("staff", "copies", "drafts", "alembic_version"):
            connection.execute(f"DROP TABLE {table}")
    connection.close()
    assert sum(one.records for one in laptop.recover(backup).days) == 4


def test_the_backup_of_a_closed_day_opens_when_the_laptop_is_gone(tmp_path: Path) -> None:
    laptop = DeadLaptop(tmp_path)
    station = laptop.open_signed_in()
    for record in RECORDS:
        station.put(record)
    station.close_day(DAY, ALONE, ignore)
    station.back_up(DAY)
    station.close()
    (backup,) = (laptop.data / "backups").iterdir()
    kept = tmp_path / backup.name
    kept.write_bytes(backup.read_bytes())
    shutil.rmtree(laptop.data)
    found = laptop.recover(kept)
    assert [(one.business_date, one.records, one.photos) for one in found.days] == [(DAY, 4, 3)]
    assert found.problems == ()
    assert found.trail.state is not TrailState.BROKEN


def test_a_stranger_opens_nothing_and_nothing_is_written(laptop: DeadLaptop) -> None:
    stranger = laptop.root / "stranger.txt"
    stranger.write_text(new_age_identity()[1], encoding="ascii")
    with pytest.raises(NotARecipientError):
        laptop.recover(identity=stranger)
    stranger.write_text("no key", encoding="ascii")
    with pytest.raises(IdentityFileError):
        laptop.recover(identity=stranger)
    assert not laptop.out.exists()


def test_what_is_not_for_this_key_is_listed_and_the_rest_is_there(tmp_path: Path) -> None:
    laptop = DeadLaptop(tmp_path)
    recipient, secret = new_age_identity()

    def change_the_city(station: Station) -> None:
        laptop.hq.recipients = (
            PolicyRecipient(name="市 新", role=RecipientRole.CITY, age_recipient=recipient),
            laptop.hq.recipients[1],
        )
        file = laptop.hq.stick(laptop.stick, laptop.hq.files(version=2))
        station.install_policy(file)
        station.put(new_record(5))

    laptop.prepare = change_the_city
    laptop.die()
    found = laptop.recover()
    assert [(one.item, one.fault) for one in found.problems] == [
        ("SK01-0005", RecoverFault.NOT_A_RECIPIENT)
    ]
    shutil.rmtree(laptop.out)
    newer = tmp_path / "newer.txt"
    newer.write_text(secret, encoding="ascii")
    found = laptop.recover(identity=newer)
    assert sum(one.records for one in found.days) == 1
    assert len(found.problems) == 4


HARM: dict[str, tuple[str, str, RecoverFault]] = {
    "one bit of a record": (
        (
            "UPDATE records SET sealed = CAST(substr(sealed, 1, 99) || x'00' || substr(sealed, 101)"
            " AS BLOB) WHERE number = 2"
        ),
        "SK01-0002",
        RecoverFault.TAMPERED,
    ),
    "the record of another": (
        (
            "UPDATE records SET sealed = (SELECT sealed FROM records WHERE number = 1)"
            " WHERE number = 2"
        ),
        "SK01-0002",
        RecoverFault.TAMPERED,
    ),
    "a key cut short": (
        "UPDATE records SET dek_age = substr(dek_age, 1, 100) WHERE number = 2",
        "SK01-0002",
        RecoverFault.TAMPERED,
    ),
    "a number as text": (
        "UPDATE records SET number = 'two' WHERE number = 2",
        "records 2",
        RecoverFault.UNREADABLE,
    ),
    "a number twice": (
        "UPDATE records SET number = 1 WHERE number = 2",
        "records ",
        RecoverFault.TAMPERED,
    ),
    "a number out of range": (
        "UPDATE records SET number = 123456789012 WHERE number = 2",
        "records ",
        RecoverFault.NO_DAY,
    ),
    "a duty of nothing": (
        "UPDATE duties SET sealed = x'00'",
        "SK01-0002 duties",
        RecoverFault.TAMPERED,
    ),
}


@pytest.mark.parametrize("what", HARM)
def test_harm_done_to_one_row_costs_that_row_alone(laptop: DeadLaptop, what: str) -> None:
    sql, item, fault = HARM[what]
    with sqlite3.connect(laptop.dead / "vault" / "station.db") as connection:
        if "twice" in what:
            connection.execute("CREATE TABLE loose AS SELECT * FROM records")
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("DROP TABLE records")
            connection.execute("ALTER TABLE loose RENAME TO records")
        connection.execute(sql)
    connection.close()
    found = laptop.recover()
    assert len(found.problems) == 1
    assert found.problems[0].item.startswith(item)
    assert found.problems[0].fault is fault
    expected = 4 if "duty" in what else 3
    assert sum(one.records for one in found.days) == expected
    told = json.loads((laptop.out / "recovered.json").read_bytes())
    assert [one["fault"] for one in told["problems"]] == [fault.value]


def test_a_page_that_the_disk_lost_costs_its_record_alone(laptop: DeadLaptop) -> None:
    database = laptop.dead / "vault" / "station.db"
    laptop.tell_the_dead("DELETE FROM settings WHERE key = 'nothing'")  # folds the WAL in
    content = bytearray(database.read_bytes())
    with sqlite3.connect(database) as connection:
        (sealed,) = connection.execute("SELECT sealed FROM records WHERE number = 4").fetchone()
    connection.close()
    at = content.index(sealed[20_000:20_500])
    page = at // 4096 * 4096
    content[page : page + 4096] = b"\xff" * 4096  # also the pointer to the next page
    database.write_bytes(content)
    found = laptop.recover()
    assert len(found.problems) == 1
    assert found.problems[0].fault in {RecoverFault.UNREADABLE, RecoverFault.TAMPERED}
    assert sum(one.records for one in found.days) == 3


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE shifts SET business_date = '../../etc'", RecoverFault.NO_DAY),
        ("UPDATE shifts SET business_date = '2026-11-04'", RecoverFault.TAMPERED),
        ("DELETE FROM shifts", RecoverFault.NO_DAY),
    ],
)
def test_hostile_days_write_nothing_outside_the_folder(
    laptop: DeadLaptop, sql: str, fault: RecoverFault
) -> None:
    laptop.tell_the_dead("PRAGMA foreign_keys=OFF")
    laptop.tell_the_dead(sql)
    before = {path.name for path in laptop.root.iterdir()}
    found = laptop.recover()
    assert {one.fault for one in found.problems} == {fault}
    assert {path.name for path in laptop.root.iterdir()} == before | {"out"}


def test_a_hostile_station_name_is_refused(laptop: DeadLaptop) -> None:
    laptop.tell_the_dead("UPDATE settings SET value = '../SK' WHERE key = 'station'")
    with pytest.raises(NothingToRecoverError):
        laptop.recover()
    assert not laptop.out.exists()


def test_what_is_no_database_is_said_so(laptop: DeadLaptop) -> None:
    empty = laptop.root / "empty"
    empty.mkdir()
    text = laptop.root / "text.db"
    text.write_text("no database" * 1000, encoding="ascii")
    for source in (empty, text, laptop.root / "absent"):
        with pytest.raises(NothingToRecoverError):
            laptop.recover(source)
    assert not laptop.out.exists()


def test_nothing_is_overwritten(laptop: DeadLaptop) -> None:
    laptop.out.mkdir()
    (laptop.out / "kept.txt").write_text("kept", encoding="ascii")
    with pytest.raises(OutputExistsError):
        laptop.recover()
    assert (laptop.out / "kept.txt").read_text(encoding="ascii") == "kept"


def test_a_closed_day_opens_too_as_long_as_its_rows_are_there(tmp_path: Path) -> None:
    laptop = DeadLaptop(tmp_path)
    laptop.prepare = lambda station: station.close_day(DAY, ALONE, ignore)
    laptop.die()
    assert sum(one.records for one in laptop.recover().days) == 4


# --- the trail


def test_the_trail_is_proved_from_its_first_entry(laptop: DeadLaptop) -> None:
    found = laptop.recover()
    assert found.trail.state is TrailState.PROVED
    assert found.trail.n > 5


@pytest.mark.parametrize(
    ("sql", "state"),
    [
        ("UPDATE audit SET actor = 'staff1' WHERE n = 3", TrailState.BROKEN),
        ("DELETE FROM audit WHERE n = 3", TrailState.BROKEN),
        ("UPDATE audit SET mac = zeroblob(32) WHERE n = 3", TrailState.BROKEN),
        ("UPDATE audit SET at = x'00' WHERE n = 3", TrailState.BROKEN),
        ("DROP TABLE audit", TrailState.BROKEN),
        ("DELETE FROM settings WHERE key LIKE 'ratchet%'", TrailState.LINKS),
        ("DELETE FROM audit", TrailState.LINKS),
    ],
)
def test_a_trail_that_was_altered_is_not_called_proved(
    laptop: DeadLaptop, sql: str, state: TrailState
) -> None:
    laptop.tell_the_dead(sql)
    found = laptop.recover()
    assert found.trail.state is state
    assert sum(one.records for one in found.days) == 4
