"""A MAC on every row that can change, so that no bit of it changes unnoticed."""

import hashlib
import hmac
from typing import TypeVar

from storage.crypto.canonical import pieces
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
        if not hmac.compare_digest(row.row_mac, self._mac(row)):
            raise TamperedError(f"row of {row.__tablename__}")
        return row

    def _mac(self, row: MacRow) -> bytes:
        columns = (column.key for column in row.__table__.columns if column.key != "row_mac")
        # Empty columns are left out, so that a later release can add one without a new MAC.
        filled = ((name, getattr(row, name)) for name in columns if getattr(row, name) is not None)
        parts = (
            "kiosk v1 row",
            self._database,
            row.__tablename__,
            *(part for pair in filled for part in pair),
        )
        mac = hmac.new(self._key, digestmod=hashlib.sha256)
        for piece in pieces(*parts):
            mac.update(piece)
        return mac.digest()
