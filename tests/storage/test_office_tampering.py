"""Whoever changes the book behind the program's back is found out at the next opening, by line."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.event import Event
from kiosk.errors import KioskError
from storage.errors import DamagedDatabaseError, DamagedKeyFileError, NewerSchemaError
from storage.office.errors import (
    OfficeAlteredError,
    OfficeCutError,
    OfficeGapError,
    OfficeMissingError,
)
from tests.storage.office_suite import BY, event
from tests.storage.officetools import Shelf, furnished, new_shelf
from tests.storage.people import TestClock

NEWEST = 6
COLUMNS = ("at", "actor", "act", "kind", "entry", "version", "sealed_sha256", "previous")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return furnished(tmp_path_factory.mktemp("template")).files()


@pytest.fixture
def shelf(tmp_path: Path, template: dict[str, bytes]) -> Shelf:
    shelf = Shelf(tmp_path / "office", TestClock())
    shelf.folder.mkdir()
    shelf.put_back(template)
    return shelf


def found(shelf: Shelf) -> tuple[type[KioskError], dict[str, str]]:
    """Return what the opening says."""
    with pytest.raises(KioskError) as caught:
        shelf.open()
    return type(caught.value), caught.value.params


def test_an_untouched_book_opens(shelf: Shelf) -> None:
    with shelf.opened() as office:
        assert office.read().lines == NEWEST


@pytest.mark.parametrize("line", range(1, NEWEST + 1))
@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_word_of_any_line_is_named(shelf: Shelf, column: str, line: int) -> None:
    other = {"version": "version + 1"}.get(column, f"CAST({column} || 'x' AS BLOB)")
    shelf.alter(f"UPDATE links SET {column} = {other} WHERE n = {line}")
    assert found(shelf) == (OfficeAlteredError, {"line": str(line)})


@pytest.mark.parametrize("column", ["head", "mac"])
def test_a_changed_proof_is_named(shelf: Shelf, column: str) -> None:
    shelf.alter(f"UPDATE links SET {column} = zeroblob(32) WHERE n = 3")
    assert found(shelf) == (OfficeAlteredError, {"line": "3"})


@pytest.mark.parametrize("line", range(1, NEWEST + 1))
def test_a_flipped_bit_of_any_content_is_named(shelf: Shelf, line: int) -> None:
    shelf.alter(
        f"UPDATE pages SET sealed = CAST(substr(sealed, 1, 30) || x'00' || substr(sealed, 32)"
        f" AS BLOB) WHERE n = {line}"
    )
    assert found(shelf) == (OfficeAlteredError, {"line": str(line)})


def test_two_contents_that_were_exchanged_are_named(shelf: Shelf) -> None:
    shelf.alter(
        "UPDATE pages SET n = 99 WHERE n = 1",
        "UPDATE pages SET n = 1 WHERE n = 3",
        "UPDATE pages SET n = 3 WHERE n = 99",
    )
    assert found(shelf) == (OfficeAlteredError, {"line": "1"})


def test_an_older_version_in_the_newer_ones_place_is_named(shelf: Shelf) -> None:
    shelf.alter("UPDATE pages SET sealed = (SELECT sealed FROM pages WHERE n = 1) WHERE n = 2")
    assert found(shelf) == (OfficeAlteredError, {"line": "2"})


def test_an_older_version_with_its_whole_line_is_named(shelf: Shelf) -> None:
    columns = "at, actor, sealed_sha256, version, previous, head, mac"
    shelf.alter(
        f"UPDATE links SET ({columns}) = (SELECT {columns} FROM links WHERE n = 1) WHERE n = 2",
        "UPDATE pages SET sealed = (SELECT sealed FROM pages WHERE n = 1) WHERE n = 2",
    )
    assert found(shelf) == (OfficeAlteredError, {"line": "2"})


@pytest.mark.parametrize("line", range(1, NEWEST))
def test_a_line_that_was_taken_out_is_named(shelf: Shelf, line: int) -> None:
    shelf.alter(f"DELETE FROM pages WHERE n = {line}", f"DELETE FROM links WHERE n = {line}")
    assert found(shelf) == (OfficeGapError, {"line": str(line)})


@pytest.mark.parametrize("line", range(1, NEWEST + 1))
def test_content_that_was_taken_out_is_named(shelf: Shelf, line: int) -> None:
    shelf.alter(f"DELETE FROM pages WHERE n = {line}")
    assert found(shelf) == (OfficeGapError, {"line": str(line)})


@pytest.mark.parametrize("left", range(NEWEST))
def test_a_chain_that_was_cut_off_is_named(shelf: Shelf, left: int) -> None:
    shelf.alter(f"DELETE FROM pages WHERE n > {left}", f"DELETE FROM links WHERE n > {left}")
    assert found(shelf) == (OfficeCutError, {"line": str(left), "known": str(NEWEST)})


def test_an_older_copy_of_the_book_is_named(shelf: Shelf) -> None:
    older = shelf.database.read_bytes()
    with shelf.opened() as office:
        office.put(event(4), by=BY, expected_version=0)
    shelf.database.write_bytes(older)
    assert found(shelf) == (OfficeCutError, {"line": "6", "known": "7"})


def test_a_copy_that_went_another_way_is_named(shelf: Shelf) -> None:
    before = shelf.files()
    with shelf.opened() as office:
        office.put(event(4), by=BY, expected_version=0)
    other = shelf.database.read_bytes()
    shelf.put_back(before)
    with shelf.opened() as office:
        office.put(event(5), by=BY, expected_version=0)
    shelf.database.write_bytes(other)
    assert found(shelf) == (OfficeCutError, {"line": "7", "known": "7"})


def test_a_line_of_another_history_of_the_same_book_is_named(shelf: Shelf) -> None:
    """Both lines are real, under the same key and at the same place; they do not follow."""
    before = shelf.files()
    histories = []
    for first, second in ((4, 5), (6, 7)):
        shelf.put_back(before)
        with shelf.opened() as office:
            office.put(event(first), by=BY, expected_version=0)
            office.put(event(second), by=BY, expected_version=0)
        histories.append(_row(shelf, "links", 8))
        if first == 4:
            page = _row(shelf, "pages", 8)
    columns = ", ".join("?" for _ in histories[0])
    connection = sqlite3.connect(shelf.database)
    with connection:
        connection.execute("DELETE FROM pages WHERE n = 8")
        connection.execute("DELETE FROM links WHERE n = 8")
        connection.execute(f"INSERT INTO links VALUES ({columns})", histories[0])
        connection.execute("INSERT INTO pages VALUES (?, ?)", page)
    connection.close()
    assert found(shelf) == (OfficeAlteredError, {"line": "8"})


def test_a_line_that_was_made_up_is_named(shelf: Shelf) -> None:
    shelf.alter(
        "INSERT INTO links SELECT n + 1, at, actor, act, kind, 'E-009', 1, sealed_sha256, head,"
        " zeroblob(32), zeroblob(32) FROM links WHERE n = 6"
    )
    assert found(shelf) == (OfficeAlteredError, {"line": "7"})


def test_content_without_a_line_is_named(shelf: Shelf) -> None:
    shelf.alter("PRAGMA foreign_keys = OFF", "INSERT INTO pages VALUES (7, x'00')")
    assert found(shelf) == (OfficeAlteredError, {"line": "7"})


def test_forgotten_content_that_came_back_is_named(shelf: Shelf) -> None:
    with shelf.opened() as office:
        ref = office.read().of(Event)[1].ref
        office.forget(ref, by=BY, expected_version=1)
    shelf.alter("INSERT INTO pages VALUES (3, x'00')")
    assert found(shelf) == (OfficeAlteredError, {"line": "3"})


def test_forgotten_content_is_nowhere_in_the_files(shelf: Shelf) -> None:
    sealed = _sealed(shelf, 3)
    assert any(sealed in content for content in shelf.files().values())
    with shelf.opened() as office:
        office.forget(office.read().of(Event)[1].ref, by=BY, expected_version=1)
        assert not any(sealed in content for content in shelf.files().values())
    assert not any(sealed in content for content in shelf.files().values())


def test_nothing_of_a_value_is_readable_in_the_files(shelf: Shelf) -> None:
    for content in shelf.files().values():
        for word in ("研修", "髙橋", "3300", "変更"):
            assert word.encode() not in content


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"head":"00","mac":"00","n":1}'])
def test_an_end_that_somebody_wrote_is_no_end(shelf: Shelf, content: bytes) -> None:
    shelf.end.write_bytes(content)
    assert found(shelf)[0] is DamagedKeyFileError


def test_a_lost_end_is_not_taken_for_a_new_book(shelf: Shelf) -> None:
    shelf.end.unlink()
    shelf.database.unlink()
    assert found(shelf)[0] is DamagedKeyFileError


def test_a_lost_book_is_not_begun_anew(shelf: Shelf) -> None:
    shelf.database.unlink()
    assert found(shelf)[0] is OfficeMissingError
    assert not shelf.database.exists()


def test_an_emptied_book_is_not_begun_anew(shelf: Shelf) -> None:
    shelf.alter("DROP TABLE pages", "DROP TABLE links", "PRAGMA user_version = 0")
    assert found(shelf)[0] is DamagedDatabaseError


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER quiet AFTER INSERT ON links BEGIN DELETE FROM pages; END",
        "CREATE TABLE more (x)",
        "CREATE INDEX by_kind ON links (kind)",
        "ALTER TABLE links ADD COLUMN more TEXT",
    ],
)
def test_another_structure_is_damage(shelf: Shelf, statement: str) -> None:
    shelf.alter(statement)
    assert found(shelf)[0] is DamagedDatabaseError


def test_a_book_of_a_newer_release_is_told_as_such(shelf: Shelf) -> None:
    shelf.alter("PRAGMA user_version = 2")
    assert found(shelf)[0] is NewerSchemaError


def test_a_line_of_another_book_is_named(shelf: Shelf, tmp_path: Path) -> None:
    other = new_shelf(tmp_path / "other")
    shelf.database.write_bytes(b"")
    with other.opened() as office:
        office.put(event(1), by=BY, expected_version=0)
    shelf.database.write_bytes(other.database.read_bytes())
    assert found(shelf) == (OfficeAlteredError, {"line": "1"})


def _sealed(shelf: Shelf, line: int) -> bytes:
    return bytes(_row(shelf, "pages", line)[1])


def _row(shelf: Shelf, table: str, line: int) -> tuple[Any, ...]:
    connection = sqlite3.connect(shelf.database)
    row = connection.execute(f"SELECT * FROM {table} WHERE n = ?", (line,)).fetchone()
    connection.close()
    return tuple(row)
