"""The office's book at headquarters: its passphrase, and what a power cut may leave of it."""

from pathlib import Path

import pytest

from kiosk.domain.event import Event
from storage.errors import AlreadyRunningError, DamagedKeyFileError, WeakPasswordError
from storage.office.errors import OfficeExistsError, OfficeMissingError, OfficePassphraseError
from storage.office.headquarters import create_office
from tests.storage.office_suite import BY, event
from tests.storage.officetools import PASSPHRASE, Shelf, furnished, new_shelf
from tests.storage.people import CHEAP

NEW = "あたらしい 本部の 長い 合言葉"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return furnished(tmp_path)


def test_a_wrong_passphrase_opens_nothing(shelf: Shelf) -> None:
    with pytest.raises(OfficePassphraseError):
        shelf.open(PASSPHRASE + "。")


def test_a_short_passphrase_makes_no_book(tmp_path: Path) -> None:
    with pytest.raises(WeakPasswordError):
        create_office(tmp_path / "office", "short", argon2=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_never_made_over_anything(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(OfficeExistsError):
        create_office(shelf.folder, PASSPHRASE, argon2=CHEAP)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").touch()
    with pytest.raises(OfficeExistsError):
        create_office(other, PASSPHRASE, argon2=CHEAP)


def test_an_empty_folder_may_become_a_book(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    with new_shelf(tmp_path).opened() as office:
        assert office.read().lines == 0


def test_a_folder_without_a_book_says_so(tmp_path: Path) -> None:
    shelf = new_shelf(tmp_path)
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(OfficeMissingError):
            Shelf(place, shelf.clock).open()


def test_two_cannot_have_the_book_open(shelf: Shelf) -> None:
    with shelf.opened(), pytest.raises(AlreadyRunningError):
        shelf.open()


def test_after_a_change_only_the_new_passphrase_opens(shelf: Shelf) -> None:
    with shelf.opened() as office:
        office.change_passphrase(NEW, argon2=CHEAP)
        office.put(event(4), by=BY, expected_version=0)
    with pytest.raises(OfficePassphraseError):
        shelf.open()
    office = shelf.open(NEW)
    assert len(office.read().entries(Event)) == 4
    office.close()
    assert sorted(shelf.files()) == ["book.db", "book.end", "book.key"]


def test_the_old_passphrases_key_is_not_left_on_the_disk(shelf: Shelf) -> None:
    old = shelf.files()["book.key"]
    with shelf.opened() as office:
        office.change_passphrase(NEW, argon2=CHEAP)
    assert not any(old[10:60] in content for content in shelf.files().values())


@pytest.mark.parametrize("spoiled", [None, b"", b"\x93random", b'{"argon2":"64,1,1"}'])
def test_a_change_that_was_cut_short_is_ended_by_the_next_opening(
    shelf: Shelf, spoiled: bytes | None
) -> None:
    """The new key waits while the old file is overwritten, half overwritten, or gone."""
    with shelf.opened() as office:
        office.change_passphrase(NEW, argon2=CHEAP)
    key = shelf.folder / "book.key"
    key.rename(shelf.folder / "book.key.next")
    if spoiled is not None:
        key.write_bytes(spoiled)
    office = shelf.open(NEW)
    office.close()
    assert sorted(shelf.files()) == ["book.db", "book.end", "book.key"]


def test_a_change_that_had_only_begun_leaves_the_old_passphrase(shelf: Shelf) -> None:
    (shelf.folder / "book.key.next").write_bytes(b"{")
    with shelf.opened() as office:
        office.change_passphrase(NEW, argon2=CHEAP)
    shelf.open(NEW).close()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"argon2":"1,1,1"}'])
def test_a_damaged_key_file_is_told_as_such(shelf: Shelf, content: bytes) -> None:
    (shelf.folder / "book.key").write_bytes(content)
    with pytest.raises(DamagedKeyFileError):
        shelf.open()


def test_a_closed_book_has_no_key_in_memory(shelf: Shelf) -> None:
    office = shelf.open()
    key = office._key
    assert any(key)
    office.close()
    office.close()
    assert not any(key)


def test_a_book_that_was_made_and_never_used_opens_after_a_power_cut(tmp_path: Path) -> None:
    shelf = new_shelf(tmp_path)
    shelf.database.touch()  # SQLite had made the file and nothing in it
    with shelf.opened() as office:
        office.put(event(), by=BY, expected_version=0)


def test_a_line_whose_end_was_not_noted_any_more_counts(shelf: Shelf) -> None:
    """The power went between the book and the note of its end."""
    before = shelf.end.read_bytes()
    with shelf.opened() as office:
        office.put(event(4), by=BY, expected_version=0)
    shelf.end.write_bytes(before)
    with shelf.opened() as office:
        assert office.read().lines == 7
        office.put(event(5), by=BY, expected_version=0)
    assert shelf.end.read_bytes() != before
