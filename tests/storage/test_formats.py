"""An independent reader: docs/SECURITY.md, `cryptography`, `hashlib` and `age`, none of our code.

Everything is read from the files a station leaves; only the passwords and identities are given.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.storage.people import (
    EXEMPTION,
    LEAD_PASSWORD,
    NAME,
    Place,
    exempted,
    jpeg_of,
    new_record,
)

TABLES = ("settings", "staff", "shifts", "records", "duties")
Row = dict[str, Any]


def pack(*parts: bytes | str | int | None) -> bytes:
    """Section 3."""
    out = b""
    for part in parts:
        if part is None:
            tag, content = b"n", b""
        elif isinstance(part, bytes):
            tag, content = b"b", part
        elif isinstance(part, int):
            tag, content = b"i", str(part).encode()
        else:
            tag, content = b"s", part.encode()
        out += tag + len(content).to_bytes(4, "big") + content
    return out


def open_blob(key: bytes, place: tuple[str | int, ...], blob: bytes) -> bytes:
    """Section 4."""
    assert blob[:4] == b"KBE1"
    return AESGCM(key).decrypt(blob[4:16], blob[16:], pack(b"KBE1", *place))


def derive(material: bytes, purpose: str) -> bytes:
    """Section 2."""
    return HKDF(SHA256(), 32, None, f"kiosk v1 {purpose}".encode()).derive(material)


class Reader:
    """What is on the disk of a station that was switched off."""

    def __init__(self, data: Path) -> None:
        self.vault = data / "vault"
        self.rows: dict[str, list[Row]] = {}
        with sqlite3.connect(self.vault / "station.db") as connection:
            connection.row_factory = sqlite3.Row
            for table in (*TABLES, "audit"):
                cursor = connection.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
                self.rows[table] = [dict(row) for row in cursor]
        connection.close()
        self.settings = {row["key"]: row["value"] for row in self.rows["settings"]}
        self.database, self.station = self.settings["database"], self.settings["station"]

    def device_secret(self) -> bytes:
        content = (self.vault / "device.key").read_bytes()
        assert (content[:4], len(content)) == (b"KBD1", 44)
        assert hashlib.sha256(content[:36]).digest()[:8] == content[36:]
        return content[4:36]

    def vault_key(self, staff_id: str, password: str) -> bytes:
        (row,) = (row for row in self.rows["staff"] if row["id"] == staff_id)
        memory, iterations, lanes = map(int, row["argon2"].split(","))
        key = Argon2id(
            salt=row["salt"],
            length=32,
            iterations=iterations,
            lanes=lanes,
            memory_cost=memory,
            secret=self.device_secret(),
        ).derive(unicodedata.normalize("NFKC", password).strip().encode())
        place = (self.database, self.station, "", "staff", staff_id, "private_key", 1, 1)
        private = X25519PrivateKey.from_private_bytes(open_blob(key, place, row["private_key"]))
        assert private.public_key().public_bytes_raw() == row["public_key"]
        suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
        info = pack("kiosk v1 vault key", self.database, self.station, staff_id)
        return suite.decrypt(row["vault_key"], private, info)

    def shift_key(self, vault_key: bytes, shift: str) -> bytes:
        content = (self.vault / "slots" / f"{shift}.slot").read_bytes()
        assert len(content) == 64
        place = (self.database, self.station, shift, "slots", shift, "key", 1, 1)
        return open_blob(derive(vault_key + self.device_secret(), "shift"), place, content)

    def place(self, row: Row, column: str, table: str = "records") -> tuple[str | int, ...]:
        versions = row["schema_version"], row["row_version"]
        return (self.database, self.station, row["shift"], table, row["id"], column, *versions)


@pytest.fixture
def reader(place: Place) -> Reader:
    """Return the disk after two records, one failed log-in and no closing."""
    station = place.open_signed_in()
    for record in (new_record(1), exempted(2)):
        station.put(record)
    station.close()
    return Reader(place.data)


def check_record(plain: bytes, row: Row) -> None:
    record = new_record(row["number"])
    assert plain[:4] == b"KBR3"
    end = 8 + int.from_bytes(plain[4:8], "big")
    fields = json.loads(plain[8:end])
    assert fields["id"] == row["id"] == str(record.id)
    assert fields["applicant"]["name"] == NAME
    assert fields["applicant"]["form_id"] == record.applicant.form_id
    assert plain[end:] == jpeg_of(record)


def test_a_password_opens_the_open_days_records(reader: Reader) -> None:
    vault_key = reader.vault_key("lead1", LEAD_PASSWORD)
    assert len(reader.rows["records"]) == 2
    for row in reader.rows["records"]:
        key = reader.shift_key(vault_key, row["shift"])
        dek = open_blob(key, reader.place(row, "dek"), row["dek"])
        check_record(open_blob(dek, reader.place(row, "sealed"), row["sealed"]), row)


def test_the_citys_identity_opens_the_records_of_a_dead_laptop(
    place: Place, reader: Reader
) -> None:
    for row in reader.rows["records"]:
        command = ["age", "-d", "-i", str(place.identity)]
        done = subprocess.run(command, input=row["dek_age"], capture_output=True, check=True)
        assert (done.stdout[:4], len(done.stdout)) == (b"KBK1", 36)
        check_record(open_blob(done.stdout[4:], reader.place(row, "sealed"), row["sealed"]), row)


def test_the_citys_identity_opens_the_duty_of_a_dead_laptop(place: Place, reader: Reader) -> None:
    (duty,) = reader.rows["duties"]
    (row,) = (row for row in reader.rows["records"] if row["id"] == duty["id"])
    command = ["age", "-d", "-i", str(place.identity)]
    dek = subprocess.run(command, input=row["dek_age"], capture_output=True, check=True).stdout[4:]
    plain = open_blob(dek, reader.place(duty, "sealed", "duties"), duty["sealed"])
    assert plain[:4] == b"KBU1"
    assert json.loads(plain[4:]) == {
        "record": duty["id"],
        "station": "SK01",
        "number": 2,
        "form_id": exempted(2).applicant.form_id,
        "exemption": {
            "kind": "medical_wear",
            "channel": "phone",
            "words": EXEMPTION.words,
            "who": EXEMPTION.who,
            "when": EXEMPTION.when,
        },
        "done": None,
    }


def test_every_row_carries_the_mac_of_the_text(reader: Reader) -> None:
    key = derive(reader.vault_key("lead1", LEAD_PASSWORD), "rowmac")
    for table in TABLES:
        assert reader.rows[table]
        for row in reader.rows[table]:
            mac = row.pop("row_mac")
            filled = (part for pair in row.items() if pair[1] is not None for part in pair)
            bound = pack("kiosk v1 row", reader.database, table, *filled)
            assert hmac.digest(key, bound, "sha256") == mac, table


def test_the_audit_chain_and_its_ratchet_are_those_of_the_text(
    place: Place, reader: Reader
) -> None:
    key = derive(reader.vault_key("lead1", LEAD_PASSWORD), "audit")
    letter = base64.b64decode(reader.settings["ratchet_1"])
    assert reader.rows["audit"][0]["subject"] == hashlib.sha256(letter).hexdigest()
    command = ["age", "-d", "-i", str(place.identity)]
    ratchet = subprocess.run(command, input=letter, capture_output=True, check=True).stdout
    assert len(ratchet) == 32
    previous = bytes(32)
    for n, row in enumerate(reader.rows["audit"], start=1):
        words = [row[name] for name in ("kind", "actor", "shift", "subject", "keyed_by")]
        bound = pack("kiosk v1 audit", reader.database, n, row["at"], *words, previous)
        assert hashlib.sha256(bound).digest() == row["head"]
        r = hmac.digest(ratchet, row["head"], "sha256")[:16]
        assert row["mac"] == hmac.digest(key, row["head"] + r, "sha256")[:16] + r
        ratchet = hmac.digest(ratchet, b"kiosk v1 ratchet next", "sha256")
        previous = row["head"]
    kinds = [row["kind"] for row in reader.rows["audit"]]
    assert kinds == ["set_up", "sign_in", "open_day", "put", "put", "exempt_photo", "sign_out"]
