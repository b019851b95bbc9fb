"""Somebody with a password and copies of the data folder, who tries every key with every blob."""

import sqlite3
from pathlib import Path

from storage.crypto.envelope import Place as BlobPlace
from storage.crypto.envelope import unseal
from storage.crypto.keys import Keyring
from storage.crypto.passwords import parse_cost
from storage.errors import TamperedError
from storage.people.devicesecret import DeviceSecretFile
from storage.people.staffkeys import StaffLock, open_lock


def rows(database: Path, statement: str) -> list[sqlite3.Row]:
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(statement).fetchall()
    connection.close()
    return found


class Thief:
    """Has a password and copies of the data folder, and tries every key with every blob."""

    def __init__(self, password: str, *copies: Path) -> None:
        self.vaults = [copy / "vault" for copy in copies]
        databases = [vault / "station.db" for vault in self.vaults]
        names = {row["key"]: row["value"] for row in rows(databases[0], "SELECT * FROM settings")}
        self.database, self.station = names["database"], names["station"]
        secret = DeviceSecretFile(self.vaults[0] / "device.key").load()
        self.keyrings = []
        for database in databases:
            for row in rows(database, "SELECT * FROM staff"):
                if (vault_key := self.vault_key(row, password, secret)) is not None:
                    self.keyrings.append(Keyring(vault_key, secret))
        self.days = [
            key
            for keys in self.keyrings
            for vault in self.vaults
            for path in (vault / "slots").iterdir()
            if (key := self.opened(keys.slots, path.read_bytes(), "slots", path.stem, "key", 1))
        ]

    def vault_key(self, row: sqlite3.Row, password: str, secret: bytearray) -> bytearray | None:
        if not row["private_key"]:
            return None
        lock = StaffLock(
            cost=parse_cost(row["argon2"]),
            salt=row["salt"],
            public_key=row["public_key"],
            private_key=row["private_key"],
            vault_key=row["vault_key"],
        )
        place = self.place("", "staff", row["id"], "private_key", 1)
        try:
            return open_lock(lock, password, place, secret)
        except TamperedError:
            return None

    def numbers(self, database: Path) -> set[int]:
        """Return the numbers of the records whose keys open."""
        return {
            row["number"]
            for row in rows(database, "SELECT * FROM records")
            for day in self.days
            if self.opened(day, row["dek"], "records", row["id"], "dek", row["schema_version"])
        }

    def opens_draft(self, database: Path) -> bool:
        return any(
            self.opened(day, row["sealed"], "drafts", row["id"], "sealed", row["schema_version"])
            for row in rows(database, "SELECT * FROM drafts")
            for day in self.days
        )

    def signing_key(self, database: Path) -> bool:
        (row,) = rows(database, "SELECT value FROM settings WHERE key = 'signing_private'")
        place = self.place("", "settings", "signing_private", "value", 1)
        blob = bytes.fromhex(row["value"])
        return any(_opened(keys.signing, place, blob) for keys in self.keyrings)

    def opened(
        self, key: bytearray, blob: bytes, table: str, row: str, column: str, version: int
    ) -> bytearray | None:
        shifts = [one["id"] for one in rows(self.vaults[0] / "station.db", "SELECT * FROM shifts")]
        for shift in shifts:
            name = shift if table == "slots" else row
            place = self.place(shift, table, name, column, version)
            if (plain := _opened(key, place, blob)) is not None:
                return plain
        return None

    def place(self, shift: str, table: str, row: str, column: str, version: int) -> BlobPlace:
        return BlobPlace(
            database=self.database,
            station=self.station,
            shift=shift,
            table=table,
            row=row,
            column=column,
            schema_version=version,
            row_version=1,
        )


def _opened(key: bytearray, place: BlobPlace, blob: bytes) -> bytearray | None:
    try:
        return unseal(key, place, blob)
    except TamperedError:
        return None
