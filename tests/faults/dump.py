"""What a database says, whatever its pages look like."""

import hashlib
import sqlite3
from pathlib import Path

_STRUCTURE = ("table_info", "foreign_key_list")


def logical_dump(path: Path, *, whole: bool = False) -> bytes:
    """Return a hash of every row, column and index; ``whole`` also holds indexes against rows.

    Raises what SQLite raises when it cannot read the database.
    """
    dump = hashlib.sha256()
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        asked = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2, 3"
        things = connection.execute(asked).fetchall()
        dump.update(repr(things).encode())
        for kind, name, _ in things:
            if kind == "table":
                _add_table(dump, connection, name)
            elif kind == "index":
                found = connection.execute(f'PRAGMA index_xinfo("{name}")').fetchall()
                dump.update(repr(found).encode())
        if whole:
            dump.update(repr(connection.execute("PRAGMA integrity_check").fetchall()).encode())
    finally:
        connection.close()
    return dump.digest()


def _add_table(dump: "hashlib._Hash", connection: sqlite3.Connection, name: str) -> None:
    for about in _STRUCTURE:
        dump.update(repr(connection.execute(f'PRAGMA {about}("{name}")').fetchall()).encode())
    # Without the names in the definitions' texts: they lead to nothing.
    unique = sorted(row[2:] for row in connection.execute(f'PRAGMA index_list("{name}")'))
    dump.update(repr(unique).encode())
    for row in connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid'):  # noqa: S608
        dump.update(repr(row).encode())
