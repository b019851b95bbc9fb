"""Reading a station's database that nobody can sign in to, from a copy, row by row.

Every row is read on its own, so that a damaged page costs its rows and no others.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.errors import UnreadableFileError
from storage.audit.chain import Entry
from storage.files import disk_errors
from storage.layout import Layout
from storage.policies.errors import NothingToRecoverError

_DATABASE = "station.db"
_WAL = "-wal"
_PRIVATE = 0o700
_LONGEST_BLOB = 64_000_000  # as an entry of a batch; a record with its photo is 7 MB at most


class SealedRecord(NamedTuple):
    """A record's row, as far as it is needed to open it without the station's keys."""

    id: str
    shift: str
    number: int
    schema_version: int
    row_version: int
    dek_age: bytes
    sealed: bytes


class SealedDuty(NamedTuple):
    """A duty's row, opened with its record's key."""

    schema_version: int
    row_version: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that the disk does not give."""

    row: int


def database_in(source: Path) -> Path:
    """Return the database of a data folder or a vault folder, or the file itself."""
    for path in (source, source / _DATABASE, Layout(source).database):
        if path.is_file():
            return path
    raise NothingToRecoverError("no database", file=source.name)


@contextlib.contextmanager
def salvaged(source: Path, scratch: Path) -> Iterator["Salvage"]:
    """Give a copy of the database, made in ``scratch``; the original is only ever read.

    The journal beside it is copied too: what was committed last may be there alone.
    """
    database = database_in(source)
    with disk_errors():
        scratch.mkdir(mode=_PRIVATE, parents=True)
    copy = scratch / _DATABASE
    try:
        for suffix in ("", _WAL):
            part = database.with_name(f"{database.name}{suffix}")
            if part.exists():
                shutil.copyfile(part, copy.with_name(f"{copy.name}{suffix}"))
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=database.name) from error
    try:
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            yield Salvage(connection, source.name)
    except sqlite3.DatabaseError as error:
        raise NothingToRecoverError(type(error).__name__, file=source.name) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


class Salvage:
    """The rows that can still be read; ``name`` is the source's."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name

    def settings(self) -> dict[str, str]:
        """Return the settings rows."""
        return {
            key: value
            for key, value in self._connection.execute("SELECT key, value FROM settings")
            if isinstance(key, str) and isinstance(value, str)
        }

    def days(self) -> dict[str, str]:
        """Return the business date of each day's identity."""
        rows = self._connection.execute("SELECT id, business_date FROM shifts")
        return {str(shift): str(day) for shift, day in rows}

    def records(self) -> Iterator[SealedRecord | Unread]:
        """Give the records one after another, in the order they were stored."""
        names = ", ".join(SealedRecord._fields)
        for row in self._rows("records"):
            found = self._one(f"SELECT {names} FROM records WHERE rowid = ?", row)  # noqa: S608
            if found is not None:
                yield SealedRecord(*found) if _sound(found, "ssiiibb") else Unread(row)
            elif self._holds("records", row):
                yield Unread(row)

    def duty(self, record: str) -> SealedDuty | Unread | None:
        """Return the duty of a record, None when there is none."""
        asked = "SELECT schema_version, row_version, sealed FROM duties WHERE id = ?"
        try:
            found = self._connection.execute(asked, (record,)).fetchone()
        except sqlite3.OperationalError:  # the first release has no such table
            return None
        except sqlite3.DatabaseError:
            return Unread(0)
        if found is None:
            return None
        return SealedDuty(*found) if _sound(found, "iib") else Unread(0)

    def audit(self) -> Iterator[Entry | Unread]:
        """Give the entries of the trail in order; ends with what cannot be read, if anything."""
        names = ", ".join(Entry._fields)
        n = 0
        try:
            rows = self._connection.execute(f"SELECT {names} FROM audit ORDER BY n")  # noqa: S608
            for n, row in enumerate(rows, start=1):
                if not _sound(row, "issssssbbb"):
                    yield Unread(n)
                    return
                yield Entry(*row)
        except sqlite3.DatabaseError:
            yield Unread(n + 1)

    def _rows(self, table: str) -> range:
        asked = f"SELECT min(rowid), max(rowid) FROM {table}"  # noqa: S608 - names of ours
        first, last = self._connection.execute(asked).fetchone()
        return range(0) if first is None else range(first, last + 1)

    def _one(self, asked: str, row: int) -> tuple[Any, ...] | None:
        try:
            found: tuple[Any, ...] | None = self._connection.execute(asked, (row,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return found

    def _holds(self, table: str, row: int) -> bool:
        """Tell whether the row is there, or cannot even be asked for."""
        try:
            asked = f"SELECT 1 FROM {table} WHERE rowid = ?"  # noqa: S608 - names of ours
            return self._connection.execute(asked, (row,)).fetchone() is not None
        except sqlite3.DatabaseError:
            return True


def _sound(values: tuple[Any, ...], kinds: str) -> bool:
    """Tell whether the values are text, integers and blobs, as a station stores them."""
    return all(map(_sound_value, values, kinds))


def _sound_value(value: object, kind: str) -> bool:
    match value:
        case int():
            return kind == "i"
        case str():
            return kind == "s" and len(value) <= _LONGEST_BLOB
        case bytes():
            return kind == "b" and len(value) <= _LONGEST_BLOB
        case _:
            return False
