"""A key that is replaced after each use, so that nobody can redo what was written before.

Whoever takes the laptop and every password has the key of the next entry, and of none before it.
The first key is kept only for the recipients, who can so verify every entry from the first.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from kiosk.domain.audit import AuditKind
from storage.audit.chain import HALF, RATCHETED, Entry, KeyedBy
from storage.crypto.keys import new_key, wipe
from storage.errors import TamperedError

_NEXT = b"kiosk v1 ratchet next"
SETTING = "ratchet_"
"""Settings row ``ratchet_<n>``: the first key of the ratchet that begins with entry n, sealed."""


class Ratchet:
    """The present key, and the one of the last commit to go back to."""

    def __init__(self, key: bytearray) -> None:
        """Take over ``key``."""
        self._key = key
        self._kept = bytearray(key)

    @classmethod
    def fresh(cls) -> Self:
        """Return a ratchet with a random first key."""
        return cls(new_key())

    @property
    def key(self) -> bytearray:
        """Return the key of the next entry; only for sealing it."""
        return self._key

    def mac(self, head: bytes) -> bytes:
        """Return this entry's half of the MAC; its key is gone afterwards."""
        made = hmac.digest(self._key, head, "sha256")[:HALF]
        self._key[:] = hmac.digest(self._key, _NEXT, "sha256")
        return made

    def keep(self) -> None:
        """Forget the key of before: what was made with it is on the disk."""
        self._kept[:] = self._key

    def go_back(self) -> None:
        """Return to the last commit: what was made since is not on the disk."""
        self._key[:] = self._kept

    def wipe(self) -> None:
        """Overwrite both keys."""
        wipe(self._key, self._kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatchetProof:
    """How far one ratchet vouches.

    ``unproved`` are entries that the vault's key alone vouches for, made while anchor and
    database disagreed.
    """

    first: int
    last: int
    unproved: tuple[int, ...]


def begins_ratchet(entry: Entry) -> bool:
    """Tell whether this is the first entry under a new ratchet."""
    if entry.kind == AuditKind.BEGIN_RATCHET:
        return True
    return entry.kind == AuditKind.SET_UP and entry.keyed_by in RATCHETED


def pin_of(sealed_start: bytes) -> str:
    """Return the subject of a ratchet's first entry: the SHA-256 of its age file."""
    return hashlib.sha256(sealed_start).hexdigest()


def verify_ratchet(entries: Iterable[Entry], start_key: bytearray) -> RatchetProof:
    """Prove the entries of one ratchet from its first on; for those who hold the first key.

    ``entries`` come in order, the first of them begins the ratchet; the next ratchet's are not
    looked at. Raises `TamperedError` with the number of the first entry that was redone. Links are
    not looked at here (`Chain.walk`), nor whether the end was cut off (the signed envelopes).
    """
    ratchet, seen, unproved = Ratchet(bytearray(start_key)), list[int](), list[int]()
    for entry in entries:
        if begins_ratchet(entry) and seen:
            break
        if not begins_ratchet(entry) and not seen:
            raise TamperedError(f"audit entry {entry.n} begins no ratchet")
        seen.append(entry.n)
        if entry.keyed_by in RATCHETED:
            if not hmac.compare_digest(ratchet.mac(entry.head), entry.mac[HALF:]):
                raise TamperedError(f"audit entry {entry.n} ratchet")
        elif entry.keyed_by == KeyedBy.VAULT:
            unproved.append(entry.n)
    ratchet.wipe()
    if not seen:
        raise TamperedError("no ratchet")
    return RatchetProof(first=seen[0], last=seen[-1], unproved=tuple(unproved))
