"""The device secret under Windows' own protection (DPAPI): only this user of this machine opens it.

The file is ``KBD2`` and what `CryptProtectData` gave; a copy of it is worth nothing elsewhere.
"""

import ctypes
import secrets
import sys
from ctypes import wintypes
from dataclasses import dataclass
from pathlib import Path

from storage.crypto.envelope import KEY_BYTES
from storage.errors import DamagedKeyFileError
from storage.files import create, disk_errors

MAGIC = b"KBD2"
_NO_PROMPT = 0x1  # CRYPTPROTECT_UI_FORBIDDEN (dpapi.h)


class _Blob(ctypes.Structure):
    """DATA_BLOB (wincrypt.h)."""

    _fields_ = (("length", wintypes.DWORD), ("content", ctypes.POINTER(ctypes.c_ubyte)))


@dataclass(frozen=True, slots=True)
class DpapiSecretFile:
    """Implements `DeviceSecret` on Windows."""

    path: Path

    def create(self) -> bytearray:
        """Return a new secret, on the disk."""
        secret = bytearray(secrets.token_bytes(KEY_BYTES))
        with disk_errors():
            create(self.path, MAGIC + _ask("CryptProtectData", bytes(secret), self.path.name))
        return secret

    def load(self) -> bytearray:
        """Return the secret."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise DamagedKeyFileError(type(error).__name__, file=self.path.name) from error
        if not content.startswith(MAGIC):
            raise DamagedKeyFileError("device key form", file=self.path.name)
        secret = bytearray(_ask("CryptUnprotectData", content[len(MAGIC) :], self.path.name))
        if len(secret) != KEY_BYTES:
            raise DamagedKeyFileError("device key length", file=self.path.name)
        return secret


if sys.platform == "win32":

    def _ask(call: str, given: bytes, name: str) -> bytes:
        """Return what crypt32 makes of the bytes; another user or machine raises."""
        buffer = (ctypes.c_ubyte * len(given)).from_buffer_copy(given)
        source, target = _Blob(len(given), buffer), _Blob()
        asked = getattr(ctypes.windll.crypt32, call)(
            ctypes.byref(source), None, None, None, None, _NO_PROMPT, ctypes.byref(target)
        )
        ctypes.memset(buffer, 0, len(given))
        if not asked:
            raise DamagedKeyFileError(call, file=name)
        try:
            return ctypes.string_at(target.content, target.length)
        finally:
            ctypes.memset(target.content, 0, target.length)
            ctypes.windll.kernel32.LocalFree(target.content)

else:

    def _ask(call: str, given: bytes, name: str) -> bytes:
        """Say that only Windows opens it."""
        raise DamagedKeyFileError(f"{call} of {len(given)} bytes elsewhere", file=name)
