"""How much went by and what it hashes to; how long the audit chain is and where it ends."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A number of bytes and their SHA-256 in hexadecimal."""

    length: int
    sha256: str


class Total:
    """Counts and hashes what goes by."""

    def __init__(self) -> None:
        self._length = 0
        self._hash = hashlib.sha256()

    def update(self, content: bytes | bytearray) -> None:
        """Take the next bytes."""
        self._length += len(content)
        self._hash.update(content)

    def digest(self) -> Digest:
        """Return what went by so far."""
        return Digest(length=self._length, sha256=self._hash.hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The number of audit entries and the hash of the last."""

    n: int
    head: bytes
