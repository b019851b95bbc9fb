"""Pictures of venues keep the same promises: at a station, at headquarters, in memory."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.sitepicture import SitePicture
from kiosk.officeports import OfficeBook, PictureAlteredError, PictureGoneError
from storage.errors import NotSignedInError, StorageFaultError
from storage.office.headquarters import create_office, open_office
from storage.office.picturefile import LARGEST_BYTES
from storage.station import Station
from tests.fakes.memoryoffice import MemoryOffice
from tests.storage.office_suite import BY, event
from tests.storage.officetools import Shelf, new_shelf
from tests.storage.people import CHEAP, Place, TestClock
from tests.storage.picture_suite import EVENT, PicturePromises, site_photo

PASSPHRASE = "けんしゅう 本部の 長い 合言葉"


class TestPicturesOfAStation(PicturePromises):
    @pytest.fixture
    def clock(self, place: Place) -> TestClock:
        return place.clock

    @pytest.fixture
    def office(self, place: Place) -> Iterator[OfficeBook]:
        station = place.open_signed_in()
        yield station.office
        station.close()


class TestPicturesOfHeadquarters(PicturePromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def office(self, tmp_path: Path, clock: TestClock) -> Iterator[OfficeBook]:
        folder = tmp_path / "office"
        create_office(folder, PASSPHRASE, argon2=CHEAP)
        office = open_office(folder, PASSPHRASE, clock)
        yield office
        office.close()


class TestPicturesInMemory(PicturePromises):
    @pytest.fixture
    def clock(self) -> TestClock:
        return TestClock()

    @pytest.fixture
    def office(self, clock: TestClock) -> MemoryOffice:
        return MemoryOffice(clock)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = new_shelf(tmp_path)
    with shelf.opened() as office:
        office.put(event(), by=BY, expected_version=0)
    return shelf


def keep(shelf: Shelf, word: bytes = b"kenshu") -> SitePicture:
    with shelf.opened() as office:
        return office.pictures.keep(EVENT, f"（研修）{word!r}", site_photo(word), by=BY)


def file_of(shelf: Shelf, picture: SitePicture) -> Path:
    return shelf.folder / "pictures" / f"{picture.id}.sealed"


def refused(shelf: Shelf, picture: SitePicture) -> PictureAlteredError:
    with shelf.opened() as office, pytest.raises(PictureAlteredError) as caught:
        office.pictures.jpeg(picture)
    return caught.value


def test_a_picture_is_there_after_a_restart_and_readable_by_nobody_else(shelf: Shelf) -> None:
    picture = keep(shelf)
    content = file_of(shelf, picture).read_bytes()
    assert b"kenshu" not in content
    assert b"\xff\xd8\xff" not in content
    if os.name != "nt":
        assert file_of(shelf, picture).stat().st_mode & 0o077 == 0
    with shelf.opened() as office:
        assert office.read().pictures == (picture,)
        assert office.pictures.jpeg(picture) == site_photo().jpeg


def test_two_picture_files_that_were_exchanged_are_noticed_and_named(shelf: Shelf) -> None:
    first, second = keep(shelf, b"one"), keep(shelf, b"two")
    one, two = file_of(shelf, first), file_of(shelf, second)
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)
    assert refused(shelf, first).params == {"event": "E-001", "caption": "（研修）b'one'"}
    assert refused(shelf, second).params == {"event": "E-001", "caption": "（研修）b'two'"}


def test_a_picture_of_another_book_is_noticed(shelf: Shelf, tmp_path: Path) -> None:
    other = new_shelf(tmp_path / "other")
    with other.opened() as office:
        office.put(event(), by=BY, expected_version=0)
    picture, foreign = keep(shelf), keep(other)
    shutil.copy(file_of(other, foreign), file_of(shelf, picture))
    refused(shelf, picture)


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_a_flipped_bit_is_noticed(shelf: Shelf, at: int) -> None:
    picture = keep(shelf)
    content = bytearray(file_of(shelf, picture).read_bytes())
    content[at] ^= 1
    file_of(shelf, picture).write_bytes(content)
    refused(shelf, picture)


@pytest.mark.parametrize("content", [b"", b"KBE1", b"x" * 100])
def test_a_file_that_was_cut_or_written_anew_is_noticed(shelf: Shelf, content: bytes) -> None:
    picture = keep(shelf)
    file_of(shelf, picture).write_bytes(content)
    refused(shelf, picture)


def test_a_huge_file_in_a_pictures_place_is_not_read_into_memory(shelf: Shelf) -> None:
    picture = keep(shelf)
    with file_of(shelf, picture).open("r+b") as file:
        file.truncate(LARGEST_BYTES * 100)  # sparse: no disk is used
    refused(shelf, picture)


def test_a_line_that_speaks_of_other_pixels_is_noticed(shelf: Shelf) -> None:
    """Whoever has the keys but not the old pixels cannot have them pass as the old ones."""
    picture = keep(shelf)
    refused(shelf, replace(picture, sha256="00" * 32))


def test_a_lost_file_is_told_by_name_and_the_book_opens(shelf: Shelf) -> None:
    picture = keep(shelf)
    file_of(shelf, picture).unlink()
    with shelf.opened() as office:
        assert office.read().pictures == (picture,)
        with pytest.raises(PictureGoneError):
            office.pictures.jpeg(picture)
        office.pictures.forget(picture, by=BY)
        assert office.read().pictures == ()


def test_a_file_without_a_line_is_destroyed_at_the_next_opening(shelf: Shelf) -> None:
    """That is what a kill between file and line leaves; see also the harness of kills."""
    picture = keep(shelf)
    orphan = file_of(shelf, picture).with_name("S-0123456789ABCDEF.sealed")
    shutil.copy(file_of(shelf, picture), orphan)
    with shelf.opened() as office:
        assert not orphan.exists()
        assert office.pictures.jpeg(picture) == site_photo().jpeg


def test_files_that_are_not_ours_are_left_alone(shelf: Shelf) -> None:
    picture = keep(shelf)
    strangers = [file_of(shelf, picture).with_name(n) for n in ("a.sealed", "S-1.sealed", "x.jpg")]
    for one in strangers:
        one.write_bytes(b"kenshu")
    with shelf.opened():
        assert all(one.exists() for one in strangers)


def test_the_pixels_go_when_the_book_alone_was_told_to_forget(shelf: Shelf) -> None:
    picture = keep(shelf)
    with shelf.opened() as office:
        (line,) = office.read().of(SitePicture)
        office.forget(line.ref, by=BY, expected_version=1)
    with shelf.opened():
        assert not file_of(shelf, picture).exists()


def test_a_line_that_cannot_be_written_leaves_no_file(shelf: Shelf) -> None:
    """The end of the book cannot be noted: that stops the line after the next."""
    with shelf.opened() as office:
        (shelf.folder / ".book.end.part").mkdir()
        kept = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        with pytest.raises(StorageFaultError):
            office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        assert [one.stem for one in (shelf.folder / "pictures").iterdir()] == [kept.id]


def test_a_file_that_cannot_be_written_leaves_no_line(shelf: Shelf) -> None:
    (shelf.folder / "pictures").write_bytes(b"a file where the folder should be")
    with shelf.opened() as office:
        with pytest.raises(StorageFaultError):
            office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        assert office.read().lines == 1


def test_a_locked_station_shows_no_picture(station: Station) -> None:
    station.office.put(event(), by=BY, expected_version=0)
    kept = station.office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
    station.lock(None)
    with pytest.raises(NotSignedInError):
        station.office.pictures.jpeg(kept)
    with pytest.raises(NotSignedInError):
        station.office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
