"""One link of the audit chain: what it binds, and the MACs that vouch for it.

The formats are those of docs/SECURITY.md, "Audit entry".
"""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from storage.crypto.canonical import pack
from storage.crypto.digests import AuditHead
from storage.database.models import AuditRow
from storage.errors import TamperedError

GENESIS = bytes(32)
HALF = 16
"""Bytes of each of a ratcheted entry's two MACs: 128 bits, as HMAC-SHA-256-128 of RFC 4868."""


class KeyedBy(StrEnum):
    """Which key an entry's MAC was made with."""

    VAULT = "vault"
    DEVICE = "device"
    RATCHET = "ratchet"
    """By the vault's key and by the ratchet's; the first entry of its commit."""
    RATCHET_NEXT = "ratchet+"
    """The same, a further entry of the same commit."""


# Whoever has the laptop has the device secret, so it may vouch for nothing but this.
BY_DEVICE = frozenset({AuditKind.FAILED_SIGN_IN})
RATCHETED = frozenset({KeyedBy.RATCHET, KeyedBy.RATCHET_NEXT})
KeyOf = Callable[[KeyedBy], bytearray]
"""Returns the key for entries of the vault or of the device."""


class Entry(NamedTuple):
    """An audit row as it lies in the database; ``at`` is the stored text."""

    n: int
    at: str
    kind: str
    actor: str
    shift: str
    subject: str
    keyed_by: str
    previous: bytes
    head: bytes
    mac: bytes

    def end(self) -> AuditHead:
        """Return the chain's end when this is the last entry."""
        return AuditHead(n=self.n, head=self.head)


_LENGTHS = tuple(length.to_bytes(4, "big") for length in range(256))
"""As `pack` spells them; no part of an entry is longer."""
_ODD = (TypeError, AttributeError, UnicodeError, IndexError)
"""What a part raises that is of another type, or longer, than any entry has."""
_COLUMNS = ", ".join(Entry._fields)


class Chain:
    """What one database's links must look like."""

    def __init__(self, database: str) -> None:
        self._begin = pack("kiosk v1 audit", database)

    def link(self, entry: Entry) -> bytes:
        """Return the head that follows from the entry and the one before it."""
        n, at, subject = str(entry.n).encode(), entry.at.encode(), entry.subject.encode()
        return hashlib.sha256(
            # `pack` of the parts, spelled out: a log-in may have a hundred thousand of them.
            b"%bi%b%bs%b%b%b%b%bs%b%b%bb%b%b"
            % (
                self._begin,
                _LENGTHS[len(n)],
                n,
                _LENGTHS[len(at)],
                at,
                _often(entry.kind),
                _often(entry.actor),
                _often(entry.shift),
                _LENGTHS[len(subject)],
                subject,
                _often(entry.keyed_by),
                _LENGTHS[len(entry.previous)],
                entry.previous,
            )
        ).digest()

    def walk(self, entries: Iterator[Entry], since: AuditHead, key_of: KeyOf) -> Iterator[Entry]:
        """Give each entry after ``since`` once it is proved; raise `TamperedError` at a bad one."""
        n, previous = since.n, since.head
        keys = {one: key_of(one) for one in (KeyedBy.VAULT, KeyedBy.DEVICE)}
        for entry in entries:
            n += 1
            if entry.n != n or entry.previous != previous:
                raise TamperedError(f"audit entry {n}")
            self.check(entry, keys.__getitem__)
            previous = entry.head
            yield entry

    def check(self, entry: Entry, key_of: KeyOf) -> None:
        """Raise `TamperedError` unless the entry's own link and MAC hold."""
        try:
            self._check(entry, key_of)
        except _ODD as error:
            raise TamperedError(f"audit entry {entry.n} type") from error

    def _check(self, entry: Entry, key_of: KeyOf) -> None:
        if entry.head != self.link(entry):
            raise TamperedError(f"audit entry {entry.n}")
        by_device = entry.keyed_by == KeyedBy.DEVICE
        if by_device != (entry.kind in BY_DEVICE):
            raise TamperedError(f"audit entry {entry.n} key")
        key = key_of(KeyedBy.DEVICE if by_device else KeyedBy.VAULT)
        if not hmac.compare_digest(entry.mac, mac_again(key, entry)):
            raise TamperedError(f"audit entry {entry.n} mac")


def mac_again(key: bytearray, entry: Entry) -> bytes:
    """Return the MAC that the entry must have under a key of the vault or of the device.

    The ratchet's half is taken as it is: its key is gone.
    """
    if entry.keyed_by in RATCHETED:
        return ratcheted_mac(key, entry.head, entry.mac[HALF:])
    return hmac.digest(key, entry.head, "sha256")


def ratcheted_mac(key: bytearray, head: bytes, by_ratchet: bytes) -> bytes:
    """Return the vault's half over head and ratchet's half, then the ratchet's half."""
    return hmac.digest(key, head + by_ratchet, "sha256")[:HALF] + by_ratchet


def entries(session: Session, *, after: int = 0) -> Iterator[Entry]:
    """Give the entries with a greater number, in order, without holding all of them."""
    found = session.connection().exec_driver_sql(
        f"SELECT {_COLUMNS} FROM audit WHERE n > ? ORDER BY n",  # noqa: S608 - constants
        (after,),
    )
    return map(Entry._make, found)


def page(
    session: Session, *, before: int | None, most: int, kinds: Collection[str]
) -> tuple[Entry, ...]:
    """Return entries of these kinds with a number below ``before``, the newest first."""
    # As they lie there: a model would parse the time, and two texts of one time are not one entry.
    columns: list[ColumnElement[object]] = [literal_column(name) for name in Entry._fields]
    asked = select(*columns).select_from(AuditRow).where(AuditRow.kind.in_(sorted(kinds)))
    if before is not None:
        asked = asked.where(AuditRow.n < before)
    found = session.execute(asked.order_by(AuditRow.n.desc()).limit(most))
    return tuple(Entry._make(row) for row in found)


@lru_cache(maxsize=1024)  # a day has few kinds and people and one shift
def _often(text: str) -> bytes:
    return pack(text)
