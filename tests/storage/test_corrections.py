"""Corrections of today: the row sealed anew, in the trail, and no older version believed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.ids import StaffId
from kiosk.domain.numbers import FormId
from kiosk.domain.record import CorrectionReason
from kiosk.domain.staff import Role
from kiosk.errors import DiskFullError
from storage.errors import StorageFaultError, TamperedError
from storage.headquarters.recover import recover
from storage.receiving.receiver import open_batch
from storage.station import Station
from tests.storage.people import (
    ALONE,
    DAY,
    Place,
    exempted,
    foreigner,
    new_record,
    new_staff,
    renamed,
)
from tests.storage.port_suite import ignore
from tests.storage.test_batch_content import table
from tests.storage.test_drafts import full_disk
from tests.storage.trails import trail_of

WRONG = new_record(1)
RIGHT = renamed(WRONG, "研修 華子")


def correct(station: Station) -> None:
    station.correct(RIGHT, CorrectionReason.MISREAD)


def test_the_trail_says_who_looked_and_who_corrected_what_and_why(
    place: Place, station: Station
) -> None:
    station.put(WRONG)
    station.records_today(DAY)
    station.open_record(WRONG.id)
    correct(station)
    station.close()
    kinds = ("put", "list_records", "open_record", "correct_record")
    assert [one for one in trail_of(place) if one[0] in kinds] == [
        ("put", "lead1", str(WRONG.id)),
        ("list_records", "lead1", ""),
        ("open_record", "lead1", str(WRONG.id)),
        ("correct_record", "lead1", f"{WRONG.id}.2.misread"),
    ]


def test_the_batch_holds_what_was_corrected_and_nothing_of_before(
    place: Place, station: Station
) -> None:
    station.put(exempted(1))
    station.put(foreigner(2))
    person = replace(exempted(1).applicant, form_id=FormId("99990000111122223333444"))
    whole = replace(exempted(1).application, applicant=person)
    station.correct(replace(exempted(1), application=whole), CorrectionReason.PAPERS_DIFFER)
    station.complete_duty(DAY, exempted(1).id)
    station.correct(renamed(foreigner(2), "KENSHU TRẦN"), CorrectionReason.SAID_LATER)
    files = station.close_day(DAY, ALONE, ignore)
    opened = open_batch(files.age, place.identity, place.root / "out")
    assert (opened.records, opened.photos, opened.problems) == (2, 2, ())
    told = [(row["申請書ID"], row["氏名"]) for row in table(place.root / "out")]
    assert told == [(person.form_id, person.name), ("", "KENSHU TRẦN")]


def test_a_dead_laptop_gives_the_corrected_record(place: Place, station: Station) -> None:
    station.put(WRONG)
    correct(station)
    station.close()
    found = recover(place.data, place.identity, place.root / "recovered")
    assert found.problems == ()
    (row,) = table(place.root / "recovered" / DAY.isoformat())
    assert row["氏名"] == "研修 華子"


def test_a_correction_that_fails_leaves_the_record_as_it_was(station: Station) -> None:
    before = new_record(1, jpeg_bytes=400_000)
    station.put(before)
    with full_disk(), pytest.raises((DiskFullError, StorageFaultError)):
        station.correct(renamed(before, "研修 華子"), CorrectionReason.MISREAD)
    assert station.open_record(before.id) == before
    assert station.close_day(DAY, ALONE, ignore).records == 1


def older_row(place: Place) -> Path:
    """Return a copy of the database with the record as it is now."""
    copy = place.root / "older.db"
    with closing(sqlite3.connect(place.database)) as source, closing(sqlite3.connect(copy)) as to:
        source.backup(to)
    return copy


def put_back(place: Place, older: Path) -> None:
    with closing(sqlite3.connect(place.database)) as connection, connection:
        connection.execute("ATTACH ? AS older", (str(older),))
        connection.execute("DELETE FROM records")
        connection.execute("INSERT INTO records SELECT * FROM older.records")


def test_the_record_of_before_its_correction_put_back_is_refused(
    place: Place, station: Station
) -> None:
    station.put(WRONG)
    station.close()
    older = older_row(place)
    station = place.open_signed_in()
    correct(station)
    station.close()
    put_back(place, older)
    station = place.open_signed_in()
    with pytest.raises(TamperedError):
        station.open_record(WRONG.id)
    with pytest.raises(TamperedError):
        station.records_today(DAY)
    with pytest.raises(TamperedError):
        correct(station)
    with pytest.raises(TamperedError):
        station.close_day(DAY, ALONE, ignore)
    station.close()


def test_a_version_that_the_trail_does_not_know_is_refused(station: Station) -> None:
    station.put(WRONG)
    with station._parts.store.connection() as connection:
        connection.exec_driver_sql("UPDATE records SET row_version = 2")
    with pytest.raises(TamperedError):
        station.open_record(WRONG.id)


def test_new_keys_open_a_corrected_record(place: Place, station: Station) -> None:
    station.put(WRONG)
    correct(station)
    station.add_staff(new_staff("staff2", Role.STAFF, "yet another long password"))
    station.remove_staff(StaffId("staff1"))
    assert station.open_record(WRONG.id) == RIGHT
    station.close()
    station = place.open_signed_in()
    assert station.open_record(WRONG.id) == RIGHT
    assert station.close_day(DAY, ALONE, ignore).records == 1
    station.close()
