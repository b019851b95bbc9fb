"""Where the acknowledged end of a book is noted, so that an older copy of it is noticed."""

import hmac
import json
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from storage.crypto.canonical import pack, spell_json
from storage.crypto.digests import AuditHead
from storage.database.models import SettingRow
from storage.errors import DamagedKeyFileError
from storage.files import disk_errors, replace
from storage.office.bookkeys import BookKeys
from storage.people.door import Unlocked

ROW = "office_end"
_LONGEST_BYTES = 1_000


class Mooring(Protocol):
    """Remembers the end; a book that goes beyond it is right, one that falls short is not."""

    def load(self, keys: BookKeys) -> AuditHead:
        """Return the end that was noted last; raise when the note is gone or altered."""
        ...

    def save(self, keys: BookKeys, end: AuditHead) -> None:
        """Note the end."""
        ...


class EndFile:
    """Headquarters': a file beside the book, under the book's own key."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, keys: BookKeys) -> AuditHead:
        """Return the end that was noted last; raise `DamagedKeyFileError`."""
        try:
            with self._path.open("rb") as file:
                content = file.read(_LONGEST_BYTES)
            fields = json.loads(content)
            end = AuditHead(n=fields["n"], head=bytes.fromhex(fields["head"]))
            right = hmac.compare_digest(content, _spelled(keys, end))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DamagedKeyFileError(type(error).__name__, file=self._path.name) from error
        if not right:
            raise DamagedKeyFileError("mac", file=self._path.name)
        return end

    def save(self, keys: BookKeys, end: AuditHead) -> None:
        """Note the end."""
        with disk_errors():
            replace(self._path, _spelled(keys, end))


def _spelled(keys: BookKeys, end: AuditHead) -> bytes:
    mac = hmac.digest(keys.chain, pack("kiosk v1 office end", keys.name, end.n, end.head), "sha256")
    return spell_json({"head": end.head.hex(), "mac": mac.hex(), "n": end.n})


def write_end(session: Session, unlocked: Unlocked, end: AuditHead) -> None:
    """Note the end in the station's own database, as a row under its MAC."""
    row = session.get(SettingRow, ROW)
    if row is None:
        row = SettingRow(key=ROW, value="")
        session.add(row)
    row.value = f"{end.n},{end.head.hex()}"
    unlocked.macs.stamp(row)


def read_end(session: Session, unlocked: Unlocked) -> AuditHead:
    """Return the end that the station noted last."""
    n, _, head = unlocked.macs.checked(session.get_one(SettingRow, ROW)).value.partition(",")
    return AuditHead(n=int(n), head=bytes.fromhex(head))
