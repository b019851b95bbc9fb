"""How much went by and what it hashes to; how long the audit chain is and where it ends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A number of bytes and their SHA-256 in hexadecimal."""

    length: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The number of audit entries and the hash of the last."""

    n: int
    head: bytes
