"""The removed-staff drill: a password and copies of everything open nothing that came later."""

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.errors import DiskFullError
from storage.errors import SignInError, StorageFaultError, TamperedError
from storage.receiving.receiver import open_batch
from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    LEAD_PASSWORD,
    STAFF_PASSWORD,
    Place,
    exempted,
    jpeg_of,
    new_record,
    new_staff,
)
from tests.storage.port_suite import ignore
from tests.storage.test_drafts import draft_of
from tests.storage.test_register import NEW_PASSWORD, lets_in
from tests.storage.thief import Thief, rows
from tests.storage.trails import trail_of

GONE = StaffId("staff1")
DRILL = Path(__file__).with_name("rotation_drill.py")


@pytest.fixture
def peopled(place: Place) -> Iterator[Station]:
    """Return the station with a third member, the lead signed in, the day open."""
    station = place.open_signed_in()
    station.add_staff(new_staff("other1", Role.STAFF, NEW_PASSWORD))
    yield station
    station.close()


@contextmanager
def no_file_above(size_bytes: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def copy_of(place: Place, name: str) -> Path:
    """Return a copy of the data folder as it lies on the disk of a running station."""
    copy = place.root / name
    shutil.copytree(place.data, copy)
    return copy


def mixed(place: Place, name: str, database: Path, slots: Path) -> Path:
    copy = place.root / name
    shutil.copytree(database, copy)
    shutil.rmtree(copy / "vault" / "slots")
    shutil.copytree(slots / "vault" / "slots", copy / "vault" / "slots")
    return copy


def test_a_removed_person_with_old_and_new_copies_opens_nothing_that_came_later(
    place: Place, peopled: Station
) -> None:
    peopled.put(new_record(1))
    peopled.close()
    old = copy_of(place, "old")
    station = place.open_signed_in()
    station.remove_staff(GONE)
    station.put(new_record(2))
    station.lock(draft_of(3))
    station.close()
    new = copy_of(place, "new")
    thief = Thief(
        STAFF_PASSWORD, old, new, mixed(place, "a", old, new), mixed(place, "b", new, old)
    )
    database = new / "vault" / "station.db"
    assert thief.numbers(old / "vault" / "station.db") == {1}, "the thief knows the trade"
    assert thief.signing_key(old / "vault" / "station.db")
    assert thief.numbers(database) == set()
    assert not thief.signing_key(database)
    assert not thief.opens_draft(database)
    member = Thief(NEW_PASSWORD, new)
    assert member.numbers(database) == {1, 2}
    assert member.opens_draft(database)
    assert member.signing_key(database)


def test_the_removed_person_is_refused_and_the_others_are_not(
    place: Place, peopled: Station
) -> None:
    peopled.remove_staff(GONE)
    peopled.put(new_record(1))  # with the new keys, at once
    assert not lets_in(peopled, GONE, STAFF_PASSWORD)
    assert lets_in(peopled, "other1", NEW_PASSWORD)
    peopled.close()
    station = place.open()
    assert lets_in(station, "other1", NEW_PASSWORD)
    assert lets_in(station, "lead1", LEAD_PASSWORD)
    station.close()
    trail = trail_of(place)
    at = trail.index(("remove_staff", "lead1", "staff1"))
    assert trail[at + 1][:2] == ("rotate_keys", "lead1")
    (row,) = rows(place.database, "SELECT * FROM staff WHERE id = 'staff1'")
    assert (row["active"], row["vault_key"], row["private_key"], row["salt"]) == (0, b"", b"", b"")


def test_everything_of_before_goes_on_after_a_removal(place: Place, peopled: Station) -> None:
    earlier = DAY - timedelta(days=1)
    peopled.open_day(earlier)
    peopled.put(new_record(9, day=earlier))
    closed = DAY - timedelta(days=2)
    peopled.open_day(closed)
    peopled.put(new_record(8, day=closed))
    peopled.close_day(closed, ALONE, ignore)
    for record in (new_record(1), exempted(2)):
        peopled.put(record)
    peopled.lock(draft_of(4))
    peopled.sign_in("lead1", LEAD_PASSWORD)
    duties = peopled.duties(DAY)
    peopled.remove_staff(GONE)
    assert peopled.draft() == draft_of(4)
    peopled.drop_draft()
    assert peopled.duties(DAY) == duties
    peopled.complete_duty(DAY, exempted(2).id)
    peopled.put(new_record(3))
    for day, photos in ((DAY, {1, 2, 3}), (earlier, {9})):
        files = peopled.close_day(day, ALONE, ignore)
        out = place.root / f"out-{day}"
        key = files.station_public_key.read_bytes()
        opened = open_batch(files.age, place.identity, out, station_key=key)
        assert not opened.problems
        found = {path.read_bytes() for path in (out / "photos").iterdir()}
        assert found == {jpeg_of(new_record(n, day=day)) for n in photos}
    peopled.close()
    assert list((place.data / "vault" / "slots").iterdir()) == []


def test_two_removals_in_a_row(place: Place, peopled: Station) -> None:
    peopled.add_staff(new_staff("other2", Role.STAFF, NEW_PASSWORD))
    peopled.put(new_record(1))
    peopled.remove_staff(GONE)
    peopled.remove_staff(StaffId("other2"))
    peopled.put(new_record(2))
    peopled.close()
    station = place.open_signed_in()
    assert station.close_day(DAY, ALONE, ignore).records == 2
    station.close()


def test_no_old_copy_of_the_vault_key_stays_on_the_disk(place: Place, peopled: Station) -> None:
    peopled.put(new_record(1))
    with peopled._parts.store.connection() as connection:
        old = list(connection.exec_driver_sql("SELECT vault_key FROM staff").scalars())
        own = "SELECT private_key FROM staff WHERE id = 'staff1'"
        old += connection.exec_driver_sql(own).scalars().all()
        old += connection.exec_driver_sql("SELECT dek FROM records").scalars().all()
    (slot,) = (place.data / "vault" / "slots").iterdir()
    old.append(slot.read_bytes())
    same_blocks = place.root / "same blocks"
    same_blocks.hardlink_to(slot)
    peopled.remove_staff(GONE)
    assert same_blocks.read_bytes() not in old, "replaced, not overwritten"
    files = [path for path in (place.data / "vault").rglob("*") if path.is_file()]
    assert not [path for path in files for one in old if bytes(one) in path.read_bytes()]


def test_keys_of_before_are_zeros_in_memory_afterwards(peopled: Station) -> None:
    peopled.put(new_record(1))
    keys = peopled._parts.door.unlocked.keys
    buffers = [one for one in vars(keys).values() if isinstance(one, bytearray)]
    buffers += keys.shifts.values()
    peopled.remove_staff(GONE)
    assert not any(any(one) for one in buffers)


def test_an_altered_record_stays_refused_and_does_not_hinder_a_removal(
    place: Place, peopled: Station
) -> None:
    for n in (1, 2):
        peopled.put(new_record(n))
    with peopled._parts.store.connection() as connection:
        connection.exec_driver_sql("UPDATE records SET stored_at = '2026' || substr(stored_at, 5)")
        connection.exec_driver_sql(
            "UPDATE records SET stored_at = replace(stored_at, '2026', '2025') WHERE number = 2"
        )
    peopled.remove_staff(GONE)
    with pytest.raises(TamperedError):
        peopled.close_day(DAY, ALONE, ignore)
    assert not lets_in(peopled, GONE, STAFF_PASSWORD)


def test_a_lost_slot_does_not_hinder_a_removal(place: Place, peopled: Station) -> None:
    peopled.close()
    (slot,) = (place.data / "vault" / "slots").iterdir()
    slot.unlink()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    station.remove_staff(GONE)
    assert not lets_in(station, GONE, STAFF_PASSWORD)
    assert station.open_day(DAY + timedelta(days=1)) == "open"
    station.close()


@pytest.mark.parametrize("size_bytes", [1, 4_000, 20_000, 40_000, 60_000, 80_000, 120_000, 200_000])
def test_a_full_disk_leaves_a_station_that_opens_for_the_others(
    place: Place, peopled: Station, size_bytes: int
) -> None:
    for n in (1, 2):
        peopled.put(new_record(n, jpeg_bytes=30_000))
    removed = True
    with no_file_above(size_bytes):
        try:
            peopled.remove_staff(GONE)
        except (DiskFullError, StorageFaultError):
            removed = False
    peopled.close()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert (GONE not in [one.id for one in station.staff()]) == removed
    if not removed:
        station.remove_staff(GONE)
    station.put(new_record(3))
    assert station.close_day(DAY, ALONE, ignore).records == 3
    with pytest.raises(SignInError):
        station.sign_in(GONE, STAFF_PASSWORD)
    station.close()


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_every_step_the_station_opens_for_the_others(
    place: Place, peopled: Station, every: int
) -> None:
    for n in (1, 2):
        peopled.put(new_record(n))
    peopled.lock(draft_of(5))
    peopled.close()
    place.data.rename(place.root / "before")
    drill = [sys.executable, str(DRILL), str(place.root), str(every)]
    drilled = subprocess.run(drill, capture_output=True, text=True, check=True)
    outcome = json.loads(drilled.stdout)
    assert outcome["wrong"] == []
    assert outcome["kills"] >= 70 // every
    assert outcome["removed"] >= 6 // every
    assert outcome["not_removed"] >= 60 // every
    assert outcome["waiting_slots"] >= 45 // every
