"""A MAC on every row that can change, so that no bit of it changes unnoticed."""

import hmac
from functools import lru_cache
from typing import TypeVar

from storage.crypto.canonical import Packed, Part, pieces, prepack
from storage.database.models import MacRow
from storage.errors import TamperedError

R = TypeVar("R", bound=MacRow)


class RowMacs:
    """Stamps and checks rows with the key derived for it from the vault key."""

    def __init__(self, key: bytearray, database: str) -> None:
        self._key = key
        self._database = database

    def stamp(self, row: MacRow) -> None:
        """Make the row's MAC fit its columns."""
        row.row_mac = self._mac(row)

    def checked(self, row: R) -> R:
        """Return the row when its MAC fits, else raise `TamperedError`."""
        # SQLite keeps text in a column of bytes when somebody puts it there.
        kept = row.row_mac if isinstance(row.row_mac, bytes) else b""
        if not hmac.compare_digest(kept, self._mac(row)):
            raise TamperedError(f"row of {row.__tablename__}")
        return row

    def _mac(self, row: MacRow) -> bytes:
        parts: list[Part] = [_label(self._database, row.__tablename__)]
        for name, packed in _columns(type(row)):
            # Empty columns are left out, so that a later release can add one without a new MAC.
            if (value := getattr(row, name)) is not None:
                parts += (packed, value)
        mac = hmac.new(self._key, digestmod="sha256")
        for piece in pieces(*parts):
            mac.update(piece)
        return mac.digest()


@lru_cache
def _label(database: str, table: str) -> Packed:
    return prepack("kiosk v1 row", database, table)


@lru_cache
def _columns(table: type[MacRow]) -> tuple[tuple[str, Packed], ...]:
    """Return the columns under the MAC, each with its name as it is packed."""
    names = (column.key for column in table.__table__.columns if column.key != "row_mac")
    return tuple((name, prepack(name)) for name in names)
