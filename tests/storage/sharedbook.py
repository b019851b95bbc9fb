"""Books of one database file that several connections write at once, read-committed style.

Each reading sees what was committed last; the write lock is taken at the first writing, so two
transactions may both read and then both write.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from kiosk.ports import Clock
from storage.database.rowmac import RowMacs
from storage.station import Station
from storage.tickets.book import Book
from tests.storage.people import Place


def _nothing() -> None:
    pass


class SharedStore:
    """Like `storage.database.engine.Store`, but nobody has the file alone.

    ``before_writing`` is called when a transaction has read and is about to write.
    """

    def __init__(self, path: Path) -> None:
        self.before_writing: Callable[[], None] = _nothing
        self._engine = create_engine(
            f"sqlite+pysqlite:///{path}", poolclass=StaticPool, connect_args={"timeout": 30}
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "before_cursor_execute", self._begin_late)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, autoflush=False)

    @contextlib.contextmanager
    def unit(self) -> Iterator[Session]:
        with self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        self._engine.dispose()

    def _begin_late(self, _connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")) and not cursor.connection.in_transaction:
            self.before_writing()
            cursor.connection.execute("BEGIN IMMEDIATE")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA foreign_keys=ON")


@dataclass
class GivenKeys:
    """The line's keys of a station that is closed by now."""

    rows: bytearray
    codes: bytearray
    database: str

    @property
    def macs(self) -> RowMacs:
        return RowMacs(self.rows, self.database)


def given_keys(station: Station) -> GivenKeys:
    """Return a copy of the line's keys."""
    key = station._parts.queue_key
    return GivenKeys(bytearray(key._rows), bytearray(key._codes), station.profile.database)


def keys_of(place: Place) -> GivenKeys:
    """Return the line's keys of a station whose `DAY` is open now; it is closed afterwards."""
    station = place.open_signed_in()
    given = given_keys(station)
    station.close()
    return given


def shared_book(store: SharedStore, keys: GivenKeys, clock: Clock) -> Book:
    """Return a book on a connection of its own."""
    return Book(store, keys, keys.database, clock)
