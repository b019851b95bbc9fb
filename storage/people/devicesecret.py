"""The device secret: 32 random bytes without which no password opens anything."""

import hashlib
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storage.crypto.envelope import KEY_BYTES
from storage.errors import DamagedKeyFileError
from storage.files import create, disk_errors
from storage.people.dpapi import DpapiSecretFile

MAGIC = b"KBD1"
_CHECK_BYTES = (
    8  # tells a damaged file from a wrong password; of a random secret it reveals nothing
)


class DeviceSecret(Protocol):
    """Where the machine keeps its secret."""

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


def device_secret(path: Path) -> DeviceSecret:
    """Return this machine's way: DPAPI on Windows, else a private file.

    A file of the first release stays what it is; on Windows too.
    """
    if sys.platform == "win32" and not _is_plain(path):
        return DpapiSecretFile(path)
    return DeviceSecretFile(path)


def _is_plain(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _check(secret: bytearray) -> bytes:
    return hashlib.sha256(MAGIC + secret).digest()[:_CHECK_BYTES]
