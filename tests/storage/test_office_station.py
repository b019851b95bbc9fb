"""The office's book of a station: under the station's own door, beside its vault."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.event import Event
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from storage.errors import NotSignedInError, TamperedError
from storage.office.errors import OfficeCutError, OfficeMissingError
from storage.station import Station
from tests.storage.office_suite import BY, FIRST, event
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, Place, new_staff


def test_the_book_is_there_after_a_restart(place: Place) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    again = place.open_signed_in()
    assert again.office.read().entries(Event) == (event(),)
    again.close()


def test_every_member_of_staff_opens_it(place: Place) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.sign_out()
    station.sign_in("staff1", STAFF_PASSWORD)
    assert station.office.read().entries(Event) == (event(),)
    station.close()


def test_a_locked_station_has_no_book(station: Station) -> None:
    station.office.put(event(), by=BY, expected_version=0)
    station.lock(None)
    with pytest.raises(NotSignedInError):
        station.office.read()
    with pytest.raises(NotSignedInError):
        station.office.put(event(2), by=BY, expected_version=0)
    with pytest.raises(NotSignedInError):
        station.office.history(FIRST)


def test_a_station_that_never_used_it_has_no_folder_for_it(place: Place) -> None:
    place.open_signed_in().close()
    assert not (place.data / "office").exists()


def test_new_keys_after_a_removal_open_the_same_book(place: Place) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.add_staff(new_staff("staff2", Role.STAFF, "yet another long password"))
    station.remove_staff(StaffId("staff1"))
    station.office.put(event(2), by=BY, expected_version=0)
    station.close()
    again = place.open_signed_in()
    assert again.office.read().entries(Event) == (event(), event(2))
    again.close()


def test_an_older_copy_of_the_book_alone_is_named(place: Place, tmp_path: Path) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    shutil.copytree(place.data / "office", tmp_path / "older")
    station = place.open_signed_in()
    station.office.put(event(2), by=BY, expected_version=0)
    station.close()
    shutil.rmtree(place.data / "office")
    (tmp_path / "older").rename(place.data / "office")
    station = place.open_signed_in()
    with pytest.raises(OfficeCutError) as caught:
        station.office.read()
    assert caught.value.params == {"line": "1", "known": "2"}
    station.close()


def test_a_lost_book_is_named_and_not_begun_anew(place: Place) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    shutil.rmtree(place.data / "office")
    station = place.open_signed_in()
    with pytest.raises(OfficeMissingError):
        station.office.put(event(), by=BY, expected_version=0)
    station.close()


def test_a_book_without_the_stations_key_for_it_is_refused(place: Place, tmp_path: Path) -> None:
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    other.create()
    shutil.copytree(place.data / "office", other.data / "office")
    station = other.open_signed_in()
    with pytest.raises(TamperedError):
        station.office.read()
    station.close()


def test_the_book_holds_up_neither_log_in_nor_day(place: Place) -> None:
    """A damaged book must not keep the venue from working."""
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    (place.data / "office" / "book.db").write_bytes(b"no database")
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.standing().anchor.value == "agrees"
    station.close()


def test_no_key_of_the_book_is_kept_between_two_uses(station: Station) -> None:
    station.office.put(event(), by=BY, expected_version=0)
    seen: list[bytearray] = []
    with station._office._keys() as keys:
        seen += [keys.pages, keys.chain]
        assert all(any(key) for key in seen)
    assert not any(any(key) for key in seen)


def test_an_older_copy_of_the_book_with_its_row_is_named_by_the_trail(
    place: Place, tmp_path: Path
) -> None:
    """Both are real and fit each other; only the trail, whose end is the anchor's, is newer."""
    station = place.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    shutil.copytree(place.data / "office", tmp_path / "older")
    row = setting(place)
    station = place.open_signed_in()
    station.office.put(event(2), by=BY, expected_version=0)
    station.close()
    shutil.rmtree(place.data / "office")
    (tmp_path / "older").rename(place.data / "office")
    set_back(place, row)
    station = place.open_signed_in()
    assert station.standing().anchor.value == "agrees"
    with pytest.raises(OfficeCutError) as caught:
        station.office.read()
    assert caught.value.params == {"line": "1", "known": "2"}
    station.close()


def test_the_trail_says_who_wrote_in_the_book_and_where_it_ended(station: Station) -> None:
    station.office.put(event(), by=BY, expected_version=0)
    station.office.put(event(2), by=BY, expected_version=0)
    head = station.office.read().head
    lines = station.audit_lines(AuditGroup.RECORDS, before=None, most=2)
    assert [line.kind for line in lines] == [AuditKind.WRITE_BOOK, AuditKind.WRITE_BOOK]
    assert (lines[0].actor, lines[0].subject) == ("lead1", f"2:{head[:16]}")


def setting(place: Place) -> tuple[object, ...]:
    """Return the row that says where the book ends."""
    with contextlib.closing(sqlite3.connect(place.database)) as connection:
        asked = "SELECT value, row_mac FROM settings WHERE key = 'office_end'"
        return tuple(connection.execute(asked).fetchone())


def set_back(place: Place, row: tuple[object, ...]) -> None:
    """Put an older row back, behind the program's back."""
    with contextlib.closing(sqlite3.connect(place.database)) as connection, connection:
        change = "UPDATE settings SET value = ?, row_mac = ? WHERE key = 'office_end'"
        assert connection.execute(change, row).rowcount == 1
