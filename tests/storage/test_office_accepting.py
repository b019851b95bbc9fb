"""Going on with an older book, or with none: somebody answers for it, and the trail says who."""

import shutil
from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.domain.audit import AuditGroup, AuditKind
from kiosk.domain.event import Event
from kiosk.errors import ExitCode
from storage.errors import DamagedKeyFileError, GeneralNeededError
from storage.office.errors import (
    OfficeAlteredError,
    OfficeCutError,
    OfficeLinesError,
    OfficeMissingError,
    OfficePassphraseError,
)
from storage.office.headquarters import accept_older
from storage.station import Station
from tests.storage.moored import GENERAL_PASSWORD, Moored
from tests.storage.office_suite import BY, event
from tests.storage.officetools import PASSPHRASE, Shelf, furnished


@pytest.fixture
def moored(tmp_path: Path) -> Moored:
    """A station with two lines in its book, of which a copy of the first was put back."""
    moored = Moored(tmp_path)
    moored.create()
    station = moored.open_signed_in()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()
    shutil.copytree(moored.data / "office", tmp_path / "older")
    station = moored.open_signed_in()
    station.office.put(event(2), by=BY, expected_version=0)
    station.close()
    shutil.rmtree(moored.data / "office")
    (tmp_path / "older").rename(moored.data / "office")
    return moored


def as_general(moored: Moored) -> Station:
    station = moored.open()
    station.sign_in("general1", GENERAL_PASSWORD)
    return station


def test_a_station_goes_on_with_an_older_book_that_its_general_accepts(moored: Moored) -> None:
    station = as_general(moored)
    with pytest.raises(OfficeCutError):
        station.office.read()
    station.accept_office(1)
    assert station.office.read().entries(Event) == (event(),)
    station.office.put(event(3), by=BY, expected_version=0)
    station.close()
    again = moored.open_signed_in()
    assert again.office.read().entries(Event) == (event(), event(3))
    (line,) = [
        one
        for one in again.audit_lines(AuditGroup.OVERRIDES, before=None, most=9)
        if one.kind is AuditKind.ACCEPT_BOOK
    ]
    ends = [end.partition(":")[0] for end in line.subject.split("/")]
    assert (line.actor, ends) == ("general1", ["2", "1"])
    again.verify_audit()
    again.close()


def test_a_lead_accepts_no_older_book(moored: Moored) -> None:
    station = moored.open_signed_in()
    with pytest.raises(GeneralNeededError):
        station.accept_office(1)
    with pytest.raises(OfficeCutError):
        station.office.read()
    station.close()


def test_whoever_accepts_says_how_many_lines_there_are(moored: Moored) -> None:
    station = as_general(moored)
    with pytest.raises(OfficeLinesError) as caught:
        station.accept_office(2)
    assert caught.value.params == {"line": "1"}
    with pytest.raises(OfficeCutError):
        station.office.read()
    station.close()


def test_a_station_whose_book_is_lost_begins_anew_when_its_general_says_so(moored: Moored) -> None:
    shutil.rmtree(moored.data / "office")
    station = as_general(moored)
    with pytest.raises(OfficeMissingError):
        station.office.read()
    station.accept_office(0)
    assert station.office.read().kept == ()
    station.office.put(event(), by=BY, expected_version=0)
    station.close()


def test_a_station_that_never_had_a_book_has_nothing_to_accept(tmp_path: Path) -> None:
    moored = Moored(tmp_path)
    moored.create()
    station = as_general(moored)
    with pytest.raises(OfficeMissingError):
        station.accept_office(0)
    station.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Headquarters' book of seven lines, of which a copy of six was put back."""
    shelf = furnished(tmp_path)
    older = shelf.database.read_bytes()
    with shelf.opened() as office:
        office.put(event(4), by=BY, expected_version=0)
    shelf.database.write_bytes(older)
    return shelf


def test_headquarters_goes_on_with_an_older_book(shelf: Shelf, tmp_path: Path) -> None:
    word = tmp_path / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    asked = ["office", "accept-older", "--book", str(shelf.folder), "--password-file", str(word)]
    assert main([*asked, "--lines", "7"]) == ExitCode.REFUSED
    assert main([*asked, "--lines", "6"]) == ExitCode.OK
    with shelf.opened() as office:
        assert office.read().lines == 6
        office.put(event(5), by=BY, expected_version=0)


def test_a_lost_note_of_the_end_is_made_anew(shelf: Shelf) -> None:
    shelf.end.unlink()
    with pytest.raises(DamagedKeyFileError):
        shelf.open()
    accept_older(shelf.folder, PASSPHRASE, shelf.clock, lines=6)
    with shelf.opened() as office:
        assert office.read().lines == 6


def test_an_altered_book_is_accepted_by_nobody(shelf: Shelf) -> None:
    shelf.alter("UPDATE links SET actor = 'x' WHERE n = 2")
    with pytest.raises(OfficeAlteredError):
        accept_older(shelf.folder, PASSPHRASE, shelf.clock, lines=6)


def test_who_does_not_know_the_passphrase_accepts_nothing(shelf: Shelf) -> None:
    with pytest.raises(OfficePassphraseError):
        accept_older(shelf.folder, "another long passphrase", shelf.clock, lines=6)
    with pytest.raises(OfficeCutError):
        shelf.open()
