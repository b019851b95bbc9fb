"""The whole folder of headquarters' book, put back as it was, is noticed on that machine."""

import shutil
from pathlib import Path

import pytest

from kiosk.domain.event import Event
from storage.office.errors import OfficeCutError, OfficeMissingError
from storage.office.headquarters import HeadquartersOffice, accept_older, open_office
from tests.storage.office_suite import BY, event
from tests.storage.officetools import PASSPHRASE, Shelf, new_shelf


class Desk:
    """A machine that notes how far it saw a book."""

    def __init__(self, shelf: Shelf, seen: Path) -> None:
        self.shelf, self.seen = shelf, seen

    def open(self) -> HeadquartersOffice:
        return open_office(self.shelf.folder, PASSPHRASE, self.shelf.clock, witnesses=self.seen)

    def write(self, n: int) -> None:
        office = self.open()
        office.put(event(n), by=BY, expected_version=0)
        office.close()

    def events(self) -> int:
        office = self.open()
        found = len(office.read().entries(Event))
        office.close()
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(new_shelf(tmp_path), tmp_path / "seen" / "ends")


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Desk:
    """Another machine, to which the folder is carried."""
    return Desk(desk.shelf, tmp_path / "other")


def copied(desk: Desk, tmp_path: Path) -> Path:
    return Path(shutil.copytree(desk.shelf.folder, tmp_path / "copy"))


def put_back(desk: Desk, copy: Path) -> None:
    shutil.rmtree(desk.shelf.folder)
    copy.rename(desk.shelf.folder)


def test_an_older_copy_of_the_whole_folder_is_noticed(desk: Desk, tmp_path: Path) -> None:
    desk.write(1)
    copy = copied(desk, tmp_path)
    desk.write(2)
    put_back(desk, copy)
    with pytest.raises(OfficeCutError) as caught:
        desk.open()
    assert caught.value.params == {"line": "1", "known": "2"}


def test_a_copy_from_before_the_first_line_is_noticed(desk: Desk, tmp_path: Path) -> None:
    copy = copied(desk, tmp_path)
    desk.write(1)
    put_back(desk, copy)
    with pytest.raises(OfficeMissingError):
        desk.open()


def test_a_copy_that_went_another_way_is_noticed_however_long_it_is(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    desk.write(1)
    copy = copied(desk, tmp_path)
    desk.write(2)
    put_back(desk, copy)
    other.write(3)
    other.write(4)
    with pytest.raises(OfficeCutError) as caught:
        desk.open()
    assert caught.value.params == {"line": "3", "known": "2"}


def test_a_book_that_is_carried_from_machine_to_machine_is_right(desk: Desk, other: Desk) -> None:
    desk.write(1)
    other.write(2)
    desk.write(3)
    assert (desk.events(), other.events()) == (3, 3)


def test_what_was_only_read_here_is_seen_as_well(desk: Desk, other: Desk, tmp_path: Path) -> None:
    desk.write(1)
    copy = copied(desk, tmp_path)
    desk.write(2)
    assert other.events() == 2
    put_back(desk, copy)
    with pytest.raises(OfficeCutError):
        other.open()


def test_an_accepted_older_copy_is_right_from_then_on(desk: Desk, tmp_path: Path) -> None:
    desk.write(1)
    copy = copied(desk, tmp_path)
    desk.write(2)
    put_back(desk, copy)
    shelf = desk.shelf
    accept_older(shelf.folder, PASSPHRASE, shelf.clock, lines=1, witnesses=desk.seen)
    desk.write(3)
    assert desk.events() == 2


@pytest.mark.parametrize("spoil", [b"", b"{}", b"\xff" * 300])
def test_a_spoilt_witness_is_made_anew(desk: Desk, spoil: bytes) -> None:
    desk.write(1)
    (witness,) = desk.seen.iterdir()
    right = witness.read_bytes()
    witness.write_bytes(spoil)
    assert desk.events() == 1
    assert witness.read_bytes() == right


def test_a_witness_that_cannot_be_written_holds_nothing_up(desk: Desk) -> None:
    desk.seen.parent.mkdir()
    desk.seen.write_bytes(b"a file where the folder should be")
    desk.write(1)
    assert desk.events() == 1


def test_two_books_have_two_witnesses(desk: Desk, tmp_path: Path) -> None:
    second = Desk(new_shelf(tmp_path / "second"), desk.seen)
    desk.write(1)
    desk.write(2)
    second.write(1)
    assert (desk.events(), second.events()) == (2, 1)
