"""Closing a day: opened by public tools alone, restartable, and final."""

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.custody import DayStage
from kiosk.errors import CancelledError
from kiosk.vaultports import DayState, Progress
from storage.custody.errors import NoRoomError
from storage.errors import CountsDisagreeError, DayClosedError, TamperedError
from storage.station import Station
from tests.storage.closedday import PARTNER, GiveUpError, kinds_of
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    NAME,
    Place,
    jpeg_of,
    new_record,
)
from tests.storage.port_suite import ignore
from tests.storage.publictools import open_with_public_tools

ROOT = Path(__file__).resolve().parents[2]


def test_public_tools_alone_open_the_batch(place: Place, station: Station) -> None:
    records = [new_record(n) for n in range(1, 4)]
    numbers = [str(station.put(record).number) for record in records]
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    photo_bytes = sum(len(jpeg_of(record)) for record in records)
    assert manifest["totals"] == {
        "records": 3,
        "photos": 3,
        "photo_bytes": photo_bytes,
    }
    for number, record, item in zip(numbers, records, manifest["records"], strict=True):
        assert item["receipt"] == number
        assert item["applicant"]["name"] == NAME
        assert (out / item["photo"]["file"]).read_bytes() == jpeg_of(record)
    listed = {path.name for path in out.iterdir()}
    expected = "README_ja.txt RECEIPT_CODE.txt SHA256SUMS applicants.csv manifest.json photos"
    assert listed == set(expected.split())


def test_the_envelope_chains_batches_and_names_who_can_open(place: Place, station: Station) -> None:
    station.put(new_record())
    first = station.close_day(DAY, ALONE, ignore)
    station.open_day(DAY + timedelta(days=1))
    second = station.close_day(DAY + timedelta(days=1), ALONE, ignore)
    one, two = (json.loads(files.envelope.read_bytes()) for files in (first, second))
    previous = hashlib.sha256(first.envelope.read_bytes()).hexdigest()
    assert (one["previous_envelope_sha256"], two["previous_envelope_sha256"]) == (None, previous)
    assert (one["seq"], two["seq"], one["records"], two["records"]) == (1, 2, 1, 0)
    city = hashlib.sha256(place.recipient.encode()).hexdigest()
    assert one["recipients"][0] == {"name": "下関市（研修）", "fingerprint": city}
    assert one["operators"] == ["lead1"]
    assert one["training"] is False
    assert two["audit"]["n"] > one["audit"]["n"]


