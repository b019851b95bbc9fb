"""Where the acknowledged end of a book is noted, so that an older copy of it is noticed."""

import contextlib
import hmac
import json
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.errors import KioskError
from storage.audit.journal import AuditEvent, Journal
from storage.crypto.canonical import pack, spell_json
from storage.crypto.digests import AuditHead
from storage.database.models import AuditRow, SettingRow
from storage.errors import DamagedKeyFileError
from storage.files import disk_errors, make_folder, replace
from storage.office.bookkeys import BookKeys
from storage.office.chain import START, parse_end
from storage.office.errors import OfficeCutError
from storage.people.door import Unlocked

ROW = "office_end"
_LONGEST_BYTES = 1_000
_SHOWN = 8
"""Bytes of a hash that people can compare in the trail."""


class Mooring(Protocol):
    """Remembers the end; a book that goes beyond it is right, one that falls short is not."""

    def ends(self, keys: BookKeys) -> tuple[AuditHead, ...]:
        """Return the end that every place noted last; raise when a note is gone or altered."""
        ...

    def save(self, keys: BookKeys, end: AuditHead) -> None:
        """Note the end."""
        ...


class Loose:
    """Knows of no end: whatever a book holds that is whole counts, until `Mooring.save`."""

    def ends(self, _keys: BookKeys) -> tuple[AuditHead, ...]:
        """Return the beginning."""
        return (START,)

    def save(self, keys: BookKeys, end: AuditHead) -> None:
        """Refuse: a book that is only looked at is not written to."""
        raise NotImplementedError


class EndFile:
    """Headquarters': a file beside the book, under the book's own key."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ends(self, keys: BookKeys) -> tuple[AuditHead, ...]:
        """Return the one end."""
        return (self.load(keys),)

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


class Witnessed:
    """Headquarters' file, and what this machine itself saw last of the same book.

    The folder goes from machine to machine and its copies with it; the witness stays. It is no
    promise: a new machine has none, and one that is gone or not whole is made anew.
    """

    def __init__(self, own: EndFile, witnesses: Path) -> None:
        self._own = own
        self._witnesses = witnesses

    def ends(self, keys: BookKeys) -> tuple[AuditHead, ...]:
        """Return both ends; the file's own must be there and whole."""
        own = self._own.load(keys)
        try:
            return own, self._witness(keys).load(keys)
        except DamagedKeyFileError:
            return (own,)

    def save(self, keys: BookKeys, end: AuditHead) -> None:
        """Note the end in the folder, then here."""
        self._own.save(keys, end)
        self.saw(keys, end)

    def saw(self, keys: BookKeys, end: AuditHead) -> None:
        """Note the end of a proved book here, as far as that can be done."""
        if end in self.ends(keys)[1:]:
            return
        with contextlib.suppress(KioskError):
            with disk_errors():
                make_folder(self._witnesses)
            self._witness(keys).save(keys, end)

    def _witness(self, keys: BookKeys) -> EndFile:
        return EndFile(self._witnesses / f"{keys.name}.end")


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


def note_accepted(session: Session, unlocked: Unlocked, journal: Journal, end: AuditHead) -> None:
    """Note an end that falls short of the known one, which the trail keeps beside it."""
    old = parse_end(unlocked.macs.checked(session.get_one(SettingRow, ROW)).value)
    done = AuditEvent(
        kind=AuditKind.ACCEPT_BOOK,
        actor=unlocked.member.id,
        subject=f"{mark_of(old)}/{mark_of(end)}",
    )
    journal.append(session, unlocked.keys.audit, done)
    note_end(session, unlocked, journal, end)


def note_end(session: Session, unlocked: Unlocked, journal: Journal, end: AuditHead) -> None:
    """Note the end in row and trail: the trail's own end is outside the database."""
    write_end(session, unlocked, end)
    done = AuditEvent(kind=AuditKind.WRITE_BOOK, actor=unlocked.member.id, subject=mark_of(end))
    journal.append(session, unlocked.keys.audit, done)


def read_end(session: Session, unlocked: Unlocked) -> AuditHead:
    """Return the end that the station noted last; `OfficeCutError` unless the trail says the same.

    A row keeps the MAC it once had, so an older one put back would pass for the newest.
    """
    value = unlocked.macs.checked(session.get_one(SettingRow, ROW)).value
    end = parse_end(value)
    asked = select(AuditRow.subject).where(AuditRow.kind == AuditKind.WRITE_BOOK.value)
    noted = session.scalar(asked.order_by(AuditRow.n.desc()).limit(1))
    if noted is not None and noted != mark_of(end):
        raise OfficeCutError("end row", line=str(end.n), known=noted.partition(":")[0])
    return end


def mark_of(end: AuditHead) -> str:
    """Return how the station's trail names an end: number and beginning of the hash."""
    return f"{end.n}:{end.head[:_SHOWN].hex()}"
