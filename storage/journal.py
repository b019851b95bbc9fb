"""The audit chain: who did what, each entry bound to all before it, nothing of an applicant in it.

An entry made while somebody is signed in carries a MAC under a key of the vault; a failed log-in is
made without that key, under one derived from the device secret, and is pinned by the next entry.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.ports import Clock
from storage.canonical import pack
from storage.digests import AuditHead
from storage.errors import TamperedError
from storage.models import AuditRow

GENESIS = bytes(32)


class KeyedBy(StrEnum):
    """Which key an entry's MAC was made with."""

    VAULT = "vault"
    DEVICE = "device"


# Whoever has the laptop has the device secret, so it may vouch for nothing but this.
_BY_DEVICE = frozenset({AuditKind.FAILED_SIGN_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One thing that happened; ``subject`` is a random identity or a number, never a person's."""

    kind: AuditKind
    actor: str = ""
    shift: str = ""
    subject: str = ""


class Journal:
    """Appends to the chain of one database."""

    def __init__(self, database: str, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def append(self, session: Session, key: bytearray, what: AuditEvent) -> None:
        """Add an entry in the session's transaction."""
        last = head(session)
        by = KeyedBy.DEVICE if what.kind in _BY_DEVICE else KeyedBy.VAULT
        row = AuditRow(
            n=last.n + 1,
            at=self._clock.now(),
            kind=what.kind.value,
            actor=what.actor,
            shift=what.shift,
            subject=what.subject,
            keyed_by=by.value,
            previous=last.head,
        )
        row.head = self._link(row)
        row.mac = _mac(key, row)
        session.add(row)
        session.flush()

    def verify(self, session: Session, key_of: Callable[[KeyedBy], bytearray]) -> AuditHead:
        """Return where the chain ends; raise `TamperedError` when a link does not hold."""
        n, previous = 0, GENESIS
        for row in session.scalars(select(AuditRow).order_by(AuditRow.n)):
            n += 1
            if row.n != n or row.previous != previous or row.head != self._link(row):
                raise TamperedError(f"audit entry {n}")
            by_device = row.keyed_by == KeyedBy.DEVICE
            if by_device != (row.kind in _BY_DEVICE):
                raise TamperedError(f"audit entry {n} key")
            key = key_of(KeyedBy.DEVICE if by_device else KeyedBy.VAULT)
            if not hmac.compare_digest(row.mac, _mac(key, row)):
                raise TamperedError(f"audit entry {n} mac")
            previous = row.head
            session.expunge(row)
        return AuditHead(n=n, head=previous)

    def _link(self, row: AuditRow) -> bytes:
        bound = pack(
            "kiosk v1 audit",
            self._database,
            row.n,
            row.at,
            row.kind,
            row.actor,
            row.shift,
            row.subject,
            row.keyed_by,
            row.previous,
        )
        return hashlib.sha256(bound).digest()


def head(session: Session) -> AuditHead:
    """Return where the chain ends, without verifying it."""
    asked = select(AuditRow.n, AuditRow.head).order_by(AuditRow.n.desc()).limit(1)
    row = session.execute(asked).one_or_none()
    return AuditHead(n=row.n, head=row.head) if row else AuditHead(n=0, head=GENESIS)


def count(session: Session, kind: AuditKind, shift: str) -> int:
    """Return how many entries of a kind a day has."""
    asked = select(func.count()).where(AuditRow.kind == kind.value, AuditRow.shift == shift)
    return session.scalar(asked) or 0


def _mac(key: bytearray, row: AuditRow) -> bytes:
    return hmac.digest(key, row.head, hashlib.sha256)
