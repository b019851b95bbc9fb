"""Sealed blobs: AES-256-GCM that binds every blob to the place it was made for.

Format (docs/SECURITY.md, "Blob"): ``KBE1`` · 12 bytes nonce · ciphertext · 16 bytes tag.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.crypto.canonical import pack
from storage.errors import TamperedError

MAGIC = b"KBE1"
KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: 96 bits
TAG_BYTES = 16
OVERHEAD_BYTES = len(MAGIC) + NONCE_BYTES + TAG_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a blob lives; a blob found anywhere else does not open."""

    database: str
    station: str
    shift: str
    table: str
    row: str
    column: str
    schema_version: int
    row_version: int

    def bound(self) -> bytes:
        """Return the associated data."""
        return pack(
            MAGIC,
            self.database,
            self.station,
            self.shift,
            self.table,
            self.row,
            self.column,
            self.schema_version,
            self.row_version,
        )


def seal(key: bytes | bytearray, place: Place, plain: bytes | bytearray) -> bytes:
    """Return the blob of ``plain`` at ``place``."""
    return _seal(key, place, plain, nonce=os.urandom(NONCE_BYTES))


def unseal(key: bytes | bytearray, place: Place, blob: bytes) -> bytearray:
    """Return what was sealed; whatever is wrong, the answer is one `TamperedError`."""
    if len(blob) < OVERHEAD_BYTES or not blob.startswith(MAGIC):
        raise TamperedError("blob form")
    view = memoryview(blob)
    nonce, sealed = view[len(MAGIC) :][:NONCE_BYTES], view[len(MAGIC) + NONCE_BYTES :]
    plain = bytearray(len(sealed) - TAG_BYTES)
    try:
        AESGCM(key).decrypt_into(nonce, sealed, place.bound(), plain)
    except InvalidTag as error:
        raise TamperedError(f"blob of {place.table}.{place.column}") from error
    return plain


def _seal(key: bytes | bytearray, place: Place, plain: bytes | bytearray, *, nonce: bytes) -> bytes:
    """Return the blob for a given nonce: the seam for test vectors, never called otherwise."""
    return MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, place.bound())