def test_a_training_station_says_so_everywhere(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.create(training=True)
    station = place.open_signed_in()
    station.put(new_record())
    files = station.close_day(DAY, ALONE, ignore)
    station.close()
    out = open_with_public_tools(place, files)
    assert json.loads(files.envelope.read_bytes())["training"] is True
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["training"] is True
    assert "研修用" in (out / "README_ja.txt").read_text(encoding="utf-8-sig")


def test_the_station_keeps_only_the_hash_of_the_receipt_code(
    place: Place, station: Station
) -> None:
    out = open_with_public_tools(place, station.close_day(DAY, ALONE, ignore))
    code = (out / "RECEIPT_CODE.txt").read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", code)
    station.close()
    with sqlite3.connect(place.database) as connection:
        (kept,) = connection.execute("SELECT receipt_code_sha256 FROM shifts").fetchone()
    connection.close()
    assert kept == hashlib.sha256(code.encode()).hexdigest()
    everything = [path.read_bytes() for path in place.data.rglob("*") if path.is_file()]
    assert not any(code.encode() in content for content in everything)


def test_a_closed_day_cannot_be_opened_with_everything_the_laptop_has(
    place: Place, station: Station
) -> None:
    station.put(new_record())
    before = {path: path.read_bytes() for path in (place.data / "vault" / "slots").iterdir()}
    assert len(before) == 1
    station.close_day(DAY, ALONE, ignore)
    assert list((place.data / "vault" / "slots").iterdir()) == []
    (slot,) = before.values()
    station.close()
    for path in place.data.rglob("*"):
        assert not path.is_file() or slot not in path.read_bytes()
    station = place.open_signed_in()
    with pytest.raises(DayClosedError):
        station.put(new_record(2))
    station.close()


def test_a_slot_that_comes_back_is_destroyed_at_the_next_log_in(
    place: Place, station: Station
) -> None:
    (slot,) = (place.data / "vault" / "slots").iterdir()
    kept = slot.read_bytes()
    station.close_day(DAY, ALONE, ignore)
    slot.write_bytes(kept)
    station.sign_in("lead1", LEAD_PASSWORD)
    assert not slot.exists()


def test_nothing_personal_is_anywhere_in_the_data_folder(place: Place, station: Station) -> None:
    records = [new_record(n, name=f"{NAME}{n}", jpeg_bytes=50_000) for n in range(1, 6)]
    for record in records:
        station.put(record)
    assert found_of(records, place.data) == []
    station.close_day(DAY, ALONE, ignore)
    assert found_of(records, place.data) == []
    station.close()
    assert found_of(records, place.data) == []


def found_of(records: list[Any], folder: Path) -> list[str]:
    """Return the files that hold anything of the records."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = {path: path.read_bytes() for path in files}
    assert any(path.suffix == ".db" for path in contents)
    found = []
    for record in records:
        person = record.applicant
        texts = (person.form_id, person.name, person.kana, person.address, NAME[:4])
        needles = [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")]
        needles += [jpeg_of(record)[at : at + 16] for at in (4, 20_000, 49_000)]
        for path, content in contents.items():
            if any(needle in content for needle in needles):
                found.append(path.name)
    return found


def test_the_canary_search_finds_what_was_planted(place: Place) -> None:
    record = new_record(jpeg_bytes=50_000)
    (place.data / "planted.log").write_bytes(b"..." + jpeg_of(record)[20_000:20_100])
    assert found_of([record], place.data) == ["planted.log"]


def test_a_record_whose_blob_was_altered_stops_the_closing(place: Place, station: Station) -> None:
    for n in (1, 2):
        station.put(new_record(n))
    station.close()
    alter(place, "UPDATE records SET sealed = (SELECT sealed FROM records WHERE number = 2)")
    station = place.open_signed_in()
    with pytest.raises(TamperedError):
        station.close_day(DAY, ALONE, ignore)
    assert station.open_day(DAY) is DayState.OPEN
    assert not list(place.outbox.glob("*"))
    station.close()


def test_a_record_that_was_removed_stops_the_closing(place: Place, station: Station) -> None:
    for n in (1, 2):
        station.put(new_record(n))
    station.close()
    alter(place, "DELETE FROM records WHERE number = 2")
    station = place.open_signed_in()
    with pytest.raises(CountsDisagreeError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


def test_a_record_row_that_was_copied_stops_the_closing(place: Place, station: Station) -> None:
    station.put(new_record(1))
    station.close()
    columns = "shift, stored_at, schema_version, row_version, dek, dek_age, sealed, row_mac"
    alter(
        place,
        f"INSERT INTO records (id, number, {columns}) "  # noqa: S608
        f"SELECT 'copy', 2, {columns} FROM records",
    )
    station = place.open_signed_in()
    with pytest.raises(CountsDisagreeError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


def alter(place: Place, statement: str) -> None:
    with sqlite3.connect(place.database) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def test_left_overs_of_an_attempt_are_replaced(place: Place, station: Station) -> None:
    station.put(new_record())
    part = place.outbox / ".part"
    part.mkdir(parents=True)
    (part / "KB-SK01-20261103-0001.zip.age").write_bytes(b"half")
    for suffix in (".zip.age", ".json", ".json.sig"):
        (place.outbox / f"KB-SK01-20261103-0001{suffix}").write_bytes(b"never announced")
    files = station.close_day(DAY, ALONE, ignore)
    open_with_public_tools(place, files)
    assert not part.exists()


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.98])
@pytest.mark.parametrize("error", [GiveUpError, CancelledError])
def test_whatever_stops_a_closing_the_records_stay_and_it_can_start_again(
    place: Place, station: Station, share: float, error: type[Exception]
) -> None:
    for n in range(1, 4):
        station.put(new_record(n))

    place.outbox.mkdir()
    (place.outbox / "KB-SK01-20261103-0001.json").write_bytes(b"never announced")

    def give_up(progress: Progress) -> None:
        if progress.done >= share * progress.total:
            raise error

    with pytest.raises(error):
        station.close_day(DAY, ALONE, give_up)
    assert list(place.outbox.iterdir()) == []
    assert station.standing().days[0].stage is DayStage.OPEN
    station.put(new_record(4))
    assert station.close_day(DAY, ALONE, ignore).records == 4
    kinds = kinds_of(place, station)
    assert [kinds.count(one) for one in ("begin_closing", "give_up_closing", "close_day")] == [
        2,
        1,
        1,
    ]


def test_giving_up_after_the_day_is_sealed_is_too_late(place: Place, station: Station) -> None:
    station.put(new_record())

    def too_late(progress: Progress) -> None:
        if progress.done == progress.total:
            raise CancelledError

    assert station.close_day(DAY, ALONE, too_late).records == 1
    assert station.standing().days[0].stage is DayStage.KEY_SHREDDED
    assert list((place.data / "vault" / "slots").iterdir()) == []


def test_progress_counts_bytes_and_ends_when_all_is_done(place: Place, station: Station) -> None:
    for n in (1, 2):
        station.put(new_record(n, jpeg_bytes=3_000_000))
    states: list[tuple[float, bool, DayStage]] = []

    def look(progress: Progress) -> None:
        published = (place.outbox / "KB-SK01-20261103-0001.json.sig").exists()
        stage = station.standing().days[0].stage if progress.done == progress.total else None
        states.append((progress.done / progress.total, published, stage or DayStage.CLOSING))

    station.close_day(DAY, ALONE, look)
    shares = [share for share, _, _ in states]
    assert shares == sorted(shares)
    assert all(share < 1 for share in shares[:-1])
    assert max(two - one for one, two in pairwise(shares)) < 0.3
    assert states[-1] == (1.0, True, DayStage.KEY_SHREDDED)
    assert not any(published for _, published, _ in states[:-1])


def test_the_envelope_carries_the_trails_end_and_the_day_keeps_it(
    place: Place, station: Station
) -> None:
    station.put(new_record())
    envelope = json.loads(station.close_day(DAY, PARTNER, ignore).envelope.read_bytes())
    n, end = envelope["audit"]["n"], envelope["audit"]["head"]
    station.close()
    with sqlite3.connect(place.database) as connection:
        kept = connection.execute("SELECT audit_n, audit_head FROM shifts").fetchone()
        (entry,) = connection.execute("SELECT head FROM audit WHERE n = ?", (n,)).fetchall()
    connection.close()
    assert kept == (n, bytes.fromhex(end)) == (n, entry[0])


def test_a_day_without_enough_room_is_not_begun(tmp_path: Path) -> None:
    place = Place(tmp_path)
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    try:
        place.root = disk
        place.create()
        station = place.open_signed_in()
        station.put(new_record(jpeg_bytes=400_000))
        with pytest.raises(NoRoomError) as caught:
            station.close_day(DAY, ALONE, ignore)
        assert caught.value.params == {"needed_mb": "17", "free_mb": caught.value.params["free_mb"]}
        assert not place.outbox.exists()
        assert station.standing().days[0].stage is DayStage.OPEN
        station.put(new_record(2))
        station.close()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_killed_at_any_file_operation_closing_starts_again(place: Place, tmp_path: Path) -> None:
    station = place.open_signed_in()
    for n in range(1, 4):
        station.put(new_record(n))
    station.close()
    (tmp_path / "drill").mkdir()
    shutil.copytree(place.data, tmp_path / "drill" / "before")
    script = ROOT / "tests" / "storage" / "crash_drill.py"
    command = [sys.executable, str(script), str(tmp_path / "drill"), str(place.identity)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert outcome["kills"] >= 20
    assert set(outcome["states_found"]) == {"closing", "sealed", "key_shredded"}
    assert outcome["wrong"] == []


def test_a_batch_is_only_announced_when_it_reads_back(place: Place, station: Station) -> None:
    record = new_record()
    station.put(record)
    files = station.close_day(DAY, ALONE, ignore)
    assert files.sha256 == hashlib.sha256(files.age.read_bytes()).hexdigest()
    assert files == replace(files, records=1)
