"""The device secret: 32 random bytes without which no password opens anything."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storage.crypto.envelope import KEY_BYTES
from storage.errors import DamagedKeyFileError
from storage.files import create, disk_errors

MAGIC = b"KBD1"
_CHECK_BYTES = (
    8  # tells a damaged file from a wrong password; of a random secret it reveals nothing
)


class DeviceSecret(Protocol):
    """Where the machine keeps its secret.

    The Windows twin (DPAPI, bound to the user's log-in) comes with step 3 behind this port.
    """

    def create(self) -> bytearray:
        """Return a new secret, kept from now on."""
        ...

    def load(self) -> bytearray:
        """Return the secret; raise `DamagedKeyFileError` when it is not there in full."""
        ...


@dataclass(frozen=True, slots=True)
class DeviceSecretFile:
    """Keeps the secret in a file only its owner may read."""

    path: Path

    def create(self) -> bytearray:
        """Return a new secret, on the disk."""
        secret = bytearray(secrets.token_bytes(KEY_BYTES))
        with disk_errors():
            create(self.path, MAGIC + secret + _check(secret))
        return secret

    def load(self) -> bytearray:
        """Return the secret."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise DamagedKeyFileError(type(error).__name__, file=self.path.name) from error
        secret = bytearray(content[len(MAGIC) : len(MAGIC) + KEY_BYTES])
        if content != MAGIC + secret + _check(secret) or len(secret) != KEY_BYTES:
            raise DamagedKeyFileError("device key form", file=self.path.name)
        return secret


def _check(secret: bytearray) -> bytes:
    return hashlib.sha256(MAGIC + secret).digest()[:_CHECK_BYTES]
