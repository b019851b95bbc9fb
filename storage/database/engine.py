"""SQLite as the security design wants it: one connection, one thread, no early promise."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from kiosk.errors import DiskFullError
from storage.errors import AlreadyRunningError, DamagedDatabaseError, StorageFaultError

# In this order: EXCLUSIVE before WAL keeps the WAL index in memory and other processes out.
PRAGMAS = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FAULTS = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOLFS,
    }
)
_NOT_TEXT = "Could not decode to UTF-8"  # the sqlite3 module's own words; it gives no code
_PRIMARY_CODE = 0xFF  # the low byte of an extended result code (sqlite.org/rescode.html)


class Watcher(Protocol):
    """Hears how each unit of work ended."""

    def committed(self) -> None:
        """Take note that it is on the disk."""
        ...

    def rolled_back(self) -> None:
        """Take note that nothing of it is."""
        ...


class Store:
    """The database of one station; made, used and closed on one thread."""

    def __init__(self, path: Path) -> None:
        """Open the database and check it; raises the error that says what is wrong with it."""
        self._thread = threading.get_ident()
        self._watchers: list[Watcher] = []
        self._engine = _engine(path)
        try:
            with self.connection() as connection:
                _check(connection)
        except BaseException:
            self.close()
            raise
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, autoflush=False)

    def watch(self, watcher: Watcher) -> None:
        """Have the watcher told how each unit ends."""
        self._watchers.append(watcher)

    @contextlib.contextmanager
    def unit(self) -> Iterator[Session]:
        """Give a session whose changes are on the disk after the block, or not at all."""
        self._stay_on_one_thread()
        try:
            with translated(), self._sessions.begin() as session:
                yield session
        except BaseException:
            for watcher in self._watchers:
                watcher.rolled_back()
            raise
        for watcher in self._watchers:
            watcher.committed()

    @contextlib.contextmanager
    def connection(self) -> Iterator[Connection]:
        """Give the bare connection in one transaction; for migrations."""
        self._stay_on_one_thread()
        with translated(), self._engine.begin() as connection:
            yield connection

    def fold(self) -> None:
        """Fold the WAL into the database and empty it: no row that was replaced is left in it."""
        self._stay_on_one_thread()
        with translated():
            pooled = self._engine.raw_connection()
            try:
                cursor = pooled.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                answer = cursor.fetchone()
                cursor.close()
            finally:
                pooled.close()
        if answer is None or answer[0]:
            raise StorageFaultError("checkpoint is busy")

    def compact(self) -> None:
        """Write the database anew without what was deleted, and empty the WAL."""
        self.fold()
        with translated():
            pooled = self._engine.raw_connection()
            try:
                pooled.cursor().execute("VACUUM")
            finally:
                pooled.close()
        self.fold()

    def close(self) -> None:
        """Fold the WAL into the database and let go of it."""
        self._stay_on_one_thread()
        with translated():
            self._engine.dispose()

    def _stay_on_one_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the database is used by another thread than the one that opened it")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite says into an error with words; anything else is a bug and stays one."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes a damaged definition in its own words
        raise DamagedDatabaseError("no text") from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE
        name = getattr(cause, "sqlite_errorname", type(cause).__name__)
        if code == sqlite3.SQLITE_FULL:
            raise DiskFullError(name) from error
        if code in _DAMAGED:
            raise DamagedDatabaseError(name) from error
        if code in _BUSY:
            raise AlreadyRunningError(name) from error
        if code in _FAULTS:
            raise StorageFaultError(name) from error
        if _NOT_TEXT in str(cause):
            raise DamagedDatabaseError("text that is none") from error
        raise


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        poolclass=StaticPool,
        hide_parameters=True,  # no row content in an exception text
        connect_args={"timeout": 0, "check_same_thread": True},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are ours: `_begin`
    for name, value, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}")
        (actual,) = connection.execute(f"PRAGMA {name}").fetchone()
        if actual != expected:
            raise StorageFaultError(f"pragma {name} is {actual}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check(connection: Connection) -> None:
    # The quick check would not hold indexes against rows: a look-up could miss a day that is there.
    answers = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
    if answers != ["ok"]:
        raise DamagedDatabaseError("integrity_check")
