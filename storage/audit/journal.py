"""The audit chain: who did what, each entry bound to all before it, nothing of an applicant in it.

An entry made while somebody is signed in carries a MAC under a key of the vault and one under the
ratchet's present key; a failed log-in is made without them, under a key derived from the device
secret, and is pinned by the next entry.
"""

import contextlib
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import String, func, literal_column, select, update
from sqlalchemy.orm import Session

from kiosk.domain.audit import AuditKind
from kiosk.errors import KioskError
from kiosk.ports import Clock
from storage.audit.chain import (
    BY_DEVICE,
    GENESIS,
    RATCHETED,
    Chain,
    Entry,
    KeyedBy,
    KeyOf,
    entries,
    mac_again,
    ratcheted_mac,
)
from storage.audit.ratchet import Ratchet
from storage.crypto.canonical import spell_time
from storage.crypto.digests import AuditHead
from storage.database.models import AuditRow
from storage.errors import TamperedError

__all__ = ("GENESIS", "AuditEvent", "Journal", "KeyedBy", "Mooring", "count", "head")

CLOCK_PATIENCE = timedelta(minutes=2)
"""A clock that is set right by less has not gone back."""

_SPELLED = "____-__-__T__:__:__.______+00:00"
"""What a time looks like as `spell_time` writes it, for SQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One thing that happened; ``subject`` is a random identity or a number, never a person's."""

    kind: AuditKind
    actor: str = ""
    shift: str = ""
    subject: str = ""


class Mooring(Protocol):
    """What the chain's end is tied to outside the database."""

    def tie(self, end: AuditHead, ratchet: Ratchet) -> None:
        """Have the end count as the last; raises a `KioskError` when the disk refuses."""
        ...

    def slip(self) -> None:
        """Forget what was prepared for a commit that did not come."""
        ...


class Journal:
    """Appends to the chain of one database; a `Watcher` of the engine, so it hears of commits."""

    def __init__(self, database: str, clock: Clock) -> None:
        self._chain = Chain(database)
        self._clock = clock
        self._ratchet: Ratchet | None = None
        self._mooring: Mooring | None = None
        self._new: AuditHead | None = None
        self._first_of_commit = True
        self._untied: AuditHead | None = None

    def arm(self, ratchet: Ratchet, mooring: Mooring) -> None:
        """Go on with this ratchet, and have the mooring told of each commit from now on."""
        self.disarm()
        self._ratchet, self._mooring = ratchet, mooring

    def disarm(self) -> None:
        """Wipe the ratchet; entries are by the vault's key alone until the next `arm`."""
        if self._ratchet is not None:
            self._ratchet.wipe()
        self._ratchet = self._mooring = self._untied = None

    @property
    def ratchet(self) -> Ratchet | None:
        """Return the ratchet in use."""
        return self._ratchet

    def append(self, session: Session, key: bytearray, what: AuditEvent) -> None:
        """Add an entry in the session's transaction; ``key`` is the vault's or the device's."""
        self.settle()
        last = head(session)
        now = self._clock.now()
        entry = Entry(
            n=last.n + 1,
            at=spell_time(now),
            kind=what.kind.value,
            actor=what.actor,
            shift=what.shift,
            subject=what.subject,
            keyed_by=self._keyed_by(what.kind).value,
            previous=last.head,
            head=b"",
            mac=b"",
        )
        entry = entry._replace(head=self._chain.link(entry))
        entry = entry._replace(mac=self._mac(key, entry))
        session.add(AuditRow(**(entry._asdict() | {"at": now})))
        session.flush()
        self._new = entry.end()

    def verify(self, session: Session, key_of: KeyOf, since: AuditHead | None = None) -> AuditHead:
        """Return where the chain ends; raise `TamperedError` when a link does not hold.

        With ``since``, a verified earlier end, only what follows is looked at, and that no entry
        before it is missing.
        """
        begin = since or AuditHead(n=0, head=GENESIS)
        if begin.n and head_at(session, begin.n) != begin.head:
            raise TamperedError(f"audit entry {begin.n} of a checkpoint")
        proved = deque(self._chain.walk(entries(session, after=begin.n), begin, key_of), maxlen=1)
        end = proved[0].end() if proved else begin
        if session.scalar(select(func.count()).select_from(AuditRow)) != end.n:
            raise TamperedError("audit entries are missing")
        return end

    def check(self, entry: Entry, key_of: KeyOf) -> None:
        """Raise `TamperedError` unless the entry's own link and MAC hold."""
        self._chain.check(entry, key_of)

    def rekey(self, session: Session, old: KeyOf, new: bytearray) -> None:
        """Have the vault's MACs made with its new key; every entry is proved with the old first."""
        for entry in self._chain.walk(entries(session), AuditHead(n=0, head=GENESIS), old):
            if entry.keyed_by == KeyedBy.DEVICE:
                continue
            session.execute(
                update(AuditRow).where(AuditRow.n == entry.n).values(mac=mac_again(new, entry)),
                execution_options={"synchronize_session": False},
            )

    def committed(self) -> None:
        """Take note that the transaction is on the disk; never raises for the anchor's sake.

        What could not be tied is tied before the next entry, which fails when that fails again:
        so the database is never more than one commit ahead.
        """
        new, self._new, self._first_of_commit = self._new, None, True
        if self._ratchet is None or new is None:
            return
        self._ratchet.keep()
        self._untied = new
        with contextlib.suppress(KioskError):
            self.settle()

    def settle(self) -> None:
        """Tie the last commit's end if that is still to be done."""
        if self._untied is None or self._ratchet is None or self._mooring is None:
            return
        self._mooring.tie(self._untied, self._ratchet)
        self._untied = None

    def rolled_back(self) -> None:
        """Forget what was appended in the transaction."""
        self._new, self._first_of_commit = None, True
        if self._ratchet is not None:
            self._ratchet.go_back()
        if self._mooring is not None:
            self._mooring.slip()

    def _keyed_by(self, kind: AuditKind) -> KeyedBy:
        if kind in BY_DEVICE:
            return KeyedBy.DEVICE
        if self._ratchet is None:
            return KeyedBy.VAULT
        first, self._first_of_commit = self._first_of_commit, False
        return KeyedBy.RATCHET if first else KeyedBy.RATCHET_NEXT

    def _mac(self, key: bytearray, entry: Entry) -> bytes:
        if self._ratchet is None or entry.keyed_by not in RATCHETED:
            return mac_again(key, entry)
        return ratcheted_mac(key, entry.head, self._ratchet.mac(entry.head))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Failed log-ins at the chain's end, and when the last of them was."""

    number: int
    last: datetime | None


