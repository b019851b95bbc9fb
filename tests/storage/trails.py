"""What the audit trail of a closed station says."""

import sqlite3

from tests.storage.people import Place


def trail_of(place: Place) -> list[tuple[str, str, str]]:
    """Return kind, actor and subject of every entry, the oldest first."""
    with sqlite3.connect(place.database) as connection:
        found = connection.execute("SELECT kind, actor, subject FROM audit ORDER BY n").fetchall()
    connection.close()
    return found
