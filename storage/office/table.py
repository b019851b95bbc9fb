"""The two tables of a book: links, only added to, and the sealed page of each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from storage.crypto.digests import AuditHead
from storage.errors import DamagedDatabaseError, NewerSchemaError

FORMAT = 1
"""SQLite's ``user_version``; a release that changes the tables counts on and upgrades."""
_CREATE = {
    "links": (
        "CREATE TABLE links (n INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL,"
        " act TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, version INTEGER NOT NULL,"
        " sealed_sha256 BLOB NOT NULL, previous BLOB NOT NULL, head BLOB NOT NULL,"
        " mac BLOB NOT NULL)"
    ),
    "pages": (
        "CREATE TABLE pages (n INTEGER PRIMARY KEY REFERENCES links (n), sealed BLOB NOT NULL)"
    ),
}
_THINGS = "SELECT type, name, sql FROM sqlite_schema"


class Link(NamedTuple):
    """A line of the chain as it lies in the database; ``at`` is the stored text."""

    n: int
    at: str
    actor: str
    act: str
    kind: str
    entry: str
    version: int
    sealed_sha256: bytes
    previous: bytes
    head: bytes
    mac: bytes

    def end(self) -> AuditHead:
        """Return the chain's end when this is the last link."""
        return AuditHead(n=self.n, head=self.head)


_COLUMNS = ", ".join(Link._fields)
_MARKS = ", ".join("?" for _ in Link._fields)


def is_empty(connection: Connection) -> bool:
    """Tell whether nothing was ever made here: a power cut came before the first table."""
    return not connection.exec_driver_sql(_THINGS).all()


def create_tables(connection: Connection) -> None:
    """Make both tables in the caller's transaction."""
    for statement in _CREATE.values():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def check_tables(connection: Connection) -> None:
    """Raise unless the structure is, to the letter, the one that was made."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar()
    if isinstance(version, int) and version > FORMAT:
        raise NewerSchemaError(f"office {version}")
    found = {tuple(row) for row in connection.exec_driver_sql(_THINGS)}
    if version != FORMAT or found != {("table", name, sql) for name, sql in _CREATE.items()}:
        raise DamagedDatabaseError("structure of the office's book")


def links(connection: Connection) -> Iterator[Link]:
    """Give every link in order, without holding all of them."""
    found = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM links ORDER BY n")  # noqa: S608
    return map(Link._make, found)


def links_of(connection: Connection, kind: str, entry: str) -> list[Link]:
    """Return the links about one entry, in order."""
    asked = f"SELECT {_COLUMNS} FROM links WHERE kind = ? AND entry = ? ORDER BY n"  # noqa: S608
    return [Link._make(row) for row in connection.exec_driver_sql(asked, (kind, entry))]


def pages(connection: Connection) -> Iterator[tuple[int, object]]:
    """Give every page in order: the number of its link, and what is sealed."""
    found = connection.exec_driver_sql("SELECT n, sealed FROM pages ORDER BY n")
    return ((n, sealed) for n, sealed in found)


def page(connection: Connection, n: int) -> object:
    """Return what is sealed in a page, None when there is none."""
    return connection.exec_driver_sql("SELECT sealed FROM pages WHERE n = ?", (n,)).scalar()


def add(connection: Connection, link: Link, sealed: bytes | None) -> None:
    """Add a link, and its page when it has one."""
    connection.exec_driver_sql(f"INSERT INTO links VALUES ({_MARKS})", tuple(link))  # noqa: S608
    if sealed is not None:
        connection.exec_driver_sql("INSERT INTO pages VALUES (?, ?)", (link.n, sealed))


def drop_pages(connection: Connection, numbers: Iterable[int]) -> None:
    """Delete pages; SQLite overwrites what it deletes here."""
    for n in numbers:
        connection.exec_driver_sql("DELETE FROM pages WHERE n = ?", (n,))
