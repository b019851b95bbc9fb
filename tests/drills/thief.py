"""Whoever took the laptop: the whole data folder, the device secret and every staff password.

``python -m tests.drills.thief DATA staff=password …`` says how many records opened. None of the
product's code is used: formats are those of docs/SECURITY.md.
"""

import itertools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.storage.test_formats import Reader, Row, derive, open_blob, pack

MAGIC = b"KBE1"
SLOT_BYTES = 64
PURPOSES = (
    "shift", "rowmac", "audit", "signing", "anchor", "audit door", "draft", "ratchet", "queue",
    "queue rows", "queue codes",
)  # fmt: skip


@dataclass
class Thief:
    """Tries every key that the folder gives on everything that the folder holds."""

    data: Path
    passwords: Mapping[str, str]

    def opened(self) -> dict[str, bytes]:
        """Return the plain records that opened, by their identity."""
        reader = Reader(self.data)
        loose = self._loose_keys(reader)
        found: dict[str, bytes] = {}
        for shift in reader.rows["shifts"]:
            rows = [row for row in reader.rows["records"] if row["shift"] == shift["id"]]
            keys = [*self._shift_keys(reader, shift["id"], loose), *loose]
            for row in rows:
                plain = _opened(reader, row, keys)
                if plain is not None:
                    found[row["id"]] = plain
        return found

    def _loose_keys(self, reader: Reader) -> list[bytes]:
        """Return every key that passwords and device secret lead to."""
        secret = reader.device_secret()
        keys = [secret]
        for staff_id, password in self.passwords.items():
            vault_key = reader.vault_key(staff_id, password)
            keys.append(vault_key)
            queue_key = self.queue_key(reader, vault_key)
            both = (vault_key + secret, secret + vault_key)
            materials = (vault_key, secret, *both, queue_key)
            keys.append(queue_key)
            keys += [derive(one, purpose) for one in materials for purpose in PURPOSES]
        return list(dict.fromkeys(keys))

    def queue_key(self, reader: Reader, vault_key: bytes) -> bytes:
        """Return the key of the line, which the vault key opens."""
        (sealed,) = [row for row in reader.rows["settings"] if row["key"] == "queue_key"]
        place = (reader.database, reader.station, "", "settings", "queue_key", "value", 1, 1)
        return open_blob(derive(vault_key, "queue"), place, bytes.fromhex(sealed["value"]))

    def _shift_keys(self, reader: Reader, shift: str, loose: list[bytes]) -> Iterator[bytes]:
        """Give what opens as the day's key, wherever in any file of the folder its blob lies."""
        place = (reader.database, reader.station, shift, "slots", shift, "key", 1, 1)
        bound = pack(MAGIC, *place)
        for blob, key in itertools.product(self._slot_like(), loose):
            try:
                yield AESGCM(key).decrypt(blob[4:16], blob[16:], bound)
            except InvalidTag:
                continue

    def _slot_like(self) -> set[bytes]:
        found = set()
        for path in sorted(self.data.rglob("*")):
            content = path.read_bytes() if path.is_file() else b""
            at = content.find(MAGIC)
            while at >= 0:
                found.add(content[at : at + SLOT_BYTES])
                at = content.find(MAGIC, at + 1)
        return {blob for blob in found if len(blob) == SLOT_BYTES}


def _opened(reader: Reader, row: Row, keys: list[bytes]) -> bytes | None:
    for key in keys:
        try:
            dek = open_blob(key, reader.place(row, "dek"), row["dek"])
            return open_blob(dek, reader.place(row, "sealed"), row["sealed"])
        except InvalidTag:
            continue
    return None


def main(arguments: list[str]) -> int:
    """Say how many records opened; the exit code is 1 when any did."""
    data, *given = arguments
    thief = Thief(Path(data), dict(one.split("=", 1) for one in given))
    opened = thief.opened()
    print(f"{len(opened)} records opened")  # noqa: T201 - a command
    return int(bool(opened))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