def head(session: Session) -> AuditHead:
    """Return where the chain ends, without verifying it."""
    asked = select(AuditRow.n, AuditRow.head).order_by(AuditRow.n.desc()).limit(1)
    row = session.execute(asked).one_or_none()
    return AuditHead(n=row.n, head=row.head) if row else AuditHead(n=0, head=GENESIS)


def head_at(session: Session, n: int) -> bytes | None:
    """Return the hash of an entry, None when there is no such entry."""
    return session.scalar(select(AuditRow.head).where(AuditRow.n == n))


def count(session: Session, kind: AuditKind, shift: str) -> int:
    """Return how many entries of a kind a day has."""
    asked = select(func.count()).where(AuditRow.kind == kind.value, AuditRow.shift == shift)
    return session.scalar(asked) or 0


def count_subjects(session: Session, kind: AuditKind, shift: str) -> dict[str, int]:
    """Return how many entries of a kind a day has about each subject."""
    asked = (
        select(AuditRow.subject, func.count().label("number"))
        .where(AuditRow.kind == kind.value, AuditRow.shift == shift)
        .group_by(AuditRow.subject)
    )
    return {row.subject: row.number for row in session.execute(asked)}


def last_subject(session: Session, kind: AuditKind, shift: str) -> str | None:
    """Return what a day's newest entry of a kind is about; None when there is none."""
    asked = select(AuditRow.subject).where(AuditRow.kind == kind.value, AuditRow.shift == shift)
    return session.scalar(asked.order_by(AuditRow.n.desc()).limit(1))


def failures(session: Session) -> Failures:
    """Return the failed log-ins since anything else happened."""
    failed = AuditKind.FAILED_SIGN_IN.value
    other = select(func.max(AuditRow.n)).where(AuditRow.kind != failed).scalar_subquery()
    asked = select(func.count(), func.max(AuditRow.at)).where(AuditRow.n > func.coalesce(other, 0))
    number, last = session.execute(asked).one()
    return Failures(number=number, last=last)


def went_back(session: Session, now: datetime) -> tuple[bool, bool]:
    """Tell whether the clock is behind the chain's latest entry, and whether that is noted.

    Entries before the last `ACCEPT_ANCHOR` do not count: with it a person settled the matter.
    """
    accepted = (
        select(func.max(AuditRow.n))
        .where(AuditRow.kind == AuditKind.ACCEPT_ANCHOR.value)
        .scalar_subquery()
    )
    # As text: entries before the last checkpoint are not proved at the door, and one whose time was
    # altered must neither bar it nor stop the clock. The button names that entry.
    written = literal_column("at", String)
    asked = (
        select(AuditRow.n, written.label("at"))
        .where(AuditRow.n >= func.coalesce(accepted, 0), written.like(_SPELLED))
        .order_by(written.desc(), AuditRow.n.desc())
        .limit(1)
    )
    latest = session.execute(asked).one_or_none()
    if latest is None or latest.at <= spell_time(now + CLOCK_PATIENCE):
        return False, False
    noted = select(AuditRow.n).where(
        AuditRow.kind == AuditKind.CLOCK_WENT_BACK.value, AuditRow.n > latest.n
    )
    return True, session.scalar(noted.limit(1)) is not None
