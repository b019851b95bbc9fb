"""A station's office key for the recipients of its batches, beside the book it opens.

Who has the dead laptop's folder, or the backup of its book, and an identity reads the book without
a password of staff. See docs/SECURITY.md, "Office".
"""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.ids import StationId, parse_station_id
from kiosk.errors import FieldError
from storage.crypto.age import Identities, decrypt_small, encrypt_small, fingerprint
from storage.crypto.canonical import pack, spell_json
from storage.crypto.envelope import KEY_BYTES
from storage.errors import DamagedKeyFileError, TamperedError
from storage.files import disk_errors, replace
from storage.office.bookkeys import BookKeys

FILE = "recovery.json"
FORMAT = "kiosk-office-recovery/1"
MAGIC = b"KBO0"
"""Begins what the recipients find in the age file; the key follows."""
_LONGEST_BYTES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKey:
    """What the file says: of which station, for whom (fingerprints), and the sealed key."""

    station: StationId
    recipients: tuple[str, ...]
    sealed: bytes
    mac: bytes

    @classmethod
    def read(cls, path: Path) -> "RecoveryKey":
        """Return the file's content; raise `DamagedKeyFileError`, also when it is not there."""
        try:
            with path.open("rb") as file:
                fields = json.loads(file.read(_LONGEST_BYTES))
            found = cls(
                station=parse_station_id(fields["station"]),
                recipients=tuple(str(one) for one in fields["recipients"]),
                sealed=base64.b64decode(fields["key"], validate=True),
                mac=bytes.fromhex(fields["mac"]),
            )
            known = fields["format"] == FORMAT
        except (OSError, ValueError, TypeError, KeyError, binascii.Error, FieldError) as error:
            raise DamagedKeyFileError(type(error).__name__, file=path.name) from error
        if not known:
            raise DamagedKeyFileError("format", file=path.name)
        return found

    def opened(self, identities: Identities) -> bytearray:
        """Return the office key; raise `NotARecipientError`, `TamperedError`."""
        content = decrypt_small(self.sealed, identities, len(MAGIC) + KEY_BYTES)
        if len(content) != len(MAGIC) + KEY_BYTES or not content.startswith(MAGIC):
            raise TamperedError("no office key")
        return content[len(MAGIC) :]


def keep_recovery_key(
    folder: Path, key: bytearray, *, station: str, recipients: tuple[str, ...]
) -> None:
    """Leave the file for exactly these recipients; one that says so already is left alone.

    Its MAC is under the book's own key: a file of somebody else is written anew.
    """
    keys = BookKeys(key)
    try:
        path = folder / FILE
        names = tuple(sorted(map(fingerprint, recipients)))
        if not _is_right(path, keys, station, names):
            sealed = encrypt_small(MAGIC + key, recipients)
            with disk_errors():
                replace(path, _spelled(keys, station, names, sealed))
    finally:
        keys.wipe()


def _is_right(path: Path, keys: BookKeys, station: str, names: tuple[str, ...]) -> bool:
    try:
        found = RecoveryKey.read(path)
    except DamagedKeyFileError:
        return False
    if (found.station, found.recipients) != (station, names):
        return False
    return hmac.compare_digest(found.mac, _mac(keys, station, names, found.sealed))


def _spelled(keys: BookKeys, station: str, names: tuple[str, ...], sealed: bytes) -> bytes:
    return spell_json(
        {
            "format": FORMAT,
            "key": base64.b64encode(sealed).decode("ascii"),
            "mac": _mac(keys, station, names, sealed).hex(),
            "recipients": list(names),
            "station": station,
        }
    )


def _mac(keys: BookKeys, station: str, names: tuple[str, ...], sealed: bytes) -> bytes:
    bound = pack("kiosk v1 office recovery", keys.name, station, *names, sealed)
    return hmac.digest(keys.chain, bound, "sha256")
